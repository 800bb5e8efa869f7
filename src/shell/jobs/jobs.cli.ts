/** The one place that shows jobs, and where they are cancelled and waited for. What a job's outcome means is its own room's to say. */
import { setTimeout as pause } from "node:timers/promises"
import type { Id } from "../../kernel/id.ts"
import { plain } from "../../kernel/listing.ts"
import { Refused } from "../../kernel/result.ts"
import type { Language, RefusalTexts } from "../../kernel/text.ts"
import { type Call, type Command, EXIT } from "../cli.ts"
import type { Context, Creditor } from "../context.ts"
import type { Database } from "../db.ts"
import { askCancel, loadJobs } from "./job.store.ts"
import type { JobRow } from "./job.ts"
import { stateText, jobsText as text, timeLeft, unitText } from "./jobs.text.ts"
import type { Jobs } from "./jobs.ts"
import { jobAnswer, jobMessage } from "./jobs.wire.ts"
import { withQueue } from "./work.ts"

/** What a room tells of the outcomes of its kind of job. */
export type Outcomes = {
  /** Shows what came of it, as its own command would have; the exit code. */
  show(call: Call<Context>, outcome: unknown): number
  /** The files it left for a person, in the data folder of a company's number. */
  files(outcome: unknown, dataDir: string, company: number): readonly string[]
}
type Listed = JobRow & { readonly company: Creditor }

const SHOWN = 100
const LOOK_MS = 300
/** How long a cancelled job is waited for; it is cancelled for good before that, only not yet cleared away. */
const CLEARED_WITHIN_MS = 5_000
const isOver = (job: JobRow) => job.state !== "queued" && job.state !== "running"

export function jobsCommands(
  directory: (db: Database) => Promise<readonly Creditor[]>,
  outcomes: Readonly<Record<string, Outcomes>>,
  refusals: RefusalTexts,
): Command<Context>[] {
  async function companiesOf({ context, values }: Call<Context>): Promise<readonly Creditor[]> {
    return typeof values.company === "string" ? [await context.company()] : directory(await context.database())
  }

  async function load(call: Call<Context>, sought: string | null = null): Promise<Listed[]> {
    const db = await call.context.database()
    const found: Listed[] = []
    for (const company of await companiesOf(call)) {
      const rows = await db.inCompany(company.id, (tx) => loadJobs(tx, SHOWN, sought))
      found.push(...rows.map((row) => ({ ...row, company })))
    }
    return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, SHOWN)
  }

  async function find(call: Call<Context>, id: string | undefined): Promise<Listed> {
    if (id === undefined) throw new Refused("MISSING_JOB")
    const [job] = await load(call, id.toLowerCase())
    if (!job) throw new Refused("UNKNOWN_JOB", { id })
    return job
  }

  async function waitFor(call: Call<Context>, sought: string): Promise<number> {
    let job = await find(call, sought)
    for (let shown = ""; !isOver(job); job = await find(call, job.id)) {
      const line = lineOf(job, call.lang, refusals)
      if (process.stderr.isTTY && line !== shown) call.note(line)
      shown = line
      await pause(LOOK_MS)
    }
    const told = outcomes[job.kind]
    if (job.outcome !== null && told) return told.show(call, job.outcome)
    if (job.state !== "done") throw new Refused(job.code ?? "WORKER_GONE", job.figures ?? {})
    return EXIT.done
  }

  const filesOf = (job: Listed, { context }: Call<Context>) =>
    job.outcome === null ? [] : (outcomes[job.kind]?.files(job.outcome, context.config.dataDir, job.company.id) ?? [])

  const list: Command<Context> = {
    name: "jobs",
    words: "[--wait ID]",
    about: text.about,
    example: "jobs --json",
    needs: "read",
    takes: 0,
    options: { wait: { type: "string", value: "ID", about: text.wait } },
    async run(call) {
      if (typeof call.values.wait === "string") return waitFor(call, call.values.wait)
      const jobs = await load(call)
      if (call.json)
        call.answer({ jobs: jobs.map((job) => ({ ...jobAnswer(job, job.company.code, call.lang, refusals), files: filesOf(job, call) })) })
      else if (jobs.length === 0) call.print(text.none[call.lang])
      else for (const job of jobs) call.print([lineOf(job, call.lang, refusals), ...filesOf(job, call)].join("  "))
      return EXIT.done
    },
  }

  const cancel: Command<Context> = {
    name: "jobs cancel",
    words: "ID",
    about: text.cancel,
    example: "jobs cancel 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa",
    needs: "import",
    takes: 1,
    options: {},
    async run(call) {
      let job = await find(call, call.words[0])
      if (isOver(job)) throw new Refused("JOB_ENDED", { id: job.id, state: stateText[job.state][call.lang] })
      if (!(await cancelJob(call.context, job, job.company.id))) {
        job = await find(call, job.id)
        throw new Refused("JOB_ENDED", { id: job.id, state: stateText[job.state][call.lang] })
      }
      for (const until = Date.now() + CLEARED_WITHIN_MS; !isOver(job) && Date.now() < until; await pause(LOOK_MS)) job = await find(call, job.id)
      if (call.json) call.answer({ id: job.id, state: "cancelled" })
      else call.print(text.cancelled[call.lang])
      return EXIT.done
    },
  }
  return [list, cancel]
}

/** On the row and in the queue at once; false when it had ended. */
async function cancelJob(context: Context, job: { readonly id: Id; readonly kind: string; readonly background: boolean }, company: number) {
  const instance = await context.instance("visitor")
  const ask = (jobs: Jobs | null) =>
    instance.db.inCompany(company, async (tx) => {
      const asked = await askCancel(tx, job.id)
      if (asked) await jobs?.cancel(tx, job.kind, job.id)
      return asked
    })
  return job.background ? withQueue(instance, ask) : ask(null)
}

function lineOf(job: Listed, lang: Language, refusals: RefusalTexts): string {
  const n = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 })
  const unit = unitText[job.unit]?.[lang] ?? job.unit
  const facts = [
    job.id,
    stateText[job.state][lang].padEnd(10),
    `${job.kind} ${plain(job.subject)} (${job.company.code})`,
    job.done > 0 ? `${n.format(job.done)}${job.total === null ? "" : ` / ${n.format(job.total)}`} ${unit}` : "",
    job.rate === null ? "" : `${n.format(job.rate)}/s`,
    job.secondsLeft === null ? "" : timeLeft[lang](n.format(job.secondsLeft)),
    jobMessage(job, lang, refusals) ?? "",
  ]
  return facts.filter((fact) => fact !== "").join("  ")
}
