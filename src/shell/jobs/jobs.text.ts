import type { Language, Worded } from "../../kernel/text.ts"
import type { JobState } from "./job.ts"

export const jobsText = {
  about: {
    en: "Shows what is at work, waits or has ended; --wait stays until a job ends",
    fr: "Montre ce qui est en cours, en attente ou terminé ; --wait reste jusqu'à la fin d'une tâche",
    nl: "Toont wat loopt, wacht of beëindigd is; --wait blijft tot een taak eindigt",
    de: "Zeigt, was läuft, wartet oder beendet ist; --wait bleibt bis zum Ende eines Auftrags",
  },
  cancel: {
    en: "Cancels a job that waits or runs: nothing of it is written",
    fr: "Annule une tâche en attente ou en cours : rien n'en est écrit",
    nl: "Annuleert een taak die wacht of loopt: er wordt niets van geschreven",
    de: "Bricht einen wartenden oder laufenden Auftrag ab: nichts davon wird geschrieben",
  },
  wait: {
    en: "waits for this job and ends as it does",
    fr: "attend cette tâche et finit comme elle",
    nl: "wacht op deze taak en eindigt zoals zij",
    de: "wartet auf diesen Auftrag und endet wie er",
  },
  none: { en: "No jobs.", fr: "Aucune tâche.", nl: "Geen taken.", de: "Keine Aufträge." },
  cancelled: { en: "Cancelled.", fr: "Annulé.", nl: "Geannuleerd.", de: "Abgebrochen." },
} as const satisfies Record<string, Worded>

export const stateText = {
  queued: { en: "waits", fr: "en attente", nl: "wacht", de: "wartet" },
  running: { en: "runs", fr: "en cours", nl: "loopt", de: "läuft" },
  done: { en: "done", fr: "terminée", nl: "klaar", de: "fertig" },
  failed: { en: "failed", fr: "échouée", nl: "mislukt", de: "fehlgeschlagen" },
  cancelled: { en: "cancelled", fr: "annulée", nl: "geannuleerd", de: "abgebrochen" },
} as const satisfies Record<JobState, Worded>

export const unitText: Readonly<Record<string, Worded>> = {
  rows: { en: "rows", fr: "lignes", nl: "rijen", de: "Zeilen" },
}

export const timeLeft: Readonly<Record<Language, (seconds: string) => string>> = {
  en: (s) => `${s} s left`,
  fr: (s) => `encore ${s} s`,
  nl: (s) => `nog ${s} s`,
  de: (s) => `noch ${s} s`,
}
