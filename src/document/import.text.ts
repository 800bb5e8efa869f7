import { cellWriter, LOCALES } from "../kernel/listing.ts"
import type { Language, Worded } from "../kernel/text.ts"
import type { Problem } from "./draft.ts"
import { problemInWords } from "./problem.text.ts"

export const importText = {
  about: {
    en: "Brings in a journal of invoices, credit notes and payments (CSV, TSV, XLSX), or the books themselves (FEC, SAF-T)",
    fr: "Importe un journal de factures, avoirs et règlements (CSV, TSV, XLSX), ou les écritures comptables (FEC, SAF-T)",
    nl: "Importeert een dagboek van facturen, creditnota's en betalingen (CSV, TSV, XLSX), of de boekhouding zelf (FEC, SAF-T)",
    de: "Importiert ein Journal aus Rechnungen, Gutschriften und Zahlungen (CSV, TSV, XLSX) oder die Buchhaltung selbst (FEC, SAF-T)",
  },
  list: { en: "Lists what was imported", fr: "Énumère les imports", nl: "Somt de imports op", de: "Listet die Importe auf" },
  as: {
    en: "what the file is: journal (default), snapshot — all that is open on --as-of —, or turnover — sales by customer and month",
    fr: "ce qu'est le fichier : journal (par défaut), snapshot — tout ce qui est ouvert au --as-of —, ou turnover — le chiffre d'affaires par client et par mois",
    nl: "wat het bestand is: journal (standaard), snapshot — alles wat op --as-of openstaat —, of turnover — de omzet per klant en maand",
    de: "was die Datei ist: journal (Standard), snapshot — alles, was am --as-of offen ist — oder turnover — der Umsatz nach Kunde und Monat",
  },
  control: {
    en: "what your books say is open (on --as-of): the difference is told; a snapshot that misses it asks first",
    fr: "le solde de votre compte clients (au --as-of) : l'écart est dit ; un snapshot qui ne le retrouve pas demande d'abord",
    nl: "het saldo volgens uw boeken (op --as-of): het verschil wordt gezegd; een snapshot dat ervan afwijkt vraagt eerst",
    de: "der Saldo laut Ihren Büchern (am --as-of): die Differenz wird genannt; ein Snapshot, der ihn verfehlt, fragt erst",
  },
  yes: {
    en: "believe a snapshot that closes much",
    fr: "croire un snapshot qui solde beaucoup",
    nl: "een snapshot geloven dat veel sluit",
    de: "einem Snapshot glauben, der viel schließt",
  },
  backfill: {
    en: "take a snapshot of an earlier day than the last one",
    fr: "prendre un snapshot d'un jour antérieur au dernier",
    nl: "een snapshot van een vroegere dag dan het laatste nemen",
    de: "einen Snapshot eines früheren Tages als des letzten nehmen",
  },
  asOf: {
    en: "the day the file speaks of, for rows that say what is still open (default: today)",
    fr: "le jour dont parle le fichier, pour les lignes qui disent un solde (par défaut : aujourd'hui)",
    nl: "de dag waarover het bestand gaat, voor rijen met een saldo (standaard: vandaag)",
    de: "der Tag, von dem die Datei spricht, für Zeilen mit Restbetrag (Standard: heute)",
  },
  source: {
    en: "name of the source; the same row of the same source is never taken twice",
    fr: "nom de la source ; une même ligne d'une même source n'est jamais prise deux fois",
    nl: "naam van de bron; dezelfde rij van dezelfde bron wordt nooit tweemaal genomen",
    de: "Name der Quelle; dieselbe Zeile derselben Quelle wird nie zweimal genommen",
  },
  sheet: {
    en: "the sheet of a workbook (default: the one that looks like a journal)",
    fr: "la feuille d'un classeur (par défaut : celle qui ressemble à un journal)",
    nl: "het blad van een werkmap (standaard: dat wat op een dagboek lijkt)",
    de: "das Blatt einer Arbeitsmappe (Standard: das, was nach einem Journal aussieht)",
  },
  background: {
    en: "keep the file and let the server import it; encours jobs shows how far it is",
    fr: "garder le fichier et laisser le serveur l'importer ; encours jobs montre l'avancement",
    nl: "het bestand bewaren en de server laten importeren; encours jobs toont hoever",
    de: "die Datei aufbewahren und den Server importieren lassen; encours jobs zeigt den Stand",
  },
  refused: {
    en: "where to write the refused rows with their reasons, to be mended and imported (default: the data folder)",
    fr: "où écrire les lignes refusées avec leur motif, à corriger et à réimporter (par défaut : le dossier de données)",
    nl: "waar de geweigerde rijen met hun reden komen, te verbeteren en opnieuw te importeren (standaard: de gegevensmap)",
    de: "wohin die abgelehnten Zeilen mit Grund kommen, zum Verbessern und erneuten Import (Standard: der Datenordner)",
  },
  oneRefused: {
    en: "--refused names one file: import one file at a time with it.",
    fr: "--refused nomme un seul fichier : importez alors un fichier à la fois.",
    nl: "--refused noemt één bestand: importeer dan één bestand per keer.",
    de: "--refused nennt eine einzige Datei: importieren Sie damit eine Datei auf einmal.",
  },
  noRefusedBackground: {
    en: "With --background the refused rows go to the data folder: leave --refused out.",
    fr: "Avec --background les lignes refusées vont dans le dossier de données : omettez --refused.",
    nl: "Met --background gaan de geweigerde rijen naar de gegevensmap: laat --refused weg.",
    de: "Mit --background gehen die abgelehnten Zeilen in den Datenordner: lassen Sie --refused weg.",
  },
  noDryBackground: {
    en: "--dry-run leaves nothing behind, and --background keeps the file: use one of them.",
    fr: "--dry-run ne laisse rien, et --background garde le fichier : choisissez l'un des deux.",
    nl: "--dry-run laat niets achter, en --background bewaart het bestand: kies één van beide.",
    de: "--dry-run hinterlässt nichts, und --background bewahrt die Datei auf: eines von beiden.",
  },
  queued: {
    en: "Kept and queued: the running server (encours start) imports it. encours jobs --wait ID waits for it.",
    fr: "Gardé et mis en file : le serveur (encours start) l'importe. encours jobs --wait ID l'attend.",
    nl: "Bewaard en in de rij gezet: de server (encours start) importeert het. encours jobs --wait ID wacht erop.",
    de: "Aufbewahrt und eingereiht: der Server (encours start) importiert sie. encours jobs --wait ID wartet darauf.",
  },
  map: {
    en: "file that says which column is what (see --dry-run --json)",
    fr: "fichier qui dit à quoi sert chaque colonne (voir --dry-run --json)",
    nl: "bestand dat zegt welke kolom wat is (zie --dry-run --json)",
    de: "Datei, die sagt, was welche Spalte ist (siehe --dry-run --json)",
  },
  corrections: {
    en: "file of cells mended and rows left out, laid over the file: the file itself stays as it came",
    fr: "fichier des cellules corrigées et des lignes écartées, posé sur le fichier : celui-ci reste tel qu'il est venu",
    nl: "bestand met verbeterde cellen en weggelaten rijen, over het bestand gelegd: dat blijft zoals het kwam",
    de: "Datei der berichtigten Zellen und ausgelassenen Zeilen, über die Datei gelegt: diese bleibt, wie sie kam",
  },
  dateOrder: {
    en: "order of day, month and year, where the file leaves it open",
    fr: "ordre du jour, du mois et de l'année, si le fichier le laisse ouvert",
    nl: "volgorde van dag, maand en jaar, als het bestand die openlaat",
    de: "Reihenfolge von Tag, Monat und Jahr, wenn die Datei sie offen lässt",
  },
  round: {
    en: "round amounts with too many decimals instead of refusing them",
    fr: "arrondir les montants à trop de décimales au lieu de les refuser",
    nl: "bedragen met te veel decimalen afronden in plaats van weigeren",
    de: "Beträge mit zu vielen Dezimalen runden statt ablehnen",
  },
  onConflict: {
    en: "a row known with another content: keep what is there (default), or replace it",
    fr: "une ligne connue avec un autre contenu : garder l'existant (par défaut) ou le remplacer",
    nl: "een rij die al bestaat met andere inhoud: behouden (standaard) of vervangen",
    de: "eine bekannte Zeile mit anderem Inhalt: behalten (Standard) oder ersetzen",
  },
  acceptGood: {
    en: "post the good rows although others are refused",
    fr: "comptabiliser les bonnes lignes même si d'autres sont refusées",
    nl: "de goede rijen boeken ook als er andere geweigerd worden",
    de: "die guten Zeilen buchen, auch wenn andere abgelehnt werden",
  },
  dryRun: {
    en: "show what would happen, write nothing",
    fr: "montrer ce qui se passerait, sans rien écrire",
    nl: "tonen wat er zou gebeuren, niets schrijven",
    de: "zeigen, was geschähe, nichts schreiben",
  },
  none: { en: "Nothing was imported yet.", fr: "Aucun import pour l'instant.", nl: "Nog niets geïmporteerd.", de: "Noch nichts importiert." },
  nothingWritten: { en: "Nothing was written.", fr: "Rien n'a été écrit.", nl: "Er is niets geschreven.", de: "Nichts wurde geschrieben." },
  tryGood: {
    en: "Mend the rows, or post the good ones with --accept-good.",
    fr: "Corrigez les lignes, ou comptabilisez les bonnes avec --accept-good.",
    nl: "Herstel de rijen, of boek de goede met --accept-good.",
    de: "Berichtigen Sie die Zeilen oder buchen Sie die guten mit --accept-good.",
  },
} as const satisfies Record<string, Worded>

