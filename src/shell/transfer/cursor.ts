/** The rows of a question some at a time, as one statement of the transaction: however many there are, no more than these are held. */
import { type RawBuilder, sql } from "kysely"
import type { Tx } from "../db.ts"

const AT_ONCE = 2_000

/** To be read to its end before another one begins in the same transaction. */
export async function* rowsOf<Row>(tx: Tx, query: RawBuilder<Row>): AsyncGenerator<readonly Row[]> {
  // All of it is wanted, not the first rows soonest.
  await sql`SET LOCAL cursor_tuple_fraction = 1`.execute(tx.db)
  await sql`DECLARE rows_of NO SCROLL CURSOR FOR ${query}`.execute(tx.db)
  for (;;) {
    const { rows } = await sql<Row>`FETCH ${sql.lit(AT_ONCE)} FROM rows_of`.execute(tx.db)
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) break
  }
  await sql`CLOSE rows_of`.execute(tx.db)
}
