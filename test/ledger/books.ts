/** Books to test with: a company, its customers, and a clock that never shows the same instant twice. */
import { sql } from "kysely"
import { addCompany } from "../../src/company/company.act.ts"
import type { Matching } from "../../src/company/company.ts"
import type { Day } from "../../src/kernel/day.ts"
import type { Id } from "../../src/kernel/id.ts"
import { currency } from "../../src/kernel/money.ts"
import { Refused } from "../../src/kernel/result.ts"
import { postEntries } from "../../src/ledger/ledger.act.ts"
import { type EntryKind, type NewEntry, settlesAs, sideOf } from "../../src/ledger/ledger.ts"
import type { By } from "../../src/shell/context.ts"
import type { Clock, Database, Tx } from "../../src/shell/db.ts"

export const BY: By = { kind: "system", name: "test" }

/** Starts at an instant and moves by a second each time it is read. */
export function tickingClock(start = "2026-01-01T00:00:00Z"): Clock {
  let at = Date.parse(start)
  return () => {
    at += 1000
    return new Date(at)
  }
}

export type Books = { readonly company: number; readonly customers: readonly Id[] }

export async function openBooks(db: Database, code: string, customers = 1, matching: Matching = "encours"): Promise<Books> {
  const { id: company } = await addCompany(db, BY, { code, name: code, country: "FR", currency: "EUR", matching })
  const ids = await db.inCompany(company, async (tx) => {
    const made: Id[] = []
    for (let i = 1; i <= customers; i++) made.push(await insertCustomer(tx, `C${i}`))
    return made
  })
  return { company, customers: ids }
}

async function insertCustomer(tx: Tx, code: string): Promise<Id> {
  const id = tx.newId()
  await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text) VALUES (${tx.company}, ${id}, ${code}, ${code}, ${code.toLowerCase()})`.execute(
    tx.db,
  )
  return id
}

export type Draft = Partial<Omit<NewEntry, "amount" | "on">> & {
  readonly customerId: Id
  readonly amount: bigint
  readonly on: string
  readonly kind: EntryKind
}

/** An entry from a signed amount; what is not said is the ordinary. */
export function draft(id: Id, { kind, amount, on, ...said }: Draft): NewEntry {
  const side = said.side ?? sideOf(kind, amount)
  return {
    id,
    kind,
    side,
    source: "main",
    number: said.number ?? id,
    currency: currency("EUR"),
    ...(side === "credit" ? { settledBy: settlesAs[kind] } : {}),
    ...said,
    amount: amount < 0n ? -amount : amount,
    on: on as Day,
  }
}

export async function post(tx: Tx, entry: Draft): Promise<Id> {
  const id = tx.newId()
  await postEntries(tx, BY, [draft(id, entry)])
  return id
}

export type OpenRow = {
  readonly entry_id: Id
  readonly no: number
  readonly side: "debit" | "credit"
  readonly kind: string
  readonly open: bigint
  readonly due_on: Day
}

export const openOn = async (tx: Tx, asOf: string): Promise<OpenRow[]> =>
  (await sql<OpenRow>`SELECT entry_id, no, side, kind, open, due_on FROM ledger.open_items(${tx.company}, ${asOf}::date)`.execute(tx.db)).rows

/** What one instalment has open on a day; 0 when nothing. */
export const openOf = async (tx: Tx, entryId: Id, asOf: string, no = 1): Promise<bigint> =>
  (await openOn(tx, asOf)).find((row) => row.entry_id === entryId && row.no === no)?.open ?? 0n

/** Debits less credits, deposits apart: they are a liability until set against an invoice. */
export const controlAccount = async (tx: Tx, asOf: string): Promise<bigint> =>
  (await openOn(tx, asOf)).filter((row) => row.kind !== "deposit").reduce((sum, row) => sum + (row.side === "debit" ? row.open : -row.open), 0n)

/** The code of the refusal a posting ends with; "none" when it went through. */
export const refusalOf = (posting: Promise<unknown>): Promise<string> =>
  posting.then(
    () => "none",
    (error) => {
      if (error instanceof Refused) return error.code
      throw error
    },
  )
