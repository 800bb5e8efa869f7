/**
 * Posts the staged rows of one company, as a journal or as a snapshot, with its import row and its activity. What asks for a person's yes is
 * told as a refusal of the whole file; the caller takes the transaction back.
 */
import { randomBytes } from "node:crypto"
import { basename } from "node:path"
import { Readable } from "node:stream"
import { recordAct } from "../../activity/activity.act.ts"
import { holdForPosting, loadSettings } from "../../company/company.act.ts"
import { registerCustomers } from "../../customer/customer.act.ts"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { type Currency, currency, fromDecimal, type Minor, toDecimal } from "../../kernel/money.ts"
import { type Conflict, endPosting, type Posted, postStaged, stageRepeated } from "../../ledger/bulk.act.ts"
import { postSnapshot, type SnapshotPosted } from "../../ledger/snapshot.act.ts"
import type { By, Creditor } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { notice, type Problem, refusal } from "../draft.ts"
import type { ImportOptions, Problems } from "../import.job.ts"
import { insertImport, keepRefusals, lastSnapshot, type RepeatedRow, repeatedRows, snapshotAfter, unknownCustomers } from "../import.store.ts"
import { PROBLEMS_LISTED } from "../reading/reading.ts"
import { doubtSnapshot, isOlder } from "./snapshot.ts"
import { decideRepeats } from "./stage.ts"

export type Counted = Pick<Posted, "accepted" | "skipped" | "conflicts" | "totals">
export type SnapshotTold = Pick<SnapshotPosted, "sums" | "reopened" | "waiting" | "net"> & {
  readonly control: { readonly stated: Minor; readonly net: Minor; readonly currency: Currency } | null
  readonly home: Currency
}
export type CompanyPosted = {
  readonly id: Id
  readonly actId: Id
  readonly source: string
  readonly posted: Counted
  readonly snapshot: SnapshotTold | null
  readonly repeated: number
  readonly touched: boolean
}
export type ReadFile = {
  readonly path: string
  readonly sha256: string
  readonly format: string
  readonly rows: number
  readonly mapping: Readonly<Record<string, unknown>>
}

export async function postCompany(
  tx: Tx,
  by: By,
  company: Creditor,
  file: ReadFile,
  options: ImportOptions,
  problems: Problems,
): Promise<CompanyPosted> {
  await holdForPosting(tx)
  const settings = await loadSettings(tx)
  const source = options.source ?? settings.default_source
  const repeated = await sortRepeats(tx, problems)
  await registerUnknown(tx)
  const [id, actId, now] = [tx.newId(), tx.newId(), tx.now()]
  const posting = { source, actId, now, chance: randomBytes(5).toString("hex").slice(0, 9) }
  let posted: Counted
  let snapshot: SnapshotTold | null = null
  if (options.mode === "journal") {
    const journal = await postStaged(tx, posting, { onConflict: options.onConflict, conflictsListed: PROBLEMS_LISTED })
    for (const conflict of journal.differing) problems.add(conflictOf(conflict, options.onConflict))
    posted = journal
  } else {
    const last = await lastSnapshot(tx, source)
    const older = isOlder(options.asOf, last)
    if (older && !options.backfill) problems.add(refusal("SNAPSHOT_OLDER", { asOf: options.asOf, last: last! }))
    const { columns } = file.mapping as { columns?: Readonly<Record<string, unknown>> }
    const grossKnown = columns?.openAmount !== undefined || columns?.paidAmount !== undefined
    const backfilledTo = older ? await snapshotAfter(tx, source, options.asOf) : null
    const told = await postSnapshot(tx, posting, {
      day: options.asOf,
      grossKnown,
      matching: settings.matching,
      conflictsListed: PROBLEMS_LISTED,
      backfilledTo,
    })
    snapshot = {
      sums: told.sums,
      reopened: told.reopened,
      waiting: told.waiting,
      net: told.net,
      control: controlOf(options.control, company, told),
      home: currency(company.currency),
    }
    if (backfilledTo === null && !options.yes)
      for (const doubt of doubtSnapshot({ sums: told.sums, scope: told.scope, control: snapshot.control }))
        problems.add(refusal(doubt.code, doubt.figures))
    for (const c of told.differing.listed)
      problems.add(
        notice(
          "SNAPSHOT_DIFFERS",
          { number: c.number, ours: toDecimal(c.ours, c.currency), theirs: toDecimal(c.theirs, c.currency), currency: c.currency },
          c.line,
        ),
      )
    posted = told
  }
  await endPosting(tx, posted.accepted)
  const { rows, sha256, format, mapping, path } = file
  const counts = { rows, accepted: posted.accepted, skipped: posted.skipped + repeated, refused: problems.refused(), conflicts: posted.conflicts }
  const totals = posted.totals.map((t) => ({ ...t, amount: toDecimal(t.amount, t.currency) }))
  const asOf = options.mode === "snapshot" ? options.asOf : null
  await insertImport(tx, tx.company, {
    id,
    actId,
    file: basename(path),
    sha256,
    kind: format,
    mode: options.mode,
    source,
    counts,
    totals,
    mapping,
    asOf,
    now,
  })
  await recordAct(tx, by, {
    id: actId,
    code: "document.imported",
    subject: { import: id, file: basename(path), source, asOf },
    after: { ...counts, totals },
    digest: sha256,
  })
  const touched = posted.accepted + posted.skipped + posted.conflicts + repeated > 0
  return { id, actId, source, posted, snapshot, repeated, touched }
}