type Counted = (rows: string, accepted: string, skipped: string, refused: string, conflicts: string) => string
/** Of a figure as it is written; French counts nothing as one. */
const one = (figure: string) => figure === "1"
const atMostOne = (figure: string) => figure === "0" || figure === "1"
export const counted = {
  en: (rows, accepted, skipped, refused, conflicts) =>
    `${rows} ${one(rows) ? "row" : "rows"}: ${accepted} accepted, ${skipped} already there, ${refused} refused, ${conflicts} in conflict`,
  fr: (rows, accepted, skipped, refused, conflicts) =>
    `${rows} ${atMostOne(rows) ? "ligne" : "lignes"} : ${accepted} ${atMostOne(accepted) ? "acceptée" : "acceptées"}, ${skipped} déjà là, ${refused} ${atMostOne(refused) ? "refusée" : "refusées"}, ${conflicts} en conflit`,
  nl: (rows, accepted, skipped, refused, conflicts) =>
    `${rows} ${one(rows) ? "rij" : "rijen"}: ${accepted} aanvaard, ${skipped} al aanwezig, ${refused} geweigerd, ${conflicts} in conflict`,
  de: (rows, accepted, skipped, refused, conflicts) =>
    `${rows} ${one(rows) ? "Zeile" : "Zeilen"}: ${accepted} angenommen, ${skipped} schon da, ${refused} abgelehnt, ${conflicts} im Widerspruch`,
} as const satisfies Record<Language, Counted>

