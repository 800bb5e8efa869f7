/** One act for many rows: filled in, shown for whom it would be done and who is left out with why, then done in one transaction and taken back by its undo. */
import { type FormEvent, type ReactNode, useState } from "react"
import { causeText } from "../../dispute/dispute.text.ts"
import { CAUSES } from "../../dispute/dispute.ts"
import { reasonText } from "../../hold/hold.text.ts"
import { REASONS } from "../../hold/hold.ts"
import { addDays } from "../../kernel/day.ts"
import { today, useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { ActDialog, Field, Pick, post, Save, type Send, said, saidDay, saidOrNull, Words } from "../../shell/web/forms/dialog.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { may } from "../../shell/web/person.screen.ts"
import { actScreenText } from "../acts/act-screen.text.ts"
import { useColleagues } from "../acts/forms.screen.tsx"
import { MOST_AT_ONCE, ON_CUSTOMERS, ON_ITEMS, type OnCustomers, type OnItems } from "./bulk.ts"
import { bulkScreenText as text } from "./bulk-screen.text.ts"

type Unit = { readonly customer: string; readonly name: string; readonly items: readonly string[] }
type Outcome = {
  readonly done: readonly (Unit & { readonly undo: object | null })[]
  readonly left: readonly (Unit & { readonly code: string; readonly why: string })[]
}
/** What the acts are about: customers by their codes, or items by entry and instalment. */
export type Rows =
  | { readonly of: "customers"; readonly customers: readonly string[] }
  | { readonly of: "items"; readonly items: readonly { readonly item: string; readonly instalment: number }[] }
type Kind = OnCustomers | OnItems

export const ItemsBulk = ({ items, clear }: { readonly items: Extract<Rows, { of: "items" }>["items"]; clear(): void }) => (
  <Bulk rows={{ of: "items", items }} clear={clear} />
)

type CustomersOf = { readonly customers: readonly string[]; readonly more: ReactNode; clear(): void }
export const CustomersBulk = ({ customers, more, clear }: CustomersOf) => <Bulk rows={{ of: "customers", customers }} more={more} clear={clear} />

/** The bar that appears with the first row chosen; `more`: what other rooms do with them. */
export function Bulk({ rows, more, clear }: { readonly rows: Rows; readonly more?: ReactNode; clear(): void }) {
  const company = useCompany()
  const [doing, setDoing] = useState<Kind | null>(null)
  const count = rows.of === "customers" ? rows.customers.length : rows.items.length
  if (count === 0 || !may(company, "chase")) return null
  const offered: readonly Kind[] = rows.of === "customers" ? ON_CUSTOMERS : ON_ITEMS
  return (
    <section className="bulk" aria-label={text.onItems[LANG]}>
      <b className="num">
        {writeCount(count)} {text.chosen[LANG]}
      </b>
      {count > MOST_AT_ONCE ? (
        <span className="soft">{text.tooMany[LANG]}</span>
      ) : (
        offered.map((kind) => (
          <button key={kind} type="button" onClick={() => setDoing(kind)}>
            {text[kind][LANG]}
          </button>
        ))
      )}
      {more}
      <button type="button" className="quiet" onClick={clear}>
        {text.clear[LANG]}
      </button>
      {doing && <BulkDialog key={doing} kind={doing} rows={rows} close={() => setDoing(null)} clear={clear} />}
    </section>
  )
}

type DialogOf = { readonly kind: Kind; readonly rows: Rows; close(): void; clear(): void }
function BulkDialog({ kind, rows, close, clear }: DialogOf) {
  const done = () => {
    clear()
    close()
  }
  return (
    <ActDialog title={text[kind][LANG]} close={close} done={done}>
      {(send, busy) => <BulkForm kind={kind} rows={rows} send={send} busy={busy} />}
    </ActDialog>
  )
}

function BulkForm({ kind, rows, send, busy }: Omit<DialogOf, "close" | "clear"> & { readonly send: Send; readonly busy: boolean }) {
  const { code } = useCompany()
  const [seen, setSeen] = useState<{ readonly say: object; readonly outcome: Outcome } | null>(null)
  const [badDay, setBadDay] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const path = rows.of === "customers" ? "/worklist/bulk" : "/items/bulk"
  const about = rows.of === "customers" ? { customers: rows.customers } : { items: rows.items }
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const say = sayOf(kind, new FormData(event.currentTarget))
    setBadDay(say === null)
    setFailed(null)
    if (say === null) return
    post<Outcome>(code, path, { say, ...about, dryRun: true }).then(
      (outcome) => setSeen({ say, outcome }),
      (error: Error) => setFailed(error.message),
    )
  }
  const doIt = () =>
    send(async () => {
      const { done } = await post<Outcome>(code, path, { say: seen!.say, ...about })
      const undo = done.flatMap((one) => (one.undo === null ? [] : [one.undo]))
      return {
        words: `${text[kind][LANG]}${COLON}${writeCount(done.length)} ${text.done[LANG]}`,
        ...(undo.length > 0 ? { undo: () => post(code, "/worklist/bulk/undo", { undo, because: text.takenBack[LANG] }) } : {}),
      }
    })
  return (
    <>
      <form onSubmit={look} hidden={seen !== null}>
        <Fields kind={kind} badDay={badDay} />
        {failed && (
          <p className="notice bad" role="alert">
            {failed}
          </p>
        )}
        <Save busy={busy} words={text.preview[LANG]} />
      </form>
      {seen && <Preview outcome={seen.outcome} busy={busy} doIt={doIt} change={() => setSeen(null)} />}
    </>
  )
}

