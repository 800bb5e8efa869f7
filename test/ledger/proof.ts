/** Plays random commands on the database through the acts and on the model, and holds the two equal after each step. */
import { sql } from "kysely"
import { addDays, type Day } from "../../src/kernel/day.ts"
import { type Id, uuidv7 } from "../../src/kernel/id.ts"
import { Refused } from "../../src/kernel/result.ts"
import {
  closePeriod,
  moveDueDate,
  postAllocations,
  postDeduction,
  postEntries,
  recordCollection,
  returnPayment,
  reverseAllocations,
  settleOpen,
} from "../../src/ledger/ledger.act.ts"
import type { NewEntry } from "../../src/ledger/ledger.ts"
import type { Database, Tx } from "../../src/shell/db.ts"
import { type TestDatabase, testDatabase } from "../database.ts"
import { BY, openBooks, tickingClock } from "./books.ts"
import type { Chance } from "./chance.ts"
import { drawCommand, type Span } from "./commands.ts"
import {
  type Allocation,
  type Command,
  closedOn,
  dueThen,
  type Entry,
  type Item,
  type Model,
  newModel,
  type Outcome,
  openNow,
  openThen,
  play,
} from "./model.ts"

export type Played = { readonly company: number; readonly steps: number; readonly refused: ReadonlyMap<string, number>; readonly undone: number }

/**
 * One sequence in books of its own. Several commands share a transaction (up to `batch`), each compared right after it, inside; a command the
 * model refuses runs behind a savepoint; now and then the whole transaction is undone, and model and database must be where they were.
 */
export async function playSequence(db: Database, code: string, chance: Chance, span: Span, steps: number, batch: number): Promise<Played> {
  const books = await openBooks(db, code, 3)
  const refused = new Map<string, number>()
  let model = newModel()
  let undone = 0
  for (let done = 0; done < steps; ) {
    const size = Math.min(1 + chance.int(batch), steps - done)
    const before = chance.yes(0.1) ? structuredClone(model) : null
    const work = async (tx: Tx) => {
      for (let i = 0; i < size; i++) {
        const code = await step(tx, model, books.customers, chance, span)
        if (code !== null) refused.set(code, (refused.get(code) ?? 0) + 1)
      }
      if (before) throw new Undone()
    }
    await db.inCompany(books.company, work).catch((error) => {
      if (!(error instanceof Undone)) throw error
    })
    if (before) {
      model = before
      undone += 1
    }
    done += size
    await db.inCompany(books.company, (tx) => compareWhole(tx, model, [addDays(span.from, chance.int(span.days))]))
  }
  const everyDay = Array.from({ length: span.days + 45 }, (_, i) => addDays(span.from, i - 2))
  await db.inCompany(books.company, (tx) => compareWhole(tx, model, everyDay))
  return { company: books.company, steps, refused, undone }
}
class Undone extends Error {}

async function step(tx: Tx, model: Model, customers: readonly Id[], chance: Chance, span: Span): Promise<string | null> {
  const since = uuidv7(tx.now().getTime(), new Uint8Array(10))
  const command = drawCommand(model, chance, customers, span, tx.newId)
  const outcome = play(model, command)
  if (outcome.refused !== null) {
    await sql`SAVEPOINT step`.execute(tx.db)
    const code = await perform(tx, command).then(
      () => null,
      (error) => {
        if (error instanceof Refused) return error.code
        throw error
      },
    )
    await sql`ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step`.execute(tx.db)
    same(code, outcome.refused, "refusal", command)
  } else await perform(tx, command)
  await compareStep(tx, command, outcome, since, [addDays(span.from, chance.int(span.days)), addDays(span.from, chance.int(span.days))])
  return outcome.refused
}

const keyOf = (item: Item) => ({ entryId: item.entry.id!, no: item.no })

