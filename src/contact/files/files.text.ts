import type { Worded } from "../../kernel/text.ts"

export const filesText = {
  add: {
    en: "Keeps a file with a customer, 25 MB at most",
    fr: "Garde un fichier avec un client, 25 Mo au plus",
    nl: "Bewaart een bestand bij een klant, hoogstens 25 MB",
    de: "Legt eine Datei bei einem Kunden ab, höchstens 25 MB",
  },
  list: {
    en: "Lists the files kept with a customer",
    fr: "Liste les fichiers gardés avec un client",
    nl: "Toont de bestanden bij een klant",
    de: "Listet die Dateien bei einem Kunden",
  },
  remove: {
    en: "Takes a file off a customer's page",
    fr: "Retire un fichier de la page d'un client",
    nl: "Haalt een bestand van de pagina van een klant",
    de: "Nimmt eine Datei von der Seite eines Kunden",
  },
  takeBack: {
    en: "Takes back a call or note you logged in error; the log keeps that it was",
    fr: "Reprend un appel ou une note notés par erreur ; le journal en garde la trace",
    nl: "Neemt een oproep of notitie terug die u per vergissing noteerde; het logboek bewaart het",
    de: "Nimmt einen irrtümlich festgehaltenen Anruf oder eine Notiz zurück; das Protokoll behält es",
  },
  removed: { en: "removed", fr: "retiré", nl: "weggehaald", de: "entfernt" },
  takenBack: { en: "taken back", fr: "repris", nl: "teruggenomen", de: "zurückgenommen" },
  none: {
    en: "No file is kept with this customer.",
    fr: "Aucun fichier n'est gardé avec ce client.",
    nl: "Bij deze klant is geen bestand bewaard.",
    de: "Bei diesem Kunden liegt keine Datei.",
  },
} as const satisfies Record<string, Worded>
