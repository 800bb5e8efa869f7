import { findCustomer } from "../customer/find.act.ts"
import { isDay } from "../kernel/day.ts"
import { Refused } from "../kernel/result.ts"
import { LANGUAGES } from "../kernel/text.ts"
import type { Call, Command, Values } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { limitText, listText } from "../shell/options.text.ts"
import { LIMIT_OPTION, readChoice, readInstant, readLimit, readText, readWhole, upTo } from "../shell/options.ts"
import { showList } from "../shell/show.ts"
import { addContact, addNote, changeHabit, logCall, withdrawContact } from "./contact.act.ts"
import { loadContacts, loadHabit } from "./contact.store.ts"
import { contactText as text } from "./contact.text.ts"
import { CAUSES, CONTACT_ROLES, type Habit, OUTCOMES, PAYS_BY, PURCHASE_ORDER, waysToMention } from "./contact.ts"
import { callAnswer, contactAnswer, eventAnswer, habitAnswer, noteAnswer } from "./contact.wire.ts"
import { callsListing, contactsListing, notesListing, timelineListing } from "./contact-listing.ts"
import { itemsNumbered, loadCalls, loadNotes } from "./said.store.ts"
import { loadTimeline } from "./timeline.store.ts"

type Told = Call<Context>
const [needs, changes] = ["read", "chase"]
const LISTED = {
  customer: { type: "string", value: "CODE", about: text.ofCustomer },
  export: { type: "string", value: "FILE.xlsx|FILE.csv", about: listText.export },
  ...LIMIT_OPTION,
} as const

