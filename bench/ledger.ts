/**
 * The generated ledger, the same for every measurement: N invoices of N/10 customers; invoice g goes to customer 1 + (g·7919 mod N/10),
 * issued on 2026-01-02 + (g mod 300) days, due 30 days later, over 1000 + (g·104729 mod 500000) cents, in one currency; looked at on
 * 2026-11-21. Customers have names of made-up words and a trade, and twenty collectors share them. `paidShare` of 9 leaves one invoice in ten open, picked by a linear congruence, and has the others paid 1 to 14 days late.
 */
import { createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { sql } from "kysely"
import { addDays, type Day, day } from "../src/kernel/day.ts"
import { fold } from "../src/kernel/text.ts"
import type { Tx } from "../src/shell/db.ts"

export const RUN_DAY = day("2026-11-21")
const FIRST_DAY = day("2026-01-02")
const customersOf = (rows: number) => Math.max(1, Math.floor(rows / 10))

const SYLLABLES = "ba ber cor del du fa gar hen is jo kel la mar men nor or pel ron san ter ul ver wes zan bri cha dro fle gri mou".split(" ")
const TRADES = ["Bau GmbH", "Transports", "Menuiserie", "Logistics", "Bouw", "Électricité", "Services", "& Fils", "Handel", "Garage"]
const COLLECTORS = 20
const wordOf = (customer: number) => [1, 30, 900, 27_000].map((each) => SYLLABLES[Math.floor(customer / each) % SYLLABLES.length]).join("")
export const nameOf = (customer: number) => `${wordOf(customer)} ${TRADES[customer % TRADES.length]}`
export const collectorOf = (n: number) => `Collector ${n % COLLECTORS}`

/** As a CSV journal. */
export async function writeJournal(path: string, rows: number): Promise<void> {
  const days = Array.from({ length: 330 }, (_, i): Day => addDays(FIRST_DAY, i))
  const customers = customersOf(rows)
  function* lines() {
    let text = "customer_code,invoice_number,invoice_date,due_date,amount\n"
    for (let g = 0; g < rows; g++) {
      const cents = 1000 + ((g * 104_729) % 500_000)
      text += `C${1 + ((g * 7919) % customers)},F${g},${days[g % 300]},${days[(g % 300) + 30]},${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}\n`
      if (g % 1000 === 999) {
        yield text
        text = ""
      }
    }
    yield text
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

/** Straight into the ledger's own tables, as the application would: every trigger, key and policy holds. */
export async function fillLedger(tx: Tx, rows: number, paidShare: 0 | 9): Promise<void> {
  const company = sql.lit(tx.company)
  const id = (kind: number, n: string) => sql.raw(`('00000000-0000-7000-8${String(kind).padStart(3, "0")}-' || lpad(to_hex(${n}), 12, '0'))::uuid`)
  const act = sql.lit(tx.newId())
  const numbers = Array.from({ length: customersOf(rows) }, (_, n) => n + 1)
  await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text, collector)
    SELECT ${company}, ${id(0, "c")}, 'C' || c, n.name, n.sought, 'Collector ' || c % ${sql.lit(COLLECTORS)}
      FROM unnest(${numbers.map(nameOf)}::text[], ${numbers.map((c) => fold(`C${c} ${nameOf(c)}`))}::text[]) WITH ORDINALITY n (name, sought, c)`.execute(
    tx.db,
  )
  await sql`CREATE TEMP TABLE made ON COMMIT DROP AS
    SELECT g, ${id(1, "g")} AS id, ${id(0, `1 + (g::bigint * 7919) % ${customersOf(rows)}`)} AS customer_id, date ${sql.lit(FIRST_DAY)} + g % 300 AS issued_on,
           1000 + (g::bigint * 104729) % 500000 AS amount,
           CASE WHEN (g::bigint * 1103515245 + 12345) % 2147483648 / 65536 % 10 < ${sql.lit(paidShare)} THEN least(date ${sql.lit(FIRST_DAY)} + g % 300 + 31 + g % 14, date ${sql.lit(RUN_DAY)} - 1) END AS paid_on
      FROM generate_series(0, ${sql.lit(rows - 1)}) g`.execute(tx.db)
  await sql`ANALYZE pg_temp.made`.execute(tx.db)
  await sql`INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, content, act_id)
    SELECT ${company}, id, 'invoice', 'debit', 'main', 'F' || g, customer_id, 'EUR', amount, issued_on, id, ${act} FROM pg_temp.made`.execute(tx.db)
  await sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount) SELECT ${company}, id, 1, issued_on + 30, amount FROM pg_temp.made`.execute(
    tx.db,
  )
  if (paidShare === 0) return
  await sql`INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, settled_by, content, act_id)
    SELECT ${company}, ${id(2, "g")}, 'payment', 'credit', 'main', 'P' || g, customer_id, 'EUR', amount, paid_on, 'cash', id, ${act} FROM pg_temp.made WHERE paid_on IS NOT NULL`.execute(
    tx.db,
  )
  await sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount)
    SELECT ${company}, ${id(2, "g")}, 1, paid_on, amount FROM pg_temp.made WHERE paid_on IS NOT NULL`.execute(tx.db)
  await sql`INSERT INTO ledger.allocation (company_id, id, debit_entry, debit_no, credit_entry, credit_no, currency, amount, settled_by, origin, effective_on, act_id)
    SELECT ${company}, ${id(3, "g")}, id, 1, ${id(2, "g")}, 1, 'EUR', amount, 'cash', 'import', greatest(issued_on, paid_on), ${act} FROM pg_temp.made WHERE paid_on IS NOT NULL`.execute(
    tx.db,
  )
}
