import type { Worded } from "../kernel/text.ts"
import { type Command, EXIT } from "../shell/cli.ts"
import type { Context, Creditor } from "../shell/context.ts"
import type { Database } from "../shell/db.ts"
import { keepVerified } from "./log/verified.act.ts"
import { type Check, runChecks } from "./verify.act.ts"

const text = {
  about: {
    en: "Proves the books: the activity chain, the state against its facts, the pages of the database",
    fr: "Prouve les livres : la chaîne des actes, l'état face aux faits, les pages de la base",
    nl: "Bewijst de boeken: de keten van handelingen, de stand tegen de feiten, de pagina's van de databank",
    de: "Beweist die Bücher: die Kette der Handlungen, den Stand gegen die Fakten, die Seiten der Datenbank",
  },
  sound: { en: "Everything holds.", fr: "Tout est exact.", nl: "Alles klopt.", de: "Alles stimmt." },
  unsound: {
    en: "Something does not hold. Stop writing, keep the data folder as it is, and restore or repair what is named above.",
    fr: "Quelque chose ne tient pas. Cessez d'écrire, gardez le dossier de données tel quel, restaurez ou réparez ce qui est nommé ci-dessus.",
    nl: "Er klopt iets niet. Stop met schrijven, laat de gegevensmap zoals ze is, en herstel wat hierboven genoemd is.",
    de: "Etwas stimmt nicht. Schreiben Sie nicht weiter, lassen Sie den Datenordner unverändert und stellen Sie das oben Genannte wieder her.",
  },
} as const satisfies Record<string, Worded>

/** `checks` of every room and the list of `companies` come from program.ts: this room stands below the others. */
export const verifyCommand = (
  checks: (context: Context) => readonly Check[],
  companies: (db: Database) => Promise<readonly Creditor[]>,
): Command<Context> => ({
  name: "verify",
  words: "",
  about: text.about,
  example: "verify --json",
  needs: "prove",
  takes: 0,
  options: {},
  async run({ values, context, lang, json, answer, print }) {
    const db = await context.database()
    const chosen = values.company === undefined ? await companies(db) : [await context.company()]
    const checked = await runChecks(db, checks(context), chosen)
    const ok = checked.every((check) => check.ok)
    for (const { id, code } of chosen) {
      const own = checked.filter(({ company }) => company === undefined || company === code)
      const keep = db.inCompany(id, (tx) => keepVerified(tx, context.by, own))
      // Where the log itself cannot be written to, what was found is told all the same.
      await keep.catch((error: unknown) => {
        if (ok) throw error
      })
    }
    if (json) answer({ ok, checks: checked.map((check) => ({ ...check, detail: check.detail[lang] })) })
    else {
      for (const c of checked) print(`${c.ok ? "✓" : "✗"} ${[c.company, c.name].filter(Boolean).join(" ")}: ${c.detail[lang]}`)
      print(ok ? text.sound[lang] : text.unsound[lang])
    }
    return ok ? EXIT.done : EXIT.failed
  },
})