async function within<T>({ context }: Told, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
function customerIn({ words }: Told): string {
  if (words[0] === undefined) throw new Refused("MISSING_CUSTOMER")
  return words[0]
}
const sayId = ({ json, answer, print }: Told, id: string): number => {
  if (json) answer({ id })
  else print(id)
  return 0
}
const YES_NO = ["yes", "no"] as const
const readYesNo = (values: Values, option: string) => {
  const said = readChoice(values, option, YES_NO)
  return said === null ? null : said === "yes"
}
const listed = (values: Values, option: string) => readText(values, option)?.split(/\s*,\s*/)

const mentionsSaid = (values: Values) => {
  const name = readText(values, "mentions")
  return name === null ? null : waysToMention(name)
}

/** A list of rows, one more than shown asked for. */
async function showRows<T>(
  call: Told,
  load: (tx: Tx, customer: string | null, limit: number) => Promise<readonly T[]>,
  show: (rows: readonly T[]) => Parameters<typeof showList>[2],
  answer: (rows: readonly T[]) => object,
): Promise<number> {
  const limit = readLimit(call.values)
  const code = readText(call.values, "customer")
  const rows = await within(call, async (tx) => load(tx, code === null ? null : (await findCustomer(tx, code)).id, limit + 1))
  const { shown, more } = upTo(rows, limit)
  await showList(call, { ...answer(shown), more }, show(shown))
  if (more && !call.json) call.note(limitText.more[call.lang])
  return 0
}

const contactAdd: Command<Context> = {
  name: "contact add",
  words: "CUSTOMER --name NAME [--role R] [--phone N] [--email A] [--main]",
  about: text.add,
  example: 'contact add C000123 --name "Ines Example" --role accountsPayable --phone "+32 2 555 00 00" --main',
  needs: changes,
  takes: 1,
  options: {
    name: { type: "string", value: "NAME", about: text.name },
    role: { type: "string", value: CONTACT_ROLES.join("|"), about: text.role },
    phone: { type: "string", value: "NUMBER", about: text.phone },
    email: { type: "string", value: "ADDRESS", about: text.email },
    language: { type: "string", value: LANGUAGES.join("|"), about: text.language },
    note: { type: "string", value: "TEXT", about: text.note },
    main: { type: "boolean", about: text.main },
  },
  async run(call) {
    const { values, context } = call
    const person = {
      name: readText(values, "name") ?? "",
      role: readChoice(values, "role", CONTACT_ROLES) ?? "other",
      phone: readText(values, "phone"),
      email: readText(values, "email"),
      language: readChoice(values, "language", LANGUAGES),
      note: readText(values, "note"),
      main: values.main === true,
    }
    return sayId(call, (await within(call, (tx) => addContact(tx, context.by, customerIn(call), person))).id)
  },
}

const contactList: Command<Context> = {
  name: "contact list",
  words: "[--customer C]",
  about: text.list,
  example: "contact list --customer C000123",
  needs,
  takes: 0,
  options: LISTED,
  run: (call) =>
    showRows(
      call,
      (tx, customer, limit) => loadContacts(tx, customer, { after: null, limit }),
      (rows) => contactsListing(rows, [], call.lang),
      (rows) => ({ contacts: rows.map(contactAnswer) }),
    ),
}

const contactRemove: Command<Context> = {
  name: "contact remove",
  words: "ID [--erase]",
  about: text.remove,
  example: "contact remove 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa --erase",
  needs: changes,
  takes: 1,
  options: { erase: { type: "boolean", about: text.erase } },
  async run(call) {
    const [id] = call.words
    if (id === undefined) throw new Refused("MISSING_CONTACT")
    return sayId(call, await within(call, (tx) => withdrawContact(tx, call.context.by, id, call.values.erase === true)))
  },
}

const callLog: Command<Context> = {
  name: "call log",
  words: "CUSTOMER --outcome O [--cause C] [--note TEXT] [--items F1,F2]",
  about: text.call,
  example: 'call log C000123 --outcome promise --cause oversight --note "pays on Friday" --items F2026-118',
  needs: changes,
  takes: 1,
  options: {
    outcome: { type: "string", value: OUTCOMES.join("|"), about: text.outcome },
    cause: { type: "string", value: CAUSES.join("|"), about: text.cause },
    at: { type: "string", value: "INSTANT", about: text.at },
    with: { type: "string", value: "ID", about: text.with },
    items: { type: "string", value: "NUMBERS", about: text.items },
    complaint: { type: "string", value: "yes|no", about: text.complaint },
    "pays-on-day": { type: "string", value: "yes|no", about: text.paysOnDay },
    note: { type: "string", value: "TEXT", about: text.note },
  },
  async run(call) {
    const { values, context } = call
    const outcome = readChoice(values, "outcome", OUTCOMES)
    if (outcome === null) throw new Refused("BAD_OPTION", { option: "outcome", value: "", takes: OUTCOMES.join(", ") })
    const made = {
      outcome,
      cause: readChoice(values, "cause", CAUSES),
      at: readInstant(values, "at"),
      contact: readText(values, "with"),
      complaint: readYesNo(values, "complaint"),
      paysOnDay: readYesNo(values, "pays-on-day"),
      note: readText(values, "note"),
    }
    const code = customerIn(call)
    const id = await within(call, async (tx) =>
      logCall(tx, context.by, code, { ...made, items: await itemsNamed(tx, code, listed(values, "items") ?? []) }),
    )
    return sayId(call, id)
  },
}

async function itemsNamed(tx: Tx, code: string, numbers: readonly string[]) {
  if (numbers.length === 0) return []
  const found = await itemsNumbered(tx, (await findCustomer(tx, code)).id, numbers)
  const unknown = numbers.find((number) => !found.some((item) => item.number === number))
  if (unknown !== undefined) throw new Refused("NOT_ITS_ITEM", { item: unknown, customer: code })
  return found.map(({ entryId, no }) => ({ entryId, no }))
}

const callList: Command<Context> = {
  name: "call list",
  words: "[--customer C]",
  about: text.calls,
  example: "call list --customer C000123",
  needs,
  takes: 0,
  options: LISTED,
  run: (call) =>
    showRows(
      call,
      (tx, customer, limit) => loadCalls(tx, customer, null, limit),
      (rows) => callsListing(rows, [], call.lang),
      (rows) => ({ calls: rows.map(callAnswer) }),
    ),
}

const noteAdd: Command<Context> = {
  name: "note add",
  words: "CUSTOMER TEXT [--pin]",
  about: text.noteAdd,
  example: 'note add C000123 "the buyer left; @Anna knows the new one" --pin',
  needs: changes,
  takes: 2,
  options: { pin: { type: "boolean", about: text.pin } },
  async run(call) {
    const said = { text: call.words[1] ?? "", pinned: call.values.pin === true }
    const { id, mentions } = await within(call, (tx) => addNote(tx, call.context.by, customerIn(call), said))
    if (!call.json) return sayId(call, id)
    call.answer({ id, mentions })
    return 0
  },
}

const noteList: Command<Context> = {
  name: "note list",
  words: "[--customer C] [--pinned] [--mentions NAME]",
  about: text.noteList,
  example: "note list --mentions Anna",
  needs,
  takes: 0,
  options: {
    ...LISTED,
    pinned: { type: "boolean", about: text.pinned },
    mentions: { type: "string", value: "NAME", about: text.mentions },
  },
  run: (call) =>
    showRows(
      call,
      (tx, customer, limit) =>
        loadNotes(tx, { customer, pinned: call.values.pinned === true, mentions: mentionsSaid(call.values), unseenBy: null }, null, limit),
      (rows) => notesListing(rows, [], call.lang),
      (rows) => ({ notes: rows.map(noteAnswer) }),
    ),
}

function showHabit(call: Told, habit: Habit): number {
  if (call.json) call.answer(habitAnswer(habit))
  else for (const [name, value] of Object.entries(habitAnswer(habit))) call.print(`${name}: ${said(value)}`)
  return 0
}

const habits: Command<Context> = {
  name: "habits",
  words: "CUSTOMER",
  about: text.habits,
  example: "habits C000123",
  needs,
  takes: 1,
  options: {},
  run: async (call) => showHabit(call, await within(call, async (tx) => loadHabit(tx, (await findCustomer(tx, customerIn(call))).id))),
}

const habitsSet: Command<Context> = {
  name: "habits set",
  words: "CUSTOMER [--portal P] [--cut-off DAY] [--pay-days 10,25] …",
  about: text.habitsSet,
  example: "habits set C000123 --purchase-order required --cut-off 20 --pay-days 10,25 --means transfer",
  needs: changes,
  takes: 1,
  options: {
    portal: { type: "string", value: "TEXT", about: text.portal },
    "purchase-order": { type: "string", value: PURCHASE_ORDER.join("|"), about: text.order },
    "purchase-order-rule": { type: "string", value: "TEXT", about: text.orderRule },
    approver: { type: "string", value: "NAME", about: text.approver },
    "cut-off": { type: "string", value: "DAY", about: text.cutOff },
    "pay-days": { type: "string", value: "10,25", about: text.payDays },
    "pay-weekdays": { type: "string", value: "2,4", about: text.weekdays },
    closures: { type: "string", value: "FROM..UNTIL", about: text.closures },
    means: { type: "string", value: PAYS_BY.join(","), about: text.means },
  },
  run: async (call) =>
    showHabit(call, await within(call, (tx) => changeHabit(tx, call.context.by, customerIn(call), readHabit(call.values), () => {}))),
}
const said = (value: unknown) =>
  value === null
    ? "–"
    : Array.isArray(value)
      ? value.map((one) => (typeof one === "object" ? Object.values(one).join("..") : one)).join(", ") || "–"
      : String(value)

/** What is said of them; an empty value takes away what was known. */
function readHabit(values: Values): { readonly [K in keyof Habit]?: Habit[K] | undefined } {
  const words = (option: string) => (values[option] === undefined ? undefined : readText(values, option))
  const list = (option: string) => (values[option] === undefined ? undefined : (listed(values, option) ?? []))
  const bad = (option: string, value: unknown, takes: string) => new Refused("BAD_OPTION", { option, value, takes })
  const days = (option: string) => list(option)?.map((day) => (/^\d{1,2}$/.test(day) ? Number(day) : Number.NaN))
  return {
    portal: words("portal"),
    purchaseOrder: values["purchase-order"] === undefined ? undefined : readChoice(values, "purchase-order", PURCHASE_ORDER),
    purchaseOrderRule: words("purchase-order-rule"),
    approver: words("approver"),
    cutOffDay: values["cut-off"] === undefined ? undefined : values["cut-off"] === "" ? null : readWhole(values, "cut-off", 1, { min: 1, max: 31 }),
    payDays: days("pay-days"),
    payWeekdays: days("pay-weekdays"),
    closures: list("closures")?.map((range) => {
      const [from, until] = range.split("..")
      if (from === undefined || until === undefined || !isDay(from) || !isDay(until)) throw bad("closures", range, "FROM..UNTIL")
      return { from, until }
    }),
    means: list("means")?.map((one) => {
      const known = PAYS_BY.find((means) => means === one)
      if (!known) throw bad("means", one, PAYS_BY.join(", "))
      return known
    }),
  }
}

const timeline: Command<Context> = {
  name: "timeline",
  words: "CUSTOMER",
  about: text.timeline,
  example: "timeline C000123 --limit 20",
  needs,
  takes: 1,
  options: { export: LISTED.export, ...LIMIT_OPTION },
  async run(call) {
    const limit = readLimit(call.values)
    const code = customerIn(call)
    const { shown, more } = upTo(await within(call, async (tx) => loadTimeline(tx, (await findCustomer(tx, code)).id, null, limit + 1)), limit)
    const events = shown.map(eventAnswer)
    await showList(call, { events, more }, timelineListing(events, [], call.lang))
    if (more && !call.json) call.note(limitText.more[call.lang])
    return 0
  },
}

export const contactCommands = [contactAdd, contactList, contactRemove, callLog, callList, noteAdd, noteList, habits, habitsSet, timeline]
