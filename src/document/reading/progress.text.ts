import type { Language, Worded } from "../../kernel/text.ts"

type Read = (rows: string, rate: string | null, seconds: string | null) => string
export const readSoFar = {
  en: (rows, rate, left) => `${rows} rows read${rate === null ? "" : `, ${rate} a second`}${left === null ? "" : `, ${left} s left`}`,
  fr: (rows, rate, left) => `${rows} lignes lues${rate === null ? "" : `, ${rate} par seconde`}${left === null ? "" : `, encore ${left} s`}`,
  nl: (rows, rate, left) => `${rows} rijen gelezen${rate === null ? "" : `, ${rate} per seconde`}${left === null ? "" : `, nog ${left} s`}`,
  de: (rows, rate, left) => `${rows} Zeilen gelesen${rate === null ? "" : `, ${rate} pro Sekunde`}${left === null ? "" : `, noch ${left} s`}`,
} as const satisfies Record<Language, Read>

export const looking = {
  en: (percent: string) => `looking through the file, ${percent} %`,
  fr: (percent: string) => `parcours du fichier, ${percent} %`,
  nl: (percent: string) => `het bestand wordt doorlopen, ${percent} %`,
  de: (percent: string) => `die Datei wird durchgesehen, ${percent} %`,
} as const satisfies Record<Language, (percent: string) => string>

export const posting = {
  en: (rows: string) => `${rows} rows read, now posting`,
  fr: (rows: string) => `${rows} lignes lues, comptabilisation en cours`,
  nl: (rows: string) => `${rows} rijen gelezen, nu boeken`,
  de: (rows: string) => `${rows} Zeilen gelesen, jetzt wird gebucht`,
} as const satisfies Record<Language, (rows: string) => string>

export const interrupted = {
  en: (file: string) => `Interrupted: nothing of ${file} was written.`,
  fr: (file: string) => `Interrompu : rien de ${file} n'a été écrit.`,
  nl: (file: string) => `Onderbroken: van ${file} is niets geschreven.`,
  de: (file: string) => `Abgebrochen: Von ${file} wurde nichts geschrieben.`,
} as const satisfies Record<Language, (file: string) => string>

export const interruptedLate: Worded = {
  en: "Interrupted at the last moment: “encours import list” says whether it was written, whole.",
  fr: "Interrompu au dernier moment : « encours import list » dit s'il a été écrit, en entier.",
  nl: "Op het laatste moment onderbroken: “encours import list” zegt of het, volledig, geschreven is.",
  de: "Im letzten Augenblick abgebrochen: „encours import list“ sagt, ob sie, ganz, geschrieben wurde.",
}
