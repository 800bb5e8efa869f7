import { sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"

export type CustomerRow = {
  readonly id: Id
  readonly code: string
  readonly name: string
  readonly searchText: string
  readonly country: string | null
  readonly segment: string | null
  readonly collector: string | null
  readonly groupCode: string | null
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
}

export async function insertCustomers(tx: Pick<Tx, "db">, company: number, rows: readonly CustomerRow[], newId: () => Id): Promise<void> {
  const groups = [...new Set(rows.flatMap((r) => (r.groupCode === null ? [] : [r.groupCode])))].map((code) => ({ id: newId(), code }))
  if (groups.length > 0)
    await sql`INSERT INTO customer.customer_group (company_id, id, code, name)
      SELECT ${company}::int, g.id, g.code, g.code FROM jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) AS g(id uuid, code text) ON CONFLICT (company_id, code) DO NOTHING`.execute(
      tx.db,
    )
  await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text, country, segment, collector, group_id)
    SELECT ${company}::int, c.id, c.code, c.name, c."searchText", c.country, coalesce(s.became, c.segment), c.collector, g.id
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(id uuid, code text, name text, "searchText" text, country text, segment text, collector text, "groupCode" text)
      LEFT JOIN customer.segment s ON s.company_id = ${company} AND s.name = c.segment COLLATE "C"
      LEFT JOIN customer.customer_group g ON g.company_id = ${company} AND g.code = c."groupCode"`.execute(tx.db)
  const identifiers = rows.flatMap((r) => r.identifiers.map((i) => ({ customerId: r.id, scheme: i.scheme, value: i.value })))
  if (identifiers.length > 0)
    await sql`INSERT INTO customer.identifier (company_id, customer_id, scheme, value)
      SELECT ${company}::int, i."customerId", i.scheme, i.value FROM jsonb_to_recordset(${JSON.stringify(identifiers)}::jsonb) AS i("customerId" uuid, scheme text, value text) ON CONFLICT DO NOTHING`.execute(
      tx.db,
    )
}

export const unknownCodes = async (tx: Pick<Tx, "db">, company: number, codes: readonly string[]): Promise<string[]> =>
  (
    await sql<{ code: string }>`SELECT n.code FROM unnest(${codes}::text[]) n (code)
      WHERE NOT EXISTS (SELECT FROM customer.customer c WHERE c.company_id = ${company} AND c.code = n.code)`.execute(tx.db)
  ).rows.map((row) => row.code)
