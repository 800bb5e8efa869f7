/**
 * Imports one file: a guarded process reads it, its rows are staged, meet the ledger and are posted. One transaction: the whole file or
 * nothing, also across companies. Nothing of the file is taken apart here.
 *
 * A refused row keeps the whole file out unless `acceptGood`; a dry run does everything and then takes it back.
 */
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { Readable } from "node:stream"
import { loadSettings, loadSiren } from "../company/company.act.ts"
import { keepFile } from "../evidence/evidence.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { currency } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import { stageRows } from "../ledger/bulk.act.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import type { TieOut } from "./accounting/books.ts"
import { firstBooks } from "./accounting/openings.act.ts"
import { takeBooks } from "./accounting/post.job.ts"
import { type Problem, refusal, refusesFile } from "./draft.ts"
import { type Corrections, noCorrections } from "./drafts/corrections.ts"
import { keepCorrections, sealed } from "./drafts/kept.job.ts"
import { createRefusals, keptRefusals, refusedLines } from "./import.store.ts"
import type { ImportAnswer } from "./import.wire.ts"
import type { JournalOptions } from "./plan.ts"
import { type CompanyPosted, type Counted, postCompany, type SnapshotTold } from "./posting/posting.job.ts"
import type { Progress } from "./reading/progress.ts"
import { FileBroken, type Heard, openReading, type Reading } from "./reading/read.job.ts"
import { type BooksTold, isTable, PROBLEMS_LISTED, type ReadingRequest } from "./reading/reading.ts"
import { lineSet } from "./refused/lines.ts"
import { openWithBases } from "./refused/mends.job.ts"
import { writeRefused } from "./refused/refused.job.ts"
import { loadUnderstandings, rememberUnderstanding } from "./remembered/remembered.store.ts"

export type ImportOptions = Omit<JournalOptions, "currency"> & {
  readonly mode: "journal" | "snapshot" | "turnover"
  /** What the books say is open, in the company's currency: a snapshot's total is held against it. */
  readonly control: string | null
  /** Believe a snapshot although it closes much. */
  readonly yes: boolean
  /** Take a snapshot of an earlier day than the last one. */
  readonly backfill: boolean
  readonly source: string | null
  /** Cells mended and rows left out by whoever looked through it. */
  readonly corrections: Corrections | null
  /** The sheet of a workbook; null: the one that looks like a journal. */
  readonly sheet: string | null
  readonly onConflict: "keep" | "replace"
  readonly acceptGood: boolean
  readonly dryRun: boolean
  /** Where the refused rows go; null: to the data folder, and nowhere on a dry run. */
  readonly refused: string | null
  /** Whose words the reasons are in. */
  readonly lang: Language
  readonly asOf: Day
  /** Where the vault lies that keeps what was imported, as it was received. */
  readonly dataDir: string
}
/** A plain journal, whole or not at all, everything else as the file shows it. */
export const PLAIN_JOURNAL = {
  mode: "journal",
  map: null,
  dateOrder: null,
  round: false,
  control: null,
  yes: false,
  backfill: false,
  source: null,
  corrections: null,
  sheet: null,
  onConflict: "keep",
  acceptGood: false,
  dryRun: false,
  refused: null,
  lang: "en",
} as const satisfies Partial<ImportOptions>

export type Imported = {
  readonly id: Id | null
  readonly company: string
  readonly file: string
  readonly sha256: string | null
  readonly kind: string
  readonly source: string
  readonly rows: number
  readonly posted: Counted | null
  readonly snapshot: SnapshotTold | null
  readonly books: BooksTold | null
  readonly tieOut: readonly TieOut[]
  readonly repeated: number
  readonly refused: number
  readonly conflicts: number
  readonly problems: readonly Problem[]
  readonly unlisted: number
  readonly mapping: unknown
  /** The file of the refused rows, where there is one. */
  readonly refusedFile: string | null
}

const MEDIA_TYPES: Readonly<Record<ImportAnswer["kind"], string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  fec: "text/plain",
  saft: "application/xml",
}

/** The job an import is part of. */
export type Within = {
  readonly company: number
  readonly job: Id
  /** The name the file came under, where its path is not its own. */
  readonly name?: string
  /** Last of all in the import's transaction: what it throws undoes the whole. */
  settle(tx: Tx, told: readonly Imported[]): Promise<void>
}

/** Who brings the file, whose it is, and the companies it may speak of. */
export type Bringing = { readonly by: By; readonly home: Creditor; readonly directory: readonly Creditor[] }
/** What goes on around an import: who hears how far it is, what stops it, and the job it is part of. */
export type Around = { readonly progress?: (now: Progress) => void; readonly signal?: AbortSignal | undefined; readonly within?: Within }

/** What undoes the transaction on purpose: a refused file, or the end of a dry run. It carries the answer. */
class TakenBack extends Error {
  readonly answer: Imported[]
  constructor(answer: Imported[]) {
    super("taken back")
    this.answer = answer
  }
}

