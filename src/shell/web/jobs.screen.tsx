/**
 * Long work, wherever one is in the program: a small list in the head of every page, and a word when a job ends. Asked every second while something
 * runs, seldom otherwise; whoever starts a job, or hears of one, says `jobsChanged`.
 */
import { useQuery } from "@tanstack/react-query"
import { Link, useRouterState } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import type { z } from "zod"
import type { seenJobWire } from "../jobs/jobs.wire.ts"
import { addressOf, ask, queries, question } from "./ask.screen.ts"
import { addressed } from "./asked.screen.ts"
import { writeCount } from "./figures.screen.tsx"
import { Fold } from "./fold.screen.tsx"
import { jobsText as text } from "./jobs.text.ts"
import { COLON, LANG } from "./lang.screen.ts"
import { tell } from "./toast.screen.tsx"

export type Job = z.infer<typeof seenJobWire>
type Listed = { readonly jobs: readonly Job[] }
const ASKED = 20
const SHOWN = 6
const RUNNING_MS = 1_000
const RESTING_MS = 20_000

const jobsQuestion = (code: string) => question<Listed>(code, "/jobs", { limit: ASKED })
/** Something happened to a job of the company: what was read of jobs is asked anew. */
export const jobsChanged = (code: string) =>
  void queries.invalidateQueries({ predicate: ({ queryKey: [of, path] }) => of === code && /^\/jobs(?:\/|$)/.test(String(path)) })
export const isRunning = ({ state }: Pick<Job, "state">) => state === "queued" || state === "running"
/** The share that is done, of what is counted; null: nothing is counted yet. */
const shareOf = ({ done, total }: Pick<Job, "done" | "total">) => (total === null || total === 0 ? null : Math.min(1, done / total))

export function useJobs(code: string) {
  return useQuery({
    ...jobsQuestion(code),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.jobs.some(isRunning) ? RUNNING_MS : RESTING_MS),
  })
}

export const cancelJob = (code: string, id: string) =>
  ask(addressOf(code, `/jobs/${id}/cancel`), { method: "POST", body: {} })
    .catch((error: Error) => tell(error.message, { bad: true }))
    .finally(() => jobsChanged(code))

const fileOf = (code: string, { id }: Pick<Job, "id">) => addressOf(code, `/jobs/${id}/file`)
/** Lists that others take away are nobody else's news. */
const isShown = ({ kind, mine, trial }: Job) => !trial && (mine || kind !== "export")

export function Progress({ job }: { readonly job: Pick<Job, "subject" | "done" | "total"> }) {
  const share = shareOf(job)
  const words = share === null ? (job.done > 0 ? writeCount(job.done) : "") : `${Math.floor(share * 100)} %`
  return (
    <span className="progress">
      <progress aria-label={`${text.progress[LANG]}: ${job.subject}`} {...(share === null ? {} : { value: share, max: 1 })} />
      <span className="num">{words}</span>
    </span>
  )
}

/** `to`: where imports are listed; undefined: the person does not see them. */
export function Jobs({ company, to }: { readonly company: string; readonly to: string | undefined }) {
  const { data } = useJobs(company)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const before = useRef<ReadonlyMap<string, Job["state"]>>(new Map())
  const jobs = (data?.jobs ?? []).filter(isShown)
  const elsewhere = to === undefined || !path.startsWith(to)
  useEffect(() => {
    if (!data) return
    const known = before.current
    before.current = new Map(data.jobs.map(({ id, state }) => [id, state]))
    for (const job of data.jobs) {
      const was = known.get(job.id)
      if (was === undefined || !isRunning({ state: was }) || isRunning(job) || !isShown(job)) continue
      const words = `${job.subject}${COLON}${job.message ?? text[job.state][LANG]}`
      if (job.kind === "export") {
        tell(words, job.file === null ? { bad: job.state === "failed" } : { download: { words: text.download[LANG], href: fileOf(company, job) } })
        continue
      }
      // What a job did may stand on any page.
      void queries.invalidateQueries({ queryKey: [company] })
      if (elsewhere) tell(`${job.subject}${COLON}${text[job.state][LANG]}`, { bad: job.state === "failed" })
    }
  }, [data, company, elsewhere])
  const running = jobs.filter(isRunning).length
  if (jobs.length === 0) return null
  return (
    <Fold
      className={running > 0 ? "pill past" : "pill"}
      name={`${text.title[LANG]}${running > 0 ? `: ${running}` : ""}`}
      label={
        <>
          <span aria-hidden="true">{running > 0 ? "◔" : "◷"}</span>
          {running > 0 && <b className="num">{running}</b>}
        </>
      }
      end
    >
      {(close) => (
        <div className="jobs">
          <h2>{text.title[LANG]}</h2>
          <ul>
            {jobs.slice(0, SHOWN).map((job) => (
              <li key={job.id}>
                <span className="job-name" title={job.subject}>
                  {job.subject}
                </span>
                {isRunning(job) ? (
                  <>
                    <Progress job={job} />
                    <button
                      type="button"
                      className="quiet"
                      aria-label={`${text.cancel[LANG]}: ${job.subject}`}
                      onClick={() => void cancelJob(company, job.id)}
                    >
                      {text.cancel[LANG]}
                    </button>
                  </>
                ) : (
                  <>
                    <small className={job.state === "failed" ? "bad" : ""}>{text[job.state][LANG]}</small>
                    {job.kind === "export" && job.file !== null && (
                      <a href={fileOf(company, job)} download aria-label={`${text.download[LANG]}: ${job.subject}`}>
                        {text.download[LANG]}
                      </a>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
          {to !== undefined && (
            <Link {...addressed(to)} onClick={close}>
              {text.all[LANG]}
            </Link>
          )}
        </div>
      )}
    </Fold>
  )
}
