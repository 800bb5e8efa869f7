import { sql } from "kysely"
import type { Tx } from "../../shell/db.ts"
import type { FoundCustomer, FoundItem, Sought } from "./search.ts"

export const searchCustomers = async (tx: Tx, { words }: Sought, most: number): Promise<FoundCustomer[]> =>
  (
    await sql<FoundCustomer>`SELECT c.code, c.name, c.country, f.because FROM customer.search_field(${words}::text[], ${most}) WITH ORDINALITY f (id, because, n)
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = f.id ORDER BY f.n`.execute(tx.db)
  ).rows

export const searchItems = async (tx: Tx, { number }: Sought, most: number): Promise<FoundItem[]> =>
  (
    await sql<FoundItem>`SELECT e.number, e.kind, e.side, c.code AS customer, c.name AS "customerName", e.effective_on AS "issuedOn", e.currency, e.amount,
        (SELECT coalesce(sum(i.open), 0)::bigint FROM ledger.open_item i WHERE i.company_id = ${tx.company} AND i.entry_id = e.id) AS open
      FROM ledger.search_numbers(${number}, ${most}) WITH ORDINALITY f (id, n) JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = f.id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = e.customer_id ORDER BY f.n`.execute(tx.db)
  ).rows
