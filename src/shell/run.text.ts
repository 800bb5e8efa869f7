import type { Language, Worded } from "../kernel/text.ts"

export const runText = {
  start: { en: "Starts the server", fr: "Démarre le serveur", nl: "Start de server", de: "Startet den Server" },
  stop: { en: "Stops the running server", fr: "Arrête le serveur", nl: "Stopt de server", de: "Beendet den Server" },
  doctor: {
    en: "Looks at the installation and says what to do",
    fr: "Examine l'installation et dit quoi faire",
    nl: "Bekijkt de installatie en zegt wat te doen",
    de: "Prüft die Installation und sagt, was zu tun ist",
  },
  port: {
    en: "port to listen on (default 4040)",
    fr: "port d'écoute (par défaut 4040)",
    nl: "poort om op te luisteren (standaard 4040)",
    de: "Port (Standard 4040)",
  },
  stopped: { en: "Stopped.", fr: "Arrêté.", nl: "Gestopt.", de: "Beendet." },
  healthy: { en: "Nothing to do.", fr: "Rien à faire.", nl: "Niets te doen.", de: "Nichts zu tun." },
} as const satisfies Record<string, Worded>

export const served = {
  en: (url: string) => `Encours answers at ${url} (Ctrl-C ends it).`,
  fr: (url: string) => `Encours répond sur ${url} (Ctrl-C l'arrête).`,
  nl: (url: string) => `Encours antwoordt op ${url} (Ctrl-C stopt het).`,
  de: (url: string) => `Encours antwortet unter ${url} (Strg-C beendet es).`,
} as const satisfies Record<Language, (url: string) => string>

export const doctorSays = {
  node: { en: "Node", fr: "Node", nl: "Node", de: "Node" },
  database: { en: "database", fr: "base de données", nl: "databank", de: "Datenbank" },
  schema: { en: "schema", fr: "schéma", nl: "schema", de: "Schema" },
  data: { en: "data folder", fr: "dossier de données", nl: "gegevensmap", de: "Datenordner" },
  disk: { en: "free disk", fr: "disque libre", nl: "vrije schijfruimte", de: "freier Platz" },
  clock: { en: "clock", fr: "horloge", nl: "klok", de: "Uhr" },
} as const satisfies Record<string, Worded>

export const remedies = {
  disk: {
    en: (mb: string) => `Only ${mb} MB left. Free space before importing: below 500 MB writing is at risk.`,
    fr: (mb: string) => `Il ne reste que ${mb} Mo. Libérez de la place avant d'importer : sous 500 Mo, écrire est risqué.`,
    nl: (mb: string) => `Nog maar ${mb} MB. Maak plaats voor u importeert: onder 500 MB is schrijven riskant.`,
    de: (mb: string) => `Nur noch ${mb} MB. Schaffen Sie Platz vor dem Import: unter 500 MB ist Schreiben riskant.`,
  },
  clock: {
    en: (s: string) => `This machine's clock and the database's differ by ${s} s. Set the time (NTP): days and proofs depend on it.`,
    fr: (s: string) => `L'horloge de la machine et celle de la base diffèrent de ${s} s. Réglez l'heure (NTP) : jours et preuves en dépendent.`,
    nl: (s: string) =>
      `De klok van deze machine en die van de databank verschillen ${s} s. Stel de tijd in (NTP): dagen en bewijzen hangen ervan af.`,
    de: (s: string) =>
      `Die Uhren dieser Maschine und der Datenbank weichen um ${s} s ab. Stellen Sie die Zeit (NTP): Tage und Nachweise hängen daran.`,
  },
} as const satisfies Record<string, Record<Language, (figure: string) => string>>
