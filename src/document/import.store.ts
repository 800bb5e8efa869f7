/** The document room's own rows: imports; and what it reads back from the staged rows before they are posted. */
import { sql } from "kysely"
import type { NewCustomer } from "../customer/customer.act.ts"
import type { Day } from "../kernel/day.ts"
import { asId, type Id } from "../kernel/id.ts"
import type { Minor } from "../kernel/money.ts"
import type { UndoneBefore } from "../ledger/annul.act.ts"
import type { Tx } from "../shell/db.ts"
import type { Problem } from "./draft.ts"

export type RepeatedRow = {
  readonly line: number
  readonly kind: string
  readonly number: string
  readonly customer_code: string
  readonly side: string
  readonly currency: string
  readonly issued_on: Day
  readonly due_on: Day
  readonly amount: Minor
  readonly instalment: number | null
}

/** Rows whose key stands more than once in the file, key by key, in batches that end between two keys. */
export async function* repeatedRows(tx: Pick<Tx, "db">, company: number): AsyncGenerator<RepeatedRow[]> {
  await sql`DECLARE repeated_rows NO SCROLL CURSOR FOR
    SELECT s.line, s.kind, s.number, s.customer_code, s.side, s.currency, s.issued_on, s.due_on, s.amount, s.instalment
      FROM pg_temp.stage s
      JOIN (SELECT kind, number, customer_code FROM pg_temp.stage WHERE company_id = ${sql.lit(company)} GROUP BY 1, 2, 3 HAVING count(*) > 1) d USING (kind, number, customer_code)
     WHERE s.company_id = ${sql.lit(company)} ORDER BY s.kind, s.number, s.customer_code, s.line`.execute(tx.db)
  try {
    let held: RepeatedRow[] = []
    for (;;) {
      const { rows } = await sql<RepeatedRow>`FETCH 500 FROM repeated_rows`.execute(tx.db)
      if (rows.length === 0) break
      const all = [...held, ...rows]
      const last = all.at(-1)!
      const cut = all.findIndex((r) => r.kind === last.kind && r.number === last.number && r.customer_code === last.customer_code)
      if (cut > 0) yield all.slice(0, cut)
      held = all.slice(cut)
    }
    if (held.length > 0) yield held
  } finally {
    await sql`CLOSE repeated_rows`.execute(tx.db)
  }
}

/**
 * Customers of the file that the company does not know yet, in batches; each as the first row that names it says. Asked as NOT EXISTS: of an
 * outer join the planner expects no row where the statistics know other companies' customers only, and walks the groups once a row.
 */
export async function* unknownCustomers(tx: Pick<Tx, "db">, company: number): AsyncGenerator<NewCustomer[]> {
  await sql`DECLARE unknown_customers NO SCROLL CURSOR FOR
    SELECT DISTINCT ON (s.line) s.customer_code AS code, s.customer_name AS name, s.country, s.segment, s.collector, s.group_code AS "groupCode", s.identifiers
      FROM (SELECT customer_code, min(line) AS line FROM pg_temp.stage WHERE company_id = ${sql.lit(company)} GROUP BY 1) f
      JOIN pg_temp.stage s USING (line, customer_code)
     WHERE NOT EXISTS (SELECT FROM customer.customer c WHERE c.company_id = ${sql.lit(company)} AND c.code = s.customer_code) ORDER BY s.line`.execute(
    tx.db,
  )
  for (;;) {
    const { rows } = await sql<NewCustomer>`FETCH 1000 FROM unknown_customers`.execute(tx.db)
    if (rows.length === 0) break
    yield rows
  }
  await sql`CLOSE unknown_customers`.execute(tx.db)
}

/** Rows that both read well and are refused here wait for the file of refused rows: a million of them weigh nothing in this process. */
export async function createRefusals(tx: Pick<Tx, "db">): Promise<void> {
  await sql`CREATE TEMP TABLE refusal (line int NOT NULL, problem jsonb NOT NULL) ON COMMIT DROP`.execute(tx.db)
}
export async function keepRefusals(tx: Pick<Tx, "db">, problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) return
  await sql`INSERT INTO pg_temp.refusal SELECT * FROM unnest(${problems.map((p) => p.line)}::int[], ${problems.map((p) => JSON.stringify(p))}::jsonb[])`.execute(
    tx.db,
  )
}
/** As one value: rows by the hundred thousand would weigh more than what they say. */
export const refusedLines = async (tx: Pick<Tx, "db">): Promise<number[]> =>
  (await sql<{ lines: number[] | null }>`SELECT array_agg(DISTINCT line ORDER BY line) AS lines FROM pg_temp.refusal`.execute(tx.db)).rows[0]!
    .lines ?? []
