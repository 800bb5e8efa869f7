import { type RefusalTexts, said } from "../kernel/text.ts"

export const simRefusals: RefusalTexts = {
  REAL_BOOKS: {
    exit: "conflict",
    en: (f) =>
      `Companies live here that are not simulated (${said(f, "known")}): facts are never removed, so nothing is simulated beside them. Name another folder with --data.`,
    fr: (f) =>
      `Ici vivent des sociétés qui ne sont pas simulées (${said(f, "known")}) : les faits ne s'effacent jamais, rien n'est donc simulé à côté d'elles. Indiquez un autre dossier avec --data.`,
    nl: (f) =>
      `Hier leven vennootschappen die niet gesimuleerd zijn (${said(f, "known")}): feiten verdwijnen nooit, dus naast hen wordt niets gesimuleerd. Noem een andere map met --data.`,
    de: (f) =>
      `Hier leben Unternehmen, die nicht simuliert sind (${said(f, "known")}): Fakten werden nie gelöscht, also wird neben ihnen nichts simuliert. Nennen Sie mit --data einen anderen Ordner.`,
  },
}
