/** The forms of what is done with a customer besides a call. What can be taken back is done at once, with its undo; an insolvency is confirmed with what follows from it. */
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useRef, useState } from "react"
import { causeText } from "../../dispute/dispute.text.ts"
import { CAUSES } from "../../dispute/dispute.ts"
import { reasonText } from "../../hold/hold.text.ts"
import { REASONS } from "../../hold/hold.ts"
import { addDays, type Day } from "../../kernel/day.ts"
import type { ItemsPage } from "../../ledger/accounts/open-items.ts"
import { kindText } from "../../recovery/insolvency.text.ts"
import { kindsIn } from "../../recovery/insolvency.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { today, useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, writeAmount, writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { Field, Pick, post, Save, type Send, said, saidDay, saidOrNull, Words } from "../../shell/web/forms/dialog.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { readTypedAmount } from "../../shell/web/person.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { kindText as taskKindText } from "../task.text.ts"
import { TASK_KINDS } from "../task.ts"
import { actScreenText as text } from "./act-screen.text.ts"
import type { Subject } from "./subject.ts"

export type FormOf = { readonly subject: Subject; readonly send: Send; readonly busy: boolean }
type Made = { readonly id: string }
type Colleagues = { readonly colleagues: readonly { readonly id: string; readonly name: string }[] }
export const useColleagues = () => {
  const { code } = useCompany()
  return useQuery(question<Colleagues>(code, "/colleagues")).data?.colleagues ?? []
}
const submitted = (then: (fields: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault()
  then(new FormData(event.currentTarget))
}
const MOST_NAMED = 8

export function NoteForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const colleagues = useColleagues()
  const words = useRef<HTMLTextAreaElement>(null)
  const submit = submitted((fields) =>
    send(async () => {
      const { id } = await post<Made>(code, "/notes", { customer, text: said(fields, "text"), pinned: fields.get("pinned") === "on" })
      return { words: text.noted[LANG], undo: () => post(code, `/notes/${id}/take-back`) }
    }),
  )
  const name = (who: string) => {
    const field = words.current!
    const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)]
    field.value = `${before}${before === "" || /\s$/.test(before) ? "" : " "}@${who.trim().split(/\s+/).join(".")} ${after}`
    field.focus()
  }
  return (
    <form onSubmit={submit}>
      <label>
        {text.noteWords[LANG]}
        <textarea ref={words} name="text" rows={5} required maxLength={10_000} />
      </label>
      {colleagues.length > 1 && (
        <fieldset className="one-of small">
          <legend>{text.mention[LANG]}</legend>
          {colleagues.slice(0, MOST_NAMED).map((who) => (
            <button key={who.id} type="button" onClick={() => name(who.name)}>
              @{who.name}
            </button>
          ))}
        </fieldset>
      )}
      <label className="tick">
        <input type="checkbox" name="pinned" />
        {text.pin[LANG]}
      </label>
      <Save busy={busy} />
    </form>
  )
}

const PUT_OFF_DAYS = [1, 3, 7, 14] as const
export function SnoozeForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const [bad, setBad] = useState(false)
  const until = (day: Day) => post(code, "/worklist/snooze", { customer, until: day })
  const putOff = (day: Day) =>
    send(async () => {
      await until(day)
      return { words: `${text.putOff[LANG]} ${writeDay(day)}`, undo: () => until(today()) }
    })
  const submit = submitted((fields) => {
    const day = saidDay(fields, "until")
    setBad(day === null)
    if (day !== null) putOff(day)
  })
  return (
    <form onSubmit={submit}>
      <fieldset className="one-of">
        <legend>{text.snooze[LANG]}</legend>
        {PUT_OFF_DAYS.map((days) => (
          <button key={days} type="button" disabled={busy} onClick={() => putOff(addDays(today(), days))}>
            {days === 1 ? text.tomorrow[LANG] : `${writeCount(days)} ${text.days[LANG]}`}
          </button>
        ))}
      </fieldset>
      <Field name="until" words={text.until[LANG]} value={writeDay(addDays(today(), 30))} wrong={bad ? text.badDay[LANG] : null} />
      <Save busy={busy} />
    </form>
  )
}

