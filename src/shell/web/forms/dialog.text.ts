import type { Worded } from "../../../kernel/text.ts"

export const dialogText = {
  close: { en: "Close", fr: "Fermer", nl: "Sluiten", de: "Schließen" },
  save: { en: "Save", fr: "Enregistrer", nl: "Bewaren", de: "Speichern" },
} as const satisfies Record<string, Worded>
