/** What a removal asks of the database: what would go, what went, who still works. */
import { sql } from "kysely"
import { assert } from "../../kernel/result.ts"
import type { Database, Tx } from "../../shell/db.ts"
import { SILENT_S } from "../../shell/jobs/job.ts"
import type { Gone, Select } from "../../shell/transfer/removal.ts"
import { companyTables } from "../company/export.store.ts"

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`

export type Held = {
  /** Every table with rows. */
  readonly tables: Readonly<Record<string, number>>
  /** Entries of the ledger by kind. */
  readonly kinds: Readonly<Record<string, number>>
  /** Debits less credits, by currency. */
  readonly open: readonly { readonly currency: string; readonly amount: bigint }[]
  /** Received files, each content once. */
  readonly files: { readonly count: number; readonly bytes: bigint }
}

/** What a company holds today. */
export async function countHeld(tx: Tx, today: string): Promise<Held> {
  const tables: Record<string, number> = {}
  for (const { name, company } of await companyTables(tx)) {
    const { rows } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM ${sql.raw(name)} WHERE ${sql.raw(company)} = ${tx.company}`.execute(tx.db)
    if (rows[0]!.n > 0n) tables[name] = Number(rows[0]!.n)
  }
  const kinds = await sql<{
    kind: string
    n: bigint
  }>`SELECT kind, count(*) AS n FROM ledger.entry WHERE company_id = ${tx.company} GROUP BY kind ORDER BY kind`.execute(tx.db)
  const open = await sql<{ currency: string; amount: bigint }>`
    SELECT currency, sum(CASE side WHEN 'debit' THEN open ELSE -open END)::bigint AS amount FROM ledger.open_items(${tx.company}, ${today}::date) GROUP BY currency ORDER BY currency`.execute(
    tx.db,
  )
  const files = await sql<{ count: bigint; bytes: bigint }>`
    SELECT count(*) AS count, coalesce(sum(f.bytes), 0)::bigint AS bytes
      FROM (SELECT sha256, max(bytes) AS bytes FROM evidence.file WHERE company_id = ${tx.company} GROUP BY sha256) f`.execute(tx.db)
  return {
    tables,
    kinds: Object.fromEntries(kinds.rows.map(({ kind, n }) => [kind, Number(n)])),
    open: open.rows,
    files: { count: Number(files.rows[0]!.count), bytes: files.rows[0]!.bytes },
  }
}

export type Removed = {
  readonly company: number
  readonly code: string
  /** To the microsecond: with the number it says which company it was. */
  readonly openedAt: string
  readonly at: string
  readonly by: string
  readonly rows: Gone
}

/** A job of the company that shows signs of life. */
export async function jobAtWork(select: Select, company: number): Promise<string | null> {
  const rows = await select<{ subject: string }>(
    `SELECT subject FROM shell.job WHERE company_id = $1 AND state = 'running' AND updated_at > clock_timestamp() - ${SILENT_S} * interval '1 second' ORDER BY id LIMIT 1`,
    [company],
  )
  return rows[0]?.subject ?? null
}

export async function companyOf(select: Select, company: number): Promise<{ readonly code: string; readonly openedAt: string } | null> {
  const rows = await select<{ code: string; openedAt: string }>(
    `SELECT code, to_char(created_at AT TIME ZONE 'UTC', ${INSTANT}) AS "openedAt" FROM company.company WHERE id = $1`,
    [company],
  )
  return rows[0] ?? null
}

export async function insertRemoved(select: Select, { company, code, openedAt, at, by, rows }: Removed): Promise<void> {
  const values = [company, code, openedAt, at, by, JSON.stringify(rows)]
  await select("INSERT INTO shell.removed (company, code, opened_at, at, actor, counts) VALUES ($1, $2, $3, $4, $5, $6)", values)
}

/** Those whose number nobody bears: a removal and what it left in the data folder. */
export const loadRemoved = (db: Database): Promise<Removed[]> =>
  db.inCompanies(
    [],
    async (tx) =>
      (
        await sql<Removed>`
          SELECT company, code, to_char(opened_at AT TIME ZONE 'UTC', ${sql.raw(INSTANT)}) AS "openedAt", to_char(at AT TIME ZONE 'UTC', ${sql.raw(INSTANT)}) AS at,
                 actor AS by, counts AS rows
            FROM shell.removed WHERE company NOT IN (SELECT id FROM company.directory()) ORDER BY at`.execute(tx.db)
      ).rows,
  )

/** No new company gets a number that was given before. */
export async function passNumbers(select: Select, highest: number): Promise<void> {
  assert(Number.isSafeInteger(highest), "numbers of companies are whole")
  await select("SELECT setval('company.company_number', $1::bigint) FROM company.company_number WHERE last_value < $1::bigint", [highest])
}
