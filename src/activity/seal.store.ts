import { sql } from "kysely"
import type { Database, Tx } from "../shell/db.ts"
import type { Head } from "./heads.ts"

type Row = { seq: bigint | null; hash: Buffer | null }
const headOf = ({ seq, hash }: Row): Head | null => (seq === null || hash === null ? null : { seq, hash: hash.toString("hex") })

/** Chains what is committed and unsealed; the head after it, null while the company has no sealed act. */
export const sealCompany = async (tx: Tx) => headOf((await sql<Row>`SELECT seq, hash FROM activity.seal_pending()`.execute(tx.db)).rows[0]!)

/** The committed head, held until the transaction ends. */
export const holdHead = async (tx: Tx) => headOf((await sql<Row>`SELECT seq, hash FROM activity.hold_head()`.execute(tx.db)).rows[0]!)

export const companiesUnsealed = (db: Database): Promise<number[]> =>
  db.inCompanies([], async (tx) =>
    (await sql<{ id: number }>`SELECT id FROM activity.companies_unsealed() AS id`.execute(tx.db)).rows.map((r) => r.id),
  )