/** By line. */
export async function* keptRefusals(tx: Pick<Tx, "db">): AsyncGenerator<Problem[]> {
  await sql`DECLARE refusals NO SCROLL CURSOR FOR SELECT problem FROM pg_temp.refusal ORDER BY line`.execute(tx.db)
  for (;;) {
    const { rows } = await sql<{ problem: Problem }>`FETCH 1000 FROM refusals`.execute(tx.db)
    if (rows.length === 0) break
    yield rows.map((row) => row.problem)
  }
  await sql`CLOSE refusals`.execute(tx.db)
}

export type ImportRow = {
  readonly id: Id
  readonly actId: Id
  readonly sha256: string
  readonly kind: string
  readonly mode: string
  readonly source: string
  readonly counts: unknown
  readonly totals: unknown
  readonly mapping: unknown
  /** A snapshot's day. */
  readonly asOf: Day | null
  readonly job: Id | null
  readonly now: Date
}
/** Under which name it came is the evidence room's to know, where it can be erased: a fact cannot. */
export async function insertImport(tx: Pick<Tx, "db">, company: number, row: ImportRow): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value)
  await sql`INSERT INTO document.import (company_id, id, act_id, file, sha256, kind, mode, source, counts, totals, mapping, as_of, job_id, recorded_at)
    VALUES (${company}, ${row.id}, ${row.actId}, '', ${row.sha256}, ${row.kind}, ${row.mode}, ${row.source}, ${json(row.counts)}, ${json(row.totals)}, ${json(row.mapping)}, ${row.asOf}, ${row.job}, ${row.now})`.execute(
    tx.db,
  )
}

const ERASED = "…"
/** The name the file of the import `i` came under. */
const FILE = sql<string>`coalesce((SELECT coalesce(n.name, ${sql.lit(ERASED)}) FROM evidence.file f JOIN evidence.file_name n ON n.company_id = f.company_id AND n.file_id = f.id
    WHERE f.company_id = i.company_id AND f.sha256 = i.sha256 AND f.act_id = i.act_id), i.file)`

export type ListedImport = {
  readonly id: Id
  readonly at: string
  readonly file: string
  readonly sha256: string
  readonly kind: string
  readonly mode: string
  readonly source: string
  readonly counts: {
    readonly rows: number
    readonly accepted: number
    readonly skipped: number
    readonly refused: number
    readonly conflicts: number
  }
  readonly totals: unknown
  /** Who brought it in. */
  readonly by: string | null
  /** Its job, where it was the work of one: there lie its refused rows. */
  readonly job: Id | null
  readonly undone: { readonly at: string; readonly by: string } | null
}
const instant = (column: string) => sql`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
/** What was imported, newest first, so many at most; a page begins after the import `after`. */
export const loadImports = async (tx: Tx, most: number, after: string | null = null): Promise<ListedImport[]> =>
  (
    await sql<ListedImport>`SELECT i.id, ${instant("i.recorded_at")} AS at, ${FILE} AS file, i.sha256, i.kind, i.mode, i.source, i.counts, i.totals, a.actor AS by, i.job_id AS job,
           CASE WHEN u.import_id IS NOT NULL THEN json_build_object('at', ${instant("u.recorded_at")}, 'by', b.actor) END AS undone
      FROM document.import i LEFT JOIN activity.act a ON a.company_id = i.company_id AND a.id = i.act_id
      LEFT JOIN document.undo u ON u.company_id = i.company_id AND u.import_id = i.id
      LEFT JOIN activity.act b ON b.company_id = u.company_id AND b.id = u.act_id
     WHERE i.company_id = ${tx.company}
       AND (${after}::uuid IS NULL OR (i.recorded_at, i.id) < (SELECT b.recorded_at, b.id FROM document.import b WHERE b.company_id = ${tx.company} AND b.id = ${after}::uuid))
     ORDER BY i.recorded_at DESC, i.id DESC LIMIT ${most}`.execute(tx.db)
  ).rows

/** Whoever takes an import back waits for whoever does so already, and then sees it done. */
export async function holdUndoing(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('encours.undo'), ${tx.company})`.execute(tx.db)
}

