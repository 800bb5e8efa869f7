import type { Worded } from "../../kernel/text.ts"

export const viewsText = {
  keepAbout: {
    en: "Keeps a view: a name, and the query of the screen's address",
    fr: "Garde une vue : un nom et la requête de l'adresse de l'écran",
    nl: "Bewaart een weergave: een naam en de zoekvraag uit het adres van het scherm",
    de: "Speichert eine Ansicht: ein Name und die Abfrage aus der Adresse der Seite",
  },
  listAbout: {
    en: "Lists one's own views and the team's",
    fr: "Liste ses propres vues et celles de l'équipe",
    nl: "Toont de eigen weergaven en die van het team",
    de: "Listet die eigenen Ansichten und die des Teams",
  },
  removeAbout: { en: "Removes a view", fr: "Supprime une vue", nl: "Verwijdert een weergave", de: "Entfernt eine Ansicht" },
  query: {
    en: "the query, as the address bears it",
    fr: "la requête, comme dans l'adresse",
    nl: "de zoekvraag, zoals in het adres",
    de: "die Abfrage, wie in der Adresse",
  },
  team: { en: "for the whole team", fr: "pour toute l'équipe", nl: "voor het hele team", de: "für das ganze Team" },
  screen: { en: "of which screen", fr: "de quel écran", nl: "van welk scherm", de: "welcher Seite" },
  none: { en: "No view is kept.", fr: "Aucune vue n'est gardée.", nl: "Er is geen weergave bewaard.", de: "Keine Ansicht ist gespeichert." },
  removed: { en: "removed", fr: "supprimée", nl: "verwijderd", de: "entfernt" },
} as const satisfies Record<string, Worded>
