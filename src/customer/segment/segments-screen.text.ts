import type { Language, Worded } from "../../kernel/text.ts"

export const segmentsText = {
  segment: { en: "Segment", fr: "Segment", nl: "Segment", de: "Segment" },
  customers: { en: "Customers", fr: "Clients", nl: "Klanten", de: "Kunden" },
  noSegment: { en: "No segment", fr: "Sans segment", nl: "Geen segment", de: "Kein Segment" },
  empty: { en: "No segment yet", fr: "Aucun segment", nl: "Nog geen segment", de: "Noch kein Segment" },
  teach: {
    en: "Segments cut the customers into parts: figures, filters and portfolios go by them. Name one here, or bring them with an import.",
    fr: "Les segments répartissent les clients : chiffres, filtres et portefeuilles les suivent. Nommez-en un ici, ou importez-les.",
    nl: "Segmenten delen de klanten op: cijfers, filters en portefeuilles volgen ze. Noem er hier een, of breng ze mee met een import.",
    de: "Segmente teilen die Kunden ein: Zahlen, Filter und Portfolios gehen danach. Legen Sie hier eines an, oder übernehmen Sie sie.",
  },
  given: {
    en: "A new customer gets its segment from the first import that names it. From then on it is changed by hand alone.",
    fr: "Un nouveau client reçoit son segment du premier import qui le nomme. Ensuite, il ne change qu’à la main.",
    nl: "Een nieuwe klant krijgt zijn segment van de eerste import die hem noemt. Daarna verandert het enkel met de hand.",
    de: "Ein neuer Kunde bekommt sein Segment vom ersten Import, der ihn nennt. Danach ändert es sich nur von Hand.",
  },
  add: { en: "Add a segment", fr: "Ajouter un segment", nl: "Segment toevoegen", de: "Segment anlegen" },
  added: { en: "Segment added", fr: "Segment ajouté", nl: "Segment toegevoegd", de: "Segment angelegt" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
  rename: { en: "Rename", fr: "Renommer", nl: "Hernoemen", de: "Umbenennen" },
  renamed: { en: "Segment renamed", fr: "Segment renommé", nl: "Segment hernoemd", de: "Segment umbenannt" },
  end: { en: "End", fr: "Clore", nl: "Beëindigen", de: "Beenden" },
  ended: { en: "Segment ended", fr: "Segment clos", nl: "Segment beëindigd", de: "Segment beendet" },
  keep: { en: "Keep", fr: "Enregistrer", nl: "Bewaren", de: "Speichern" },
  set: { en: "Set the segment", fr: "Fixer le segment", nl: "Segment instellen", de: "Segment festlegen" },
  apply: { en: "Do it for", fr: "Appliquer à", nl: "Uitvoeren voor", de: "Ausführen für" },
} as const satisfies Record<string, Worded>

/** `n` is a figure as the reader writes it. */
export const hadText: Readonly<Record<Language, (n: string, segment: string) => string>> = {
  en: (n, segment) => `${n} from “${segment}”`,
  fr: (n, segment) => `${n} de « ${segment} »`,
  nl: (n, segment) => `${n} uit “${segment}”`,
  de: (n, segment) => `${n} aus „${segment}“`,
}
export const stayText: Readonly<Record<Language, (n: string) => string>> = {
  en: (n) => `${n} stay as they are`,
  fr: (n) => `${n} restent comme ils sont`,
  nl: (n) => `${n} blijven zoals ze zijn`,
  de: (n) => `${n} bleiben, wie sie sind`,
}