export async function loadImport(tx: Tx, id: Id): Promise<{ readonly actId: Id; readonly file: string; readonly undone: boolean } | undefined> {
  const { rows } = await sql<{ actId: Id; file: string; undone: boolean }>`
    SELECT i.act_id AS "actId", ${FILE} AS file, u.import_id IS NOT NULL AS undone
      FROM document.import i LEFT JOIN document.undo u ON u.company_id = i.company_id AND u.import_id = i.id
     WHERE i.company_id = ${tx.company} AND i.id = ${asId(id)}`.execute(tx.db)
  return rows[0]
}

/** The acts of imports taken back. */
export async function loadUndone(tx: Tx): Promise<UndoneBefore> {
  const { rows } = await sql<{ gone: Id; undo: Id }>`SELECT i.act_id AS gone, u.act_id AS undo FROM document.undo u
      JOIN document.import i ON i.company_id = u.company_id AND i.id = u.import_id WHERE u.company_id = ${tx.company}`.execute(tx.db)
  return { gone: rows.map((row) => row.gone), undos: rows.map((row) => row.undo) }
}

export async function insertUndo(tx: Tx, importId: Id, actId: Id): Promise<void> {
  await sql`INSERT INTO document.undo (company_id, import_id, act_id, recorded_at) VALUES (${tx.company}, ${importId}, ${actId}, ${tx.now()})`.execute(
    tx.db,
  )
}

export type BooksHere = {
  readonly id: Id
  readonly file: string
  readonly from: Day | null
  readonly opening: Day | null
  readonly openings: string | null
}
/** The books of a source that were imported and not undone; `but`: not of these files. */
export const booksHere = async (tx: Pick<Tx, "db">, company: number, source: string, but: readonly string[]): Promise<BooksHere[]> =>
  (
    await sql<BooksHere>`SELECT i.id, ${FILE} AS file, i.mapping->>'from' AS "from", i.mapping->>'opening' AS opening, i.mapping->>'openings' AS openings FROM document.import i
     WHERE i.company_id = ${company} AND i.source = ${source} AND i.kind IN ('fec', 'saft') AND i.sha256 <> ALL (${but}::text[])
       AND NOT EXISTS (SELECT FROM document.undo u WHERE u.company_id = i.company_id AND u.import_id = i.id) ORDER BY i.recorded_at`.execute(tx.db)
  ).rows

/** The file of an import of a source that was not undone, by the beginning of its hash. */
export const importedFile = async (
  tx: Tx,
  source: string,
  hashBegins: string,
): Promise<{ readonly file: string; readonly sha256: string } | undefined> =>
  (
    await sql<{ file: string; sha256: string }>`SELECT ${FILE} AS file, i.sha256 FROM document.import i
     WHERE i.company_id = ${tx.company} AND i.source = ${source} AND left(i.sha256, ${hashBegins.length}) = ${hashBegins}
       AND NOT EXISTS (SELECT FROM document.undo u WHERE u.company_id = i.company_id AND u.import_id = i.id) ORDER BY i.recorded_at DESC LIMIT 1`.execute(
      tx.db,
    )
  ).rows[0]

const LIVING_SNAPSHOTS = (company: number, source: string) => sql`
  FROM document.import i WHERE i.company_id = ${company} AND i.mode = 'snapshot' AND i.source = ${source}
   AND NOT EXISTS (SELECT FROM document.undo u WHERE u.company_id = i.company_id AND u.import_id = i.id)`

/** The day of the last snapshot of a source that was not undone. */
export const lastSnapshot = async (tx: Tx, source: string): Promise<Day | null> =>
  (await sql<{ day: Day | null }>`SELECT max(i.as_of) AS day ${LIVING_SNAPSHOTS(tx.company, source)}`.execute(tx.db)).rows[0]!.day

/** The day of the first snapshot of a source after a day. */
export const snapshotAfter = async (tx: Tx, source: string, day: Day): Promise<Day | null> =>
  (await sql<{ day: Day | null }>`SELECT min(i.as_of) AS day ${LIVING_SNAPSHOTS(tx.company, source)} AND i.as_of > ${day}::date`.execute(tx.db))
    .rows[0]!.day
