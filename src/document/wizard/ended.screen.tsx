/** An import at work, seen live and stopped from here; and what came of it. */
import { addressOf } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount } from "../../shell/web/figures.screen.tsx"
import { cancelJob, Progress } from "../../shell/web/jobs.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { TieOut } from "./books.screen.tsx"
import { Counts, Totals } from "./check.screen.tsx"
import type { Job } from "./draft.screen.tsx"
import { importsText, wizardText as text } from "./imports-screen.text.ts"
import { UndoButton } from "./undo.screen.tsx"
import { forScreen } from "./wizard.ts"

/** `isAway`: the server does not answer; what it has begun it goes on with once it is back. */
export function AtWork({ job, isAway }: { readonly job: Job; readonly isAway: boolean }) {
  const { code } = useCompany()
  return (
    <section className="card at-work" aria-label={text.importing[LANG]}>
      <h2>{job.subject}</h2>
      <p role="status" className={isAway ? "warn" : ""}>
        {isAway ? text.away[LANG] : job.state === "queued" ? text.waiting[LANG] : text.importing[LANG]}
      </p>
      <Progress job={job} />
      {job.secondsLeft !== null && (
        <p className="soft">
          <span className="num">{writeCount(Math.ceil(job.secondsLeft))}</span> {text.secondsLeft[LANG]}
        </p>
      )}
      <p className="soft">{text.leave[LANG]}</p>
      <div className="acts">
        <button type="button" onClick={() => void cancelJob(code, job.id)}>
          {importsText.cancel[LANG]}
        </button>
      </div>
    </section>
  )
}

type Of = {
  readonly job: Job
  readonly busy: boolean
  readonly next: (() => void) | undefined
  readonly leave: () => void
  readonly again: () => void
}
export function Ended({ job, busy, next, leave, again }: Of) {
  const { code, rights } = useCompany()
  const imports = job.outcome?.imports ?? []
  const posted = imports.filter(({ id }) => id !== null)
  const refused = imports.reduce((most, i) => Math.max(most, i.refused), 0)
  const isDone = job.state === "done"
  return (
    <section aria-label={text.done[LANG]}>
      <div className="wizard-head">
        <h2>{job.subject}</h2>
        <span role="status" className={isDone ? "good" : job.state === "cancelled" ? "soft" : "bad"}>
          {isDone ? text.done[LANG] : job.state === "cancelled" ? text.cancelled[LANG] : text.failed[LANG]}
        </span>
      </div>
      {job.state === "failed" && job.message && <p className="notice bad">{forScreen(job.message)}</p>}
      {imports.length > 0 && (
        <>
          <Counts imports={imports} refused={refused} />
          <Totals imports={posted} />
          <TieOut imports={posted} />
        </>
      )}
      <div className="acts">
        {imports.some(({ refusedFile }) => refusedFile !== null) && (
          <a className="button" href={addressOf(code, `/jobs/${job.id}/file`)} download>
            {text.getRefused[LANG]}
          </a>
        )}
        {isDone ? (
          <>
            {next && (
              <button type="button" className="primary" onClick={next}>
                {text.nextFile[LANG]}
              </button>
            )}
            <ToScreen to="ageing" className={next ? "button" : "button primary"}>
              {text.seeAgeing[LANG]}
            </ToScreen>
            <ToScreen to="customers" className="button">
              {text.seeCustomers[LANG]}
            </ToScreen>
          </>
        ) : (
          <button type="button" className="primary" disabled={busy} onClick={again}>
            {text.lookAgain[LANG]}
          </button>
        )}
        {rights.includes("reverse") &&
          posted.map(({ id, company }) => id !== null && company === code && <UndoButton key={id} id={id} file={job.subject} />)}
        <button type="button" onClick={leave}>
          {text.another[LANG]}
        </button>
        <ToScreen to="imports" className="button">
          {importsText.allImports[LANG]}
        </ToScreen>
      </div>
    </section>
  )
}
