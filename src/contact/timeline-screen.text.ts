import type { Worded } from "../kernel/text.ts"

export const timelineScreenText = {
  title: { en: "History", fr: "Historique", nl: "Geschiedenis", de: "Verlauf" },
  nothing: {
    en: "Nothing was said or paid yet.",
    fr: "Rien n’a encore été dit ni payé.",
    nl: "Nog niets gezegd of betaald.",
    de: "Noch wurde nichts gesagt oder bezahlt.",
  },
  older: { en: "Older", fr: "Plus ancien", nl: "Ouder", de: "Ältere" },
  people: { en: "People", fr: "Interlocuteurs", nl: "Contactpersonen", de: "Ansprechpartner" },
  nobody: {
    en: "Nobody is known here yet.",
    fr: "Personne n’est encore connu ici.",
    nl: "Hier is nog niemand bekend.",
    de: "Hier ist noch niemand bekannt.",
  },
  main: { en: "ask first", fr: "à joindre d’abord", nl: "eerst te bellen", de: "zuerst fragen" },
} as const satisfies Record<string, Worded>
