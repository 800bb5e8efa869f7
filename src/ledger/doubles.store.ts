/**
 * Staged rows whose customer looks like another one, in the file or in the books: 0200769623 beside 200769623. A number that stands already
 * under the other one may be the same document; it is taken out of the staging and told, for a person to decide.
 */
import { sql } from "kysely"
import type { Tx } from "../shell/db.ts"

/** The twin of `withoutZeros` (customer/look-alike.ts). */
export const alikeKey = (code: string) =>
  sql.raw(`regexp_replace(regexp_replace(${code}, '^0+(?=[^.,])', ''), '^(\\d+)[.,]0{1,2}$', '\\1') COLLATE "C"`)

/** Where the user joins look-alike codes: staged ones become the one the books know, where they know exactly one. */
export async function joinKnown(tx: Pick<Tx, "db">, company: number, apart: readonly string[]): Promise<void> {
  await sql`
    UPDATE pg_temp.stage s SET customer_code = k.code
      FROM (SELECT ${alikeKey("code")} AS key, min(code) AS code FROM customer.customer WHERE company_id = ${sql.lit(company)} GROUP BY 1 HAVING count(*) = 1) k
     WHERE s.company_id = ${sql.lit(company)} AND s.customer_code = k.key AND k.code <> k.key AND NOT k.code = ANY (${apart}::text[]) AND NOT k.key = ANY (${apart}::text[])`.execute(
    tx.db,
  )
}

/** `known`: those of the codes that the books had before. */
export type LookAlikes = { readonly line: number; readonly codes: readonly string[]; readonly known: readonly string[] }
/** Fills `alike`: codes of the file beside those they look like; `apart` are customers of their own. True where there are any. */
export async function gatherLookAlikes(tx: Pick<Tx, "db">, company: number, apart: readonly string[]): Promise<boolean> {
  await sql`
    CREATE TEMP TABLE alike ON COMMIT DROP AS
    WITH named AS (SELECT customer_code AS code, min(line) AS line FROM pg_temp.stage WHERE company_id = ${sql.lit(company)} GROUP BY 1),
         known AS (SELECT id, code FROM customer.customer WHERE company_id = ${sql.lit(company)}),
         every AS (SELECT coalesce(n.code, k.code) AS code, n.line, k.id, ${alikeKey("coalesce(n.code, k.code)")} AS key FROM named n FULL JOIN known k ON k.code = n.code)
    SELECT a.key, a.code, a.line, a.id, b.code AS other, b.id AS other_id
      FROM every a JOIN every b ON b.key = a.key AND b.code <> a.code
     WHERE a.line IS NOT NULL AND NOT a.code = ANY (${apart}::text[]) AND NOT b.code = ANY (${apart}::text[])`.execute(tx.db)
  await sql`ANALYZE pg_temp.alike`.execute(tx.db)
  return (await sql<{ any: boolean }>`SELECT EXISTS (SELECT FROM pg_temp.alike) AS any`.execute(tx.db)).rows[0]!.any
}

/** Groups with a code that the books do not know yet: those that nobody decided about so far. */
export const listLookAlikes = async (tx: Pick<Tx, "db">, limit: number): Promise<LookAlikes[]> =>
  (
    await sql<LookAlikes>`
      SELECT min(a.line) AS line, array_agg(DISTINCT v.code ORDER BY v.code) AS codes, coalesce(array_agg(DISTINCT v.code ORDER BY v.code) FILTER (WHERE v.id IS NOT NULL), '{}') AS known
        FROM pg_temp.alike a CROSS JOIN LATERAL (VALUES (a.code, a.id), (a.other, a.other_id)) v(code, id)
       GROUP BY a.key HAVING bool_or(a.id IS NULL) ORDER BY 1 LIMIT ${limit}`.execute(tx.db)
  ).rows

export type Double = {
  readonly line: number
  readonly number: string
  readonly customer: string
  readonly other: string
  /** Where the other one stands in the file; null: in the books. */
  readonly otherLine: number | null
}
/** Fills `doubled` by key: what stands under a look-alike customer, in the books or earlier in the file, and not in the books under its own. */
async function gatherDoubles(tx: Pick<Tx, "db">, company: number, source: string): Promise<void> {
  const living = (customer: string) =>
    sql`(SELECT FROM ledger.entry e WHERE e.company_id = ${sql.lit(company)} AND e.source = ${source} AND e.kind = f.kind AND e.number = f.number AND e.customer_id = ${sql.raw(customer)}
           AND NOT EXISTS (SELECT FROM ledger.annulment x WHERE x.company_id = ${sql.lit(company)} AND x.entry_id = e.id))`
  await sql`
    CREATE TEMP TABLE doubled ON COMMIT DROP AS
    WITH firsts AS (
      SELECT s.kind, s.number, s.customer_code AS code, min(s.line) AS line FROM pg_temp.stage s
       WHERE s.company_id = ${sql.lit(company)} AND s.customer_code IN (SELECT code FROM pg_temp.alike) GROUP BY 1, 2, 3)
    SELECT f.kind, f.number, f.code, min(a.other) AS other, min(o.line) AS other_line
      FROM firsts f JOIN pg_temp.alike a ON a.code = f.code LEFT JOIN firsts o ON o.kind = f.kind AND o.number = f.number AND o.code = a.other AND o.line < f.line
     WHERE (o.line IS NOT NULL OR EXISTS ${living("a.other_id")}) AND NOT EXISTS ${living("a.id")}
     GROUP BY 1, 2, 3`.execute(tx.db)
  await sql`ANALYZE pg_temp.doubled`.execute(tx.db)
}

/** The user joins look-alikes: a row whose number stands under one of them is that one's. */
export async function joinDoubles(tx: Pick<Tx, "db">, company: number, source: string): Promise<void> {
  await gatherDoubles(tx, company, source)
  await sql`UPDATE pg_temp.stage s SET customer_code = d.other FROM pg_temp.doubled d
    WHERE s.company_id = ${sql.lit(company)} AND s.kind = d.kind AND s.number = d.number AND s.customer_code = d.code`.execute(tx.db)
  await sql`DROP TABLE pg_temp.doubled`.execute(tx.db)
}

/** Takes the possible doubles out of the staging, and tells them by line. */
export async function* takeDoubles(tx: Pick<Tx, "db">, company: number, source: string): AsyncGenerator<Double[]> {
  await gatherDoubles(tx, company, source)
  await sql`
    CREATE TEMP TABLE taken ON COMMIT DROP AS
    WITH gone AS (DELETE FROM pg_temp.stage s USING pg_temp.doubled d
                   WHERE s.company_id = ${sql.lit(company)} AND s.kind = d.kind AND s.number = d.number AND s.customer_code = d.code
                   RETURNING s.line, s.number, s.customer_code, d.other, d.other_line)
    SELECT * FROM gone`.execute(tx.db)
  await sql`DECLARE doubles NO SCROLL CURSOR FOR SELECT line, number, customer_code AS customer, other, other_line AS "otherLine" FROM pg_temp.taken ORDER BY line`.execute(
    tx.db,
  )
  for (;;) {
    const { rows } = await sql<Double>`FETCH 1000 FROM doubles`.execute(tx.db)
    if (rows.length === 0) break
    yield rows
  }
  await sql`CLOSE doubles`.execute(tx.db)
  await sql`DROP TABLE pg_temp.taken, pg_temp.doubled`.execute(tx.db)
}

export const dropLookAlikes = async (tx: Pick<Tx, "db">) => void (await sql`DROP TABLE pg_temp.alike`.execute(tx.db))
