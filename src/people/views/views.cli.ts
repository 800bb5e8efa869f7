import { plain } from "../../kernel/listing.ts"
import { Refused } from "../../kernel/result.ts"
import { type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import { readChoice, readText } from "../../shell/options.ts"
import { keepView, removeView } from "./views.act.ts"
import { loadViews } from "./views.store.ts"
import { viewsText as text } from "./views.text.ts"
import { VIEW_SCREENS } from "./views.ts"

const needs = "read"
const keep: Command<Context> = {
  name: "view keep",
  words: `${VIEW_SCREENS.join("|")} NAME --query Q`,
  about: text.keepAbout,
  example: 'view keep items "Late and large" --query "side=debit&lateFrom=31&order=-open" --team',
  needs,
  takes: 2,
  options: { query: { type: "string", value: "QUERY", about: text.query }, team: { type: "boolean", about: text.team } },
  async run({ words, values, context, json, answer, print }) {
    const screen = VIEW_SCREENS.find((one) => one === words[0])
    if (!screen) throw new Refused("BAD_OPTION", { option: "SCREEN", value: words[0] ?? "", takes: VIEW_SCREENS })
    const said = { screen, name: words[1] ?? "", query: readText(values, "query") ?? "", forTeam: values.team === true }
    const company = await context.company()
    const view = await (await context.database()).inCompany(company.id, (tx) => keepView(tx, context.by, null, said))
    if (json) answer(view)
    else print(view.id)
    return EXIT.done
  },
}

const list: Command<Context> = {
  name: "view list",
  words: "",
  about: text.listAbout,
  example: "view list --screen items",
  needs,
  takes: 0,
  options: { screen: { type: "string", value: VIEW_SCREENS.join("|"), about: text.screen } },
  async run({ values, context, json, answer, print, lang }) {
    const company = await context.company()
    const screen = readChoice(values, "screen", VIEW_SCREENS)
    const views = await (await context.database()).inCompany(company.id, (tx) => loadViews(tx, context.by.name, screen))
    if (json) answer({ views })
    else if (views.length === 0) print(text.none[lang])
    else
      for (const one of views)
        print(`${one.id}  ${one.screen}  ${plain(one.name)}  ${one.query}${one.forTeam ? `  (${text.team[lang]}, ${plain(one.owner)})` : ""}`)
    return EXIT.done
  },
}

const remove: Command<Context> = {
  name: "view remove",
  words: "ID",
  about: text.removeAbout,
  example: "view remove 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa",
  needs,
  takes: 1,
  options: {},
  async run({ words, context, json, answer, print, lang }) {
    const company = await context.company()
    const id = await (await context.database()).inCompany(company.id, (tx) => removeView(tx, context.by, words[0] ?? "", true))
    if (json) answer({ id, removed: true })
    else print(text.removed[lang])
    return EXIT.done
  },
}

export const viewCommands = [keep, list, remove]