const NAMES = {
  invoice: { en: ["invoice", "invoices"], fr: ["facture", "factures"], nl: ["factuur", "facturen"], de: ["Rechnung", "Rechnungen"] },
  creditNote: {
    en: ["credit note", "credit notes"],
    fr: ["avoir", "avoirs"],
    nl: ["creditnota", "creditnota's"],
    de: ["Gutschrift", "Gutschriften"],
  },
  entry: { en: ["entry", "entries"], fr: ["pièce", "pièces"], nl: ["stuk", "stukken"], de: ["Beleg", "Belege"] },
  payment: { en: ["payment", "payments"], fr: ["règlement", "règlements"], nl: ["betaling", "betalingen"], de: ["Zahlung", "Zahlungen"] },
} as const satisfies Record<string, Record<Language, readonly [one: string, several: string]>>
/** “1 avoir”, “2 avoirs”; nothing is one in French and several elsewhere. */
export const inNumber = (name: keyof typeof NAMES, count: number, lang: Language) =>
  `${new Intl.NumberFormat(LOCALES[lang]).format(count)} ${NAMES[name][lang][count === 1 || (count === 0 && lang === "fr") ? 0 : 1]}`

export const totalled = {
  en: (currency: string, amount: string, parts: string, net: string) => `${currency} ${amount} invoiced: ${parts}; added to what is owed: ${net}`,
  fr: (currency: string, amount: string, parts: string, net: string) => `${currency} ${amount} facturés : ${parts} ; ajouté à l'encours : ${net}`,
  nl: (currency: string, amount: string, parts: string, net: string) => `${currency} ${amount} gefactureerd: ${parts}; bij het openstaande: ${net}`,
  de: (currency: string, amount: string, parts: string, net: string) => `${currency} ${amount} berechnet: ${parts}; zum Offenen hinzu: ${net}`,
} as const satisfies Record<Language, (currency: string, amount: string, parts: string, net: string) => string>

