/**
 * Posts the staged rows of one company, as a journal or as a snapshot, with its import row and its activity. What asks for a person's yes is
 * told as a refusal of the whole file; the caller takes the transaction back.
 */
import { recordAct } from "../../activity/activity.act.ts"
import { holdForPosting, loadSettings } from "../../company/company.act.ts"
import { registerCustomers } from "../../customer/customer.act.ts"
import { withoutZeros } from "../../customer/look-alike.ts"
import type { Day } from "../../kernel/day.ts"
import type { Id } from "../../kernel/id.ts"
import { type Currency, currency, fromDecimal, toDecimal } from "../../kernel/money.ts"
import { type Conflict, endPosting, type Posted, postStaged, sortLookAlikes, stageRepeated } from "../../ledger/bulk.act.ts"
import { netOpen, postSnapshot, type SnapshotPosted } from "../../ledger/snapshot.act.ts"
import type { By, Creditor } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import type { TieOut } from "../accounting/books.ts"
import { checkOpenings } from "../accounting/openings.act.ts"
import { byFileLine, settleBooks, type Told } from "../accounting/post.job.ts"
import { notice, type Problem, refusal } from "../draft.ts"
import type { Sealed } from "../drafts/kept.job.ts"
import type { ImportOptions, Problems } from "../import.job.ts"
import { insertImport, keepRefusals, lastSnapshot, type RepeatedRow, repeatedRows, snapshotAfter, unknownCustomers } from "../import.store.ts"
import { FileBroken } from "../reading/read.job.ts"
import { type BooksMapping, type BooksTold, PROBLEMS_LISTED } from "../reading/reading.ts"
import { postSales, sortMonths } from "../turnover/post.job.ts"
import { doubtSnapshot, isOlder } from "./snapshot.ts"
import { decideRepeats, type RepeatVerdict } from "./stage.ts"

export type Counted = Pick<Posted, "accepted" | "skipped" | "conflicts" | "totals">
export type SnapshotTold = Pick<SnapshotPosted, "sums" | "reopened" | "risen" | "waiting" | "net"> & { readonly home: Currency }
export type CompanyPosted = {
  readonly id: Id
  readonly actId: Id
  readonly source: string
  readonly posted: Counted
  readonly snapshot: SnapshotTold | null
  readonly tieOut: readonly TieOut[]
  readonly repeated: number
  readonly touched: boolean
}
export type ReadFile = {
  readonly sha256: string
  readonly format: string
  readonly rows: number
  readonly mapping: Readonly<Record<string, unknown>>
  /** What the file of books adds up to; null for a table. */
  readonly books: BooksTold | null
  /** The hashes of the files that it mends. */
  readonly mends: readonly string[]
  readonly job: Id | null
  /** What of it was mended by hand; null: nothing. */
  readonly corrected: Sealed | null
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
  const doubled = file.books === null ? null : await checkOpenings(tx, source, file.mapping as BooksMapping, file.mends)
  if (doubled !== null) throw new FileBroken(doubled)
  const lines = byFileLine(problems)
  const told = file.books === null ? problems : lines
  // The books of a program name each of its customers by one account: only lists go through spreadsheets that eat zeros.
  if (file.books === null) await sortDoubles(tx, source, file.mapping, problems)
  const turnover = options.mode === "turnover"
  const repeated = turnover ? await sortMonths(tx, problems) : await sortRepeats(tx, told, file.books)
  await registerUnknown(tx)
  const [id, actId, at] = [tx.newId(), tx.newId(), tx.now()]
  const posting = { source, actId, now: at, chance: tx.newId().slice(-9) }
  let posted: Counted
  let snapshot: SnapshotTold | null = null
  const tieOut: TieOut[] = []
  if (turnover) posted = await postSales(tx, posting, options.onConflict, problems)
  else if (options.mode === "journal") {
    const journal = await postStaged(tx, posting, {
      onConflict: options.onConflict,
      conflictsListed: PROBLEMS_LISTED,
      before: file.books?.before ?? 0,
    })
    for (const conflict of journal.differing) told.add(conflictOf(conflict, options.onConflict))
    for (const { line, ...figures } of journal.namedNothing) told.add(notice("APPLIES_TO_NOTHING", figures, line))
    posted = journal
    if (file.books !== null) {
      await lines.tell(tx)
      const settled = await settleBooks(tx, posting, file.books, file.mapping as BooksMapping, problems)
      tieOut.push(...settled.tieOut)
      posted = { ...journal, skipped: journal.skipped + settled.known }
    }
    if (options.control !== null) tieOut.push(controlOf(options.control, company, await netOpen(tx, source, options.asOf)))
  } else {
    const last = await lastSnapshot(tx, source)
    const older = isOlder(options.asOf, last)
    if (older && !options.backfill) problems.add(refusal("SNAPSHOT_OLDER", { asOf: options.asOf, last: last! }))
    const { columns } = file.mapping as { columns?: Readonly<Record<string, unknown>> }
    const grossKnown = columns?.openAmount !== undefined || columns?.paidAmount !== undefined
    const backfilledTo = older ? await snapshotAfter(tx, source, options.asOf) : null
    const now = await postSnapshot(tx, posting, {
      day: options.asOf,
      grossKnown,
      matching: settings.matching,
      conflictsListed: PROBLEMS_LISTED,
      backfilledTo,
    })
    snapshot = { sums: now.sums, reopened: now.reopened, risen: now.risen, waiting: now.waiting, net: now.net, home: currency(company.currency) }
    const control = options.control === null ? null : controlOf(options.control, company, now.net)
    if (control !== null) tieOut.push(control)
    if (backfilledTo === null && !options.yes)
      for (const doubt of doubtSnapshot({ sums: now.sums, scope: now.scope, control })) problems.add(refusal(doubt.code, doubt.figures))
    for (const c of now.differing.listed)
      problems.add(
        notice(
          "SNAPSHOT_DIFFERS",
          { number: c.number, ours: toDecimal(c.ours, c.currency), theirs: toDecimal(c.theirs, c.currency), currency: c.currency },
          c.line,
        ),
      )
    posted = now
  }
  await endPosting(tx, posted.accepted)
  const { rows, sha256, format, mapping } = file
  const counts = { rows, accepted: posted.accepted, skipped: posted.skipped + repeated, refused: problems.refused(), conflicts: posted.conflicts }
  const totals = posted.totals.map((t) => ({ ...t, amount: toDecimal(t.amount, t.currency), net: toDecimal(t.net, t.currency) }))
  const asOf = options.mode === "snapshot" ? options.asOf : null
  await insertImport(tx, tx.company, {
    id,
    actId,
    sha256,
    kind: format,
    mode: options.mode,
    source,
    counts,
    totals,
    mapping,
    asOf,
    job: file.job,
    now: at,
  })
  await recordAct(tx, by, {
    id: actId,
    code: "document.imported",
    subject: { import: id, source, asOf },
    after: { ...counts, totals, ...(file.corrected === null ? {} : { corrected: file.corrected.told }) },
    digest: sha256,
  })
  const touched = posted.accepted + posted.skipped + posted.conflicts + repeated > 0
  return { id, actId, source, posted, snapshot, tieOut, repeated, touched }
}

