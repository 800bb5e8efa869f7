import { writeNumber } from "../../kernel/listing.ts"
import type { Language, Worded } from "../../kernel/text.ts"

export const moveText = {
  move: {
    en: "Moves the books from the embedded database to a PostgreSQL server, or back; what is left stays as it was",
    fr: "Déplace les livres de la base embarquée vers un serveur PostgreSQL, ou l'inverse ; la base quittée reste telle quelle",
    nl: "Verplaatst de boeken van de ingebouwde databank naar een PostgreSQL-server, of terug; de verlaten databank blijft zoals ze was",
    de: "Zieht die Bücher von der eingebetteten Datenbank auf einen PostgreSQL-Server um oder zurück; die verlassene Datenbank bleibt, wie sie war",
  },
  to: {
    en: "the server's address (its owner's log-in by DATABASE_OWNER_URL), or embedded",
    fr: "l'adresse du serveur (le compte propriétaire par DATABASE_OWNER_URL), ou embedded",
    nl: "het adres van de server (aanmelding van de eigenaar via DATABASE_OWNER_URL), of embedded",
    de: "die Adresse des Servers (Anmeldung des Eigentümers über DATABASE_OWNER_URL), oder embedded",
  },
  replace: {
    en: "replaces the books that are there",
    fr: "remplace les livres qui s'y trouvent",
    nl: "vervangt de boeken die daar staan",
    de: "ersetzt die Bücher, die dort sind",
  },
} as const satisfies Record<string, Worded>

export const moved: Readonly<Record<Language, (to: string, rows: number) => string>> = {
  en: (to, rows) =>
    `Moved to ${to} and checked: ${writeNumber("en", rows)} rows, equal to the byte. ${to === "embedded" ? "Start without DATABASE_URL from now on." : "Set DATABASE_URL from now on."} The old database stays as it was, and is refused.`,
  fr: (to, rows) =>
    `Déplacé vers ${to} et vérifié : ${writeNumber("fr", rows)} lignes, identiques à l'octet près. ${to === "embedded" ? "Lancez désormais sans DATABASE_URL." : "Donnez désormais DATABASE_URL."} L'ancienne base reste telle quelle, mais n'est plus acceptée.`,
  nl: (to, rows) =>
    `Verplaatst naar ${to} en gecontroleerd: ${writeNumber("nl", rows)} rijen, gelijk tot op de byte. ${to === "embedded" ? "Start voortaan zonder DATABASE_URL." : "Geef voortaan DATABASE_URL."} De oude databank blijft zoals ze was, en wordt geweigerd.`,
  de: (to, rows) =>
    `Umgezogen nach ${to} und geprüft: ${writeNumber("de", rows)} Zeilen, bis auf das Byte gleich. ${to === "embedded" ? "Künftig ohne DATABASE_URL starten." : "Künftig DATABASE_URL setzen."} Die alte Datenbank bleibt, wie sie war, und wird abgewiesen.`,
}

export const failedChecks: Readonly<Record<Language, (details: readonly string[]) => string>> = {
  en: (details) => `Copied, but something does not hold, so nothing was moved; go on where you are.\n${details.join("\n")}`,
  fr: (details) => `Copié, mais un contrôle échoue : rien n'a été déplacé, continuez où vous êtes.\n${details.join("\n")}`,
  nl: (details) => `Gekopieerd, maar er klopt iets niet: niets is verplaatst, ga verder waar u bent.\n${details.join("\n")}`,
  de: (details) => `Kopiert, aber etwas stimmt nicht: Nichts ist umgezogen, machen Sie weiter, wo Sie sind.\n${details.join("\n")}`,
}