export const soldInWords = {
  en: (currency: string, amount: string) => `${currency} ${amount} sold`,
  fr: (currency: string, amount: string) => `${currency} ${amount} de chiffre d'affaires`,
  nl: (currency: string, amount: string) => `${currency} ${amount} omzet`,
  de: (currency: string, amount: string) => `${currency} ${amount} Umsatz`,
} as const satisfies Record<Language, (currency: string, amount: string) => string>

export const lineSaid = {
  en: (line: number, column: string) => `line ${line}${column && `, ${column}`}`,
  fr: (line: number, column: string) => `ligne ${line}${column && `, ${column}`}`,
  nl: (line: number, column: string) => `regel ${line}${column && `, ${column}`}`,
  de: (line: number, column: string) => `Zeile ${line}${column && `, ${column}`}`,
} as const satisfies Record<Language, (line: number, column: string) => string>

export const more = {
  en: (n: number) => `… and ${n} more`,
  fr: (n: number) => `… et ${n} autres`,
  nl: (n: number) => `… en nog ${n}`,
  de: (n: number) => `… und ${n} weitere`,
} as const satisfies Record<Language, (n: number) => string>

export const refusedRows = {
  en: (file: string) => `Refused rows, with their reasons: ${file}`,
  fr: (file: string) => `Lignes refusées, avec leur motif : ${file}`,
  nl: (file: string) => `Geweigerde rijen, met hun reden: ${file}`,
  de: (file: string) => `Abgelehnte Zeilen, mit Grund: ${file}`,
} as const satisfies Record<Language, (file: string) => string>

export const closedInWords = {
  en: (count: string, amount: string) =>
    `${count} ${one(count) ? "item not named any more is" : "items not named any more are"} closed, ${amount} in the company's currency`,
  fr: (count: string, amount: string) =>
    `${count} ${atMostOne(count) ? "pièce qui n'est plus nommée est soldée" : "pièces qui ne sont plus nommées sont soldées"}, ${amount} dans la devise de la société`,
  nl: (count: string, amount: string) =>
    `${count} ${one(count) ? "post die niet meer genoemd wordt is" : "posten die niet meer genoemd worden zijn"} gesloten, ${amount} in de munt van de vennootschap`,
  de: (count: string, amount: string) =>
    `${count} ${one(count) ? "nicht mehr genannter Posten ist" : "nicht mehr genannte Posten sind"} geschlossen, ${amount} in der Währung des Unternehmens`,
} as const satisfies Record<Language, (count: string, amount: string) => string>