/** The stated balance against what is open of the source, in the company's currency. */
function controlOf(control: string, company: Creditor, net: SnapshotPosted["net"]): TieOut {
  const home = currency(company.currency)
  const open = net.find((n) => n.currency === home)?.net ?? 0n
  return { account: "control", control: fromDecimal(control, home), open, currency: home, because: [] }
}

/** Customers that look like others are proposed as one; what may be there already under the other is refused until somebody decides. */
async function sortDoubles(tx: Tx, source: string, mapping: ReadFile["mapping"], problems: Problems): Promise<void> {
  const { customer } = mapping as { customer?: { trimZeros?: boolean; apart?: readonly string[] } }
  await sortLookAlikes(
    tx,
    { source, join: customer?.trimZeros === true, apart: customer?.apart ?? [], listed: PROBLEMS_LISTED },
    {
      alikes(found) {
        for (const { line, codes, known } of found) {
          const one = known[0] ?? withoutZeros(codes[0]!)
          const join = Object.fromEntries(codes.filter((code) => code !== one).map((code) => [code, one]))
          problems.add(notice("LOOK_ALIKE_CUSTOMERS", { codes: codes.join(", "), join: JSON.stringify(join) }, line))
        }
      },
      async doubles(found) {
        const refused = found.map(({ line, number, customer: of, other, otherLine }) => {
          const figures = { join: JSON.stringify({ [of]: other }), apart: JSON.stringify([of]), number, customer: of, other }
          return refusal("POSSIBLE_DOUBLE", { ...figures, line: otherLine === null ? "" : String(otherLine) }, line)
        })
        for (const problem of refused) problems.add(problem)
        await keepRefusals(tx, refused)
      },
    },
  )
}

/** Rows that bear the same key: instalments of one entry, said twice, or contradictory (refused). Returns how many were said twice. */
async function sortRepeats(tx: Tx, problems: Told, books: BooksTold | null): Promise<number> {
  const before = books?.before ?? 0
  let twice = 0
  for await (const rows of repeatedRows(tx, tx.company)) {
    const refused: Problem[] = []
    const verdicts: RepeatVerdict[] = []
    for (const group of byKey(rows))
      for (const v of decideRepeats(group)) {
        verdicts.push(v)
        if (v.verdict === "same" && v.line > before) twice++
        if (v.verdict === "same") problems.add(notice("ROW_TWICE", { number: group[0]!.number, line: String(v.head) }, v.line))
        if (v.verdict === "differs") refused.push(refusal("NUMBER_TWICE", { number: group[0]!.number, line: String(v.head) }, v.line))
      }
    for (const problem of refused) problems.add(problem)
    // Of books the lines are known later, see byFileLine.
    if (books === null) await keepRefusals(tx, refused)
    await stageRepeated(tx, verdicts)
  }
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

const conflictOf = (c: Conflict, rule: ImportOptions["onConflict"]): Problem =>
  notice(
    rule === "replace" ? "CONFLICT_REPLACED" : "CONFLICT",
    {
      number: c.number,
      customer: c.customer,
      ours: said(c.ours, c.ourCurrency, c.ourIssued, c.ourDue, c.ourPaid),
      theirs: said(c.theirs, c.currency, c.issued, c.due, c.paid),
    },
    c.line,
  )
const said = (amount: bigint, code: Currency, issued: Day, due: Day, paid: Day | null) =>
  `${toDecimal(amount, code)} ${code}, ${issued} → ${due}${paid === null ? "" : `, ✓ ${paid}`}`
