import { access, constants, readFile, stat } from "node:fs/promises"
import { loadDirectory } from "../company/company.act.ts"
import { cellWriter, LOCALES, plain } from "../kernel/listing.ts"
import { currency, fromDecimal, toDecimal } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import { type Call, type Command, EXIT, type Values } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { type Run, runHere, withQueue } from "../shell/jobs/work.ts"
import { limitText } from "../shell/options.text.ts"
import { LIMIT_OPTION, readChoice, readDay, readLimit, readName, upTo } from "../shell/options.ts"
import { endingOf, importAsked, keepsOut, type Outcome, requestImport, showOn, unpack } from "./background.job.ts"
import { correctionsWire } from "./drafts/draft.wire.ts"
import { type Imported, type ImportOptions, importJournal } from "./import.job.ts"
import { loadImports } from "./import.store.ts"
import {
  booked,
  closedInWords,
  counted,
  inNumber,
  lineSaid,
  more,
  problemForPeople,
  recognised,
  refusedRows,
  reopenedInWords,
  soldInWords,
  importText as text,
  tiedOut,
  totalled,
} from "./import.text.ts"
import { type ImportAnswer, importWire, recognisedWire } from "./import.wire.ts"
import { type MappingSaid, parseMapping } from "./mapping.ts"
import { problemInWords } from "./problem.text.ts"
import type { Progress } from "./reading/progress.ts"
import { type Watcher, watched } from "./reading/watch.cli.ts"
import { REASONS } from "./totals/reasons.text.ts"

const SHOWN = 20
const LONGEST_MAP = 1 << 20

const bringIn: Command<Context> = {
  name: "import",
  words: "FILE…",
  about: text.about,
  example: "import sales-journal.csv --dry-run",
  needs: "import",
  takes: 100,
  options: {
    as: { type: "string", value: "journal|snapshot|turnover", about: text.as },
    "as-of": { type: "string", value: "YYYY-MM-DD", about: text.asOf },
    control: { type: "string", value: "AMOUNT", about: text.control },
    yes: { type: "boolean", about: text.yes },
    backfill: { type: "boolean", about: text.backfill },
    source: { type: "string", value: "NAME", about: text.source },
    sheet: { type: "string", value: "NAME", about: text.sheet },
    map: { type: "string", value: "FILE", about: text.map },
    "date-order": { type: "string", value: "dmy|mdy|ymd", about: text.dateOrder },
    corrections: { type: "string", value: "FILE", about: text.corrections },
    round: { type: "string", value: "half-up", about: text.round },
    "on-conflict": { type: "string", value: "keep|replace", about: text.onConflict },
    "accept-good": { type: "boolean", about: text.acceptGood },
    refused: { type: "string", value: "FILE", about: text.refused },
    "dry-run": { type: "boolean", about: text.dryRun },
    background: { type: "boolean", about: text.background },
  },
  async run(call) {
    const { context, words, values, lang } = call
    if (words.length === 0) throw new Refused("MISSING_FILE")
    if (values.refused !== undefined && words.length > 1) throw new Refused("USAGE", { what: text.oneRefused[lang] })
    const read = await readOptions(values, context, lang, call)
    if (read === null) return EXIT.refused
    for (const file of words) await mustBeReadable(file)
    if (values.background === true) return queueImports(call, read)
    const db = await context.database()
    const home = await context.company()
    const directory = await loadDirectory(db)
    const imports: Imported[] = []
    for (const file of words) {
      // Ctrl-C here and a cancel from another terminal stop it alike.
      const work = (here: Watcher, run: Run) => {
        const shown = showOn(run)
        const progress = (now: Progress) => {
          here.progress(now)
          shown(now)
        }
        const signal = AbortSignal.any([here.signal, run.signal])
        const within = { company: home.id, job: run.id, settle: (tx: Tx) => run.settle(tx) }
        return importJournal(db, { by: context.by, home, directory }, file, read, { progress, signal, within })
      }
      const asked = importAsked(context.by, file, {})
      const ending = (ended: readonly Imported[]) => endingOf(ended, read)
      imports.push(...(await watched(file, lang, call.note, (here) => runHere(db, home.id, asked, (run) => work(here, run), ending))))
    }
    return showImports(call, imports, read)
  },
}

