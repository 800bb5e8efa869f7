/** Behind a link: what a colleague is asked, and the one answer. Whatever the link lacks, the page says the same. */
import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { ask, Problem } from "../../shell/web/ask.screen.ts"
import { Amount, writeDay } from "../../shell/web/figures.screen.tsx"
import { BRAND } from "../../shell/web/frame.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Skeleton, Trouble } from "../../shell/web/states.screen.tsx"
import { choiceText } from "./question.text.ts"
import { CHOICES, MOST_WORDS } from "./question.ts"
import type { shownAnswer } from "./question.wire.ts"
import { questionScreenText as text } from "./question-screen.text.ts"

type Shown = ReturnType<typeof shownAnswer>
const opensNothing = (error: unknown) => error instanceof Problem && error.status < 500

export function Answer() {
  const { token = "" } = useParams({ strict: false }) as { readonly token?: string }
  const path = `/api/answers/${encodeURIComponent(token)}`
  const asked = useQuery({ queryKey: ["answer", token], queryFn: () => ask<Shown>(path), retry: false, staleTime: Number.POSITIVE_INFINITY })
  const [state, setState] = useState<"asked" | "heard" | "gone">("asked")
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const choice = fields.get("choice")
    setBusy(true)
    ask(path, { method: "POST", body: { words: String(fields.get("words")).trim(), ...(choice ? { choice } : {}) } })
      .then(() => setState("heard"))
      .catch((error: Error) => (error instanceof Problem && error.status === 404 ? setState("gone") : setRefused(error.message)))
      .finally(() => setBusy(false))
  }
  const gone = state === "gone" || (asked.error && opensNothing(asked.error))
  const title = gone ? text.noneTitle[LANG] : state === "heard" ? text.thanks[LANG] : asked.data ? `${asked.data.askedBy} ${text.asks[LANG]}` : ""
  return (
    <div className="door">
      <title>Encours</title>
      <main className="door-card wide">
        <p className="brand">{BRAND}</p>
        {title && <h1>{title}</h1>}
        {gone ? (
          <p>{text.none[LANG]}</p>
        ) : state === "heard" ? (
          <p role="status">{text.close[LANG]}</p>
        ) : asked.error ? (
          <Trouble error={asked.error} again={() => void asked.refetch()} />
        ) : asked.data ? (
          <Asked of={asked.data} submit={submit} busy={busy} refused={refused} />
        ) : (
          <Skeleton rows={4} />
        )}
      </main>
    </div>
  )
}

type AskedOf = {
  readonly of: Shown
  readonly submit: (event: FormEvent<HTMLFormElement>) => void
  readonly busy: boolean
  readonly refused: string | null
}
function Asked({ of, submit, busy, refused }: AskedOf) {
  return (
    <>
      <p className="asked">{of.words}</p>
      <dl className="facts">
        <div className="fact">
          <dt>{text.customer[LANG]}</dt>
          <dd>{of.customer}</dd>
        </div>
        {of.documents.map(({ number, amount, currency }) => (
          <div key={number} className="fact">
            <dt>
              {text.document[LANG]} {number}
            </dt>
            <dd>
              <Amount of={amount} currency={currency} />
            </dd>
          </div>
        ))}
        {of.dueOn && (
          <div className="fact">
            <dt>{text.due[LANG]}</dt>
            <dd>{writeDay(of.dueOn)}</dd>
          </div>
        )}
      </dl>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      <form onSubmit={submit}>
        {of.withChoice && (
          <fieldset className="ticks">
            <legend>{text.fault[LANG]}</legend>
            {CHOICES.map((choice) => (
              <label key={choice} className="tick">
                <input type="radio" name="choice" value={choice} />
                {choiceText[choice][LANG]}
              </label>
            ))}
          </fieldset>
        )}
        <label>
          {text.answer[LANG]}
          <textarea name="words" rows={5} required maxLength={MOST_WORDS} />
        </label>
        <small>{text.once[LANG]}</small>
        <button type="submit" className="primary" disabled={busy}>
          {text.send[LANG]}
        </button>
      </form>
      <small>{of.company}</small>
    </>
  )
}
