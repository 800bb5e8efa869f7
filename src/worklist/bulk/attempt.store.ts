import { sql } from "kysely"
import { Refused } from "../../kernel/result.ts"
import type { Tx } from "../../shell/db.ts"

/** A part of the transaction that is undone by itself where it is refused; the refusal. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T | Refused> {
  await sql`SAVEPOINT attempt`.execute(tx.db)
  try {
    const done = await work()
    await sql`RELEASE SAVEPOINT attempt`.execute(tx.db)
    return done
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await sql`ROLLBACK TO SAVEPOINT attempt`.execute(tx.db)
    await sql`RELEASE SAVEPOINT attempt`.execute(tx.db)
    return error
  }
}

/** What would come of it, and nothing of it stays. */
export async function preview<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`SAVEPOINT preview`.execute(tx.db)
  const found = await work()
  await sql`ROLLBACK TO SAVEPOINT preview`.execute(tx.db)
  await sql`RELEASE SAVEPOINT preview`.execute(tx.db)
  return found
}
