/**
 * Takes every row of one company out of every table, as the owner: children before their parents, in one transaction. Which tables are a company's
 * is asked of the catalogue. Killed at any moment, everything of the company is there or nothing.
 *
 * Always  who writes for the company is waited for, and who comes later is refused (shell.refuse_removed); rows of others are never locked.
 * Refuses COMPANY_IN_USE where somebody who writes for it, or a backup, does not end.
 */
import pg from "pg"
import { assert, Refused } from "../../kernel/result.ts"
import { errorCode } from "../trouble.ts"
import { PLAIN_TEXT } from "./snapshot.ts"

export type Select = <Row>(statement: string, values?: readonly unknown[]) => Promise<Row[]>
/** Rows that went, by table where there were any; those of the queue among them. */
export type Gone = Readonly<Record<string, number>>

/** No company has this number: backups hold it, since what they pack may not go meanwhile. */
const EVERY_COMPANY = 0
const HOLD = "SELECT pg_advisory_xact_lock(hashtext('encours.removal'), $1)"

/** `work` says what it removes by calling `remove`; committed when it returns. */
export async function inRemoval<T>(
  owner: pg.ClientConfig,
  { id, code }: { readonly id: number; readonly code: string },
  work: (select: Select, remove: () => Promise<Gone>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(owner)
  client.on("error", () => {})
  await client.connect()
  const select: Select = async <Row>(statement: string, values: readonly unknown[] = []) => (await client.query(statement, [...values])).rows as Row[]
  try {
    await client.query("BEGIN")
    await client.query(PLAIN_TEXT)
    for (const number of [EVERY_COMPANY, id]) await client.query(HOLD, [number])
    const result = await work(select, () => removeRows(select, id))
    await client.query("COMMIT")
    return result
  } catch (error) {
    // 55P03: somebody works on, 40P01: and waited for us meanwhile.
    throw ["55P03", "40P01"].includes(errorCode(error)) ? new Refused("COMPANY_IN_USE", { code }) : error
  } finally {
    // Not committed is rolled back: by the server, when the connection ends.
    await client.end().catch(() => {})
  }
}

const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, format('%I', a.attname) AS company,
         ARRAY(SELECT DISTINCT format('%I.%I', m.nspname, k.relname) FROM pg_constraint f JOIN pg_class k ON k.oid = f.conrelid JOIN pg_namespace m ON m.oid = k.relnamespace
                WHERE f.contype = 'f' AND f.confrelid = c.oid AND f.conrelid <> c.oid) AS children
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'jobs')
     AND a.attname = CASE WHEN n.nspname = 'company' AND c.relname = 'company' THEN 'id' ELSE 'company_id' END
   ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`
type CompanyTable = { readonly name: string; readonly company: string; readonly children: readonly string[] }

/** Within an open transaction of the owner. The guards of facts stand aside for this transaction alone. */
export async function removeRows(select: Select, company: number): Promise<Gone> {
  const gone: Record<string, number> = {}
  const count = async (name: string, where: string) => {
    const [row] = await select<{ n: bigint }>(`WITH gone AS (DELETE FROM ${name} WHERE ${where} = $1 RETURNING 1) SELECT count(*) AS n FROM gone`, [
      company,
    ])
    if (row!.n > 0n) gone[name] = Number(row!.n)
  }
  await select("SELECT set_config('encours.removing', pg_current_xact_id()::text, true)")
  for (const { name, company: column } of childrenFirst(await select<CompanyTable>(TABLES))) await count(name, column)
  await count("jobs.job", "(data ->> 'company')::int")
  return gone
}

function childrenFirst(tables: readonly CompanyTable[]): CompanyTable[] {
  const waiting = new Set(tables)
  const ordered: CompanyTable[] = []
  while (waiting.size > 0) {
    const named = new Set([...waiting].map(({ name }) => name))
    const next = [...waiting].filter(({ children }) => !children.some((child) => named.has(child)))
    assert(next.length > 0, "tables refer to each other in one direction")
    for (const table of next) {
      ordered.push(table)
      waiting.delete(table)
    }
  }
  return ordered
}
