import { writeNumber } from "../../kernel/listing.ts"
import type { Language, Text } from "../../kernel/text.ts"

export const exportText = {
  about: {
    en: "Writes everything of one company into a new folder, to take away: its tables as CSV or JSON, the received files, what it all is",
    fr: "Écrit toutes les données d'une société dans un nouveau dossier : ses tables en CSV ou JSON, les fichiers reçus et leur description",
    nl: "Schrijft alle gegevens van één vennootschap in een nieuwe map: haar tabellen als CSV of JSON, de ontvangen bestanden en een beschrijving",
    de: "Schreibt alle Daten eines Unternehmens in einen neuen Ordner: seine Tabellen als CSV oder JSON, die empfangenen Dateien und eine Beschreibung",
  },
  form: {
    en: "how rows are written (csv unless said otherwise)",
    fr: "format des lignes (csv par défaut)",
    nl: "formaat van de rijen (standaard csv)",
    de: "Format der Zeilen (Standard: csv)",
  },
} as const satisfies Record<string, Text>

export const exportedAll = {
  en: (folder: string, tables: number, rows: number, files: number) =>
    `${folder}: ${tables} tables, ${writeNumber("en", rows)} rows, ${writeNumber("en", files)} received files`,
  fr: (folder: string, tables: number, rows: number, files: number) =>
    `${folder} : ${tables} tables, ${writeNumber("fr", rows)} lignes, ${writeNumber("fr", files)} fichiers reçus`,
  nl: (folder: string, tables: number, rows: number, files: number) =>
    `${folder}: ${tables} tabellen, ${writeNumber("nl", rows)} rijen, ${writeNumber("nl", files)} ontvangen bestanden`,
  de: (folder: string, tables: number, rows: number, files: number) =>
    `${folder}: ${tables} Tabellen, ${writeNumber("de", rows)} Zeilen, ${writeNumber("de", files)} empfangene Dateien`,
} as const satisfies Record<Language, (folder: string, tables: number, rows: number, files: number) => string>

export const missingSaid = {
  en: (count: number, sha256: string) => `${count} received files are not in the vault any more, among them ${sha256}: “verify” says which.`,
  fr: (count: number, sha256: string) => `${count} fichiers reçus ne sont plus dans le coffre, dont ${sha256} : « verify » dit lesquels.`,
  nl: (count: number, sha256: string) => `${count} ontvangen bestanden zijn niet meer in de kluis, waaronder ${sha256}: “verify” zegt welke.`,
  de: (count: number, sha256: string) => `${count} empfangene Dateien sind nicht mehr im Tresor, darunter ${sha256}: „verify“ sagt, welche.`,
} as const satisfies Record<Language, (count: number, sha256: string) => string>

type Described = {
  readonly name: string
  readonly file: string
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}
const WORDS = {
  en: {
    what: (company: string) => `# Everything of ${company}`,
    how: (form: string) =>
      form === "csv"
        ? "Each table is a CSV file (UTF-8, comma, RFC 4180, first line its columns; an empty field is nothing, a quoted empty one an empty text)."
        : "Each table is a file of JSON lines (UTF-8, one object a row).",
    money:
      "Amounts are whole minor units (cents) of the row's currency; days are YYYY-MM-DD; instants are in UTC or with their offset. Facts are never changed: what was taken back stands beside it.",
    files: "`files/` holds what was received, as it came, named by the beginning of its SHA-256; `evidence.file` says when and from whom.",
    back: "Left out: the digests of API keys and invitations, and the secrets of webhooks.",
  },
  fr: {
    what: (company: string) => `# Toutes les données de ${company}`,
    how: (form: string) =>
      form === "csv"
        ? "Chaque table est un fichier CSV (UTF-8, virgule, RFC 4180, colonnes en première ligne ; un champ vide est une absence de valeur, un champ vide entre guillemets un texte vide)."
        : "Chaque table est un fichier de lignes JSON (UTF-8, un objet par ligne).",
    money:
      "Les montants sont en unités minimales (centimes) de la devise de la ligne ; les jours s'écrivent AAAA-MM-JJ ; les instants en UTC ou avec leur décalage. Un fait n'est jamais modifié : ce qui a été annulé figure à côté.",
    files: "`files/` contient ce qui a été reçu, tel quel, nommé par le début de son SHA-256 ; `evidence.file` indique quand et de qui.",
    back: "Non repris : les empreintes des clés d'API et des invitations, et les secrets des webhooks.",
  },
  nl: {
    what: (company: string) => `# Alle gegevens van ${company}`,
    how: (form: string) =>
      form === "csv"
        ? "Elke tabel is een CSV-bestand (UTF-8, komma, RFC 4180, kolommen op de eerste regel; een leeg veld is geen waarde, een leeg veld tussen aanhalingstekens een lege tekst)."
        : "Elke tabel is een bestand met JSON-regels (UTF-8, één object per rij).",
    money:
      "Bedragen zijn in de kleinste eenheid (cent) van de munt van de rij; dagen zijn JJJJ-MM-DD; tijdstippen in UTC of met hun tijdverschil. Feiten worden nooit gewijzigd: wat teruggedraaid is, staat ernaast.",
    files: "`files/` bevat wat ontvangen werd, zoals het kwam, genoemd naar het begin van zijn SHA-256; `evidence.file` zegt wanneer en van wie.",
    back: "Weggelaten: de vingerafdrukken van API-sleutels en uitnodigingen, en de geheimen van webhooks.",
  },
  de: {
    what: (company: string) => `# Alle Daten von ${company}`,
    how: (form: string) =>
      form === "csv"
        ? "Jede Tabelle ist eine CSV-Datei (UTF-8, Komma, RFC 4180, Spalten in der ersten Zeile; ein leeres Feld ist kein Wert, ein leeres in Anführungszeichen ein leerer Text)."
        : "Jede Tabelle ist eine Datei mit JSON-Zeilen (UTF-8, ein Objekt je Zeile).",
    money:
      "Beträge sind in der kleinsten Einheit (Cent) der Währung der Zeile; Tage sind JJJJ-MM-TT; Zeitpunkte in UTC oder mit ihrer Abweichung davon. Tatsachen werden nie geändert: Was zurückgenommen wurde, steht daneben.",
    files: "`files/` enthält das Empfangene, wie es kam, benannt nach dem Anfang seines SHA-256; `evidence.file` sagt wann und von wem.",
    back: "Weggelassen: die Fingerabdrücke der API-Schlüssel und Einladungen sowie die Geheimnisse der Webhooks.",
  },
} as const satisfies Record<Language, { what(company: string): string; how(form: string): string; money: string; files: string; back: string }>

/** The page that goes along: what the files are, and every table with its columns. */
export function readme(lang: Language, company: string, form: string, tables: readonly Described[]): string {
  const w = WORDS[lang]
  const listed = tables.map((t) => `\n## ${t.file} (${t.rows})\n\n${t.columns.map((c) => `- \`${c.name}\` ${c.type}`).join("\n")}\n`)
  return `${[w.what(company), w.how(form), w.money, w.files, w.back].join("\n\n")}\n${listed.join("")}`
}
