/** Tasks and snoozes: made, done, put off, each with its act. */
import { recordAct } from "../activity/activity.act.ts"
import { keepText } from "../contact/contact.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { Refused, type Result } from "../kernel/result.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { endTask, type HeldTask, holdTask, insertSnooze, insertTask, loadTask, putOffTask, renameTaskOwner } from "./task.store.ts"
import { checkOwner, checkSnooze, type Task, type TaskKind } from "./task.ts"

export { renameTaskOwner }

function allowed<T>(checked: Result<T, { readonly code: string }>): T {
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  return checked.value
}

export type NewTask = { readonly owner: string; readonly kind: TaskKind; readonly dueOn: Day; readonly why: string }
/** Refuses UNKNOWN_CUSTOMER, BAD_OWNER, BAD_TEXT. */
export async function addTask(tx: Tx, by: By, code: string, said: NewTask): Promise<Id> {
  const owner = allowed(checkOwner(said.owner))
  const customer = await findCustomer(tx, code)
  const why = await keepText(tx, customer.id, said.why)
  const [id, actId] = [tx.newId(), tx.newId()]
  await recordAct(tx, by, { id: actId, code: "worklist.taskAdded", subject: { customer: customer.id, task: id, kind: said.kind, dueOn: said.dueOn } })
  await insertTask(tx, { id, owner, kind: said.kind, dueOn: said.dueOn }, customer.id, why.id, actId)
  return id
}

/** Of what follows `seen` refuses when the task is no longer what the caller saw. */
type Seen = (current: Task) => void | Promise<void>

/** Done before, it stays done by whoever did it. Refuses UNKNOWN_TASK. */
export async function finishTask(tx: Tx, by: By, id: string, seen?: Seen): Promise<Id> {
  const task = await held(tx, id, seen)
  if (task.done) return task.id
  const actId = await recordAct(tx, by, { code: "worklist.taskDone", subject: { customer: task.customerId, task: task.id } })
  await endTask(tx, task.id, actId)
  return task.id
}

/** A task added in error: it is no longer to be done, and was not done. Refuses UNKNOWN_TASK, TASK_DONE. */
export async function withdrawTask(tx: Tx, by: By, id: string, seen?: Seen): Promise<Id> {
  const task = await held(tx, id, seen)
  if (task.done) throw new Refused("TASK_DONE", { task: task.id })
  await endTask(tx, task.id, await recordAct(tx, by, { code: "worklist.taskWithdrawn", subject: { customer: task.customerId, task: task.id } }))
  return task.id
}

/** Refuses UNKNOWN_TASK, TASK_DONE, SNOOZE_PAST. */
export async function snoozeTask(tx: Tx, by: By, id: string, until: Day, today: Day, seen?: Seen): Promise<Id> {
  allowed(checkSnooze(until, today))
  const task = await held(tx, id, seen)
  if (task.done) throw new Refused("TASK_DONE", { task: task.id })
  await recordAct(tx, by, { code: "worklist.taskSnoozed", subject: { customer: task.customerId, task: task.id, until } })
  await putOffTask(tx, task.id, until)
  return task.id
}

/** Takes a customer out of the worklist until a day; `until` today brings them back. Refuses UNKNOWN_CUSTOMER, SNOOZE_PAST. */
export async function snoozeCustomer(tx: Tx, by: By, code: string, until: Day, today: Day): Promise<void> {
  if (until !== today) allowed(checkSnooze(until, today))
  const customer = await findCustomer(tx, code)
  await insertSnooze(tx, customer.id, until, await recordAct(tx, by, { code: "worklist.snoozed", subject: { customer: customer.id, until } }))
}

async function held(tx: Tx, id: string, seen: Seen | undefined): Promise<HeldTask> {
  const task = await holdTask(tx, id)
  if (!task) throw new Refused("UNKNOWN_TASK", { task: id })
  await seen?.(await knownTask(tx, id))
  return task
}

/** Read only. Refuses UNKNOWN_TASK. */
export async function knownTask(tx: Tx, id: string): Promise<Task> {
  const task = await loadTask(tx, id)
  if (!task) throw new Refused("UNKNOWN_TASK", { task: id })
  return task
}
