import { Refused } from "../../kernel/result.ts"
import type { Language, Worded } from "../../kernel/text.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
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
  en: (currency: string, amount: string, entries: string, matched: string) =>
    `${currency} ${amount} in ${entries} entries; matched since: ${matched}`,
  fr: (currency: string, amount: string, entries: string, matched: string) =>
    `${currency} ${amount} en ${entries} pièces ; lettrées depuis : ${matched}`,
  nl: (currency: string, amount: string, entries: string, matched: string) =>
    `${currency} ${amount} in ${entries} stukken; intussen afgeletterd: ${matched}`,
  de: (currency: string, amount: string, entries: string, matched: string) =>
    `${currency} ${amount} in ${entries} Belegen; inzwischen zugeordnet: ${matched}`,
} as const satisfies Record<Language, (currency: string, amount: string, entries: string, matched: string) => string>

const comesBack = {
  en: (currency: string, amount: string, entries: string) => `replaced before, here again: ${currency} ${amount} in ${entries} entries`,
  fr: (currency: string, amount: string, entries: string) => `remplacées alors, de retour : ${currency} ${amount} en ${entries} pièces`,
  nl: (currency: string, amount: string, entries: string) => `toen vervangen, terug: ${currency} ${amount} in ${entries} stukken`,
  de: (currency: string, amount: string, entries: string) => `damals ersetzt, wieder da: ${currency} ${amount} in ${entries} Belegen`,
} as const satisfies Record<Language, (currency: string, amount: string, entries: string) => string>

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
      const n = new Intl.NumberFormat(lang)
      print(undone.file)
      for (const c of said.consequences) print(`  ${consequence[lang](c.currency, c.amount, n.format(c.entries), n.format(c.matchedSince))}`)
      for (const r of said.restored) print(`  ${comesBack[lang](r.currency, r.amount, n.format(r.entries))}`)
      print(undone.done ? text.done[lang] : text.dry[lang])
    }
    return EXIT.done
  },
}
