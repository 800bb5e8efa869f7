import type { Worded } from "../kernel/text.ts"

export const evidenceText = {
  list: {
    en: "Lists the files kept as they were received",
    fr: "Énumère les fichiers gardés tels que reçus",
    nl: "Somt de bestanden op zoals ze ontvangen en bewaard zijn",
    de: "Listet die Dateien auf, die wie erhalten aufbewahrt werden",
  },
  get: {
    en: "Writes a kept file out again, proving every byte",
    fr: "Ressort un fichier gardé, en prouvant chaque octet",
    nl: "Schrijft een bewaard bestand weer uit en bewijst elke byte",
    de: "Gibt eine aufbewahrte Datei wieder aus und beweist jedes Byte",
  },
  out: {
    en: "where to write it; a file that is there is never overwritten",
    fr: "où l'écrire ; un fichier existant n'est jamais écrasé",
    nl: "waarheen; een bestaand bestand wordt nooit overschreven",
    de: "wohin; eine vorhandene Datei wird nie überschrieben",
  },
  none: { en: "Nothing is kept yet.", fr: "Rien n'est encore gardé.", nl: "Er is nog niets bewaard.", de: "Noch nichts aufbewahrt." },
  erased: { en: "(name erased)", fr: "(nom effacé)", nl: "(naam gewist)", de: "(Name gelöscht)" },
} as const satisfies Record<string, Worded>

export const written: Readonly<Record<keyof Worded, (file: string, bytes: string) => string>> = {
  en: (file, bytes) => `${file}: ${bytes} bytes, as received.`,
  fr: (file, bytes) => `${file} : ${bytes} octets, tel que reçu.`,
  nl: (file, bytes) => `${file}: ${bytes} bytes, zoals ontvangen.`,
  de: (file, bytes) => `${file}: ${bytes} Bytes, wie erhalten.`,
}