export const reopenedInWords = {
  en: (count: string, amount: string) => `open again: ${count} ${one(count) ? "item" : "items"}, ${amount} in the company's currency`,
  fr: (count: string, amount: string) =>
    `de nouveau ouvert : ${count} ${atMostOne(count) ? "pièce" : "pièces"}, ${amount} dans la devise de la société`,
  nl: (count: string, amount: string) => `weer open: ${count} ${one(count) ? "post" : "posten"}, ${amount} in de munt van de vennootschap`,
  de: (count: string, amount: string) => `wieder offen: ${count} Posten, ${amount} in der Währung des Unternehmens`,
} as const satisfies Record<Language, (count: string, amount: string) => string>

export const tiedOut = {
  en: (control: string, open: string, difference: string) => `control ${control}, open ${open}, difference ${difference}`,
  fr: (control: string, open: string, difference: string) => `compte ${control}, ouvert ${open}, écart ${difference}`,
  nl: (control: string, open: string, difference: string) => `rekening ${control}, open ${open}, verschil ${difference}`,
  de: (control: string, open: string, difference: string) => `Konto ${control}, offen ${open}, Differenz ${difference}`,
} as const satisfies Record<Language, (control: string, open: string, difference: string) => string>

export const booked = {
  en: (debit: string, credit: string, entries: string, unbalanced: string) =>
    `books: debit ${debit}, credit ${credit}, ${entries} ${one(entries) ? "entry" : "entries"}, ${unbalanced} out of balance`,
  fr: (debit: string, credit: string, entries: string, unbalanced: string) =>
    `livres : débit ${debit}, crédit ${credit}, ${entries} ${atMostOne(entries) ? "écriture" : "écritures"}, dont ${unbalanced} non ${atMostOne(unbalanced) ? "équilibrée" : "équilibrées"}`,
  nl: (debit: string, credit: string, entries: string, unbalanced: string) =>
    `boeken: debet ${debit}, credit ${credit}, ${entries} ${one(entries) ? "boeking" : "boekingen"}, ${unbalanced} niet in evenwicht`,
  de: (debit: string, credit: string, entries: string, unbalanced: string) =>
    `Bücher: Soll ${debit}, Haben ${credit}, ${entries} ${one(entries) ? "Buchung" : "Buchungen"}, ${unbalanced} ${one(unbalanced) ? "geht" : "gehen"} nicht auf`,
} as const satisfies Record<Language, (debit: string, credit: string, entries: string, unbalanced: string) => string>

/** What a preview recognised, by the names --map takes. */
export const recognised = {
  en: (columns: string) => `read as: ${columns}`,
  fr: (columns: string) => `lu comme : ${columns}`,
  nl: (columns: string) => `gelezen als: ${columns}`,
  de: (columns: string) => `gelesen als: ${columns}`,
} as const satisfies Record<Language, (columns: string) => string>

/** Figures worked out here: amounts and days, never what a cell says. */
const WORKED_OUT = new Set(
  "asOf day first last to issuedOn dueOn settledOn amount ofAmount open control difference ours theirs total sum stated computed statedDebit statedCredit balance".split(
    " ",
  ),
)
/** The same with amounts and days as the language writes them. */
export function problemForPeople(problem: Problem, lang: Language): string {
  const write = cellWriter(lang)
  const written = (text: string) =>
    text
      .replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => write(day, "day"))
      .replace(/(?<![\d.,/-])-?\d+\.\d{2,3}(?![\d.,])/g, (amount) => write(amount, "amount"))
  const figures = Object.entries(problem.figures).map(([name, text]) => [name, WORKED_OUT.has(name) ? written(text) : text])
  return problemInWords({ ...problem, figures: Object.fromEntries(figures) }, lang)
}