/** Shows what the imports came to; the exit code. */
function showImports(call: Call<Context>, imports: readonly Imported[], options: Outcome["options"]): number {
  const answers = imports.map((i) => answerOf(i, options, call.lang, call.json ? problemInWords : problemForPeople))
  if (call.json) call.answer({ imports: answers })
  else for (const answer of answers) show(call, answer, options.dryRun)
  return imports.some((i) => keepsOut(i, options)) ? EXIT.refused : EXIT.done
}

/** The same for an import of the background, from what is kept with its job. */
export const importOutcomes = {
  show(call: Call<Context>, outcome: unknown): number {
    const { imports, options } = unpack(outcome)
    return showImports(call, imports, options)
  },
  answer(outcome: unknown, lang: Language) {
    const { imports, options } = unpack(outcome)
    return { imports: imports.map((i) => answerOf(i, options, lang, problemForPeople)) }
  },
  files: (outcome: unknown): readonly string[] => [...new Set(unpack(outcome).imports.flatMap((i) => i.refusedFile ?? []))],
}

async function queueImports(call: Call<Context>, options: ImportOptions): Promise<number> {
  const { context, words, lang } = call
  if (options.dryRun) throw new Refused("USAGE", { what: text.noDryBackground[lang] })
  if (options.refused !== null) throw new Refused("USAGE", { what: text.noRefusedBackground[lang] })
  const instance = await context.instance("visitor")
  const home = await context.company()
  const queued: { readonly id: string; readonly file: string }[] = []
  await withQueue(instance, async (jobs) => {
    for (const file of words) queued.push({ id: await requestImport(instance.db, jobs, context.by, home, file, options), file })
  })
  if (call.json) call.answer({ jobs: queued })
  else for (const { id, file } of queued) call.print(`${id}  ${file}`)
  if (!call.json) call.note(text.queued[lang])
  return EXIT.done
}

const list: Command<Context> = {
  name: "import list",
  words: "",
  about: text.list,
  example: "import list --limit 20",
  needs: "read",
  takes: 0,
  options: LIMIT_OPTION,
  async run({ context, json, answer, print, note, lang, values }) {
    const most = readLimit(values)
    const company = await context.company()
    const { shown, more: cut } = upTo(await (await context.database()).inCompany(company.id, (tx) => loadImports(tx, most + 1)), most)
    if (json) answer({ imports: shown, more: cut })
    else if (shown.length === 0) print(text.none[lang])
    else
      for (const i of shown) print(`${i.id}  ${i.at}  ${plain(i.source).padEnd(12)} ${plain(i.file)}  ${counted[lang](...countsOf(i.counts, lang))}`)
    if (cut && !json) note(limitText.more[lang])
    return EXIT.done
  },
}

export const importCommands = [bringIn, list]

async function readOptions(values: Values, context: Context, lang: Language, call: Call<Context>): Promise<ImportOptions | null> {
  readChoice(values, "round", ["half-up"])
  let map: MappingSaid | null = null
  if (typeof values.map === "string") {
    await mustBeReadable(values.map)
    if ((await stat(values.map)).size > LONGEST_MAP) throw new Refused("BAD_OPTION", { option: "map", value: values.map, takes: "≤ 1 MB" })
    const parsed = parseMapping(await readFile(values.map, "utf8"))
    if (!parsed.ok) {
      for (const problem of parsed.refusal) call.note(`${values.map}: ${problemInWords(problem, lang)}`)
      return null
    }
    map = parsed.value
  }
  return {
    mode: readChoice(values, "as", ["journal", "snapshot", "turnover"]) ?? "journal",
    control: await readControl(values, context),
    yes: values.yes === true,
    backfill: values.backfill === true,
    map,
    corrections: await readCorrections(values),
    dateOrder: readChoice(values, "date-order", ["dmy", "mdy", "ymd"]),
    round: values.round === "half-up",
    source: readName(values, "source"),
    sheet: typeof values.sheet === "string" ? values.sheet : null,
    onConflict: readChoice(values, "on-conflict", ["keep", "replace"]) ?? "keep",
    acceptGood: values["accept-good"] === true,
    dryRun: values["dry-run"] === true,
    refused: await readNewFile(values, "refused"),
    lang,
    asOf: readDay(values, "as-of", context.today()),
    dataDir: context.config.dataDir,
  }
}

