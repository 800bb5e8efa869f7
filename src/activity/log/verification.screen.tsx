/** When the books were last verified and what came of it; the button that verifies them now, with its progress. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import type { z } from "zod"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeInstant } from "../../shell/web/figures.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import { wordActor } from "../actor.text.ts"
import type { verifiedWire } from "./log.wire.ts"
import { logScreenText as text } from "./log-screen.text.ts"

type Job = {
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled"
  readonly done: number
  readonly total: number | null
  readonly message: string | null
  readonly outcome: { readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[] } | null
}
type Kept = z.infer<typeof verifiedWire>
const ASK_AGAIN_MS = 700
const isOver = (job: Job | undefined) => job !== undefined && !["queued", "running"].includes(job.state)

export function Verification({ mayAsk }: { readonly mayAsk: boolean }) {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const kept = useQuery(question<{ readonly verifications: readonly Kept[] }>(code, "/verifications"))
  const [id, setId] = useState<string | null>(null)
  const job = useQuery({
    ...question<Job>(code, `/jobs/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : ASK_AGAIN_MS),
  })
  const over = isOver(job.data)
  useEffect(() => {
    if (over) for (const path of ["/verifications", "/activity", "/trust"]) void remembered.invalidateQueries({ queryKey: [code, path] })
  }, [over, code, remembered])
  const verify = () =>
    ask<{ readonly id: string }>(addressOf(code, "/verifications"), { method: "POST", body: {} }).then(
      (asked) => setId(asked.id),
      (error: Error) => tell(error.message, { bad: true }),
    )
  const [last, ...earlier] = kept.data?.verifications ?? []
  const running = id !== null && !over
  return (
    <section className="card verification" aria-label={text.verify[LANG]}>
      <div className="verification-line">
        <span role="status">
          {running ? (
            <>
              {text.verifying[LANG]}{" "}
              <b className="num">
                {job.data?.done ?? 0}
                {job.data?.total ? ` / ${job.data.total}` : ""}
              </b>{" "}
              {text.checks[LANG]}
            </>
          ) : last ? (
            <LastLine of={last} />
          ) : (
            kept.data && text.never[LANG]
          )}
        </span>
        {running && <progress aria-label={text.verifying[LANG]} value={job.data?.done ?? 0} max={job.data?.total ?? 1} />}
        {mayAsk && (
          <button type="button" disabled={running} onClick={() => void verify()}>
            {text.verify[LANG]}
          </button>
        )}
      </div>
      {over && job.data?.state !== "done" && <p className="notice bad">{job.data?.message ?? text.failed[LANG]}</p>}
      {over && job.data?.outcome && (
        <ul className="checks">
          {job.data.outcome.checks.map(({ name, ok, detail }) => (
            <li key={name}>
              <b className={ok ? "good" : "bad"}>{ok ? "✓" : "✗"}</b> <span>{name}</span> <span className="soft">{detail}</span>
            </li>
          ))}
        </ul>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{text.earlier[LANG]}</summary>
          <ul className="checks">
            {earlier.map((one) => (
              <li key={one.id}>
                <LastLine of={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const LastLine = ({ of }: { readonly of: Kept }) => (
  <>
    {text.verified[LANG]} <span className="num">{writeInstant(of.at)}</span>, {wordActor(of.by, LANG)}
    {text.colon[LANG]}{" "}
    <b className={of.ok ? "good" : "bad"}>
      {of.ok ? `${text.holds[LANG]} (${of.checks} ${text.checks[LANG]})` : `${text.fails[LANG]}${COLON}${of.faults.join(", ")}`}
    </b>
  </>
)
