/** What must hold of the database itself, whatever the room: readable pages, no orphan, guards in place. */
import { sql } from "kysely"
import type { Database } from "../shell/db.ts"
import { type Check, type Finding, reading } from "./verify.act.ts"
import { guards, pages, parents } from "./verify.text.ts"

export const DATABASE_CHECKS: readonly Check[] = [
  { name: "database.pages", of: "instance", run: readPages },
  { name: "database.guards", of: "instance", run: checkGuards },
  { name: "database.parents", of: "company", run: findOrphans },
]

async function readPages(db: Database): Promise<Finding> {
  const { rows } = await db.inCompanies([], (tx) =>
    sql<{ relation: string; examined: boolean; fault: string | null }>`SELECT relation, examined, fault FROM shell.read_pages()`.execute(tx.db),
  )
  const faults = rows.filter((r) => r.fault !== null).map(({ relation, fault }) => ({ relation, fault: fault ?? "" }))
  const examined = rows.filter((r) => r.examined).length
  const figures = { examined, passedOver: rows.length - examined, faults }
  if (faults.length > 0) return { ok: false, code: "PAGES_BROKEN", figures, detail: pages.broken(faults) }
  return { ok: true, code: "PAGES_READ", figures, detail: pages.sound(examined, rows.length - examined) }
}

/** A superuser may have switched a guard off; the rows may still be right, but nothing would have stopped anybody. */
async function checkGuards(db: Database): Promise<Finding> {
  const { rows } = await db.inCompanies([], (tx) =>
    sql<{ missing: string }>`
      SELECT t.tgrelid::regclass::text || ': ' || t.tgname AS missing
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname !~ '^pg_' AND t.tgenabled NOT IN ('O', 'A')
      UNION ALL
      SELECT c.oid::regclass::text || ': append_only' FROM pg_class c
       WHERE c.relkind = 'r' AND obj_description(c.oid, 'pg_class') = 'fact'
         AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only' AND t.tgtype & 58 = 58)
      UNION ALL
      SELECT c.oid::regclass::text || ': row-level security' FROM pg_class c
       WHERE c.relkind = 'r' AND obj_description(c.oid, 'pg_class') IN ('fact', 'state', 'register') AND NOT c.relrowsecurity
       ORDER BY 1`.execute(tx.db),
  )
  const missing = rows.map((r) => r.missing)
  return { ok: missing.length === 0, code: missing.length === 0 ? "GUARDS_ON" : "GUARDS_OFF", figures: { missing }, detail: guards(missing) }
}

function findOrphans(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<{ child: string; parent: string; missing: bigint; first_key: string }>`
      SELECT child, parent, missing, first_key FROM shell.orphans()`.execute(tx.db)
    const bad = rows[0]
    if (!bad) return { ok: true, code: "PARENTS_FOUND", figures: {}, detail: parents.sound }
    return { ok: false, code: "ORPHANS", figures: { orphans: rows }, detail: parents.missing(bad.child, bad.parent, bad.missing, bad.first_key) }
  })
}
