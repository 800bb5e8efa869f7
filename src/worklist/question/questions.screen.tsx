/** On a customer's page: questions to colleagues without an account, with their answers; a new one makes a link that is shown once. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import type { z } from "zod"
import { causeText } from "../../dispute/dispute.text.ts"
import type { disputeWire } from "../../dispute/dispute.wire.ts"
import { addDays } from "../../kernel/day.ts"
import type { ItemsPage } from "../../ledger/accounts/open-items.ts"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { today, useCompany } from "../../shell/web/asked.screen.ts"
import { writeAmount, writeDay } from "../../shell/web/figures.screen.tsx"
import { focusOnce } from "../../shell/web/fold.screen.tsx"
import { CopyButton } from "../../shell/web/forms/copy.screen.tsx"
import { TypedDay } from "../../shell/web/forms/typed-field.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { may } from "../../shell/web/person.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { choiceText, stateText } from "./question.text.ts"
import { MOST_WORDS } from "./question.ts"
import type { questionWire } from "./question.wire.ts"
import { questionScreenText as text } from "./question-screen.text.ts"

type Told = z.infer<typeof questionWire>
const SHOWN = 10
const ITEMS = 100
const USUAL_WAIT_DAYS = 3

export function Questions({ customer }: { readonly customer: string }) {
  const company = useCompany()
  const { code } = company
  const remembered = useQueryClient()
  const mayRead = may(company, "read")
  const asked = useQuery({ ...question<{ readonly questions: readonly Told[] }>(code, "/questions", { customer, limit: SHOWN }), enabled: mayRead })
  const [asking, setAsking] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const refresh = () => void remembered.invalidateQueries({ queryKey: [code] })
  const withdraw = (id: string) =>
    ask(addressOf(code, `/questions/${id}/withdraw`), { method: "POST", body: {} })
      .then(() => tell(text.withdrawn[LANG]))
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(refresh)
  const mayAsk = may(company, "tell")
  if (!mayRead) return null
  return (
    <section className="card">
      <h2>{text.title[LANG]}</h2>
      {link && <Link of={link} />}
      <Answered of={asked} rows={2}>
        {({ questions }) =>
          questions.length === 0 ? (
            <p className="soft">{text.nothing[LANG]}</p>
          ) : (
            <ul className="standing">
              {questions.map((one) => (
                <li key={one.id}>
                  <b>{one.askedOf}</b>{" "}
                  <small>
                    {one.state === "open"
                      ? `${stateText.open[LANG]} ${text.until[LANG]} ${writeDay(one.endsAt.slice(0, 10))}`
                      : stateText[one.state][LANG]}
                  </small>
                  <div>
                    {one.item && `${one.item}: `}
                    {one.words}
                  </div>
                  {one.answer && (
                    <div>
                      → {one.choice && <b>{choiceText[one.choice][LANG]}. </b>}
                      {one.answer}
                    </div>
                  )}
                  {one.state === "open" && mayAsk && (
                    <button
                      type="button"
                      className="quiet"
                      aria-label={`${text.withdraw[LANG]}: ${one.askedOf}`}
                      onClick={() => void withdraw(one.id)}
                    >
                      {text.withdraw[LANG]}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {mayAsk &&
        (asking ? (
          <Ask
            customer={customer}
            close={() => setAsking(false)}
            made={(url) => {
              setLink(url)
              setAsking(false)
              refresh()
            }}
          />
        ) : (
          <div className="acts-now">
            <button type="button" onClick={() => setAsking(true)}>
              {text.ask[LANG]}
            </button>
          </div>
        ))}
    </section>
  )
}

function Link({ of }: { readonly of: string }) {
  return (
    <div className="notice" role="status">
      <p>{text.made[LANG]}</p>
      <div className="inline">
        <label>
          {text.link[LANG]}
          <input readOnly value={of} onFocus={(event) => event.currentTarget.select()} />
        </label>
        <CopyButton of={of} />
      </div>
    </div>
  )
}

type AskOf = { readonly customer: string; readonly close: () => void; readonly made: (url: string) => void }
function Ask({ customer, close, made }: AskOf) {
  const { code } = useCompany()
  const items = useQuery(question<ItemsPage>(code, "/open-items", { asOf: today(), customer, side: "debit", limit: ITEMS }))
  const disputes = useQuery(question<{ readonly disputes: readonly z.infer<typeof disputeWire>[] }>(code, "/disputes", { customer, state: "open" }))
  const [dueOn, setDueOn] = useState<string | undefined>(addDays(today(), USUAL_WAIT_DAYS))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const [kind, id, instalment] = String(fields.get("about")).split(" ")
    const about = kind === "dispute" ? { dispute: id } : kind === "item" ? { item: { item: id, instalment: Number(instalment) } } : {}
    const body = {
      customer,
      ...about,
      askedOf: String(fields.get("of")).trim(),
      words: String(fields.get("words")).trim(),
      withChoice: fields.get("choice") === "on",
      dueOn: dueOn ?? null,
    }
    setBusy(true)
    setRefused(null)
    ask<{ readonly url: string }>(addressOf(code, "/questions"), { method: "POST", body })
      .then(({ url }) => made(url))
      .catch((error: Error) => setRefused(error.message))
      .finally(() => setBusy(false))
  }
  return (
    <form className="fields" onSubmit={submit}>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      <label>
        {text.of[LANG]}
        <input name="of" required maxLength={100} autoComplete="off" ref={focusOnce} />
      </label>
      <label>
        {text.about[LANG]}
        <select name="about" defaultValue="customer">
          <option value="customer">{text.whole[LANG]}</option>
          {disputes.data?.disputes.map((one) => (
            <option key={one.id} value={`dispute ${one.id}`}>
              {text.dispute[LANG]} {causeText[one.cause][LANG]}, {writeAmount(one.disputed)} {one.currency}
            </option>
          ))}
          {items.data?.items.map((one) => (
            <option key={`${one.id} ${one.instalment}`} value={`item ${one.id} ${one.instalment}`}>
              {one.number}, {writeAmount(one.open)} {one.currency}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.words[LANG]}
        <textarea name="words" rows={3} required maxLength={MOST_WORDS} placeholder={text.usual[LANG]} />
      </label>
      <TypedDay title={text.due[LANG]} value={dueOn} change={setDueOn} />
      <label className="tick">
        <input type="checkbox" name="choice" defaultChecked />
        {text.choice[LANG]}
      </label>
      <div className="one-of">
        <button type="submit" className="primary" disabled={busy}>
          {text.make[LANG]}
        </button>
        <button type="button" onClick={close}>
          {text.cancel[LANG]}
        </button>
      </div>
    </form>
  )
}
