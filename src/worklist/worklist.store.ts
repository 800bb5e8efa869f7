/**
 * What the worklist is decided from: SQL sums what is open by customer, and names are joined to the sums; calls, tasks and facts are few and come apart. How somebody
 * paid so far is asked only of those with the most money at stake: it reads every invoice they ever had.
 */
import { sql } from "kysely"
import { loadFacts } from "../chase/chase.act.ts"
import { addDays, type Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { currency, type Minor, sum } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { BANDS, CALLS_DAYS, type Calls, NO_FACTS, type Situation } from "./worklist.ts"

/** Customers whose payments so far are looked at where only the first of the list are wanted. */
const LOOKED_AT = 400

/** `soonDays`: how far ahead what falls due is told day by day. `whole`: every customer's history is asked, else that of the first hundreds by money. */
export async function loadSituations(tx: Tx, asOf: Day, soonDays: number, whole: boolean): Promise<Situation[]> {
  const facts = await loadFacts(tx, asOf)
  const insolvent = [...facts].flatMap(([key, { insolventSince }]) => (insolventSince === null ? [] : [key.slice(0, key.indexOf(" "))]))
  const [sums, calls, snoozes, tasks] = [
    await loadSums(tx, asOf, soonDays, insolvent),
    await loadCalls(tx, asOf),
    await loadSnoozes(tx, asOf),
    await loadDue(tx, asOf),
  ]
  const stake = (of: Sums) => sum(of.overdue) + sum(of.soon)
  const looked = whole ? sums : sums.toSorted((a, b) => (stake(a) > stake(b) ? -1 : stake(a) < stake(b) ? 1 : 0)).slice(0, LOOKED_AT)
  const history = await loadHistory(tx, asOf, [...new Set(looked.map(({ id }) => id))])
  return sums.map((of) => ({
    ...of,
    calls: calls.get(of.id) ?? null,
    history: history.get(of.id) ?? null,
    facts: facts.get(`${of.id} ${of.currency}`) ?? NO_FACTS,
    snoozedUntil: snoozes.get(of.id) ?? null,
    tasks: tasks.get(of.id) ?? null,
  }))
}

type Sums = Omit<Situation, "calls" | "history" | "facts" | "snoozedUntil" | "tasks">

/** Where an open item counts: a band of lateness (0 to 6), a day soon to come (10 + days), not due (NOT_DUE), or among the credits. */
const [SOON, NOT_DUE, CREDIT] = [10, 90, 91]
type Slot = { readonly slot: number; readonly amount: Minor; readonly late: number }

/**
 * Customers with something overdue, about to fall due, insolvent (`also`), or with a task that is due; those with a task alone in the company's own currency. Items
 * are summed by slot first, so that each is added once; everything travels as one text, since rows as objects cost as much as the sums themselves.
 */
async function loadSums(tx: Tx, asOf: Day, soonDays: number, also: readonly Id[]): Promise<Sums[]> {
  // Twenty thousand customers' sums are hashed in memory; the server's usual allowance would spill them to disk.
  await sql`SELECT set_config('work_mem', '64MB', true)`.execute(tx.db)
  const bounds = BANDS.flatMap(({ until }) => (until === null ? [] : [until + 1]))
  const [whole, open] = [sql`ledger.open_items_whole(${tx.company}, ${asOf}::date) i`, sql`ledger.open_items(${tx.company}, ${asOf}::date) i`]
  const due = sql`t.company_id = ${tx.company} AND t.done_at IS NULL AND greatest(t.due_on, t.snoozed_until) <= ${asOf}::date`
  const { rows } = await sql<{ lines: string | null }>`
    SELECT string_agg(concat_ws(E'\t', s.customer_id, s.currency, to_json(c.code), to_json(c.name), coalesce(to_json(c.country)::text, 'null'),
                                coalesce(to_json(CASE WHEN h.customer_id IS NULL THEN c.collector ELSE h.name END)::text, 'null'), coalesce(h.holder::text, ''), s.slots), E'\n') AS lines
      FROM (SELECT k.customer_id, k.currency, string_agg(concat_ws(':', k.slot, k.amount, k.late), ',') AS slots
              FROM (SELECT o.customer_id, o.currency, o.slot, sum(o.open) AS amount, max(o.late) AS late
                      FROM (SELECT i.customer_id, i.currency, i.open, ${asOf}::date - i.due_on AS late,
                                   CASE WHEN i.side = 'credit' THEN ${sql.lit(CREDIT)}
                                        WHEN ${asOf}::date > i.due_on THEN width_bucket(${asOf}::date - i.due_on, ${bounds}::int[])
                                        WHEN i.due_on - ${asOf}::date <= ${sql.lit(soonDays)} THEN ${sql.lit(SOON)} + (i.due_on - ${asOf}::date)
                                        ELSE ${sql.lit(NOT_DUE)} END AS slot
                              FROM ${whole} WHERE i.kind <> 'deposit' OFFSET 0) o
                     GROUP BY o.customer_id, o.currency, o.slot) k
             GROUP BY k.customer_id, k.currency
            HAVING bool_or(k.slot < ${sql.lit(NOT_DUE)}) OR k.customer_id = ANY (${also}::uuid[])
            UNION ALL
            SELECT DISTINCT t.customer_id, b.currency, '' FROM worklist.task t JOIN company.company b ON b.id = ${tx.company}
             WHERE ${due} AND NOT EXISTS (SELECT FROM ${open} WHERE i.customer_id = t.customer_id AND i.side = 'debit' AND i.kind <> 'deposit' AND i.due_on <= ${asOf}::date + ${soonDays}::int)) s
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = s.customer_id AND c.relation = 'trade'
      LEFT JOIN portfolio.collectors(${tx.company}, ${asOf}::date) h ON h.customer_id = s.customer_id`.execute(tx.db)
  return (rows[0]?.lines ?? "").split("\n").flatMap((line) => (line === "" ? [] : [readLine(line, asOf, soonDays)]))
}

function readLine(line: string, asOf: Day, soonDays: number): Sums {
  const [id, code3, code, name, country, collector, holder, text] = line.split("\t") as [Id, ...string[]]
  const slots = (text ?? "").split(",").flatMap((one): Slot[] => {
    const [slot, amount, late] = one.split(":")
    return amount === undefined ? [] : [{ slot: Number(slot), amount: BigInt(amount), late: Number(late) }]
  })
  const at = (wanted: number) => slots.find(({ slot }) => slot === wanted)?.amount ?? 0n
  const overdue = slots.filter(({ slot }) => slot < SOON)
  return {
    id,
    currency: currency(code3!),
    code: JSON.parse(code!),
    name: JSON.parse(name!),
    country: JSON.parse(country!),
    collector: JSON.parse(collector!),
    collectorId: holder === "" ? null : (holder as Id),
    overdue: BANDS.map((_, i) => at(i)),
    soon: Array.from({ length: soonDays + 1 }, (_, i) => at(SOON + i)),
    open: sum(slots.flatMap(({ slot, amount }) => (slot === CREDIT ? [] : [amount]))),
    credits: at(CREDIT),
    oldestOn: overdue.length === 0 ? null : addDays(asOf, -Math.max(...overdue.map(({ late }) => late))),
  }
}

async function loadCalls(tx: Tx, asOf: Day): Promise<Map<Id, Calls>> {
  const { rows } = await sql<Calls & { id: Id }>`
    SELECT customer_id AS id, last_on AS "lastOn", outcome, reached_on AS "reachedOn", unreached, before_due_on AS "beforeDueOn"
      FROM contact.last_calls(${tx.company}, ${asOf}::date, ${CALLS_DAYS})`.execute(tx.db)
  return new Map(rows.map(({ id, ...calls }) => [id, calls]))
}

async function loadSnoozes(tx: Tx, asOf: Day): Promise<Map<Id, Day>> {
  const { rows } = await sql<{ id: Id; until: Day }>`
    SELECT s.id, s.until FROM (SELECT DISTINCT ON (z.customer_id) z.customer_id AS id, z.until_on AS until FROM worklist.snooze z WHERE z.company_id = ${tx.company}
                                ORDER BY z.customer_id, z.id DESC) s
     WHERE s.until > ${asOf}::date`.execute(tx.db)
  return new Map(rows.map(({ id, until }) => [id, until]))
}

async function loadDue(tx: Tx, asOf: Day): Promise<Map<Id, { count: number; firstOn: Day }>> {
  const { rows } = await sql<{ id: Id; count: number; firstOn: Day }>`
    SELECT customer_id AS id, count(*)::int AS count, min(due_on) AS "firstOn" FROM worklist.task
     WHERE company_id = ${tx.company} AND done_at IS NULL AND greatest(due_on, snoozed_until) <= ${asOf}::date GROUP BY 1`.execute(tx.db)
  return new Map(rows.map(({ id, count, firstOn }) => [id, { count, firstOn }]))
}

async function loadHistory(tx: Tx, asOf: Day, customers: readonly Id[]): Promise<Map<Id, { settled: number; late: number }>> {
  const { rows } = await sql<{ id: Id; settled: number; late: number }>`
    SELECT customer_id AS id, settled, late FROM ledger.settled_late(${tx.company}, ${customers}::uuid[], ${asOf}::date)`.execute(tx.db)
  return new Map(rows.map(({ id, settled, late }) => [id, { settled, late }]))
}

/** The customers for whom one of these people has a task that is due, and who has it. */
export async function customersOf(tx: Tx, owners: readonly string[], asOf: Day): Promise<ReadonlyMap<Id, ReadonlySet<string>>> {
  const { rows } = await sql<{ id: Id; owners: string[] }>`
    SELECT customer_id AS id, array_agg(DISTINCT owner) AS owners FROM worklist.task
     WHERE company_id = ${tx.company} AND owner = ANY (${owners}::text[]) AND done_at IS NULL AND greatest(due_on, snoozed_until) <= ${asOf}::date GROUP BY 1`.execute(
    tx.db,
  )
  return new Map(rows.map(({ id, owners: them }) => [id, new Set(them)]))
}
