import { plain } from "../../kernel/listing.ts"
import { Refused } from "../../kernel/result.ts"
import type { Call, Command } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { readText } from "../../shell/options.ts"
import { addSegment, endSegment, loadSegments, renameSegment, setSegments } from "./segment.act.ts"
import { setText, segmentText as text } from "./segment.text.ts"

async function inBooks<T>({ context }: Call<Context>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
const told = (call: Call<Context>, segment: { readonly name: string }) => {
  if (call.json) call.answer(segment)
  else call.print(plain(segment.name))
  return 0
}

const list: Command<Context> = {
  name: "segment list",
  words: "",
  about: text.list,
  example: "segment list",
  needs: "read",
  takes: 0,
  options: {},
  async run(call) {
    const segments = await inBooks(call, loadSegments)
    if (call.json) call.answer({ segments })
    else if (segments.length === 0) call.print(text.none[call.lang])
    else for (const { name, customers } of segments) call.print(`${plain(name)}  ${customers}`)
    return 0
  },
}
const add: Command<Context> = {
  name: "segment add",
  words: "NAME",
  about: text.add,
  example: "segment add 'Key accounts'",
  needs: "entrust",
  takes: 1,
  options: {},
  run: async (call) => told(call, await inBooks(call, (tx) => addSegment(tx, call.context.by, call.words[0] ?? ""))),
}
const rename: Command<Context> = {
  name: "segment rename",
  words: "NAME NEW-NAME",
  about: text.rename,
  example: "segment rename retail 'Retail and shops'",
  needs: "entrust",
  takes: 2,
  options: {},
  run: async (call) => told(call, await inBooks(call, (tx) => renameSegment(tx, call.context.by, call.words[0] ?? "", call.words[1] ?? ""))),
}
const end: Command<Context> = {
  name: "segment end",
  words: "NAME",
  about: text.end,
  example: "segment end 'Key accounts'",
  needs: "entrust",
  takes: 1,
  options: {},
  async run(call) {
    const name = await inBooks(call, (tx) => endSegment(tx, call.context.by, call.words[0] ?? ""))
    if (call.json) call.answer({ name, ended: true })
    else call.print(plain(name))
    return 0
  },
}
const set: Command<Context> = {
  name: "customer segment",
  words: "[CODE…] --to NAME|--none [--of NAME]",
  about: text.set,
  example: "customer segment C000123 C000124 --to 'Key accounts'",
  needs: "entrust",
  takes: Number.MAX_SAFE_INTEGER,
  options: {
    to: { type: "string", value: "NAME", about: text.to },
    none: { type: "boolean", about: text.without },
    of: { type: "string", value: "NAME", about: text.of },
    "dry-run": { type: "boolean", about: text.dryRun },
  },
  async run(call) {
    const { values, words, context, lang } = call
    const [to, of] = [readText(values, "to"), readText(values, "of")]
    if ((to === null) === (values.none !== true)) throw new Refused("MISSING_OPTION", { option: "to" })
    if (of === null && words.length === 0) throw new Refused("MISSING_OPTION", { option: "of" })
    if (of !== null && words.length > 0) throw new Refused("BAD_OPTION", { option: "of", value: of, takes: "CODE… / --of NAME" })
    const preview = values["dry-run"] === true
    const setting = of === null ? { to, codes: words } : { to, of }
    const effect = await inBooks(call, (tx) => setSegments(tx, context.by, [setting], preview))
    if (call.json) call.answer({ ...effect, preview })
    else {
      call.print(setText[lang]({ ...effect, preview }))
      for (const { segment, customers } of effect.before)
        call.print(`  ${segment === null ? text.noSegment[lang] : plain(segment)}: ${customers.length}`)
    }
    return 0
  },
}
export const segmentCommands = [list, add, rename, end, set]
