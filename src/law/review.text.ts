import type { Worded } from "../kernel/text.ts"
import type { CalendarCode } from "./holidays.ts"
import type { LawFigure, LawKey } from "./review.ts"

export const lawText = {
  about: {
    en: "what the program knows of the law on a day, where it is written, and what is to be read again",
    fr: "ce que le programme sait du droit un jour donné, où c'est écrit, et ce qui est à relire",
    nl: "wat het programma op een dag van het recht weet, waar het staat, en wat opnieuw te lezen is",
    de: "was das Programm an einem Tag vom Recht weiß, wo es steht, und was neu zu lesen ist",
  },
  what: { en: "What", fr: "Quoi", nl: "Wat", de: "Was" },
  value: { en: "Value", fr: "Valeur", nl: "Waarde", de: "Wert" },
  since: { en: "Since", fr: "Depuis", nl: "Sinds", de: "Seit" },
  source: { en: "Written in", fr: "Texte", nl: "Staat in", de: "Steht in" },
  readOn: { en: "Last read", fr: "Relu le", nl: "Laatst gelezen", de: "Zuletzt gelesen" },
  state: { en: "State", fr: "État", nl: "Toestand", de: "Stand" },
  lead: {
    en: "Legal figures come with the program, each with its source. What is to be read again should be compared with its source before it is relied on.",
    fr: "Les données légales viennent avec le programme, chacune avec sa source. Ce qui est à relire doit être comparé à sa source avant de s’y fier.",
    nl: "Wettelijke gegevens komen met het programma, elk met zijn bron. Wat opnieuw te lezen is, vergelijkt u eerst met de bron.",
    de: "Rechtliche Angaben kommen mit dem Programm, jede mit ihrer Quelle. Was neu zu lesen ist, sollte vorher mit der Quelle verglichen werden.",
  },
} as const satisfies Record<string, Worded>

export const lawKeyText: Readonly<Record<LawKey, Worded>> = {
  defaultPaymentDays: {
    en: "Days to pay where nothing was agreed",
    fr: "Délai de paiement à défaut d’accord, en jours",
    nl: "Betaaltermijn zonder afspraak, in dagen",
    de: "Zahlungsfrist ohne Vereinbarung, in Tagen",
  },
  memberStates: { en: "Member states of the Union", fr: "États membres de l’Union", nl: "Lidstaten van de Unie", de: "Mitgliedstaaten der Union" },
  holidays: { en: "Public holidays", fr: "Jours fériés", nl: "Feestdagen", de: "Feiertage" },
}

export const lawStateText: Readonly<Record<LawFigure["state"], Worded>> = {
  current: { en: "in force", fr: "en vigueur", nl: "van kracht", de: "in Kraft" },
  readAgain: { en: "to be read again", fr: "à relire", nl: "opnieuw te lezen", de: "neu zu lesen" },
  changesSoon: { en: "changes soon", fr: "change bientôt", nl: "verandert binnenkort", de: "ändert sich bald" },
}

/** Whose holidays. */
export const calendarText: Readonly<Record<CalendarCode, Worded>> = {
  FR: { en: "France", fr: "France", nl: "Frankrijk", de: "Frankreich" },
  "FR-ALSACE-MOSELLE": { en: "France, Alsace-Moselle", fr: "France, Alsace-Moselle", nl: "Frankrijk, Elzas-Moezel", de: "Frankreich, Elsass-Mosel" },
  BE: { en: "Belgium", fr: "Belgique", nl: "België", de: "Belgien" },
  DE: { en: "Germany", fr: "Allemagne", nl: "Duitsland", de: "Deutschland" },
  NL: { en: "Netherlands", fr: "Pays-Bas", nl: "Nederland", de: "Niederlande" },
  LU: { en: "Luxembourg", fr: "Luxembourg", nl: "Luxemburg", de: "Luxemburg" },
}
