/**
 * Verify: every room names what must hold of its own rows, as data; they are run one by one, each in its own transaction. A check that
 * cannot read what it needs is a finding too, and never stops the others.
 */
import { sql } from "kysely"
import type { Worded } from "../kernel/text.ts"
import type { Database, Tx } from "../shell/db.ts"
import { unreadable } from "./verify.text.ts"

/** `code` and `figures` for programs, `detail` for people. Sound findings say what was looked at. */
export type Finding = { readonly ok: boolean; readonly code: string; readonly figures: Readonly<Record<string, unknown>>; readonly detail: Worded }

export type Check =
  | { readonly name: string; readonly of: "company"; run(db: Database, company: number): Promise<Finding> }
  | { readonly name: string; readonly of: "instance"; run(db: Database): Promise<Finding> }

export type Checked = Finding & { readonly name: string; readonly company?: string }

export async function runChecks(
  db: Database,
  checks: readonly Check[],
  companies: readonly { readonly id: number; readonly code: string }[],
): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const check of checks)
    if (check.of === "instance") checked.push({ name: check.name, ...(await finding(() => check.run(db))) })
    else for (const { id, code } of companies) checked.push({ name: check.name, company: code, ...(await finding(() => check.run(db, id))) })
  return checked
}

async function finding(run: () => Promise<Finding>): Promise<Finding> {
  try {
    return await run()
  } catch (error) {
    const said = (error as Error).message
    return { ok: false, code: "UNREADABLE", figures: { error: said }, detail: unreadable(said) }
  }
}

/** One company's rows as they stand at one moment, however many statements are asked. */
export const reading = <T>(db: Database, company: number, work: (tx: Omit<Tx, "company">) => Promise<T>): Promise<T> =>
  db.inCompanies([company], async (tx, choose) => {
    await choose(company)
    // Whole tables meet whole tables here; with statistics from before a large import the planner would loop over them row by row.
    await sql`SET LOCAL enable_nestloop = off`.execute(tx.db)
    return work(tx)
  })
