import { type RefusalTexts, said } from "../../kernel/text.ts"

export const questionRefusals: RefusalTexts = {
  UNKNOWN_QUESTION: {
    exit: "notFound",
    en: (f) => `There is no question ${said(f, "question")} waiting for an answer. encours question list shows them.`,
    fr: (f) => `Aucune question ${said(f, "question")} n'attend de réponse. encours question list les montre.`,
    nl: (f) => `Er wacht geen vraag ${said(f, "question")} op antwoord. encours question list toont ze.`,
    de: (f) => `Keine Frage ${said(f, "question")} wartet auf Antwort. encours question list zeigt sie.`,
  },
  UNKNOWN_ANSWER: {
    exit: "notFound",
    en: () => "This link opens nothing, or no longer. Ask whoever sent it for a new one.",
    fr: () => "Ce lien n'ouvre rien, ou plus rien. Demandez-en un nouveau à qui vous l'a envoyé.",
    nl: () => "Deze link opent niets, of niets meer. Vraag een nieuwe aan wie hem stuurde.",
    de: () => "Dieser Link öffnet nichts, oder nichts mehr. Bitten Sie den Absender um einen neuen.",
  },
}
