import type { Worded } from "../kernel/text.ts"

export const standingText = {
  title: { en: "What was agreed", fr: "Ce qui est convenu", nl: "Wat is afgesproken", de: "Was vereinbart ist" },
  nothing: {
    en: "No promise, dispute, hold or insolvency stands.",
    fr: "Ni promesse, ni litige, ni suspension, ni procédure collective en cours.",
    nl: "Geen belofte, betwisting, opschorting of insolventie loopt.",
    de: "Keine Zusage, Reklamation, Sperre oder Insolvenz besteht.",
  },
  promise: { en: "Promise", fr: "Promesse", nl: "Belofte", de: "Zusage" },
  dispute: { en: "Dispute", fr: "Litige", nl: "Betwisting", de: "Reklamation" },
  hold: { en: "On hold", fr: "Suspendu", nl: "Opgeschort", de: "Ausgesetzt" },
  insolvency: { en: "Insolvency", fr: "Procédure collective", nl: "Insolventie", de: "Insolvenz" },
  until: { en: "until", fr: "jusqu’au", nl: "tot", de: "bis" },
  since: { en: "since", fr: "depuis le", nl: "sinds", de: "seit" },
  received: { en: "received", fr: "reçus", nl: "ontvangen", de: "eingegangen" },
  resolver: { en: "with", fr: "chez", nl: "bij", de: "bei" },
} as const satisfies Record<string, Worded>
