import { writeNumber } from "../../kernel/listing.ts"
import type { Language, Worded } from "../../kernel/text.ts"

export const restoreText = {
  restore: {
    en: "Brings back a backup: proven whole first, then all of it or nothing. --verify proves it and touches nothing",
    fr: "Restaure une sauvegarde : vérifiée d'abord en entier, puis tout ou rien. --verify la vérifie sans rien toucher",
    nl: "Zet een back-up terug: eerst volledig gecontroleerd, dan alles of niets. --verify controleert ze en raakt niets aan",
    de: "Spielt eine Sicherung zurück: erst ganz geprüft, dann alles oder nichts. --verify prüft sie und rührt nichts an",
  },
  verify: {
    en: "reads the whole file, restores it into a scratch database, verifies that, and removes it again",
    fr: "lit tout le fichier, le restaure dans une base de test, vérifie celle-ci et la supprime",
    nl: "leest het hele bestand, zet het terug in een testdatabank, controleert die en verwijdert ze weer",
    de: "liest die ganze Datei, spielt sie in eine Testdatenbank zurück, prüft diese und entfernt sie wieder",
  },
  replace: {
    en: "puts the backup in the place of the books that are here",
    fr: "met la sauvegarde à la place des livres présents",
    nl: "zet de back-up in de plaats van de boeken die hier staan",
    de: "setzt die Sicherung an die Stelle der vorhandenen Bücher",
  },
  unsound: {
    en: "The backup can be restored, but something in it does not hold: the books were damaged before it was made. Keep it, and look at an older one.",
    fr: "La sauvegarde peut être restaurée, mais un contrôle y échoue : les livres étaient déjà endommagés. Conservez-la et essayez-en une plus ancienne.",
    nl: "De back-up kan teruggezet worden, maar er klopt iets niet in: de boeken waren al beschadigd. Bewaar ze en bekijk een oudere.",
    de: "Die Sicherung lässt sich zurückspielen, aber etwas darin stimmt nicht: Die Bücher waren schon vorher beschädigt. Behalten Sie sie und sehen Sie eine ältere an.",
  },
} as const satisfies Record<string, Worded>

export const sound: Readonly<Record<Language, (file: string, rows: number, files: number, at: string) => string>> = {
  en: (file, rows, files, at) => `${file} of ${at} is whole and can be restored: ${writeNumber("en", rows)} rows, ${writeNumber("en", files)} files.`,
  fr: (file, rows, files, at) =>
    `${file} du ${at} est complète et peut être restaurée : ${writeNumber("fr", rows)} lignes, ${writeNumber("fr", files)} fichiers.`,
  nl: (file, rows, files, at) =>
    `${file} van ${at} is volledig en kan teruggezet worden: ${writeNumber("nl", rows)} rijen, ${writeNumber("nl", files)} bestanden.`,
  de: (file, rows, files, at) =>
    `${file} von ${at} ist vollständig und lässt sich zurückspielen: ${writeNumber("de", rows)} Zeilen, ${writeNumber("de", files)} Dateien.`,
}

export const restored: Readonly<Record<Language, (companies: number, rows: number, files: number, at: string) => string>> = {
  en: (n, rows, files, at) =>
    `Restored as of ${at}: ${n} ${n === 1 ? "company" : "companies"}, ${writeNumber("en", rows)} rows, ${writeNumber("en", files)} files. What was done since then is not in these books.`,
  fr: (n, rows, files, at) =>
    `Restauré dans l'état du ${at} : ${n} société${n === 1 ? "" : "s"}, ${writeNumber("fr", rows)} lignes, ${writeNumber("fr", files)} fichiers. Ce qui a été fait depuis ne figure pas dans ces livres.`,
  nl: (n, rows, files, at) =>
    `Teruggezet zoals op ${at}: ${n} vennootschappen, ${writeNumber("nl", rows)} rijen, ${writeNumber("nl", files)} bestanden. Wat sindsdien gedaan werd, staat niet in deze boeken.`,
  de: (n, rows, files, at) =>
    `Zurückgespielt auf den Stand ${at}: ${n} Unternehmen, ${writeNumber("de", rows)} Zeilen, ${writeNumber("de", files)} Dateien. Was seither geschah, steht nicht in diesen Büchern.`,
}

export const heldNoted: Readonly<Record<Language, (n: number) => string>> = {
  en: (n) => `${n} messages to webhooks waited then, and may have been sent since: they are held back until “encours webhook release ID”.`,
  fr: (n) =>
    `${n} messages aux webhooks attendaient alors, et sont peut-être partis depuis : ils sont retenus jusqu'à « encours webhook release ID ».`,
  nl: (n) => `${n} berichten aan webhooks wachtten toen en zijn misschien al verstuurd: ze worden tegengehouden tot “encours webhook release ID”.`,
  de: (n) =>
    `${n} Nachrichten an Webhooks warteten damals und sind vielleicht schon gesendet: Sie bleiben zurückgehalten bis „encours webhook release ID“.`,
}

export const wentAgain: Readonly<Record<Language, (codes: readonly string[]) => string>> = {
  en: (codes) => `${codes.join(", ")}: removed since that backup was made, and removed again now.`,
  fr: (codes) => `${codes.join(", ")} : supprimées depuis cette sauvegarde, et supprimées de nouveau à l'instant.`,
  nl: (codes) => `${codes.join(", ")}: sinds die back-up verwijderd, en nu opnieuw verwijderd.`,
  de: (codes) => `${codes.join(", ")}: seit dieser Sicherung entfernt, und jetzt wieder entfernt.`,
}

export const otherCode: Readonly<Record<Language, (wanted: string, code: string) => string>> = {
  en: (wanted, code) => `${wanted} is another customer's in these books: the person erased again bears ${code}.`,
  fr: (wanted, code) => `${wanted} est le code d'un autre client dans ces livres : la personne effacée de nouveau porte ${code}.`,
  nl: (wanted, code) => `${wanted} is in deze boeken van een andere klant: de opnieuw gewiste persoon draagt ${code}.`,
  de: (wanted, code) => `${wanted} gehört in diesen Büchern einem anderen Kunden: Die wieder gelöschte Person trägt ${code}.`,
}
