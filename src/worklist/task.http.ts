/** The API's tasks, and customers put off. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Tx } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, dayField, dayPlace, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import { mustMatchIfSaid, tagOf } from "../shell/http/match.ts"
import { addTask, finishTask, knownTask, snoozeCustomer, snoozeTask, withdrawTask } from "./task.act.ts"
import { loadTasks } from "./task.store.ts"
import { TASK_KINDS, type Task } from "./task.ts"
import { taskAnswer, taskWire } from "./task.wire.ts"

const needs = "chase"
const customer = z.string().min(1).max(100).openapi({ description: "the customer's code" })
const task = { task: z.uuid() }
const seenBy = (tx: Tx, tag: string | undefined) => (current: Task) =>
  mustMatchIfSaid(tag, taskAnswer(current), () =>
    lastChange(tx, ["worklist.taskDone", "worklist.taskSnoozed", "worklist.taskWithdrawn"], { task: current.id }),
  )

export function taskEndpoints(api: Api): void {
  api.read({
    path: "/tasks",
    needs: "read",
    own: true,
    about: "Tasks: open ones by the day they are due, or those that are done, the newest first",
    query: {
      customer: customer.optional(),
      owner: z.string().min(1).max(200).optional().openapi({ description: "me, or whose they are" }),
      state: z.enum(["open", "done"]).default("open"),
      ...pageFields,
    },
    answers: z.object({ tasks: z.array(taskWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { caller, query }) {
      const place = readCursor(query.cursor, z.tuple([dayPlace, z.uuid()]))
      const q = {
        customer: query.customer === undefined ? null : (await findCustomer(tx, query.customer)).id,
        owner: query.owner === "me" ? caller.by.name : (query.owner ?? null),
        state: query.state,
      }
      const found = await loadTasks(tx, q, place && { on: place[0], id: place[1] }, query.limit + 1)
      const { rows, next } = cutPage(found, query.limit, ({ dueOn, id }) => [dueOn, id])
      return { body: { tasks: rows.map(taskAnswer), next } }
    },
  })
  api.read({
    path: "/tasks/{task}",
    needs: "read",
    own: true,
    about: "One task; the ETag is what doing it, putting it off or withdrawing it may match",
    params: task,
    answers: taskWire,
    refuses: ["UNKNOWN_TASK"],
    async run(tx, { path }) {
      const body = taskAnswer(await knownTask(tx, path.task))
      return { body, headers: { ETag: tagOf(body) } }
    },
  })
  api.change({
    method: "post",
    path: "/tasks",
    status: 201,
    needs,
    own: true,
    about: "Adds a task for a customer; without an owner it is the caller's",
    body: {
      customer,
      owner: z.string().min(1).max(200).optional(),
      kind: z.enum(TASK_KINDS).default("other"),
      dueOn: dayField,
      why: z.string().min(1).max(10_000),
    },
    answers: z.object({ id: z.uuid() }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_OWNER", "BAD_TEXT"],
    run: async (tx, { caller, body: { customer: code, owner, ...said } }) => ({
      body: { id: await addTask(tx, caller.by, code, { ...said, owner: owner ?? caller.by.name }) },
    }),
  })
  api.change({
    method: "post",
    path: "/tasks/{task}/done",
    status: 200,
    needs,
    own: true,
    about: "A task is done; asked again, it stays done by whoever did it",
    params: task,
    body: {},
    answers: z.object({ id: z.uuid(), done: z.boolean() }),
    refuses: ["CHANGED_SINCE", "UNKNOWN_TASK"],
    run: async (tx, { caller, path, header }) => ({
      body: { id: await finishTask(tx, caller.by, path.task, seenBy(tx, header("If-Match"))), done: true },
    }),
  })
  api.change({
    method: "post",
    path: "/tasks/{task}/withdraw",
    status: 200,
    needs,
    own: true,
    about: "A task added in error is no longer to be done",
    params: task,
    body: {},
    answers: z.object({ id: z.uuid(), withdrawn: z.boolean() }),
    refuses: ["CHANGED_SINCE", "UNKNOWN_TASK", "TASK_DONE"],
    run: async (tx, { caller, path, header }) => ({
      body: { id: await withdrawTask(tx, caller.by, path.task, seenBy(tx, header("If-Match"))), withdrawn: true },
    }),
  })
  api.change({
    method: "post",
    path: "/tasks/{task}/snooze",
    status: 200,
    needs,
    own: true,
    about: "Puts a task off until a later day",
    params: task,
    body: { until: dayField },
    answers: z.object({ id: z.uuid(), until: z.iso.date() }),
    refuses: ["CHANGED_SINCE", "UNKNOWN_TASK", "TASK_DONE", "SNOOZE_PAST"],
    run: async (tx, { caller, path, body: { until }, header }) => ({
      body: {
        id: await snoozeTask(tx, caller.by, path.task, until, caller.today, seenBy(tx, header("If-Match"))),
        until,
      },
    }),
  })
  api.change({
    method: "post",
    path: "/worklist/snooze",
    status: 200,
    needs,
    own: true,
    about: "Takes a customer out of the worklist until a day; today brings them back",
    body: { customer, until: dayField },
    answers: z.object({ customer: z.string(), until: z.iso.date() }),
    refuses: ["UNKNOWN_CUSTOMER", "SNOOZE_PAST"],
    async run(tx, { caller, body }) {
      await snoozeCustomer(tx, caller.by, body.customer, body.until, caller.today)
      return { body }
    },
  })
}
