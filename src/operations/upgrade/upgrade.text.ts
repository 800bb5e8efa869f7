import { writeNumber } from "../../kernel/listing.ts"
import type { Language, Worded } from "../../kernel/text.ts"

export const upgradeText = {
  upgrade: {
    en: "Brings the embedded database to the PostgreSQL of this program, after the program itself was upgraded: copied, proven, switched; the old one stays beside",
    fr: "Amène la base embarquée au PostgreSQL de ce programme, une fois celui-ci mis à niveau : copiée, vérifiée, remplacée ; l'ancienne reste à côté",
    nl: "Brengt de ingebouwde databank naar de PostgreSQL van dit programma, nadat dat bijgewerkt is: gekopieerd, gecontroleerd, gewisseld; de oude blijft ernaast",
    de: "Bringt die eingebettete Datenbank auf das PostgreSQL dieses Programms, nachdem es aktualisiert wurde: kopiert, geprüft, getauscht; die alte bleibt daneben",
  },
  oldServer: {
    en: "where the programs of the old PostgreSQL are: its bin, or a folder npm installed it into",
    fr: "où sont les programmes de l'ancien PostgreSQL : son bin, ou un dossier où npm l'a installé",
    nl: "waar de programma's van de oude PostgreSQL staan: de bin, of een map waarin npm ze zette",
    de: "wo die Programme des alten PostgreSQL liegen: sein bin, oder ein Ordner, in den npm es gelegt hat",
  },
  dryRun: {
    en: "only looks: versions, programs, disk",
    fr: "regarde seulement : versions, programmes, disque",
    nl: "kijkt alleen: versies, programma's, schijf",
    de: "sieht nur nach: Versionen, Programme, Platz",
  },
} as const satisfies Record<string, Worded>

export const already: Readonly<Record<Language, (major: string) => string>> = {
  en: (major) => `The database is of PostgreSQL ${major} already: nothing to do.`,
  fr: (major) => `La base est déjà en PostgreSQL ${major} : rien à faire.`,
  nl: (major) => `De databank draait al op PostgreSQL ${major}: niets te doen.`,
  de: (major) => `Die Datenbank läuft schon auf PostgreSQL ${major}: nichts zu tun.`,
}

type Foreseen = (from: string, to: string, bin: string, sizeMb: number, needMb: number, freeMb: string) => string
export const foreseen: Readonly<Record<Language, Foreseen>> = {
  en: (from, to, bin, size, need, free) =>
    `PostgreSQL ${from} (${bin}) would be left for ${to}. The books take ${size} MB; the copy needs up to ${need} MB, ${free} MB are free. Nothing was done.`,
  fr: (from, to, bin, size, need, free) =>
    `PostgreSQL ${from} (${bin}) serait quitté pour ${to}. Les livres font ${size} Mo ; la copie demande jusqu'à ${need} Mo, ${free} Mo sont libres. Rien n'a été fait.`,
  nl: (from, to, bin, size, need, free) =>
    `PostgreSQL ${from} (${bin}) zou verlaten worden voor ${to}. De boeken nemen ${size} MB; de kopie vraagt tot ${need} MB, ${free} MB is vrij. Er is niets gedaan.`,
  de: (from, to, bin, size, need, free) =>
    `PostgreSQL ${from} (${bin}) würde für ${to} verlassen. Die Bücher brauchen ${size} MB; die Kopie bis zu ${need} MB, ${free} MB sind frei. Nichts wurde getan.`,
}

export const upgraded: Readonly<Record<Language, (from: string, to: string, rows: number, kept: string) => string>> = {
  en: (from, to, rows, kept) =>
    `From PostgreSQL ${from} to ${to}: ${writeNumber("en", rows)} rows, equal to the byte, and verified. The old database lies in ${kept}: remove it when you no longer need it.`,
  fr: (from, to, rows, kept) =>
    `De PostgreSQL ${from} à ${to} : ${writeNumber("fr", rows)} lignes, identiques à l'octet près, et vérifiées. L'ancienne base est dans ${kept} : supprimez-la quand vous n'en aurez plus besoin.`,
  nl: (from, to, rows, kept) =>
    `Van PostgreSQL ${from} naar ${to}: ${writeNumber("nl", rows)} rijen, gelijk tot op de byte, en gecontroleerd. De oude databank staat in ${kept}: verwijder ze als u ze niet meer nodig hebt.`,
  de: (from, to, rows, kept) =>
    `Von PostgreSQL ${from} auf ${to}: ${writeNumber("de", rows)} Zeilen, bis auf das Byte gleich und geprüft. Die alte Datenbank liegt in ${kept}: Löschen Sie sie, wenn Sie sie nicht mehr brauchen.`,
}

export const unsound: Readonly<Record<Language, (details: readonly string[]) => string>> = {
  en: (details) => `Copied, but something does not hold, so the old database stays; the program of before still opens it.\n${details.join("\n")}`,
  fr: (details) => `Copié, mais un contrôle échoue : l'ancienne base reste, et le programme d'avant l'ouvre encore.\n${details.join("\n")}`,
  nl: (details) => `Gekopieerd, maar er klopt iets niet: de oude databank blijft, en het vorige programma opent ze nog.\n${details.join("\n")}`,
  de: (details) => `Kopiert, aber etwas stimmt nicht: Die alte Datenbank bleibt, und das bisherige Programm öffnet sie noch.\n${details.join("\n")}`,
}
