import { cellWriter, LOCALES, plain } from "../../kernel/listing.ts"
import { Refused } from "../../kernel/result.ts"
import type { Language, Worded } from "../../kernel/text.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { inNumber } from "../import.text.ts"
import { undoAnswer, undoImport } from "./undo.act.ts"

const text = {
  about: {
    en: "Takes an import back; the same file may be imported again",
    fr: "Annule un import ; le même fichier peut être réimporté",
    nl: "Draait een import terug; hetzelfde bestand mag opnieuw",
    de: "Nimmt einen Import zurück; dieselbe Datei darf erneut importiert werden",
  },
  dryRun: {
    en: "show the consequences, write nothing",
    fr: "montrer les conséquences, sans rien écrire",
    nl: "de gevolgen tonen, niets schrijven",
    de: "die Folgen zeigen, nichts schreiben",
  },
  yes: {
    en: "also when its items were matched since",
    fr: "même si ses pièces ont été lettrées depuis",
    nl: "ook als de posten intussen afgeletterd zijn",
    de: "auch wenn seine Posten inzwischen zugeordnet wurden",
  },
  done: { en: "Undone.", fr: "Annulé.", nl: "Teruggedraaid.", de: "Zurückgenommen." },
  dry: { en: "Nothing was written.", fr: "Rien n'a été écrit.", nl: "Er is niets geschreven.", de: "Nichts wurde geschrieben." },
} as const satisfies Record<string, Worded>

const consequence = {
  en: (amount: string, entries: string, matched: string) => `${amount} in ${entries}; matched since: ${matched}`,
  fr: (amount: string, entries: string, matched: string) => `${amount} en ${entries} ; lettrées depuis : ${matched}`,
  nl: (amount: string, entries: string, matched: string) => `${amount} in ${entries}; intussen afgeletterd: ${matched}`,
  de: (amount: string, entries: string, matched: string) => `${amount} in ${entries}; inzwischen zugeordnet: ${matched}`,
} as const satisfies Record<Language, (amount: string, entries: string, matched: string) => string>

const comesBack = {
  en: (amount: string, entries: string) => `replaced before, here again: ${amount} in ${entries}`,
  fr: (amount: string, entries: string) => `remplacées alors, de retour : ${amount} en ${entries}`,
  nl: (amount: string, entries: string) => `toen vervangen, terug: ${amount} in ${entries}`,
  de: (amount: string, entries: string) => `damals ersetzt, wieder da: ${amount} in ${entries}`,
} as const satisfies Record<Language, (amount: string, entries: string) => string>

export const undoCommand: Command<Context> = {
  name: "import undo",
  words: "ID",
  about: text.about,
  example: "import undo 01a1ffe8-7452-77df-a470-072d7bbe9818 --dry-run",
  needs: "reverse",
  takes: 1,
  options: { "dry-run": { type: "boolean", about: text.dryRun }, yes: { type: "boolean", about: text.yes } },
  async run({ context, words, values, lang, json, answer, print }) {
    const [id] = words
    if (id === undefined) throw new Refused("MISSING_ID")
    const company = await context.company()
    const choice = { dryRun: values["dry-run"] === true, yes: values.yes === true }
    const undone = await (await context.database()).inCompany(company.id, (tx) => undoImport(tx, context.by, id, choice))
    const said = undoAnswer(undone)
    if (json) answer(said)
    else {
      const n = new Intl.NumberFormat(LOCALES[lang])
      const write = cellWriter(lang)
      print(plain(undone.file))
      const amount = (of: { readonly currency: string; readonly amount: string }) => `${of.currency} ${write(of.amount, "amount")}`
      for (const c of said.consequences) print(`  ${consequence[lang](amount(c), inNumber("entry", c.entries, lang), n.format(c.matchedSince))}`)
      for (const r of said.restored) print(`  ${comesBack[lang](amount(r), inNumber("entry", r.entries, lang))}`)
      print(undone.done ? text.done[lang] : text.dry[lang])
    }
    return EXIT.done
  },
}