/** The stated balance against what is open of the source after the snapshot, in the company's currency. */
function controlOf(control: string | null, company: Creditor, { net }: SnapshotPosted): SnapshotTold["control"] {
  if (control === null) return null
  const home = currency(company.currency)
  return { stated: fromDecimal(control, home), net: net.find((n) => n.currency === home)?.net ?? 0n, currency: home }
}

/** Rows that bear the same key: instalments of one entry, said twice, or contradictory (refused). Returns how many were said twice. */
async function sortRepeats(tx: Tx, problems: Problems): Promise<number> {
  const lines: string[] = []
  let twice = 0
  for await (const rows of repeatedRows(tx, tx.company)) {
    const refused: Problem[] = []
    for (const group of byKey(rows))
      for (const v of decideRepeats(group)) {
        lines.push(`${v.line}\t${v.head}\t${v.no}\t${v.verdict}\n`)
        if (v.verdict === "same") twice++
        if (v.verdict === "same") problems.add(notice("ROW_TWICE", { number: group[0]!.number, line: String(v.head) }, v.line))
        if (v.verdict === "differs") refused.push(refusal("NUMBER_TWICE", { number: group[0]!.number, line: String(v.head) }, v.line))
      }
    for (const problem of refused) problems.add(problem)
    await keepRefusals(tx, refused)
  }
  if (lines.length > 0) await stageRepeated(tx, Readable.from(lines))
  return twice
}

function byKey(rows: readonly RepeatedRow[]): RepeatedRow[][] {
  const groups = new Map<string, RepeatedRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.kind, row.number, row.customer_code])
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

async function registerUnknown(tx: Tx): Promise<void> {
  for await (const unknown of unknownCustomers(tx, tx.company)) await registerCustomers(tx, tx.company, unknown, tx.newId)
}

const conflictOf = (c: Conflict, choice: ImportOptions["onConflict"]): Problem =>
  notice(
    "CONFLICT",
    {
      number: c.number,
      customer: c.customer,
      ours: said(c.ours, c.ourCurrency, c.ourIssued, c.ourDue),
      theirs: said(c.theirs, c.currency, c.issued, c.due),
      choice,
    },
    c.line,
  )
const said = (amount: bigint, code: Currency, issued: Day, due: Day) => `${toDecimal(amount, code)} ${code}, ${issued} → ${due}`
