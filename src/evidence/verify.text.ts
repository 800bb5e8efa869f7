import type { Worded } from "../kernel/text.ts"

type Fault = { readonly id: string; readonly sha256: string; readonly fault: keyof typeof faultText }

const faultText = {
  missing: { en: "is missing", fr: "manque", nl: "ontbreekt", de: "fehlt" },
  changed: {
    en: "is not what was stored",
    fr: "n'est plus ce qui a été déposé",
    nl: "is niet wat bewaard werd",
    de: "ist nicht, was abgelegt wurde",
  },
  resized: {
    en: "has another length than its row says",
    fr: "n'a pas la longueur que dit sa ligne",
    nl: "heeft een andere lengte dan de rij zegt",
    de: "hat eine andere Länge, als die Zeile sagt",
  },
  unreadable: { en: "cannot be read", fr: "est illisible", nl: "is niet leesbaar", de: "ist nicht lesbar" },
} as const satisfies Record<string, Worded>

const WORDED = 5
const list = (faults: readonly Fault[], lang: keyof Worded) =>
  faults
    .slice(0, WORDED)
    .map((f) => `${f.id} (${f.sha256.slice(0, 12)}…) ${faultText[f.fault][lang]}`)
    .join("; ")

export const files = {
  sound: (count: number, bytes: bigint): Worded => ({
    en: `${count} stored ${count === 1 ? "file" : "files"} read to the last byte (${bytes} bytes)`,
    fr: `${count} ${count < 2 ? "fichier déposé lu" : "fichiers déposés lus"} jusqu'au dernier octet (${bytes} octets)`,
    nl: `${count} ${count === 1 ? "bewaard bestand" : "bewaarde bestanden"} tot de laatste byte gelezen (${bytes} bytes)`,
    de: `${count} abgelegte ${count === 1 ? "Datei" : "Dateien"} bis zum letzten Byte gelesen (${bytes} Bytes)`,
  }),
  damaged: (count: number, damaged: number, faults: readonly Fault[]): Worded => ({
    en: `${damaged} of ${count} stored files: ${list(faults, "en")}. The others are sound; take these from the last backup`,
    fr: `${damaged} des ${count} fichiers déposés : ${list(faults, "fr")}. Les autres sont intacts ; reprenez ceux-ci de la dernière sauvegarde`,
    nl: `${damaged} van ${count} bewaarde bestanden: ${list(faults, "nl")}. De andere zijn gaaf; haal deze uit de laatste back-up`,
    de: `${damaged} von ${count} abgelegten Dateien: ${list(faults, "de")}. Die übrigen sind heil; holen Sie diese aus der letzten Sicherung`,
  }),
} as const

export const names = {
  sound: (count: bigint, erased: bigint): Worded => ({
    en: `${count} files under the names they came with (${erased} erased)`,
    fr: `${count} fichiers sous le nom reçu (${erased} effacés)`,
    nl: `${count} bestanden onder de ontvangen naam (${erased} gewist)`,
    de: `${count} Dateien unter dem Namen, mit dem sie kamen (${erased} gelöscht)`,
  }),
  changed: (wrong: bigint, first: string): Worded => ({
    en: `${wrong} files no longer bear the name they came with, the first ${first}`,
    fr: `${wrong} fichiers ne portent plus le nom reçu, le premier ${first}`,
    nl: `${wrong} bestanden dragen niet meer de ontvangen naam, het eerste ${first}`,
    de: `${wrong} Dateien tragen nicht mehr den Namen, mit dem sie kamen, die erste ${first}`,
  }),
} as const

export const orphans = {
  none: {
    en: "no file without its row",
    fr: "aucun fichier sans sa ligne",
    nl: "geen bestand zonder rij",
    de: "keine Datei ohne ihre Zeile",
  },
  some: (count: number, bytes: number, first: string): Worded => ({
    en: `${count} files without a row (${bytes} bytes), the first ${first}: interrupted work, swept an hour after it was written`,
    fr: `${count} fichiers sans ligne (${bytes} octets), le premier ${first} : travail interrompu, balayé une heure après son écriture`,
    nl: `${count} bestanden zonder rij (${bytes} bytes), het eerste ${first}: onderbroken werk, opgeruimd een uur na het schrijven`,
    de: `${count} Dateien ohne Zeile (${bytes} Bytes), die erste ${first}: abgebrochene Arbeit, wird eine Stunde nach dem Schreiben entfernt`,
  }),
} as const
