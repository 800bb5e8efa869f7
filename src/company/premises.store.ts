/** Where customers pay to, and when nobody works here. */
import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"

export type BankAccount = { readonly id: Id; readonly iban: string; readonly bic: string | null; readonly label: string; readonly madeAt: Date }
/** Those in use, the oldest first. */
export const loadAccounts = async (tx: Tx): Promise<BankAccount[]> =>
  (
    await sql<BankAccount>`SELECT id, iban, bic, label, made_at AS "madeAt" FROM company.bank_account
      WHERE company_id = ${tx.company} AND ended_at IS NULL ORDER BY made_at, id`.execute(tx.db)
  ).rows

/** False where it is in use already. */
export async function insertAccount(tx: Tx, { id, iban, bic, label }: Omit<BankAccount, "madeAt">): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO company.bank_account (company_id, id, iban, bic, label, made_at) VALUES (${tx.company}, ${id}, ${iban}, ${bic}, ${label}, ${tx.now()})
    ON CONFLICT (company_id, iban) WHERE ended_at IS NULL DO NOTHING RETURNING 1`.execute(tx.db)
  return rows.length === 1
}

export async function endAccount(tx: Tx, iban: string): Promise<Id | null> {
  const { rows } = await sql<{ id: Id }>`UPDATE company.bank_account SET ended_at = ${tx.now()}
    WHERE company_id = ${tx.company} AND iban = ${iban} AND ended_at IS NULL RETURNING id`.execute(tx.db)
  return rows[0]?.id ?? null
}

/** What was chosen; null: the calendar of the company's country. */
export const loadCalendar = async (tx: Tx): Promise<{ readonly calendar: string | null; readonly country: string }> =>
  (await sql<{ calendar: string | null; country: string }>`SELECT calendar, country FROM company.company WHERE id = ${tx.company}`.execute(tx.db))
    .rows[0]!
export const keepCalendar = async (tx: Tx, calendar: string): Promise<void> =>
  void (await sql`UPDATE company.company SET calendar = ${calendar} WHERE id = ${tx.company}`.execute(tx.db))

export type ClosingDay = { readonly on: Day; readonly label: string }
export const loadClosings = async (tx: Tx, year: number): Promise<ClosingDay[]> =>
  (
    await sql<ClosingDay>`SELECT on_day AS on, label FROM company.closing_day
      WHERE company_id = ${tx.company} AND removed_at IS NULL AND extract(year FROM on_day) = ${year} ORDER BY on_day`.execute(tx.db)
  ).rows

/** The days closed by hand after one day and up to another. */
export const loadClosed = async (tx: Tx, after: Day, until: Day): Promise<ReadonlySet<Day>> =>
  new Set(
    (
      await sql<{ on: Day }>`SELECT on_day AS on FROM company.closing_day
        WHERE company_id = ${tx.company} AND removed_at IS NULL AND on_day > ${after}::date AND on_day <= ${until}::date`.execute(tx.db)
    ).rows.map(({ on }) => on),
  )

/** Closed, or open again; whether that changed anything. */
export async function setClosing(tx: Tx, on: Day, label: string | null): Promise<boolean> {
  const { rows } =
    label === null
      ? await sql`UPDATE company.closing_day SET removed_at = ${tx.now()} WHERE company_id = ${tx.company} AND on_day = ${on} AND removed_at IS NULL RETURNING 1`.execute(
          tx.db,
        )
      : await sql`INSERT INTO company.closing_day (company_id, on_day, label, made_at) VALUES (${tx.company}, ${on}, ${label}, ${tx.now()})
          ON CONFLICT (company_id, on_day) DO UPDATE SET label = excluded.label, made_at = excluded.made_at, removed_at = NULL
          WHERE closing_day.removed_at IS NOT NULL OR closing_day.label <> excluded.label RETURNING 1`.execute(tx.db)
  return rows.length === 1
}