const MOST_PARTS = 12
const PART_DAYS = 30
/** In one part, or several: a plan is a promise in parts. */
export function PromiseForm({ subject: { customer, currency, overdue }, send, busy }: FormOf) {
  const { code } = useCompany()
  const [count, setCount] = useState(1)
  const [wrong, setWrong] = useState<readonly { readonly amount: boolean; readonly day: boolean }[]>([])
  const submit = submitted((fields) => {
    const parts = Array.from({ length: count }, (_, i) => ({
      amount: readTypedAmount(said(fields, `amount${i}`)),
      dueOn: saidDay(fields, `dueOn${i}`),
    }))
    const bad = parts.map(({ amount, dueOn }) => ({ amount: amount === null || !(Number(amount) > 0), day: dueOn === null }))
    setWrong(bad)
    if (bad.some(({ amount, day }) => amount || day)) return
    const by = said(fields, "by")
    const [first] = parts
    send(async () => {
      const { id } = await post<Made>(code, "/promises", { customer, currency, parts, how: "call", ...(by === "" ? {} : { by }) })
      const more = count > 1 ? ` (${writeCount(count)} ${text.parts[LANG]})` : ""
      return {
        words: `${text.promised[LANG]}${COLON}${writeAmount(first!.amount!)} ${currency}, ${writeDay(first!.dueOn!)}${more}`,
        undo: () => post(code, `/promises/${id}/withdraw`, { because: text.takenBack[LANG] }),
      }
    })
  })
  return (
    <form onSubmit={submit} noValidate>
      {Array.from({ length: count }, (_, i) => (
        <div className="pair" key={String(i)}>
          <Field
            name={`amount${i}`}
            words={`${count > 1 ? `${i + 1}. ` : ""}${text.amount[LANG]} (${currency})`}
            value={i === 0 && Number(overdue) > 0 ? writeAmount(overdue) : ""}
            wrong={wrong[i]?.amount ? text.badAmount[LANG] : null}
          />
          <Field
            name={`dueOn${i}`}
            words={`${count > 1 ? `${i + 1}. ` : ""}${text.on[LANG]}`}
            value={writeDay(addDays(today(), 7 + i * PART_DAYS))}
            wrong={wrong[i]?.day ? text.badDay[LANG] : null}
          />
        </div>
      ))}
      {count < MOST_PARTS && (
        <button type="button" className="quiet" onClick={() => setCount(count + 1)}>
          + {text.addPart[LANG]}
        </button>
      )}
      <Field name="by" words={text.saidBy[LANG]} />
      <Save busy={busy} />
    </form>
  )
}

const ITEMS_SHOWN = 100
const useOpenItems = (customer: string) => {
  const { code } = useCompany()
  return useQuery(question<ItemsPage>(code, "/open-items", { asOf: today(), customer, side: "debit", order: "due", limit: ITEMS_SHOWN }))
}

