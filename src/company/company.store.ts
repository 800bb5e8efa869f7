import { sql } from "kysely"
import type { Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import type { CompanySettings, Matching, NewCompany, WholeCompany } from "./company.ts"

/** Every company of the instance, by code. */
export const loadDirectory = (db: Database): Promise<Creditor[]> =>
  db.inCompanies([], async (tx) => (await sql<Creditor>`SELECT id, code, name, country, currency FROM company.directory()`.execute(tx.db)).rows)

export const nextCompanyNumber = (db: Database): Promise<number> =>
  db.inCompanies(
    [],
    async (tx) => Number((await sql<{ n: bigint }>`SELECT nextval('company.company_number') AS n`.execute(tx.db)).rows[0]!.n),
    "write",
  )

export async function insertCompany(tx: Tx, company: NewCompany): Promise<void> {
  const { scheme = null, number = null } = company.registration ?? {}
  await sql`INSERT INTO company.company (id, code, name, country, currency, matching, registered_scheme, registered_number)
    VALUES (${tx.company}, ${company.code}, ${company.name}, ${company.country}, ${company.currency}, ${company.matching}, ${scheme}, ${number})`.execute(
    tx.db,
  )
}

type SettingsRow = {
  readonly matching: Matching
  readonly default_source: string
  readonly ageing_bounds: readonly number[]
  readonly currency: string
  readonly country: string
}
export const loadSettings = async (tx: Tx): Promise<SettingsRow> =>
  (
    await sql<SettingsRow>`SELECT matching, default_source, ageing_bounds, currency, country FROM company.company WHERE id = ${tx.company}`.execute(
      tx.db,
    )
  ).rows[0]!

/** The company's SIREN; null: it has none, or none is known. */
export const loadSiren = async (tx: Tx): Promise<string | null> =>
  (
    await sql<{ number: string | null }>`
      SELECT registered_number AS number FROM company.company WHERE id = ${tx.company} AND registered_scheme = 'siren'`.execute(tx.db)
  ).rows[0]?.number ?? null

/** One posting of a whole file at a time: a second one waits here until the first is done, and then sees what it posted. */
export const holdForPosting = async (tx: Pick<Tx, "db" | "company">): Promise<void> =>
  void (await sql`SELECT id FROM company.company WHERE id = ${tx.company} FOR NO KEY UPDATE`.execute(tx.db))

export const loadWholeCompany = async (tx: Tx): Promise<WholeCompany> =>
  (
    await sql<WholeCompany>`
      SELECT code, country, currency, name, matching, default_source AS "defaultSource", ageing_bounds AS "ageingBounds"
        FROM company.company WHERE id = ${tx.company}`.execute(tx.db)
  ).rows[0]!

export async function updateSettings(tx: Tx, s: CompanySettings): Promise<void> {
  await sql`UPDATE company.company SET name = ${s.name}, matching = ${s.matching}, default_source = ${s.defaultSource}, ageing_bounds = ${s.ageingBounds}
    WHERE id = ${tx.company}`.execute(tx.db)
}