export async function importJournal(
  db: Database,
  { by, home, directory }: Bringing,
  path: string,
  options: ImportOptions,
  { progress = () => {}, signal, within }: Around = {},
): Promise<Imported[]> {
  // What was sold before ties to no balance.
  if (options.mode === "turnover" && options.control !== null)
    throw new Refused("BAD_OPTION", { option: "control", value: options.control, takes: "--as journal|snapshot" })
  const shown = within?.name ?? path
  const total = (await stat(path)).size
  const { map, dateOrder, round, sheet, asOf, corrections } = options
  const sellers = directory.map(({ id, code, country }) => ({ id, code, country }))
  const { source, known, earlier, siren } = await db.inCompany(home.id, async (tx) => {
    const named = options.source ?? (await loadSettings(tx)).default_source
    return { source: named, known: await loadUnderstandings(tx, named), earlier: await firstBooks(tx, tx.company, named), siren: await loadSiren(tx) }
  })
  const says = { turnover: options.mode === "turnover", sheet, map, dateOrder, round, asOf, source, known, earlier, siren, corrections }
  const names = { path, name: basename(shown), currency: currency(home.currency), home, companies: sellers }
  const asked: ReadingRequest = { ...names, ...says, bases: [] }
  const look = (rows: number, done: number) => progress({ rows, done, total })
  const opened = await openWithBases({ db, dataDir: options.dataDir }, asked, total, (done) => look(0, done), signal)
  const { request } = opened
  const read = () => openReading(request, total, (done) => look(0, done), signal)
  let reading: Reading | null = opened.reading
  if (reading.planned === null) return [refusedUnread(home, shown, reading, options, reading.problems)]
  if (reading.opened !== null && !isTable(reading.opened) && options.mode !== "journal") {
    await reading.close()
    return [refusedUnread(home, shown, reading, options, [refusal("BOOKS_NO_SNAPSHOT", { as: options.mode })])]
  }
  if (reading.opened !== null && !isTable(reading.opened) && !noCorrections(corrections)) {
    await reading.close()
    return [refusedUnread(home, shown, reading, options, [refusal("BOOKS_NO_CORRECTIONS")])]
  }
  const first = reading
  const companies = reading.planned.byCompany ? [...directory] : [home]
  const ids = companies.map((c) => c.id)
  try {
    return await db.inCompanies(
      ids,
      async (_, choose) => {
        // A transaction that has to be tried again reads the file again.
        const current = reading ?? (await read())
        reading = null
        try {
          const reread = (outcasts: readonly number[]) => openReading({ ...request, outcasts }, total, () => {}, signal)
          const file = { path, shown, reading: current, reread, job: within?.job ?? null }
          const answers = await postFile(choose, by, companies, file, options, look)
          const understood = understoodBy(current, options.mode)
          if (understood) await rememberUnderstanding(await choose(home.id), source, understood)
          await within?.settle(await choose(within.company), answers)
          signal?.throwIfAborted()
          return answers
        } finally {
          await current.close()
        }
      },
      "write",
      signal,
    )
  } catch (error) {
    if (error instanceof TakenBack) {
      // Its refused rows come back as a file of their own, too few perhaps to show again what the whole file showed.
      const understood = error.answer.some((a) => a.refusedFile !== null) && !options.dryRun ? understoodBy(first, options.mode) : null
      if (understood) await db.inCompany(home.id, (tx) => rememberUnderstanding(tx, source, understood))
      return error.answer
    }
    if (error instanceof FileBroken) return [refusedUnread(home, shown, first, options, [...first.problems, error.problem])]
    throw error
  } finally {
    await first.close()
  }
}

export type Problems = ReturnType<typeof collectProblems>
/** What the reader tells of its rows, and what the ledger adds; a row that both read well and is refused here counts once. */
function collectProblems(first: readonly Problem[]) {
  const listed: Problem[] = [...first]
  const refused = lineSet()
  let unlisted = 0
  let heard = { refused: 0, unlisted: 0 }
  const list = (problem: Problem) => {
    if (listed.length < PROBLEMS_LISTED) listed.push(problem)
    else unlisted++
  }
  return {
    hear(problems: readonly Problem[], counts: { readonly refused: number; readonly unlisted: number }) {
      heard = counts
      for (const problem of problems)
        if (refusesFile(problem)) listed.push(problem)
        else list(problem)
    },
    add(problem: Problem) {
      // Of the file that this one mends: said when it was imported.
      if (problem.line < 0) return
      if (problem.severity === "refusal") refused.add(problem.line)
      list(problem)
    },
    refused: () => heard.refused + refused.count(),
    /** Without the doubts about the whole file, which stand at line 0. */
    refusedRows: () => heard.refused + refused.count() - (refused.has(0) ? 1 : 0),
    listed: () => [...listed].sort((a, b) => a.line - b.line),
    unlisted: () => heard.unlisted + unlisted,
  }
}

/** Accounting files say themselves what their columns are; a list of sales is no journal of the source. */
const understoodBy = ({ opened, planned }: Reading, mode: ImportOptions["mode"]) =>
  opened !== null && isTable(opened) && mode !== "turnover" ? planned : null

