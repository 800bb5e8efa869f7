import { type RefusalTexts, said } from "../../kernel/text.ts"

export const jobsRefusals: RefusalTexts = {
  UNKNOWN_JOB: {
    exit: "notFound",
    en: (f) => `There is no job ${said(f, "id")}. encours jobs shows them.`,
    fr: (f) => `La tâche ${said(f, "id")} n'existe pas. encours jobs les montre.`,
    nl: (f) => `Taak ${said(f, "id")} bestaat niet. encours jobs toont ze.`,
    de: (f) => `Den Auftrag ${said(f, "id")} gibt es nicht. encours jobs zeigt sie.`,
  },
  NO_JOB_FILE: {
    exit: "notFound",
    en: (f) => `The job ${said(f, "id")} left no file: no rows were refused, it has not ended, or the file was removed.`,
    fr: (f) =>
      `La tâche ${said(f, "id")} n'a pas laissé de fichier : aucune ligne n'a été refusée, elle n'est pas finie, ou le fichier a été retiré.`,
    nl: (f) => `Taak ${said(f, "id")} liet geen bestand na: er zijn geen rijen geweigerd, ze is niet beëindigd, of het bestand is verwijderd.`,
    de: (f) =>
      `Der Auftrag ${said(f, "id")} hat keine Datei hinterlassen: Keine Zeile wurde abgelehnt, er ist nicht beendet, oder sie wurde entfernt.`,
  },
  MISSING_JOB: {
    exit: "usage",
    en: () => "Say which job: encours jobs shows their ids.",
    fr: () => "Dites quelle tâche : encours jobs montre leurs identifiants.",
    nl: () => "Zeg welke taak: encours jobs toont hun nummers.",
    de: () => "Nennen Sie den Auftrag: encours jobs zeigt die Kennungen.",
  },
  JOB_ENDED: {
    exit: "conflict",
    en: (f) => `Job ${said(f, "id")} has already ended (${said(f, "state")}): there is nothing left to cancel.`,
    fr: (f) => `La tâche ${said(f, "id")} est déjà terminée (${said(f, "state")}) : il n'y a plus rien à annuler.`,
    nl: (f) => `Taak ${said(f, "id")} is al beëindigd (${said(f, "state")}): er valt niets meer te annuleren.`,
    de: (f) => `Der Auftrag ${said(f, "id")} ist schon beendet (${said(f, "state")}): es gibt nichts mehr abzubrechen.`,
  },
  JOB_CANCELLED: {
    exit: "failed",
    en: () => "Cancelled: nothing of it was written.",
    fr: () => "Annulé : rien n'en a été écrit.",
    nl: () => "Geannuleerd: er werd niets van geschreven.",
    de: () => "Abgebrochen: nichts davon wurde geschrieben.",
  },
  JOB_TAKEN_OVER: {
    exit: "conflict",
    en: () => "Another server took this job over; nothing was written here.",
    fr: () => "Un autre serveur a repris cette tâche ; rien n'a été écrit ici.",
    nl: () => "Een andere server nam deze taak over; hier werd niets geschreven.",
    de: () => "Ein anderer Server hat diesen Auftrag übernommen; hier wurde nichts geschrieben.",
  },
  WORKER_GONE: {
    exit: "failed",
    en: () => "Whoever worked it ended without a word; nothing of it was written. Start it again.",
    fr: () => "Le programme qui s'en chargeait s'est arrêté sans un mot ; rien n'en a été écrit. Relancez-la.",
    nl: () => "Het programma dat eraan werkte hield zonder een woord op; er werd niets van geschreven. Start opnieuw.",
    de: () => "Das ausführende Programm endete ohne ein Wort; nichts davon wurde geschrieben. Starten Sie neu.",
  },
  GIVEN_BACK: {
    exit: "failed",
    en: () => "The server stopped; the next one goes on with it.",
    fr: () => "Le serveur s'est arrêté ; le prochain s'en chargera.",
    nl: () => "De server stopte; de volgende gaat ermee verder.",
    de: () => "Der Server wurde beendet; der nächste macht damit weiter.",
  },
}
