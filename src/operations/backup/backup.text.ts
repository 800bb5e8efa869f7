import { writeNumber } from "../../kernel/listing.ts"
import type { Language, Worded } from "../../kernel/text.ts"
import type { Logged } from "../log.wire.ts"

export const backupText = {
  backup: {
    en: "Writes everything into one file: every company, the received files, the activity log; sealed with a passphrase where one is given",
    fr: "Écrit tout dans un seul fichier : toutes les sociétés, les fichiers reçus, le journal d'activité ; scellé avec une phrase secrète si vous en donnez une",
    nl: "Schrijft alles in één bestand: elke vennootschap, de ontvangen bestanden, het logboek; verzegeld met een wachtzin als u er een geeft",
    de: "Schreibt alles in eine Datei: jedes Unternehmen, die empfangenen Dateien, das Protokoll; versiegelt mit einer Passphrase, falls eine gegeben ist",
  },
  list: {
    en: "Shows the latest backups and the tests of them, newest first",
    fr: "Montre les dernières sauvegardes et leurs tests, la plus récente d'abord",
    nl: "Toont de laatste back-ups en hun tests, de nieuwste eerst",
    de: "Zeigt die letzten Sicherungen und ihre Tests, die neueste zuerst",
  },
  passphrase: {
    en: "the passphrase stands in the first line of this file (else ENCOURS_BACKUP_PASSPHRASE)",
    fr: "la phrase secrète est la première ligne de ce fichier (sinon ENCOURS_BACKUP_PASSPHRASE)",
    nl: "de wachtzin staat op de eerste regel van dit bestand (anders ENCOURS_BACKUP_PASSPHRASE)",
    de: "die Passphrase steht in der ersten Zeile dieser Datei (sonst ENCOURS_BACKUP_PASSPHRASE)",
  },
  yes: {
    en: "replaces a file of that name",
    fr: "remplace un fichier de ce nom",
    nl: "vervangt een bestand met die naam",
    de: "ersetzt eine Datei dieses Namens",
  },
  open: {
    en: "Not sealed: whoever has this file can read it. Give a passphrase to seal it.",
    fr: "Non scellé : quiconque a ce fichier peut le lire. Donnez une phrase secrète pour le sceller.",
    nl: "Niet verzegeld: wie dit bestand heeft, kan het lezen. Geef een wachtzin om het te verzegelen.",
    de: "Nicht versiegelt: Wer diese Datei hat, kann sie lesen. Mit einer Passphrase wird sie versiegelt.",
  },
  none: {
    en: "No backup yet. encours backup FILE makes one.",
    fr: "Aucune sauvegarde. encours backup FICHIER en fait une.",
    nl: "Nog geen back-up. encours backup BESTAND maakt er een.",
    de: "Noch keine Sicherung. encours backup DATEI macht eine.",
  },
} as const satisfies Record<string, Worded>

/** Megabytes, with decimals while it is a few. */
export const size = (lang: Language, bytes: number) => writeNumber(lang, bytes / 1_048_576, bytes < 10_485_760 ? 2 : 0)

type BackedUp = (file: string, rows: number, files: number, bytes: number, seconds: number) => string
export const backedUp: Readonly<Record<Language, BackedUp>> = {
  en: (file, rows, files, bytes, s) =>
    `${file}: ${writeNumber("en", rows)} rows, ${writeNumber("en", files)} files, ${size("en", bytes)} MB, ${writeNumber("en", s, 1)} s.`,
  fr: (file, rows, files, bytes, s) =>
    `${file} : ${writeNumber("fr", rows)} lignes, ${writeNumber("fr", files)} fichiers, ${size("fr", bytes)} Mo, ${writeNumber("fr", s, 1)} s.`,
  nl: (file, rows, files, bytes, s) =>
    `${file}: ${writeNumber("nl", rows)} rijen, ${writeNumber("nl", files)} bestanden, ${size("nl", bytes)} MB, ${writeNumber("nl", s, 1)} s.`,
  de: (file, rows, files, bytes, s) =>
    `${file}: ${writeNumber("de", rows)} Zeilen, ${writeNumber("de", files)} Dateien, ${size("de", bytes)} MB, ${writeNumber("de", s, 1)} s.`,
}

export const faultsSaid: Readonly<Record<Language, (faults: number, first: string) => string>> = {
  en: (n, first) =>
    `${n} received files are missing or damaged and are not in the backup (first: ${first}). encours verify names them; bring them back from an older backup.`,
  fr: (n, first) =>
    `${n} fichiers reçus manquent ou sont endommagés et ne sont pas dans la sauvegarde (premier : ${first}). encours verify les nomme ; reprenez-les d'une sauvegarde plus ancienne.`,
  nl: (n, first) =>
    `${n} ontvangen bestanden ontbreken of zijn beschadigd en staan niet in de back-up (eerste: ${first}). encours verify noemt ze; haal ze uit een oudere back-up.`,
  de: (n, first) =>
    `${n} empfangene Dateien fehlen oder sind beschädigt und nicht in der Sicherung (erste: ${first}). encours verify nennt sie; holen Sie sie aus einer älteren Sicherung.`,
}

const whats: Readonly<Record<Logged["what"], Worded>> = {
  backup: { en: "backup", fr: "sauvegarde", nl: "back-up", de: "Sicherung" },
  test: { en: "test", fr: "test", nl: "test", de: "Test" },
  upgrade: { en: "upgrade", fr: "mise à niveau", nl: "upgrade", de: "Versionswechsel" },
  restore: { en: "restore", fr: "restauration", nl: "herstel", de: "Wiederherstellung" },
}

const rowsWord: Worded = { en: "rows", fr: "lignes", nl: "rijen", de: "Zeilen" }

export const listed = (entry: Logged, lang: Language): string =>
  [
    entry.ok ? "✓" : "✗",
    entry.at,
    whats[entry.what][lang],
    entry.file,
    entry.bytes === null ? "" : `${size(lang, entry.bytes)} ${lang === "fr" ? "Mo" : "MB"}`,
    entry.rows === null ? "" : `${writeNumber(lang, entry.rows)} ${rowsWord[lang]}`,
    entry.code ?? "",
  ]
    .filter((fact) => fact !== "")
    .join("  ")