async function readCorrections(values: Values): Promise<ImportOptions["corrections"]> {
  const { corrections: file } = values
  if (typeof file !== "string") return null
  await mustBeReadable(file)
  const takes = '{"cells":[{"line":2,"column":"HEADER","value":"…"}],"drop":[3],"alike":[{"column":"HEADER","was":"…","value":"…"}]}'
  if ((await stat(file)).size > LONGEST_MAP) throw new Refused("BAD_OPTION", { option: "corrections", value: file, takes: "≤ 1 MB" })
  try {
    return correctionsWire.parse(JSON.parse(await readFile(file, "utf8")))
  } catch {
    throw new Refused("BAD_OPTION", { option: "corrections", value: file, takes })
  }
}

/** The control balance, in the company's currency. */
async function readControl(values: Values, context: Context): Promise<string | null> {
  if (typeof values.control !== "string") return null
  const { currency: home } = await context.company()
  try {
    return toDecimal(fromDecimal(values.control, currency(home)), currency(home))
  } catch {
    throw new Refused("BAD_OPTION", { option: "control", value: values.control, takes: `12345.67 (${home})` })
  }
}

/** A file that is not there yet. */
async function readNewFile(values: Values, option: string): Promise<string | null> {
  const file = values[option]
  if (typeof file !== "string") return null
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (there) throw new Refused("FILE_EXISTS", { file })
  return file
}

async function mustBeReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK)
    if (!(await stat(file)).isFile()) throw new Refused("NO_SUCH_FILE", { file, why: "not a file" })
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused("NO_SUCH_FILE", { file, why: (error as NodeJS.ErrnoException).code ?? "" })
  }
}

function answerOf(i: Imported, options: Outcome["options"], lang: Language, inWords: typeof problemInWords): ImportAnswer {
  const kept = i.refused > 0 && !options.acceptGood
  const posted = kept ? null : i.posted
  return importWire.parse({
    id: i.id,
    company: i.company,
    file: i.file,
    sha256: i.sha256,
    kind: i.kind as ImportAnswer["kind"],
    mode: options.mode,
    source: i.source,
    rows: i.rows,
    accepted: posted?.accepted ?? 0,
    skipped: (posted?.skipped ?? 0) + (posted ? i.repeated : 0),
    refused: i.refused,
    conflicts: i.conflicts,
    closed: closedOf(posted && i.snapshot),
    reopened: reopenedOf(posted && i.snapshot),
    refusedFile: i.refusedFile,
    problems: i.problems.map((p) => ({ line: p.line, column: p.column, code: p.code, severity: p.severity, message: inWords(p, lang) })),
    problemsUnlisted: i.unlisted,
    totals: (posted?.totals ?? []).map((t) => ({ ...t, amount: toDecimal(t.amount, t.currency), net: toDecimal(t.net, t.currency) })),
    tieOut: i.tieOut.map(tieOutOf),
    books: booksOf(i.books),
    mapping: i.mapping,
  })
}

/** What a snapshot closed because it was not named any more: items of every currency, the amount in the company's own. */
function closedOf(snapshot: Imported["snapshot"]): ImportAnswer["closed"] {
  if (!snapshot) return { count: 0, amount: "0.00" }
  const ofHome = snapshot.sums.find((s) => s.currency === snapshot.home)
  return { count: snapshot.sums.reduce((n, s) => n + s.goneCount, 0), amount: toDecimal(ofHome?.goneAmount ?? 0n, snapshot.home) }
}

function reopenedOf(snapshot: Imported["snapshot"]): ImportAnswer["reopened"] {
  if (!snapshot) return { count: 0, amount: "0.00" }
  return { count: snapshot.reopened, amount: toDecimal(snapshot.risen.find((r) => r.currency === snapshot.home)?.amount ?? 0n, snapshot.home) }
}

