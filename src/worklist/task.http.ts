/** The API's tasks, and customers put off. */
import { z } from "@hono/zod-openapi"
import { dayIn } from "../company/zone.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, dayField, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import { addTask, finishTask, snoozeCustomer, snoozeTask } from "./task.act.ts"
import { loadTasks } from "./task.store.ts"
import { TASK_KINDS } from "./task.ts"
import { taskAnswer, taskWire } from "./task.wire.ts"

const needs = "chase"
const customer = z.string().min(1).max(100).openapi({ description: "the customer's code" })
const task = { task: z.uuid() }

export function taskEndpoints(api: Api): void {
  api.read({
    path: "/tasks",
    needs: "read",
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
      const place = readCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()]))
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
  api.change({
    method: "post",
    path: "/tasks",
    status: 201,
    needs,
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
    about: "A task is done; asked again, it stays done by whoever did it",
    params: task,
    body: {},
    answers: z.object({ id: z.uuid(), done: z.boolean() }),
    refuses: ["UNKNOWN_TASK"],
    run: async (tx, { caller, path }) => ({ body: { id: await finishTask(tx, caller.by, path.task), done: true } }),
  })
  api.change({
    method: "post",
    path: "/tasks/{task}/snooze",
    status: 200,
    needs,
    about: "Puts a task off until a later day",
    params: task,
    body: { until: dayField },
    answers: z.object({ id: z.uuid(), until: z.iso.date() }),
    refuses: ["UNKNOWN_TASK", "TASK_DONE", "SNOOZE_PAST"],
    run: async (tx, { caller, path, body: { until } }) => ({
      body: { id: await snoozeTask(tx, caller.by, path.task, until, dayIn(caller.company.country, tx.now())), until },
    }),
  })
  api.change({
    method: "post",
    path: "/worklist/snooze",
    status: 200,
    needs,
    about: "Takes a customer out of the worklist until a day; today brings them back",
    body: { customer, until: dayField },
    answers: z.object({ customer: z.string(), until: z.iso.date() }),
    refuses: ["UNKNOWN_CUSTOMER", "SNOOZE_PAST"],
    async run(tx, { caller, body }) {
      await snoozeCustomer(tx, caller.by, body.customer, body.until, dayIn(caller.company.country, tx.now()))
      return { body }
    },
  })
}