export function DisputeForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const asked = useOpenItems(customer)
  const colleagues = useColleagues()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [wrong, setWrong] = useState<"items" | "amount" | null>(null)
  const submit = submitted((fields) => {
    const only = chosen.size === 1 ? said(fields, "amount") : ""
    const amount = only === "" ? undefined : readTypedAmount(only)
    if (chosen.size === 0) return setWrong("items")
    if (amount === null) return setWrong("amount")
    setWrong(null)
    const items = [...chosen].map((key) => {
      const [item, instalment] = key.split(" ")
      return { item, instalment: Number(instalment), ...(amount === undefined ? {} : { amount }) }
    })
    const body = { customer, items, cause: said(fields, "cause"), description: said(fields, "description"), resolver: saidOrNull(fields, "resolver") }
    send(async () => {
      const { id, disputed, currency } = await post<Made & { readonly disputed: string; readonly currency: string }>(code, "/disputes", body)
      return {
        words: `${text.disputed[LANG]}${COLON}${writeAmount(disputed)} ${currency}`,
        undo: () => post(code, `/disputes/${id}/close`, { outcome: "withdrawn", because: text.takenBack[LANG] }),
      }
    })
  })
  const toggle = (key: string) => setChosen((old) => new Set(old.has(key) ? [...old].filter((one) => one !== key) : [...old, key]))
  return (
    <form onSubmit={submit}>
      <fieldset className="choose-items">
        <legend>{text.whichItems[LANG]}</legend>
        <Answered of={asked} rows={3}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="soft">{text.noItems[LANG]}</p>
            ) : (
              <ul>
                {items.map(({ id, instalment, number, dueOn, open, currency }) => (
                  <li key={`${id} ${instalment}`}>
                    <label className="tick">
                      <input type="checkbox" checked={chosen.has(`${id} ${instalment}`)} onChange={() => toggle(`${id} ${instalment}`)} />
                      <span>
                        {number} <small>{writeDay(dueOn)}</small>
                      </span>
                      <Amount of={open} currency={currency} />
                    </label>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
        {wrong === "items" && (
          <small className="bad" role="alert">
            {text.noneChosen[LANG]}
          </small>
        )}
      </fieldset>
      {chosen.size === 1 && <Field name="amount" words={text.disputedAmount[LANG]} wrong={wrong === "amount" ? text.badAmount[LANG] : null} />}
      <div className="pair">
        <Pick name="cause" words={text.disputeCause[LANG]} of={CAUSES} word={(one) => causeText[one][LANG]} />
        <Pick
          name="resolver"
          words={text.resolver[LANG]}
          of={["", ...colleagues.map(({ name }) => name)]}
          word={(one) => one || text.nobody[LANG]}
          value=""
        />
      </div>
      <Words name="description" words={text.whatIsWrong[LANG]} required />
      <p className="hint">{text.disputeMeans[LANG]}</p>
      <Save busy={busy} />
    </form>
  )
}

export function TaskForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const colleagues = useColleagues()
  const [bad, setBad] = useState(false)
  const submit = submitted((fields) => {
    const dueOn = saidDay(fields, "dueOn")
    setBad(dueOn === null)
    if (dueOn === null) return
    const owner = said(fields, "owner")
    const body = { customer, kind: said(fields, "kind"), dueOn, why: said(fields, "why"), ...(owner === "" ? {} : { owner }) }
    send(async () => {
      const { id } = await post<Made>(code, "/tasks", body)
      return { words: `${text.taskAdded[LANG]}, ${writeDay(dueOn)}`, undo: () => post(code, `/tasks/${id}/withdraw`) }
    })
  })
  return (
    <form onSubmit={submit}>
      <Pick name="kind" words={text.taskKind[LANG]} of={TASK_KINDS} word={(one) => taskKindText[one][LANG]} />
      <div className="pair">
        <Field name="dueOn" words={text.until[LANG]} value={writeDay(addDays(today(), 1))} wrong={bad ? text.badDay[LANG] : null} />
        <Pick name="owner" words={text.taskOf[LANG]} of={["", ...colleagues.map(({ name }) => name)]} word={(one) => one || text.me[LANG]} value="" />
      </div>
      <Words name="why" words={text.taskWhy[LANG]} required />
      <Save busy={busy} />
    </form>
  )
}

export function HoldForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const [bad, setBad] = useState(false)
  const submit = submitted((fields) => {
    const until = saidDay(fields, "until")
    setBad(until === null)
    if (until === null) return
    send(async () => {
      const { id } = await post<Made>(code, "/holds", { customer, reason: said(fields, "reason"), note: saidOrNull(fields, "note"), until })
      return { words: `${text.onHold[LANG]} ${writeDay(until)}`, undo: () => post(code, `/holds/${id}/lift`, { because: text.takenBack[LANG] }) }
    })
  })
  return (
    <form onSubmit={submit}>
      <div className="pair">
        <Pick name="reason" words={text.holdReason[LANG]} of={REASONS} word={(one) => reasonText[one][LANG]} />
        <Field name="until" words={text.until[LANG]} value={writeDay(addDays(today(), 30))} wrong={bad ? text.badDay[LANG] : null} />
      </div>
      <Words name="note" words={text.holdNote[LANG]} rows={2} />
      <p className="hint">{text.holdMeans[LANG]}</p>
      <Save busy={busy} />
    </form>
  )
}

/** Of legal effect: what follows is shown before it is recorded, and there is no undo but a correction. */
export function InsolvencyForm({ subject: { customer, country }, send, busy }: FormOf) {
  const { code } = useCompany()
  const { data } = useOpenItems(customer)
  const [judgedOn, setJudgedOn] = useState<Day | null>(today())
  const [tried, setTried] = useState(false)
  const caught = (data?.items ?? []).filter(({ issuedOn }) => judgedOn !== null && issuedOn < judgedOn)
  const submit = submitted((fields) => {
    setTried(true)
    if (judgedOn === null) return
    const body = {
      customer,
      kind: said(fields, "kind"),
      judgedOn,
      court: saidOrNull(fields, "court"),
      reference: saidOrNull(fields, "reference"),
      source: said(fields, "source"),
    }
    send(async () => {
      await post(code, "/insolvencies", body)
      return { words: text.insolvent[LANG] }
    })
  })
  const readDay = (form: HTMLFormElement) => setJudgedOn(saidDay(new FormData(form), "judgedOn"))
  return (
    <form onSubmit={submit} onBlur={(event) => readDay(event.currentTarget)}>
      <div className="pair">
        <Pick name="kind" words={text.kindOf[LANG]} of={kindsIn(country)} word={(one) => kindText[one][LANG]} />
        <Field name="judgedOn" words={text.judgedOn[LANG]} value={writeDay(today())} wrong={tried && judgedOn === null ? text.badDay[LANG] : null} />
      </div>
      <div className="pair">
        <Field name="court" words={text.court[LANG]} />
        <Field name="reference" words={text.reference[LANG]} />
      </div>
      <Words name="source" words={text.source[LANG]} rows={2} required />
      <div className="notice">
        <p>
          <b>{text.follows[LANG]}</b>
        </p>
        <ul>
          <li>
            {writeCount(caught.length)} {text.leaveChase[LANG]}
          </li>
          <li>{text.declare[LANG]}</li>
          <li>{text.laterItems[LANG]}</li>
        </ul>
      </div>
      <Save busy={busy} words={text.confirmInsolvency[LANG]} />
    </form>
  )
}