async function perform(tx: Tx, c: Command): Promise<unknown> {
  switch (c.act) {
    case "post": {
      const { entry: e, on, parts } = c
      const entry: NewEntry = {
        id: e.id!,
        kind: e.kind,
        side: e.side,
        source: e.source,
        number: e.number!,
        customerId: e.customer,
        currency: e.currency,
        amount: e.amount,
        on,
        instalments: parts,
        ...(e.settledBy ? { settledBy: e.settledBy } : {}),
        ...(e.means ? { means: e.means } : {}),
        ...(e.collectionOn ? { collectionOn: e.collectionOn } : {}),
      }
      return postEntries(tx, BY, [entry])
    }
    case "allocate":
      return postAllocations(
        tx,
        BY,
        c.legs.map(({ debit, credit, amount, on, settledBy }) => ({
          debit: keyOf(debit),
          credit: keyOf(credit),
          amount,
          ...(on ? { on } : {}),
          ...(settledBy ? { settledBy } : {}),
        })),
      )
    case "reverse":
      return reverseAllocations(
        tx,
        BY,
        c.allocations.map((a) => a.id!),
        c.on,
      )
    case "return":
      return returnPayment(tx, BY, c.payment.id!, c.on, c.reason)
    case "collect":
      return recordCollection(tx, BY, c.payment.id!, c.event, c.on)
    case "settle":
      return settleOpen(tx, BY, keyOf(c.item), { kind: c.kind, amount: c.amount, on: c.on, ...(c.settledBy ? { settledBy: c.settledBy } : {}) })
    case "deduct":
      return postDeduction(tx, BY, keyOf(c.item), c.amount, c.on)
    case "moveDue":
      return moveDueDate(tx, BY, keyOf(c.item), c.dueOn, c.on)
    case "close":
      return closePeriod(tx, BY, c.until)
  }
}

type Posted = Readonly<Record<"entries" | "allocations" | "items" | "then" | "state", readonly Told[] | null>>

/** A database whose clock never shows the same instant twice, ready for sequences. */
export async function openProof(): Promise<TestDatabase> {
  const db = await testDatabase(tickingClock())
  await prepareProof(db)
  return db
}

/** The question asked after each step, as a function only so that it is planned once; with the rights of who asks. */
export async function prepareProof(db: TestDatabase): Promise<void> {
  await db.owner.query(`CREATE FUNCTION public.posted_since(company int, since uuid, known jsonb, day1 date, day2 date, OUT entries json, OUT allocations json, OUT items json, OUT "then" json, OUT state json)
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$ BEGIN
    WITH e AS MATERIALIZED (SELECT * FROM ledger.entry WHERE company_id = company AND id >= since),
         a AS MATERIALIZED (SELECT * FROM ledger.allocation WHERE company_id = company AND id >= since),
         k AS MATERIALIZED (SELECT x.e AS entry_id, x.n AS no FROM jsonb_to_recordset(known) AS x(e uuid, n smallint)
               UNION SELECT debit_entry, debit_no FROM a UNION SELECT credit_entry, credit_no FROM a
               UNION SELECT s.entry_id, s.no FROM e JOIN ledger.instalment s ON s.company_id = company AND s.entry_id = e.id)
    SELECT (SELECT json_agg(json_build_array(id, kind, side, source, customer_id, currency, amount::text, effective_on, original_on, settled_by, means, collection_on, refers_to)) FROM e),
           (SELECT json_agg(json_build_array(id, debit_entry, debit_no, credit_entry, credit_no, amount::text, effective_on, original_on, settled_by, reverses)) FROM a),
           (SELECT json_agg(json_build_array(i.entry_id, i.no, i.open::text, i.gross::text, i.closed_on, i.due_on))
              FROM k JOIN ledger.open_item i ON i.company_id = company AND i.entry_id = k.entry_id AND i.no = k.no),
           (SELECT json_agg(json_build_array(d.day, o.entry_id, o.no, o.open::text, o.due_on))
              FROM unnest(ARRAY[day1, day2]) d(day), k, LATERAL ledger.open_items(company, d.day) o WHERE o.entry_id = k.entry_id AND o.no = k.no),
           (SELECT json_agg(json_build_array(s.entry_id, s.subject_from, s.final_on, s.returned_on, s.discounted_on)) FROM ledger.payment_state s
             WHERE s.company_id = company AND s.entry_id IN (SELECT entry_id FROM k))
      INTO entries, allocations, items, "then", state; END $$`)
  await db.owner.query(`GRANT USAGE ON SCHEMA public TO ${db.app.user}`)
}

/** What the database posted in this step is what the model foretold, and the touched items stand as it says: now, and on two other days. */
async function compareStep(tx: Tx, command: Command, outcome: Outcome, since: Id, days: readonly Day[]): Promise<void> {
  const known = [...new Set(outcome.touched)].filter((item) => item.entry.id !== null).map((item) => ({ e: item.entry.id, n: item.no }))
  const { rows } =
    await sql<Posted>`SELECT * FROM public.posted_since(${tx.company}, ${since}::uuid, ${JSON.stringify(known)}::jsonb, ${days[0]}::date, ${days[1]}::date)`.execute(
      tx.db,
    )
  const found = rows[0]!
  adopt(outcome.entries, found.entries ?? [], tellEntry, command)
  adopt(outcome.allocations, found.allocations ?? [], tellAllocation, command)
  const items = [...new Set(outcome.touched)]
  same(sorted(found.items ?? []), sorted(items.map(tellItem)), "items", command)
  same(sorted(found.then ?? []), sorted(days.flatMap((day) => items.flatMap((item) => tellThen(item, day)))), "items on other days", command)
  same(sorted(found.state ?? []), sorted([...new Set(items.map((item) => item.entry))].flatMap(tellPayment)), "payments", command)
}

