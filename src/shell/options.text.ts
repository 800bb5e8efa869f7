import type { Language, Worded } from "../kernel/text.ts"

export const listText = {
  asOf: { en: "the day looked at (today)", fr: "le jour regardé (aujourd'hui)", nl: "de bekeken dag (vandaag)", de: "der betrachtete Tag (heute)" },
  knownAt: {
    en: "only what was recorded by this instant, such as 2026-11-21T17:00:00Z",
    fr: "seulement ce qui était enregistré à cet instant, p. ex. 2026-11-21T17:00:00Z",
    nl: "enkel wat op dit tijdstip geregistreerd was, bv. 2026-11-21T17:00:00Z",
    de: "nur was zu diesem Zeitpunkt erfasst war, z. B. 2026-11-21T17:00:00Z",
  },
  customer: { en: "one customer only", fr: "un seul client", nl: "één klant", de: "nur ein Kunde" },
  currency: { en: "one currency only", fr: "une seule devise", nl: "één munt", de: "nur eine Währung" },
  export: {
    en: "writes the list to a file as well; CSV with commas and a decimal point (in French, Dutch and German: semicolons and a decimal comma)",
    fr: "écrit aussi la liste dans un fichier ; le CSV avec des points-virgules et la virgule décimale (en anglais : virgules et point)",
    nl: "schrijft de lijst ook naar een bestand; CSV met puntkomma's en een decimale komma (in het Engels: komma's en een punt)",
    de: "schreibt die Liste auch in eine Datei; CSV mit Semikolons und Dezimalkomma (englisch: Kommas und Punkt)",
  },
} as const satisfies Record<string, Worded>

/** Words in the head of every list. */
export const factText = {
  company: { en: "Company", fr: "Société", nl: "Vennootschap", de: "Unternehmen" },
  asOf: { en: "As of", fr: "Situation au", nl: "Stand op", de: "Stand vom" },
  knownAt: { en: "Known at", fr: "Connu au", nl: "Gekend op", de: "Bekannt am" },
  customer: { en: "Customer", fr: "Client", nl: "Klant", de: "Kunde" },
  currency: { en: "Currency", fr: "Devise", nl: "Munt", de: "Währung" },
  total: { en: "Total", fr: "Total", nl: "Totaal", de: "Summe" },
  name: { en: "Name", fr: "Nom", nl: "Naam", de: "Name" },
} as const satisfies Record<string, Worded>

export const exportedText = {
  en: (file: string, rows: number) => `${rows} rows written to ${file}`,
  fr: (file: string, rows: number) => `${rows} lignes écrites dans ${file}`,
  nl: (file: string, rows: number) => `${rows} rijen geschreven naar ${file}`,
  de: (file: string, rows: number) => `${rows} Zeilen nach ${file} geschrieben`,
} as const satisfies Record<Language, (file: string, rows: number) => string>

export const limitText = {
  about: {
    en: "how many of the newest are shown (100)",
    fr: "combien des plus récents sont montrés (100)",
    nl: "hoeveel van de recentste getoond worden (100)",
    de: "wie viele der neuesten gezeigt werden (100)",
  },
  more: {
    en: "There are more: --limit N shows them.",
    fr: "Il y en a d'autres : --limit N les montre.",
    nl: "Er zijn er meer: --limit N toont ze.",
    de: "Es gibt weitere: --limit N zeigt sie.",
  },
} as const satisfies Record<string, Worded>
