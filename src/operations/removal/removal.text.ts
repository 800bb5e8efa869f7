import { cellWriter, writeNumber } from "../../kernel/listing.ts"
import type { Language, Worded } from "../../kernel/text.ts"
import { kindText } from "../../ledger/accounts/open-items.text.ts"
import type { EntryKind } from "../../ledger/ledger.ts"

export const removalText = {
  about: {
    en: "Removes a company with everything of it, for ever; without --yes it says what would go",
    fr: "Supprime définitivement une société et toutes ses données ; sans --yes, dit ce qui disparaîtrait",
    nl: "Verwijdert een vennootschap met al haar gegevens, voorgoed; zonder --yes toont het wat zou verdwijnen",
    de: "Entfernt ein Unternehmen mit allen seinen Daten für immer; ohne --yes zeigt es, was entfernt würde",
  },
  yes: {
    en: "it cannot be taken back",
    fr: "c'est irréversible",
    nl: "het kan niet ongedaan gemaakt worden",
    de: "es lässt sich nicht zurücknehmen",
  },
  dryRun: {
    en: "only says what would go",
    fr: "dit seulement ce qui disparaîtrait",
    nl: "toont alleen wat zou verdwijnen",
    de: "zeigt nur, was entfernt würde",
  },
} as const satisfies Record<string, Worded>

/** Of the tables a person would ask for; the others are counted in the sum. */
const COUNTED: Readonly<Record<string, Worded>> = {
  "customer.customer": { en: "customers", fr: "clients", nl: "klanten", de: "Kunden" },
  "ledger.allocation": { en: "allocations", fr: "affectations", nl: "toewijzingen", de: "Zuordnungen" },
  "document.import": { en: "imports", fr: "imports", nl: "imports", de: "Importe" },
  "people.api_key": { en: "API keys", fr: "clés d'API", nl: "API-sleutels", de: "API-Schlüssel" },
  "webhook.endpoint": { en: "webhooks", fr: "webhooks", nl: "webhooks", de: "Webhooks" },
  "shell.job": { en: "jobs", fr: "tâches", nl: "taken", de: "Aufträge" },
  "activity.act": { en: "acts in the log", fr: "actes au journal", nl: "handelingen in het logboek", de: "Handlungen im Protokoll" },
}
const WORDS = {
  would: {
    en: (code: string, name: string) => `${code} (${name}) would go for ever, with`,
    fr: (code: string, name: string) => `${code} (${name}) disparaîtrait pour toujours, avec`,
    nl: (code: string, name: string) => `${code} (${name}) zou voorgoed verdwijnen, met`,
    de: (code: string, name: string) => `${code} (${name}) würde für immer entfernt, mit`,
  },
  files: { en: "received files", fr: "fichiers reçus", nl: "ontvangen bestanden", de: "empfangene Dateien" },
  rows: { en: "rows in all", fr: "lignes en tout", nl: "rijen in totaal", de: "Zeilen insgesamt" },
  open: { en: "open today", fr: "ouvert aujourd'hui", nl: "vandaag open", de: "heute offen" },
  first: {
    en: (code: string) => `Before: encours company export FOLDER --company ${code} keeps it readable, encours backup FILE the whole instance.`,
    fr: (code: string) => `Avant : encours company export DOSSIER --company ${code} la garde lisible, encours backup FICHIER toute l'instance.`,
    nl: (code: string) => `Vooraf: encours company export MAP --company ${code} bewaart ze leesbaar, encours backup BESTAND de hele installatie.`,
    de: (code: string) => `Vorher: encours company export ORDNER --company ${code} bewahrt es lesbar, encours backup DATEI die ganze Instanz.`,
  },
} as const

export type HeldTold = {
  readonly code: string
  readonly name: string
  readonly rows: number
  readonly tables: Readonly<Record<string, number>>
  readonly entries: Readonly<Record<string, number>>
  readonly open: readonly { readonly currency: string; readonly amount: string }[]
  readonly files: number
}

/** What would go, line by line: nothing is left out for being none. */
export function heldSaid(lang: Language, held: HeldTold): string[] {
  const write = cellWriter(lang)
  const line = (n: number, what: string) => `  ${write(n, "number").padStart(11)} ${what}`
  const [customers, ...others] = Object.entries(COUNTED).map(([table, word]) => line(held.tables[table] ?? 0, word[lang]))
  return [
    WORDS.would[lang](held.code, held.name),
    customers!,
    ...Object.entries(held.entries).map(([kind, n]) => line(n, `× ${kindText[kind as EntryKind][lang]}`)),
    ...others,
    line(held.files, WORDS.files[lang]),
    line(held.rows, WORDS.rows[lang]),
    ...held.open.map((one) => `  ${write(one.amount, "amount").padStart(11)} ${one.currency} ${WORDS.open[lang]}`),
    WORDS.first[lang](held.code),
  ]
}

export const removalsFound = (removed: number, left: readonly string[]): Worded =>
  left.length === 0
    ? {
        en: `${removed} removed companies: nothing of them is left`,
        fr: `${removed} sociétés supprimées : rien n'en reste`,
        nl: `${removed} verwijderde vennootschappen: er is niets van over`,
        de: `${removed} entfernte Unternehmen: nichts ist von ihnen übrig`,
      }
    : {
        en: `Of removed companies something is there again: ${left.join(", ")}. The next command puts files away; rows were written past Encours.`,
        fr: `De sociétés supprimées il reste quelque chose : ${left.join(", ")}. La prochaine commande retire les fichiers ; des lignes ont été écrites hors d'Encours.`,
        nl: `Van verwijderde vennootschappen is er weer iets: ${left.join(", ")}. De volgende opdracht ruimt bestanden op; rijen werden buiten Encours om geschreven.`,
        de: `Von entfernten Unternehmen ist wieder etwas da: ${left.join(", ")}. Der nächste Befehl räumt Dateien weg; Zeilen wurden an Encours vorbei geschrieben.`,
      }

export const removedSaid: Readonly<Record<Language, (code: string, rows: number, files: number) => string>> = {
  en: (code, rows, files) =>
    `${code} is removed: ${writeNumber("en", rows)} rows, ${writeNumber("en", files)} files. Older backups still hold it; restored here, it goes again. Exports and files of refused rows are yours to remove.`,
  fr: (code, rows, files) =>
    `${code} est supprimée : ${writeNumber("fr", rows)} lignes, ${writeNumber("fr", files)} fichiers. Des sauvegardes plus anciennes la contiennent encore ; restaurée ici, elle est de nouveau supprimée. Exports et fichiers de lignes refusées : à vous de les retirer.`,
  nl: (code, rows, files) =>
    `${code} is verwijderd: ${writeNumber("nl", rows)} rijen, ${writeNumber("nl", files)} bestanden. Oudere back-ups bevatten ze nog; hier teruggezet verdwijnt ze weer. Exports en bestanden met geweigerde rijen verwijdert u zelf.`,
  de: (code, rows, files) =>
    `${code} ist entfernt: ${writeNumber("de", rows)} Zeilen, ${writeNumber("de", files)} Dateien. Ältere Sicherungen enthalten es noch; hier zurückgespielt, wird es wieder entfernt. Exporte und Dateien abgelehnter Zeilen entfernen Sie selbst.`,
}
