import { readFile, stat } from "node:fs/promises"
import { CAUSES } from "../../dispute/dispute.ts"
import { REASONS } from "../../hold/hold.ts"
import { isId } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import { type RefusalTexts, wordRefusal } from "../../kernel/text.ts"
import { type Call, type Command, EXIT } from "../../shell/cli.ts"
import type { Context } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { readChoice, readDay, readProse, readText } from "../../shell/options.ts"
import { preview } from "./attempt.store.ts"
import { actOnCustomers, actOnItems, type NamedItem, type SaidOnCustomers, type SaidOnItems, undoAll } from "./bulk.act.ts"
import { bulkText as text } from "./bulk.text.ts"
import { MOST_AT_ONCE, ON_CUSTOMERS, ON_ITEMS, type Outcome } from "./bulk.ts"
import { undoneWire } from "./bulk.wire.ts"

type Told = Call<Context>
const needs = "chase"
const OPTIONS = {
  until: { type: "string", value: "YYYY-MM-DD", about: text.until },
  words: { type: "string", value: "TEXT", about: text.words },
  reason: { type: "string", value: REASONS.join("|"), about: text.reason },
  "dry-run": { type: "boolean", about: text.dryRun },
} as const
const wanted = (call: Told, option: string) => {
  const said = readText(call.values, option)
  if (said === null) throw new Refused("MISSING_OPTION", { option })
  return said
}
const chosen = <T extends string>(call: Told, option: string, among: readonly T[]) => {
  wanted(call, option)
  return readChoice(call.values, option, among)!
}
const actIn = <T extends string>({ words }: Told, among: readonly T[]): T => {
  const act = among.find((one) => one === words[0])
  if (!act) throw new Refused("BAD_OPTION", { option: "ACT", value: words[0] ?? "", takes: among })
  return act
}
const listed = (said: string) => said.split(/\s*,\s*/).filter((one) => one !== "")
const untilIn = (call: Told) => {
  wanted(call, "until")
  return readDay(call.values, "until", call.context.today())
}
const holdIn = (call: Told) =>
  ({ act: "hold", reason: chosen(call, "reason", REASONS), until: untilIn(call), note: readText(call.values, "words") }) as const

async function show(call: Told, refusals: RefusalTexts, work: (tx: Tx) => Promise<Outcome>): Promise<number> {
  const company = await call.context.company()
  const isPreview = call.values["dry-run"] === true
  const { done, left } = await (await call.context.database()).inCompany(company.id, (tx) => (isPreview ? preview(tx, () => work(tx)) : work(tx)))
  const why = (one: Outcome["left"][number]) => wordRefusal(refusals, one, call.lang)
  if (call.json) {
    call.answer({
      preview: isPreview,
      done: done.map(({ undo, ...one }) => (isPreview ? one : { ...one, undo })),
      left: left.map(({ figures, ...one }) => ({ ...one, why: why({ figures, ...one }) })),
    })
  } else {
    const named = ({ customer, name, items }: Outcome["done"][number] | Outcome["left"][number]) =>
      [customer, name, ...items].filter((one) => one !== "").join("  ")
    for (const one of done) call.print(`${text[isPreview ? "would" : "done"][call.lang]}  ${named(one)}`)
    for (const one of left) call.print(`${text.left[call.lang]}  ${named(one)}  ${why(one)}`)
  }
  return EXIT.done
}

const onCustomers = (refusals: RefusalTexts): Command<Context> => ({
  name: "worklist bulk",
  words: `${ON_CUSTOMERS.join("|")} --customers C1,C2 …`,
  about: text.customers,
  example: "worklist bulk snooze --customers C000123,C000124 --until 2026-07-10 --dry-run",
  needs,
  takes: 1,
  options: { customers: { type: "string", value: "CODES", about: text.of }, owner: { type: "string", value: "NAME", about: text.owner }, ...OPTIONS },
  run(call) {
    const act = actIn(call, ON_CUSTOMERS)
    const codes = listed(wanted(call, "customers")).slice(0, MOST_AT_ONCE)
    const say = (): SaidOnCustomers => {
      if (act === "snooze") return { act, until: untilIn(call) }
      if (act === "note") return { act, text: wanted(call, "words"), pinned: false }
      if (act === "hold") return holdIn(call)
      return { act, owner: wanted(call, "owner"), dueOn: untilIn(call), why: wanted(call, "words") }
    }
    const said = say()
    return show(call, refusals, (tx) => actOnCustomers(tx, call.context.by, codes, said, call.context.today()))
  },
})

const onItems = (refusals: RefusalTexts): Command<Context> => ({
  name: "items bulk",
  words: `${ON_ITEMS.join("|")} --items ID,ID#2 …`,
  about: text.items,
  example: 'items bulk dispute --items 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --cause quality --words "broken on arrival" --dry-run',
  needs,
  takes: 1,
  options: {
    items: { type: "string", value: "IDS", about: text.ofItems },
    cause: { type: "string", value: CAUSES.join("|"), about: text.cause },
    ...OPTIONS,
  },
  run(call) {
    const act = actIn(call, ON_ITEMS)
    const items = listed(wanted(call, "items")).slice(0, MOST_AT_ONCE).map(itemOf)
    const say = (): SaidOnItems => {
      if (act === "promise") return { act, dueOn: untilIn(call) }
      if (act === "hold") return holdIn(call)
      return { act, cause: chosen(call, "cause", CAUSES), description: wanted(call, "words"), resolver: null }
    }
    const said = say()
    return show(call, refusals, (tx) => actOnItems(tx, call.context.by, items, said, call.context.today()))
  },
})

function itemOf(said: string): NamedItem {
  const [entry = "", no = "1"] = said.split("#")
  if (!isId(entry) || !/^[1-9]\d{0,4}$/.test(no)) throw new Refused("UNKNOWN_ITEM", { entry: said })
  return { entry, no: Number(no) }
}

const undo: Command<Context> = {
  name: "bulk undo",
  words: "FILE",
  about: text.undo,
  example: "bulk undo answer.json --because 'wrong list'",
  needs,
  takes: 1,
  options: { because: { type: "string", value: "TEXT", about: text.because } },
  async run(call) {
    const [file] = call.words
    if (file === undefined) throw new Refused("MISSING_OPTION", { option: "FILE" })
    const wanted = await readUndo(file)
    if (wanted.length === 0) throw new Refused("BULK_EMPTY")
    const because = readProse(call.values, "because") ?? text.takenBack[call.lang]
    const company = await call.context.company()
    const undone = await (await call.context.database()).inCompany(company.id, (tx) =>
      undoAll(tx, call.context.by, wanted, because, call.context.today()),
    )
    if (call.json) call.answer({ undone })
    else call.print(`${text.takenBack[call.lang]}  ${undone}`)
    return EXIT.done
  },
}

const MOST_BYTES = 1_000_000
/** What `--json` answered when it was done. */
async function readUndo(file: string) {
  const bad = new Refused("BAD_OPTION", { option: "FILE", value: file, takes: "worklist bulk … --json > FILE" })
  try {
    if ((await stat(file)).size > MOST_BYTES) throw bad
    return undoneWire.parse(JSON.parse(await readFile(file, "utf8"))).done.map(({ undo: one }) => one)
  } catch {
    throw bad
  }
}

export const bulkCommands = (refusals: RefusalTexts) => [onCustomers(refusals), onItems(refusals), undo]
