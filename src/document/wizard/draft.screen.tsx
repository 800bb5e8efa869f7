/** One file on its way in: what the server made of it, its steps, and the import itself once it was asked for. */
import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import type { z } from "zod"
import type { jobWire } from "../../shell/jobs/jobs.wire.ts"
import { addressOf, ask, Problem, question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { jobsChanged } from "../../shell/web/jobs.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Skeleton, Trouble } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import type { Corrections } from "../drafts/corrections.ts"
import type { DraftAnswer } from "../drafts/draft.wire.ts"
import type { ImportAnswer } from "../import.wire.ts"
import { CheckStep } from "./check.screen.tsx"
import { AtWork, Ended } from "./ended.screen.tsx"
import { stepText, wizardText as text } from "./imports-screen.text.ts"
import type { WizardSearch } from "./imports-search.ts"
import { RowsStep } from "./rows.screen.tsx"
import { UnderstoodStep } from "./understood.screen.tsx"
import { STEPS, type Step, sameCorrections, spoken, stepFor } from "./wizard.ts"

export type Job = z.infer<typeof jobWire> & { readonly outcome: { readonly imports: readonly ImportAnswer[] } | null }
/** What is said of the file from now on; what is not named stays. */
export type Said = Partial<Omit<DraftAnswer["options"], "map">> & { readonly map?: unknown }
export type StepOf = {
  readonly draft: DraftAnswer
  readonly imports: readonly ImportAnswer[]
  readonly checking: boolean
  /** What is mended so far, said to the server or not yet. */
  readonly corrections: Corrections
  mend(next: Corrections): void
  /** Asks the server to look again, with what is said now; a step other than this one may be gone to. */
  say(said: Said, to?: Step): void
  toStep(step: Step): void
}

const BEAT_MS = 400
const over = (job: Job | undefined) => job !== undefined && job.state !== "queued" && job.state !== "running"
const jobQuestion = (code: string, job: string) => ({
  ...question<Job>(code, `/jobs/${job}`),
  refetchInterval: ({ state: { data } }: { readonly state: { readonly data: Job | undefined } }) => (over(data) ? (false as const) : BEAT_MS),
})

export function DraftTitle({ job }: { readonly job: string }) {
  const { code } = useCompany()
  const { data } = useQuery(jobQuestion(code, job))
  return <>{data?.subject ?? "…"}</>
}

type Of = {
  readonly job: string
  readonly search: WizardSearch
  readonly go: (change: Partial<WizardSearch>, replace?: boolean) => void
  /** Another look at the same file takes this one's place; the person may have gone to another step meanwhile. */
  readonly become: (job: string) => void
  /** To the file after this one, where there is one. */
  readonly next: (() => void) | undefined
  readonly leave: () => void
}
export function Draft({ job, search, go, become, next: onward, leave }: Of) {
  const { step } = search
  const { code } = useCompany()
  const asked = useQuery(jobQuestion(code, job))
  const now = asked.data
  const ended = over(now)
  const draft = useQuery({
    ...question<DraftAnswer>(code, `/imports/drafts/${job}`),
    enabled: ended && now?.trial === true,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // While the server looks again, what it saw before stays in sight.
  const seen = useRef<{ readonly draft: DraftAnswer; readonly imports: readonly ImportAnswer[] } | null>(null)
  if (ended && draft.data?.job === job && now?.outcome) seen.current = { draft: draft.data, imports: now.outcome.imports }
  const [sending, setSending] = useState(false)
  const [typed, setTyped] = useState<Corrections | null>(null)
  // What was ticked and chosen stands at once, though the server still looks what comes of it.
  const [chosen, setChosen] = useState<Said>({})
  const send = (said: Said & { readonly dryRun: boolean }) => {
    setSending(true)
    const { corrections: _, dryRun: _again, ...options } = said
    setChosen(options)
    if (said.corrections) setTyped(said.corrections)
    ask<{ readonly job: string }>(addressOf(code, `/imports/drafts/${job}`), { method: "POST", body: said })
      .then(({ job: next }) => {
        jobsChanged(code)
        become(next)
      })
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => setSending(false))
  }
  const heading = useRef<HTMLHeadingElement>(null)
  // What comes after a step is read from its beginning.
  useEffect(() => {
    if (step !== undefined) heading.current?.focus()
  }, [step])
  if (asked.error && (!now || asked.error instanceof Problem)) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (draft.error && !seen.current) return <Trouble error={draft.error} again={() => void draft.refetch()} />
  const isAway = asked.error !== null
  if (now && !now.trial)
    return ended ? (
      <Ended job={now} next={onward} leave={leave} again={() => send({ dryRun: true })} busy={sending} />
    ) : (
      <AtWork job={now} isAway={isAway} />
    )
  const refusedAtAll = ended && now?.outcome === null
  if (refusedAtAll) return <Trouble error={new Error(now?.message ?? "")} />
  const known = seen.current
  if (!known)
    return (
      <>
        <p role="status" className="soft">
          {text.looking[LANG]} {now && now.done > 0 ? `${now.done}` : ""}
        </p>
        <Skeleton rows={6} />
      </>
    )
  const checking = sending || !ended || draft.data?.job !== job
  const at = STEPS.find((each) => each === step) ?? stepFor(known.imports)
  const corrections = typed ?? known.draft.options.corrections
  const isSaid = sameCorrections(corrections, known.draft.options.corrections)
  const steps: StepOf = {
    ...known,
    draft: checking ? { ...known.draft, options: { ...known.draft.options, ...chosen } } : known.draft,
    checking,
    say(said, to = at) {
      if (to !== step) go({ step: to }, true)
      send({ ...said, dryRun: true })
    },
    corrections,
    mend: setTyped,
    toStep(to) {
      go({ step: to, rows: undefined, from: undefined, only: undefined })
      if (!isSaid) send({ corrections: spoken(corrections), dryRun: true })
    },
  }
  const bringIn = (said: Said) => send({ ...said, dryRun: false })
  return (
    <>
      <div className="wizard-head">
        <h2 ref={heading} tabIndex={-1}>
          {known.draft.file}
        </h2>
        <span role="status" className="soft">
          {isAway ? text.away[LANG] : checking ? text.checking[LANG] : ""}
        </span>
        <span className="spacer" />
        <button type="button" className="quiet" onClick={leave}>
          {text.setAside[LANG]}
        </button>
      </div>
      <nav aria-label={text.steps[LANG]}>
        <ol className="steps">
          {STEPS.map((each, i) => (
            <li key={each}>
              <button type="button" {...(each === at ? { "aria-current": "step" } : {})} onClick={() => steps.toStep(each)}>
                <span className="num" aria-hidden="true">
                  {i + 1}
                </span>
                {stepText[each][LANG]}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {at === "understood" && <UnderstoodStep key={known.draft.job} {...steps} />}
      {at === "rows" && <RowsStep {...steps} search={search} go={go} />}
      {at === "check" && <CheckStep {...steps} bringIn={bringIn} />}
    </>
  )
}