function tieOutOf({ account, control, open, currency: code, because }: Imported["tieOut"][number]): ImportAnswer["tieOut"][number] {
  const named = because.map((b) => ({ code: b.code, amount: toDecimal(-b.amount, code), lines: b.lines }))
  return { account, control: toDecimal(control, code), open: toDecimal(open, code), difference: toDecimal(open - control, code), because: named }
}

function booksOf(books: Imported["books"]): ImportAnswer["books"] {
  if (books === null) return null
  const { debit, credit, entries, unbalanced, currency: code } = books
  return { debit: toDecimal(BigInt(debit), code), credit: toDecimal(BigInt(credit), code), entries, unbalanced }
}

type Counts = { readonly rows: number; readonly accepted: number; readonly skipped: number; readonly refused: number; readonly conflicts: number }
const countsOf = (c: Counts, lang: Language): [string, string, string, string, string] => {
  const n = new Intl.NumberFormat(LOCALES[lang])
  return [n.format(c.rows), n.format(c.accepted), n.format(c.skipped), n.format(c.refused), n.format(c.conflicts)]
}

function show({ print, note, lang }: Call<Context>, a: ImportAnswer, dryRun: boolean): void {
  const n = new Intl.NumberFormat(LOCALES[lang])
  const write = cellWriter(lang)
  print(`${plain(a.file)}: ${counted[lang](...countsOf(a, lang))}`)
  const columns = dryRun ? recognisedIn(a.mapping) : ""
  if (columns !== "") print(`  ${plain(recognised[lang](columns))}`)
  const money = (amount: string) => write(amount, "amount")
  for (const t of a.totals) {
    if (a.mode === "turnover") {
      print(`  ${soldInWords[lang](t.currency, money(t.amount))}`)
      continue
    }
    const parts = [inNumber("invoice", t.invoices, lang), inNumber("creditNote", t.creditNotes, lang), inNumber("payment", t.payments, lang)]
    print(`  ${totalled[lang](t.currency, money(t.amount), parts.join(", "), money(t.net))}`)
  }
  if (a.closed.count > 0) print(`  ${closedInWords[lang](n.format(a.closed.count), money(a.closed.amount))}`)
  if (a.reopened.count > 0) print(`  ${reopenedInWords[lang](n.format(a.reopened.count), money(a.reopened.amount))}`)
  if (a.books !== null)
    print(`  ${booked[lang](money(a.books.debit), money(a.books.credit), n.format(a.books.entries), n.format(a.books.unbalanced))}`)
  for (const t of a.tieOut) {
    const because = t.because.map((b) => `${REASONS[b.code][lang]} ${money(b.amount)}`).join(", ")
    const account = t.account === "control" ? "" : `${t.account}: `
    print(`  ${account}${tiedOut[lang](money(t.control), money(t.open), money(t.difference))}${because && ` (${because})`}`)
  }
  const worst = [...a.problems].sort((x, y) => Number(x.severity === "warning") - Number(y.severity === "warning"))
  for (const p of worst.slice(0, SHOWN)) note(`  ${p.line > 0 ? `${plain(lineSaid[lang](p.line, p.column ?? ""))}: ` : ""}${plain(p.message)}`)
  const left = a.problems.length + a.problemsUnlisted - SHOWN
  if (left > 0) note(`  ${more[lang](left)}`)
  if (a.refusedFile !== null) print(refusedRows[lang](a.refusedFile))
  if (dryRun || a.id === null) print(text.nothingWritten[lang])
  const goodLeft = a.problems.some((p) => p.severity === "refusal" && p.line > 0) && !a.problems.some((p) => p.code === "TOTAL_DIFFERS")
  if (a.id === null && goodLeft && a.rows > 0) print(text.tryGood[lang])
}

/** “customerCode = Code client, …, decimal = ,”: what can be said otherwise in --map. */
function recognisedIn(mapping: unknown): string {
  const read = recognisedWire.safeParse(mapping)
  if (!read.success) return ""
  const { columns, decimal, dateOrder } = read.data
  return [...Object.entries(columns), ["decimal", decimal], ["dateOrder", dateOrder]]
    .flatMap(([field, header]) => (header ? [`${field} = ${header}`] : []))
    .join(" · ")
}
