import { findCustomer } from "../customer/find.act.ts"
import type { Listing } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import type { Call, Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { limitText, listText } from "../shell/options.text.ts"
import { LIMIT_OPTION, readChoice, readDay, readLimit, readText, upTo } from "../shell/options.ts"
import { showList } from "../shell/show.ts"
import { addTask, finishTask, snoozeCustomer, snoozeTask, withdrawTask } from "./task.act.ts"
import { loadTasks } from "./task.store.ts"
import { kindText, taskText as text } from "./task.text.ts"
import { TASK_KINDS, type Task } from "./task.ts"
import { taskAnswer } from "./task.wire.ts"

type Told = Call<Context>
const needs = "chase"
const EXAMPLE = "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa"

async function within<T>({ context }: Told, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
function named({ words }: Told, missing: "MISSING_TASK" | "MISSING_CUSTOMER"): string {
  if (words[0] === undefined) throw new Refused(missing)
  return words[0]
}

const add: Command<Context> = {
  name: "task add",
  words: "CUSTOMER WHY --due D [--owner U]",
  about: text.add,
  example: 'task add C000123 "send the delivery note again" --due 2026-07-03 --kind document',
  needs,
  takes: 2,
  options: {
    due: { type: "string", value: "YYYY-MM-DD", about: text.due },
    owner: { type: "string", value: "NAME", about: text.owner },
    kind: { type: "string", value: TASK_KINDS.join("|"), about: text.kind },
  },
  async run(call) {
    const { values, context, words } = call
    const said = {
      owner: readText(values, "owner") ?? context.by.name,
      kind: readChoice(values, "kind", TASK_KINDS) ?? "other",
      dueOn: readDay(values, "due", context.today()),
      why: words[1] ?? "",
    }
    const id = await within(call, (tx) => addTask(tx, context.by, named(call, "MISSING_CUSTOMER"), said))
    if (call.json) call.answer({ id })
    else call.print(id)
    return 0
  },
}

const list: Command<Context> = {
  name: "task list",
  words: "[--customer C] [--owner U] [--done]",
  about: text.list,
  example: "task list --owner Anna",
  needs: "read",
  takes: 0,
  options: {
    customer: { type: "string", value: "CODE", about: text.ofCustomer },
    owner: { type: "string", value: "NAME", about: text.ofOwner },
    done: { type: "boolean", about: text.listDone },
    export: { type: "string", value: "FILE.xlsx|FILE.csv", about: listText.export },
    ...LIMIT_OPTION,
  },
  async run(call) {
    const { values, lang } = call
    const [limit, code] = [readLimit(values), readText(values, "customer")]
    const found = await within(call, async (tx) => {
      const customer = code === null ? null : (await findCustomer(tx, code)).id
      return loadTasks(tx, { customer, owner: readText(values, "owner"), state: values.done === true ? "done" : "open" }, null, limit + 1)
    })
    const { shown, more } = upTo(found, limit)
    await showList(call, { tasks: shown.map(taskAnswer), more }, tasksListing(shown, lang))
    if (more && !call.json) call.note(limitText.more[lang])
    return 0
  },
}

function tasksListing(rows: readonly Task[], lang: Language): Listing {
  const head = { title: text.title[lang], facts: [], sums: [] }
  if (rows.length === 0) return { ...head, facts: [["", text.none[lang]]], columns: [], rows: [] }
  return {
    ...head,
    columns: [
      { title: text.dueOn[lang], kind: "day" },
      { title: text.customer[lang], kind: "text" },
      { title: text.whose[lang], kind: "text" },
      { title: text.kind[lang], kind: "text" },
      { title: text.until[lang], kind: "day" },
      { title: text.doneBy[lang], kind: "text" },
      { title: text.why[lang], kind: "text" },
      { title: text.id[lang], kind: "text" },
    ],
    rows: rows.map((task) => [task.dueOn, task.customer, task.owner, kindText[task.kind][lang], task.snoozedUntil, task.doneBy, task.why, task.id]),
  }
}

const done: Command<Context> = {
  name: "task done",
  words: "ID",
  about: text.done,
  example: `task done ${EXAMPLE}`,
  needs,
  takes: 1,
  options: {},
  async run(call) {
    const id = await within(call, (tx) => finishTask(tx, call.context.by, named(call, "MISSING_TASK")))
    if (call.json) call.answer({ id, done: true })
    else call.print(text.isDone[call.lang])
    return 0
  },
}

const withdraw: Command<Context> = {
  name: "task withdraw",
  words: "ID",
  about: text.withdraw,
  example: `task withdraw ${EXAMPLE}`,
  needs,
  takes: 1,
  options: {},
  async run(call) {
    const id = await within(call, (tx) => withdrawTask(tx, call.context.by, named(call, "MISSING_TASK")))
    if (call.json) call.answer({ id, withdrawn: true })
    else call.print(text.withdrawn[call.lang])
    return 0
  },
}

const UNTIL = { until: { type: "string", value: "YYYY-MM-DD", about: text.snoozeUntil } } as const

const snooze: Command<Context> = {
  name: "task snooze",
  words: "ID --until D",
  about: text.snooze,
  example: `task snooze ${EXAMPLE} --until 2026-07-10`,
  needs,
  takes: 1,
  options: UNTIL,
  async run(call) {
    const today = call.context.today()
    const until = readDay(call.values, "until", today)
    const id = await within(call, (tx) => snoozeTask(tx, call.context.by, named(call, "MISSING_TASK"), until, today))
    if (call.json) call.answer({ id, until })
    else call.print(text.putOff[call.lang])
    return 0
  },
}

const putOff: Command<Context> = {
  name: "worklist snooze",
  words: "CUSTOMER --until D",
  about: text.snoozeCustomer,
  example: "worklist snooze C000123 --until 2026-07-10",
  needs,
  takes: 1,
  options: UNTIL,
  async run(call) {
    const today = call.context.today()
    const [customer, until] = [named(call, "MISSING_CUSTOMER"), readDay(call.values, "until", today)]
    await within(call, (tx) => snoozeCustomer(tx, call.context.by, customer, until, today))
    if (call.json) call.answer({ customer, until })
    else call.print(text.putOff[call.lang])
    return 0
  },
}

export const taskCommands = [add, list, done, withdraw, snooze, putOff]