/** All the books on these days. */
async function compareWhole(tx: Tx, model: Model, days: readonly Day[]): Promise<void> {
  const { rows } = await sql<{ items: readonly string[][] | null; then: readonly string[][] | null }>`
    SELECT (SELECT json_agg(json_build_array(i.entry_id, i.no, i.open::text, i.gross::text, i.closed_on, i.due_on)) FROM ledger.open_item i WHERE i.company_id = ${tx.company}) AS items,
           (SELECT json_agg(json_build_array(d.day, o.entry_id, o.no, o.open::text, o.due_on))
              FROM unnest(ARRAY[${sql.join(days)}]::date[]) d(day), LATERAL ledger.open_items(${tx.company}, d.day) o) AS then`.execute(tx.db)
  const items = model.entries.flatMap((e) => e.items)
  same(sorted(rows[0]!.items ?? []), sorted(items.map(tellItem)), "all items")
  same(sorted(rows[0]!.then ?? []), sorted(days.flatMap((day) => items.flatMap((item) => tellThen(item, day)))), "all items on other days")
}

type Told = readonly (string | number | null)[]
const tellEntry = (e: Entry): Told => [
  e.kind,
  e.side,
  e.source,
  e.customer,
  e.currency,
  String(e.amount),
  e.day,
  e.originalOn,
  e.settledBy,
  e.means,
  e.collectionOn,
  e.refersTo?.id ?? null,
]
const tellAllocation = (a: Allocation): Told => [
  a.debit.entry.id,
  a.debit.no,
  a.credit.entry.id,
  a.credit.no,
  String(a.amount),
  a.day,
  a.originalOn,
  a.settledBy,
  a.reverses?.id ?? null,
]
const tellItem = (i: Item): Told => [i.entry.id, i.no, String(openNow(i)), String(i.gross), closedOn(i), dueThen(i, "9999-12-31" as Day)]
const tellThen = (i: Item, day: Day): Told[] => (openThen(i, day) === 0n ? [] : [[day, i.entry.id, i.no, String(openThen(i, day)), dueThen(i, day)]])
function tellPayment(e: Entry): Told[] {
  if (e.kind !== "payment" && e.kind !== "deposit") return []
  if (e.events.length === 0 && (e.means === null || e.means === "transfer")) return []
  const first = (event: string) =>
    e.events
      .filter((x) => x.event === event)
      .map((x) => x.day)
      .sort()[0] ?? null
  return [[e.id, e.day, first("collected") ?? e.collectionOn, first("returned"), first("discounted")]]
}

/** Finds each foretold row among those posted and takes over its id; none may be left on either side. */
function adopt<T extends { id: Id | null }>(foretold: readonly T[], posted: readonly Told[], tell: (row: T) => Told, command: Command): void {
  const left = new Map<string, Id[]>()
  for (const [id, ...row] of posted) left.set(JSON.stringify(row), [...(left.get(JSON.stringify(row)) ?? []), id as Id])
  for (const row of foretold) {
    const ids = left.get(JSON.stringify(tell(row))) ?? []
    const at = row.id === null ? 0 : ids.indexOf(row.id)
    if (ids[at] === undefined)
      throw new Error(`${said(command)}\nforetold but not posted: ${JSON.stringify(tell(row))}\nposted: ${JSON.stringify(posted)}`)
    row.id = ids.splice(at, 1)[0]!
  }
  const extra = [...left].filter(([, ids]) => ids.length > 0)
  if (extra.length > 0) throw new Error(`${said(command)}\nposted but not foretold: ${JSON.stringify(extra)}`)
}

const sorted = (rows: readonly Told[]) => rows.map((row) => JSON.stringify(row)).sort()
function same(found: unknown, foretold: unknown, what: string, command?: Command): void {
  if (JSON.stringify(found) !== JSON.stringify(foretold))
    throw new Error(`${command ? `${said(command)}\n` : ""}${what} differ\ndatabase: ${JSON.stringify(found)}\nmodel:    ${JSON.stringify(foretold)}`)
}
const said = (command: Command) =>
  JSON.stringify(command, (name, v) =>
    name === "items" || name === "legs" || name === "refersTo" ? undefined : typeof v === "bigint" ? String(v) : v,
  ).slice(0, 2000)
