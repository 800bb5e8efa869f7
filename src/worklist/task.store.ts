import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import { asId, type Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import type { Task } from "./task.ts"

export async function insertTask(tx: Tx, task: Pick<Task, "id" | "owner" | "kind" | "dueOn">, customer: Id, textId: Id, actId: Id): Promise<void> {
  await sql`INSERT INTO worklist.task (company_id, id, customer_id, owner, kind, due_on, text_id, made_at, act_id)
    VALUES (${tx.company}, ${task.id}, ${customer}, ${task.owner}, ${task.kind}, ${task.dueOn}, ${textId}, ${tx.now()}, ${actId})`.execute(tx.db)
}

export type TasksQuestion = { readonly customer: Id | null; readonly owner: string | null; readonly state: "open" | "done" }
export type TaskPlace = { readonly on: string; readonly id: string } | null
const tasks = (tx: Tx) => sql`
    SELECT t.id, c.code AS customer, t.owner, t.kind, t.due_on AS "dueOn", w.text AS why, t.snoozed_until AS "snoozedUntil", t.made_at AS "madeAt", m.actor AS "madeBy",
           t.done_at AS "doneAt", d.actor AS "doneBy"
      FROM worklist.task t
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = t.customer_id
      JOIN contact.text w ON w.company_id = ${tx.company} AND w.id = t.text_id
      JOIN activity.act m ON m.company_id = ${tx.company} AND m.id = t.act_id
      LEFT JOIN activity.act d ON d.company_id = ${tx.company} AND d.id = t.done_act_id`
/** One task, done or withdrawn as it may be. */
export async function loadTask(tx: Tx, id: string): Promise<Task | null> {
  const { rows } = await sql<Task>`${tasks(tx)} WHERE t.company_id = ${tx.company} AND t.id::text = ${id}`.execute(tx.db)
  return rows[0] ?? null
}
/** Open ones by the day they are due, those that are done the newest task first. */
export async function loadTasks(tx: Tx, q: TasksQuestion, after: TaskPlace, limit: number): Promise<Task[]> {
  const open = q.state === "open"
  const beyond = open ? sql`(t.due_on, t.id) > (${after?.on ?? null}::date, ${after?.id ?? null}::uuid)` : sql`t.id < ${after?.id ?? null}::uuid`
  const { rows } = await sql<Task>`${tasks(tx)}
     WHERE t.company_id = ${tx.company} AND t.done_at IS ${open ? sql`NULL` : sql`NOT NULL`} AND (${q.customer}::uuid IS NULL OR t.customer_id = ${q.customer})
       AND d.act IS DISTINCT FROM 'worklist.taskWithdrawn' AND (${q.owner}::text IS NULL OR t.owner = ${q.owner}) AND (${after?.id ?? null}::uuid IS NULL OR ${beyond})
     ORDER BY ${open ? sql`t.due_on, t.id` : sql`t.id DESC`} LIMIT ${limit}`.execute(tx.db)
  return rows
}

export type HeldTask = { readonly id: Id; readonly customerId: Id; readonly done: boolean; readonly snoozedUntil: Day | null }
/** Until the transaction ends nobody else does it or puts it off. */
export async function holdTask(tx: Tx, id: string): Promise<HeldTask | null> {
  const { rows } = await sql<HeldTask>`
    SELECT id, customer_id AS "customerId", done_at IS NOT NULL AS done, snoozed_until AS "snoozedUntil" FROM worklist.task
     WHERE company_id = ${tx.company} AND id = ${asId(id)} FOR UPDATE`.execute(tx.db)
  return rows[0] ?? null
}

export async function endTask(tx: Tx, id: Id, actId: Id): Promise<void> {
  await sql`UPDATE worklist.task SET done_at = ${tx.now()}, done_act_id = ${actId} WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}
export async function putOffTask(tx: Tx, id: Id, until: Day): Promise<void> {
  await sql`UPDATE worklist.task SET snoozed_until = ${until} WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}

/** What is still to do follows a person who has another name now. */
export async function renameTaskOwner(tx: Tx, before: string, after: string): Promise<void> {
  await sql`UPDATE worklist.task SET owner = ${after} WHERE company_id = ${tx.company} AND owner = ${before} AND done_at IS NULL`.execute(tx.db)
}

/** Until when a customer is put off; null: they are not. */
export async function loadSnooze(tx: Tx, customer: Id): Promise<Day | null> {
  const { rows } = await sql<{ until: Day }>`
    SELECT until_on AS until FROM worklist.snooze WHERE company_id = ${tx.company} AND customer_id = ${customer} ORDER BY id DESC LIMIT 1`.execute(
    tx.db,
  )
  return rows[0]?.until ?? null
}
export async function hasOpenTask(tx: Tx, customer: Id, owner: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM worklist.task WHERE company_id = ${tx.company} AND customer_id = ${customer} AND owner = ${owner} AND done_at IS NULL LIMIT 1`.execute(
    tx.db,
  )
  return rows.length > 0
}

export async function insertSnooze(tx: Tx, customer: Id, until: Day, actId: Id): Promise<void> {
  await sql`INSERT INTO worklist.snooze (company_id, customer_id, id, until_on, act_id, recorded_at)
    VALUES (${tx.company}, ${customer}, ${tx.newId()}, ${until}, ${actId}, ${tx.now()})`.execute(tx.db)
}
