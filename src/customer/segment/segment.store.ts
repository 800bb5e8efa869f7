import { sql } from "kysely"
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../../shell/db.ts"
import { MOST_LETTERS, type Segment } from "./segment.ts"

/** Those said by hand that have not ended, and those that customers have; by name. */
export async function loadSegments(tx: Tx): Promise<Segment[]> {
  const { rows } = await sql<Segment>`
    SELECT coalesce(b.name, s.name) AS name, coalesce(b.customers, 0) AS customers
      FROM (SELECT c.segment COLLATE "C" AS name, count(*)::int AS customers FROM customer.customer c WHERE c.company_id = ${tx.company} AND c.segment <> '' GROUP BY 1) b
      FULL JOIN (SELECT name FROM customer.segment WHERE company_id = ${tx.company} AND became IS NULL AND ended_at IS NULL) s ON s.name = b.name
     ORDER BY lower(coalesce(b.name, s.name)), 1`.execute(tx.db)
  return rows
}

/** One name after the other: two people never add the same one twice. */
export async function holdNames(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('encours.segment'), ${tx.company})`.execute(tx.db)
}

/** In use from now on, or again. */
export async function keepName(tx: Tx, name: string): Promise<void> {
  await sql`INSERT INTO customer.segment (company_id, name, made_at) VALUES (${tx.company}, ${name}, ${tx.now()})
    ON CONFLICT (company_id, name) DO UPDATE SET became = NULL, ended_at = NULL, made_at = excluded.made_at
    WHERE segment.became IS NOT NULL OR segment.ended_at IS NOT NULL`.execute(tx.db)
}

/** Names the books brought stay offered once nobody has them any more. */
export async function keepLeft(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`INSERT INTO customer.segment (company_id, name, made_at)
    SELECT ${tx.company}::int, n.name, ${tx.now()} FROM unnest(${names}::text[]) n (name) WHERE length(n.name) <= ${MOST_LETTERS} ON CONFLICT DO NOTHING`.execute(
    tx.db,
  )
}

/** What had the old name, or had become it, bears the new one. */
export async function changeName(tx: Tx, from: string, to: string): Promise<void> {
  await sql`UPDATE customer.customer SET segment = ${to} WHERE company_id = ${tx.company} AND segment = ${from}`.execute(tx.db)
  await sql`UPDATE customer.segment SET became = ${to} WHERE company_id = ${tx.company} AND became = ${from} AND name <> ${to}`.execute(tx.db)
  await keepName(tx, to)
  if (from.length <= MOST_LETTERS)
    await sql`INSERT INTO customer.segment (company_id, name, became, made_at) VALUES (${tx.company}, ${from}, ${to}, ${tx.now()})
      ON CONFLICT (company_id, name) DO UPDATE SET became = excluded.became`.execute(tx.db)
}

export async function endName(tx: Tx, name: string): Promise<void> {
  await sql`UPDATE customer.segment SET ended_at = ${tx.now()} WHERE company_id = ${tx.company} AND name = ${name}`.execute(tx.db)
}

export type Segmented = { readonly id: Id; readonly code: string; readonly segment: string | null }
/** Held until the transaction ends, by code: two who set the same customers do it one after the other. */
export async function holdCustomers(tx: Tx, said: { readonly codes: readonly string[] } | { readonly of: string }): Promise<Segmented[]> {
  const which = "codes" in said ? sql`c.code = ANY (${said.codes}::text[])` : sql`c.segment = ${said.of}`
  const { rows } = await sql<Segmented>`SELECT c.id, c.code, nullif(c.segment, '') AS segment FROM customer.customer c
    WHERE c.company_id = ${tx.company} AND ${which} ORDER BY c.code FOR NO KEY UPDATE`.execute(tx.db)
  return rows
}

export async function setOf(tx: Tx, ids: readonly Id[], segment: string | null): Promise<void> {
  await sql`UPDATE customer.customer SET segment = ${segment} WHERE company_id = ${tx.company} AND id = ANY (${ids}::uuid[])`.execute(tx.db)
}