type PreviewOf = { readonly outcome: Outcome; readonly busy: boolean; doIt(): void; change(): void }
function Preview({ outcome: { done, left }, busy, doIt, change }: PreviewOf) {
  const named = ({ customer, name, items }: Unit) => [name || customer, ...items].filter((one) => one !== "").join(" · ")
  return (
    <div className="preview" role="status">
      <h3>
        {writeCount(done.length)} {text.would[LANG]}
      </h3>
      <ul>
        {done.map((one) => (
          <li key={named(one)}>{named(one)}</li>
        ))}
      </ul>
      {left.length > 0 && (
        <>
          <h3>
            {writeCount(left.length)} {text.left[LANG]}
          </h3>
          <ul>
            {left.map((one) => (
              <li key={named(one)}>
                {named(one)} <small>{one.why}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="one-of">
        <button type="button" className="primary" disabled={busy || done.length === 0} onClick={doIt}>
          {text.doIt[LANG]} {writeCount(done.length)}
        </button>
        <button type="button" onClick={change}>
          {text.change[LANG]}
        </button>
      </div>
    </div>
  )
}

const DAYS_AHEAD: Readonly<Record<Kind, number>> = { snooze: 7, hold: 30, hand: 1, promise: 7, note: 0, dispute: 0 }
function Fields({ kind, badDay }: { readonly kind: Kind; readonly badDay: boolean }) {
  const colleagues = useColleagues()
  const day = (words: string) => (
    <Field name="until" words={words} value={writeDay(addDays(today(), DAYS_AHEAD[kind]))} wrong={badDay ? actScreenText.badDay[LANG] : null} />
  )
  switch (kind) {
    case "snooze":
      return day(actScreenText.until[LANG])
    case "promise":
      return day(actScreenText.on[LANG])
    case "note":
      return <Words name="words" words={actScreenText.noteWords[LANG]} required most={10_000} />
    case "hold":
      return (
        <>
          <div className="pair">
            <Pick name="reason" words={actScreenText.holdReason[LANG]} of={REASONS} word={(one) => reasonText[one][LANG]} />
            {day(actScreenText.until[LANG])}
          </div>
          <Words name="words" words={actScreenText.holdNote[LANG]} rows={2} />
        </>
      )
    case "hand":
      return (
        <>
          <div className="pair">
            <Pick name="owner" words={text.owner[LANG]} of={colleagues.map(({ name }) => name)} word={(one) => one} />
            {day(text.dueOn[LANG])}
          </div>
          <Words name="words" words={text.why[LANG]} required />
        </>
      )
    case "dispute":
      return (
        <>
          <Pick name="cause" words={actScreenText.disputeCause[LANG]} of={CAUSES} word={(one) => causeText[one][LANG]} />
          <Words name="words" words={actScreenText.whatIsWrong[LANG]} required />
          <p className="hint">{actScreenText.disputeMeans[LANG]}</p>
        </>
      )
  }
}

/** What the API is told; null: the day is none. */
function sayOf(act: Kind, fields: FormData): object | null {
  const words = said(fields, "words")
  if (act === "note") return { act, text: words }
  if (act === "dispute") return { act, cause: said(fields, "cause"), description: words }
  const until = saidDay(fields, "until")
  if (until === null) return null
  if (act === "snooze") return { act, until }
  if (act === "promise") return { act, dueOn: until }
  if (act === "hand") return { act, owner: said(fields, "owner"), dueOn: until, why: words }
  return { act, reason: said(fields, "reason"), until, note: saidOrNull(fields, "words") }
}
