/** The postings of a file in the database: by its lines, by their letters, and against what the ledger made of them. */
import { sql } from "kysely"
import type { Minor } from "../../kernel/money.ts"
import type { Tx } from "../../shell/db.ts"
import type { Reason } from "./books.ts"
import type { Lettered } from "./lettering.ts"
import { LETTERED_COLUMNS } from "./staging.ts"

export const createLettered = async (tx: Pick<Tx, "db">): Promise<void> =>
  void (await sql`
    CREATE TEMP TABLE lettered (ref int, line int, customer_code text COLLATE "C", account text, root text, family text, side text, amount bigint, currency text, on_day date, issued_on date,
      letter text COLLATE "C", lettered_on date, kind text, settled_by text, transfer text, opening boolean, number text) ON COMMIT DROP`.execute(
    tx.db,
  ))
export const COPY_LETTERED = `COPY pg_temp.lettered (${LETTERED_COLUMNS.join(", ")}) FROM STDIN`

/**
 * What has to be seen together to be settled, in batches: the lines of one letter of a customer; of a customer whose claims moved between
 * accounts (transfers), all.
 */
export async function* letteredCustomers(tx: Pick<Tx, "db">): AsyncGenerator<readonly Lettered[]> {
  await sql`ANALYZE pg_temp.lettered`.execute(tx.db)
  await sql`DECLARE lettered_postings NO SCROLL CURSOR FOR
    SELECT l.ref, l.line, l.customer_code AS "customerCode", l.account, l.root, l.family, l.side, l.amount, l.currency, l.on_day AS day, l.issued_on AS "issuedOn", l.letter,
           l.lettered_on AS "letteredOn", l.kind, l.settled_by AS "settledBy", l.transfer, CASE WHEN t.customer_code IS NULL THEN l.letter ELSE '' END AS together
      FROM pg_temp.lettered l LEFT JOIN (SELECT DISTINCT customer_code FROM pg_temp.lettered WHERE transfer IS NOT NULL) t USING (customer_code)
     WHERE l.letter IS NOT NULL OR t.customer_code IS NOT NULL
     ORDER BY l.customer_code, together, l.ref`.execute(tx.db)
  try {
    let held: (Lettered & { readonly together: string })[] = []
    for (;;) {
      const { rows } = await sql<Lettered & { readonly together: string }>`FETCH 5000 FROM lettered_postings`.execute(tx.db)
      if (rows.length === 0) break
      for (const row of rows) {
        const [first] = held
        if (first !== undefined && (first.customerCode !== row.customerCode || first.together !== row.together)) {
          yield held
          held = []
        }
        held.push(row)
      }
    }
    if (held.length > 0) yield held
  } finally {
    await sql`CLOSE lettered_postings`.execute(tx.db)
  }
}

/** The lines of the file that postings come from. */
export async function linesOfRefs(tx: Pick<Tx, "db">, refs: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (refs.length === 0) return new Map()
  const { rows } = await sql<{ ref: number; line: number }>`SELECT ref, line FROM pg_temp.lettered WHERE ref = ANY(${refs}::int[])`.execute(tx.db)
  return new Map(rows.map((r) => [r.ref, r.line]))
}

export type LeftOut = { readonly account: string; readonly code: Reason; readonly amount: Minor; readonly lines: number }
/** By account root, what the file's items come to beyond what the ledger holds of them: numbers that stand twice, rows known with another content. */
export async function sumLeftOut(tx: Tx): Promise<LeftOut[]> {
  const { rows } = await sql<Omit<LeftOut, "lines"> & { lines: bigint }>`
    SELECT account, code, sum(amount)::bigint AS amount, sum(lines)::bigint AS lines FROM (
      SELECT l.root AS account, 'NUMBER_TWICE' AS code, CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END AS amount, 1 AS lines
        FROM pg_temp.lettered l LEFT JOIN pg_temp.met m ON m.line = l.ref WHERE l.kind <> 'transfer' AND NOT l.opening AND m.line IS NULL
      UNION ALL
      SELECT min(l.root), 'CONFLICT', sum(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) - min(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END), count(*)
        FROM pg_temp.lettered l JOIN pg_temp.met m ON m.line = l.ref JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = m.known_id
       WHERE m.known_content <> m.content GROUP BY m.known_id) x
     GROUP BY 1, 2 HAVING sum(amount) <> 0 ORDER BY 1, 2`.execute(tx.db)
  return rows.map((r) => ({ ...r, lines: Number(r.lines) }))
}
