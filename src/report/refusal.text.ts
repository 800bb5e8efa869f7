import { writeNumber } from "../kernel/listing.ts"
import { type RefusalTexts, said } from "../kernel/text.ts"

export const reportRefusals: RefusalTexts = {
  EXPORT_TOO_LONG: {
    exit: "refused",
    en: (f) =>
      `${writeNumber("en", Number(f.lines))} lines do not fit into a workbook, which has ${writeNumber("en", Number(f.most))}: export CSV, or ask for less.`,
    fr: (f) =>
      `${writeNumber("fr", Number(f.lines))} lignes ne tiennent pas dans un classeur, qui en a ${writeNumber("fr", Number(f.most))} : exportez en CSV, ou demandez-en moins.`,
    nl: (f) =>
      `${writeNumber("nl", Number(f.lines))} regels passen niet in een werkmap, die er ${writeNumber("nl", Number(f.most))} heeft: exporteer als CSV, of vraag minder.`,
    de: (f) =>
      `${writeNumber("de", Number(f.lines))} Zeilen passen nicht in eine Arbeitsmappe mit ${writeNumber("de", Number(f.most))}: exportieren Sie als CSV oder fragen Sie weniger ab.`,
  },
  EXPORT_NOT_ALLOWED: {
    exit: "notAllowed",
    en: () => "Whoever asked for this export may no longer read the list.",
    fr: () => "La personne qui a demandé cet export ne peut plus lire la liste.",
    nl: () => "Wie deze export vroeg, mag de lijst niet meer lezen.",
    de: () => "Wer diesen Export angefordert hat, darf die Liste nicht mehr lesen.",
  },
  TOO_MANY_EXPORTS: {
    exit: "busy",
    en: (f) => `${said(f, "most")} exports of yours already wait. Let some of them end, or cancel them.`,
    fr: (f) => `${said(f, "most")} de vos exports attendent déjà. Laissez-en finir quelques-uns, ou annulez-les.`,
    nl: (f) => `Er wachten al ${said(f, "most")} exports van u. Laat er enkele eindigen, of annuleer ze.`,
    de: (f) => `${said(f, "most")} Ihrer Exporte warten bereits. Lassen Sie einige enden oder brechen Sie sie ab.`,
  },
}
