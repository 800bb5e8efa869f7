import type { Worded } from "../../kernel/text.ts"

export const jobsText = {
  title: { en: "Long work", fr: "Tâches longues", nl: "Langlopend werk", de: "Längere Arbeiten" },
  progress: { en: "Progress", fr: "Avancement", nl: "Voortgang", de: "Fortschritt" },
  cancel: { en: "Cancel", fr: "Interrompre", nl: "Afbreken", de: "Abbrechen" },
  download: { en: "Download", fr: "Télécharger", nl: "Downloaden", de: "Herunterladen" },
  all: { en: "All imports", fr: "Tous les imports", nl: "Alle imports", de: "Alle Importe" },
  queued: { en: "waiting", fr: "en attente", nl: "wacht", de: "wartet" },
  running: { en: "at work", fr: "en cours", nl: "bezig", de: "läuft" },
  done: { en: "done", fr: "terminé", nl: "klaar", de: "fertig" },
  failed: { en: "failed", fr: "échoué", nl: "mislukt", de: "gescheitert" },
  cancelled: { en: "cancelled", fr: "interrompu", nl: "afgebroken", de: "abgebrochen" },
} as const satisfies Record<string, Worded>
