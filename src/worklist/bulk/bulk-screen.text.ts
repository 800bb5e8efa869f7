import type { Worded } from "../../kernel/text.ts"

export const bulkScreenText = {
  chosen: { en: "selected", fr: "sélectionnés", nl: "gekozen", de: "ausgewählt" },
  clear: { en: "Clear the selection", fr: "Tout désélectionner", nl: "Selectie wissen", de: "Auswahl aufheben" },
  snooze: { en: "Put off", fr: "Reporter", nl: "Uitstellen", de: "Zurückstellen" },
  note: { en: "Note", fr: "Note", nl: "Notitie", de: "Notiz" },
  hold: { en: "Leave alone", fr: "Suspendre la relance", nl: "Opvolging opschorten", de: "Mahnung aussetzen" },
  hand: { en: "Hand over", fr: "Confier", nl: "Doorgeven", de: "Übergeben" },
  promise: { en: "Promised", fr: "Promis", nl: "Beloofd", de: "Zugesagt" },
  dispute: { en: "Disputed", fr: "Contesté", nl: "Betwist", de: "Beanstandet" },
  owner: { en: "To whom", fr: "À qui", nl: "Aan wie", de: "An wen" },
  dueOn: { en: "For", fr: "Pour le", nl: "Tegen", de: "Bis zum" },
  why: { en: "What is to be done", fr: "Ce qu’il faut faire", nl: "Wat er te doen is", de: "Was zu tun ist" },
  preview: { en: "Show what would happen", fr: "Voir ce qui serait fait", nl: "Tonen wat zou gebeuren", de: "Zeigen, was geschähe" },
  would: { en: "will be included", fr: "seront concernés", nl: "worden meegenomen", de: "werden einbezogen" },
  left: { en: "left out", fr: "écartés", nl: "weggelaten", de: "ausgelassen" },
  doIt: { en: "Do it for", fr: "Appliquer à", nl: "Uitvoeren voor", de: "Ausführen für" },
  done: { en: "done", fr: "fait", nl: "gedaan", de: "erledigt" },
  change: { en: "Change", fr: "Modifier", nl: "Aanpassen", de: "Ändern" },
  takenBack: { en: "Taken back at once", fr: "Repris aussitôt", nl: "Meteen teruggenomen", de: "Sofort zurückgenommen" },
  tooMany: { en: "At most 200 at once.", fr: "200 au plus à la fois.", nl: "Hoogstens 200 tegelijk.", de: "Höchstens 200 auf einmal." },
  onItems: { en: "Act on the selection", fr: "Agir sur la sélection", nl: "Handelen op de selectie", de: "Auswahl bearbeiten" },
} as const satisfies Record<string, Worded>
