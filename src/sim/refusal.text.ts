import { type RefusalTexts, said } from "../kernel/text.ts"

export const simRefusals: RefusalTexts = {
  REAL_BOOKS: {
    exit: "conflict",
    en: (f) => `Companies live here that are not simulated (${said(f, "known")}): nothing is simulated beside them. Name another folder with --data.`,
    fr: (f) =>
      `Ce dossier contient des sociétés réelles (${said(f, "known")}) : aucune simulation n'est faite à côté d'elles. Indiquez un autre dossier avec --data.`,
    nl: (f) => `Deze map bevat echte vennootschappen (${said(f, "known")}): daarnaast wordt niets gesimuleerd. Noem een andere map met --data.`,
    de: (f) =>
      `Dieser Ordner enthält echte Unternehmen (${said(f, "known")}): Neben ihnen wird nichts simuliert. Nennen Sie mit --data einen anderen Ordner.`,
  },
}