type OpenFile = {
  readonly path: string
  /** What it is called. */
  readonly shown: string
  readonly reading: Reading
  reread(outcasts: readonly number[]): Promise<Reading>
  readonly job: Id | null
}
async function postFile(
  choose: (company: number) => Promise<Tx>,
  by: By,
  companies: readonly Creditor[],
  { path, shown, reading, reread, job }: OpenFile,
  options: ImportOptions,
  look: (rows: number, done: number) => void,
): Promise<Imported[]> {
  const { opened, planned } = reading
  if (opened === null || planned === null) throw new FileBroken(refusal("FILE_CHANGED"))
  const problems = collectProblems(reading.problems)
  const { sha256, format, bytes } = opened
  const first = await choose(companies[0]!.id)
  const count = { rows: 0 }
  const hear = (heard: Heard) => {
    if (heard.is !== "rows") return
    count.rows = heard.rows
    problems.hear(heard.problems, heard)
    look(heard.rows, heard.done)
  }
  await createRefusals(first)
  const books = isTable(opened) ? null : await takeBooks(first, reading, hear)
  if (books === null) await stageRows(first, Readable.from(reading.lines(hear), { objectMode: false }))
  look(count.rows, bytes)
  const corrected = noCorrections(options.corrections) ? null : sealed(options.corrections)
  const posted: { readonly tx: Tx; readonly company: Creditor; readonly outcome: CompanyPosted }[] = []
  for (const company of companies) {
    const tx = await choose(company.id)
    const file = { sha256, format, rows: count.rows, mapping: planned.mapping, books, mends: reading.bases, job, corrected }
    const outcome = await postCompany(tx, by, company, file, options, problems)
    if (outcome.touched || companies.length === 1) posted.push({ tx, company, outcome })
  }
  const refused = problems.refused()
  // A doubt about the whole file is answered by --yes, a total that differs by a sound file: neither by --accept-good.
  const refusedWhole = problems.listed().some(refusesFile)
  // A file whose totals differ is mended itself; a SAF-T file where it is made.
  const wanted =
    (isTable(opened) || opened.table !== null) &&
    !problems.listed().some((p) => p.code === "TOTAL_DIFFERS") &&
    problems.refusedRows() > 0 &&
    (!options.dryRun || options.refused !== null)
  const refusedFile = wanted ? await writeOutcasts(first, sha256, reread, shown, options) : null
  const told = posted.map(({ company, outcome }): Imported => {
    const { id, source, posted: of, snapshot, tieOut, repeated } = outcome
    const file = { file: shown, sha256, kind: format, rows: count.rows, mapping: planned.mapping }
    return {
      ...file,
      id,
      company: company.code,
      source,
      posted: of,
      snapshot,
      books,
      tieOut,
      repeated,
      refused,
      conflicts: of.conflicts,
      problems: problems.listed(),
      unlisted: problems.unlisted(),
      refusedFile,
    }
  })
  if (options.dryRun || refusedWhole || (refused > 0 && !options.acceptGood))
    throw new TakenBack(told.map((a) => ({ ...a, id: null, posted: refusedWhole ? null : a.posted })))
  const received = { path, sha256, name: basename(shown), mediaType: MEDIA_TYPES[format], source: "import" } as const
  for (const { company, outcome } of posted) {
    const tx = await choose(company.id)
    await keepFile(tx, options.dataDir, { ...received, actId: outcome.actId })
    if (corrected !== null) await keepCorrections(tx, options.dataDir, received.name, corrected, outcome.actId)
  }
  return told
}

/** The file is read a second time for its refused rows: only then is it known which ones the ledger refuses, and few files need it. */
async function writeOutcasts(
  tx: Tx,
  sha256: string,
  reread: (outcasts: readonly number[]) => Promise<Reading>,
  from: string,
  options: ImportOptions,
): Promise<string> {
  const reading = await reread(await refusedLines(tx))
  try {
    const { opened, planned, problems } = reading
    if (opened === null || planned === null || opened.sha256 !== sha256) throw new FileBroken(problems.at(-1) ?? refusal("FILE_CHANGED"))
    const { refused: asked, dataDir, lang } = options
    return await writeRefused({ opened, outcasts: reading.outcasts(), besides: keptRefusals(tx) }, { asked, dataDir, from }, lang)
  } finally {
    await reading.close()
  }
}

const refusedUnread = (home: Creditor, shown: string, { opened, kind }: Reading, options: ImportOptions, problems: readonly Problem[]): Imported => ({
  id: null,
  company: home.code,
  file: shown,
  sha256: opened?.sha256 ?? null,
  kind: opened?.format ?? kind ?? (/\.(tsv|xlsx)$/i.exec(shown)?.[1] ?? "csv").toLowerCase(),
  source: options.source ?? "main",
  rows: 0,
  posted: null,
  snapshot: null,
  books: null,
  tieOut: [],
  repeated: 0,
  refused: Math.max(1, problems.filter((p) => p.severity === "refusal").length),
  conflicts: 0,
  problems,
  unlisted: 0,
  mapping: null,
  refusedFile: null,
})
