/**
 * What is done with a customer without leaving the list: a call logged in two clicks (outcome, cause), a note, a promise, putting off. One dialog at a
 * time; what is refused is said in it, and nothing typed is lost.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react"
import { causeText, outcomeText, roleText } from "../contact/contact.text.ts"
import { CAUSES, type Cause, IN_VAIN, OUTCOMES, type Outcome, WITHOUT_CAUSE } from "../contact/contact.ts"
import type { contactAnswer } from "../contact/contact.wire.ts"
import { addDays, type Day } from "../kernel/day.ts"
import { addressOf, ask, question } from "../shell/web/ask.screen.ts"
import { today, useCompany } from "../shell/web/asked.screen.ts"
import { writeAmount, writeCount, writeDay } from "../shell/web/figures.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { tell } from "../shell/web/toast.screen.tsx"
import { readAmount, readTypedDay } from "../shell/web/typed.ts"
import { actScreenText as text } from "./act-screen.text.ts"

export type ActKind = "call" | "note" | "snooze" | "promise" | "help"
export type Subject = {
  readonly customer: string
  readonly name: string
  readonly currency: string
  readonly overdue: string
  /** A call before the due day asks two questions. */
  readonly beforeDue: boolean
}
type Done = { readonly words: string; readonly next?: ActKind; readonly undo?: () => Promise<unknown> }
type FormOf = { readonly subject: Subject; readonly send: (work: () => Promise<Done>) => void; readonly busy: boolean }

export function Act({ kind, subject, close, go }: { readonly kind: ActKind; readonly subject: Subject; close(): void; go(kind: ActKind): void }) {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const refresh = () => remembered.invalidateQueries({ queryKey: [code] })
  const send = (work: () => Promise<Done>) => {
    setBusy(true)
    setRefused(null)
    work()
      .then(({ words, next, undo }) => {
        tell(`${words} · ${subject.name}`, undo ? { undo: () => void undo().then(refresh) } : {})
        void refresh()
        if (next) go(next)
        else close()
      })
      .catch((error: Error) => setRefused(error.message))
      .finally(() => setBusy(false))
  }
  const said = { subject, send, busy }
  return (
    <dialog ref={dialog} className="act" aria-label={`${kind === "help" ? text.keys[LANG] : text[kind][LANG]}: ${subject.name}`} onClose={close}>
      <header>
        <div>
          <h2>{kind === "help" ? text.keys[LANG] : text[kind][LANG]}</h2>
          {kind !== "help" && <p className="soft">{subject.name}</p>}
        </div>
        <button type="button" className="quiet" aria-label={text.close[LANG]} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      {kind === "call" && <CallForm {...said} />}
      {kind === "note" && <NoteForm {...said} />}
      {kind === "snooze" && <SnoozeForm {...said} />}
      {kind === "promise" && <PromiseForm {...said} />}
      {kind === "help" && <Keys />}
    </dialog>
  )
}

const yesNo = (value: FormDataEntryValue | null) => (value === "yes" ? true : value === "no" ? false : null)

function CallForm({ subject: { customer, beforeDue }, send, busy }: FormOf) {
  const { code } = useCompany()
  const form = useRef<HTMLFormElement>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const log = (came: Outcome, cause: Cause | null) => {
    const fields = new FormData(form.current!)
    const inVain = IN_VAIN.includes(came)
    const note = String(fields.get("note") ?? "").trim()
    const body = {
      customer,
      outcome: came,
      cause,
      complaint: inVain ? null : yesNo(fields.get("complaint")),
      paysOnDay: inVain ? null : yesNo(fields.get("paysOnDay")),
      note: note === "" ? null : note,
    }
    send(async () => {
      await ask(addressOf(code, "/calls"), { method: "POST", body })
      return { words: text.called[LANG], ...(came === "promise" ? { next: "promise" as const } : {}) }
    })
  }
  const choose = (came: Outcome) => {
    const fields = new FormData(form.current!)
    const asked = beforeDue && (yesNo(fields.get("complaint")) !== null || yesNo(fields.get("paysOnDay")) !== null)
    if (WITHOUT_CAUSE.includes(came) || asked) log(came, null)
    else setOutcome(came)
  }
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()}>
      <Numbers customer={customer} />
      {beforeDue && (
        <div className="pair">
          <Question name="complaint" words={text.complaint[LANG]} />
          <Question name="paysOnDay" words={text.paysOnDay[LANG]} />
        </div>
      )}
      <label>
        {text.words[LANG]}
        <textarea name="note" rows={2} maxLength={10_000} />
      </label>
      <Choices words={text.outcome[LANG]} of={OUTCOMES} chosen={outcome} word={(one) => outcomeText[one][LANG]} choose={choose} busy={busy} />
      {outcome && (
        <Choices
          words={text.cause[LANG]}
          of={CAUSES}
          chosen={null}
          word={(one) => causeText[one][LANG]}
          choose={(cause) => log(outcome, cause)}
          busy={busy}
        />
      )}
    </form>
  )
}

function Question({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <label>
      {words}
      <select name={name} defaultValue="">
        <option value="">{text.notAsked[LANG]}</option>
        <option value="yes">{text.yes[LANG]}</option>
        <option value="no">{text.no[LANG]}</option>
      </select>
    </label>
  )
}

type ChoicesOf<T extends string> = {
  readonly words: string
  readonly of: readonly T[]
  readonly chosen: T | null
  readonly word: (one: T) => string
  readonly choose: (one: T) => void
  readonly busy: boolean
}
function Choices<T extends string>({ words, of, chosen, word, choose, busy }: ChoicesOf<T>) {
  return (
    <fieldset className="one-of">
      <legend>{words}</legend>
      {of.map((one) => (
        <button key={one} type="button" disabled={busy} aria-pressed={one === chosen} onClick={() => choose(one)}>
          {word(one)}
        </button>
      ))}
    </fieldset>
  )
}

/** Whom to call: the main contact first. */
function Numbers({ customer }: { readonly customer: string }) {
  const { code } = useCompany()
  const { data } = useQuery(question<{ readonly contacts: readonly ReturnType<typeof contactAnswer>[] }>(code, "/contacts", { customer }))
  const reachable = (data?.contacts ?? []).filter(({ removed, phone }) => !removed && phone !== null).sort((a, b) => Number(b.main) - Number(a.main))
  if (reachable.length === 0) return null
  return (
    <ul className="people">
      {reachable.slice(0, 3).map(({ id, name, role, phone }) => (
        <li key={id}>
          <b>{name}</b> <small>{roleText[role][LANG]}</small>
          <a className="button" href={`tel:${phone!.replace(/[^\d+]/g, "")}`}>
            {phone}
          </a>
        </li>
      ))}
    </ul>
  )
}

function NoteForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const body = { customer, text: String(fields.get("text")).trim(), pinned: fields.get("pinned") === "on" }
    send(async () => {
      await ask(addressOf(code, "/notes"), { method: "POST", body })
      return { words: text.noted[LANG] }
    })
  }
  return (
    <form onSubmit={submit}>
      <label>
        {text.noteWords[LANG]}
        <textarea name="text" rows={5} required maxLength={10_000} />
      </label>
      <label className="tick">
        <input type="checkbox" name="pinned" />
        {text.pin[LANG]}
      </label>
      <Save busy={busy} />
    </form>
  )
}

const PUT_OFF_DAYS = [1, 3, 7, 14] as const
function SnoozeForm({ subject: { customer }, send, busy }: FormOf) {
  const { code } = useCompany()
  const [bad, setBad] = useState(false)
  const until = (day: Day) => ask(addressOf(code, "/worklist/snooze"), { method: "POST", body: { customer, until: day } })
  const putOff = (day: Day) =>
    send(async () => {
      await until(day)
      return { words: `${text.putOff[LANG]} ${writeDay(day)}`, undo: () => until(today()) }
    })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const day = readTypedDay(String(new FormData(event.currentTarget).get("until")), today())
    setBad(day === null)
    if (day !== null) putOff(day)
  }
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

function PromiseForm({ subject: { customer, currency, overdue }, send, busy }: FormOf) {
  const { code } = useCompany()
  const [wrong, setWrong] = useState<{ readonly amount: boolean; readonly day: boolean }>({ amount: false, day: false })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const amount = readAmount(String(fields.get("amount")), LANG)
    const dueOn = readTypedDay(String(fields.get("dueOn")), today())
    const by = String(fields.get("by")).trim()
    const bad = { amount: amount === null || !(Number(amount) > 0), day: dueOn === null }
    setWrong(bad)
    if (bad.amount || bad.day) return
    send(async () => {
      const body = { customer, currency, parts: [{ amount, dueOn }], how: "call", ...(by === "" ? {} : { by }) }
      await ask(addressOf(code, "/promises"), { method: "POST", body })
      return { words: `${text.promised[LANG]}: ${writeAmount(amount!)} ${currency}, ${writeDay(dueOn!)}` }
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className="pair">
        <Field
          name="amount"
          words={`${text.amount[LANG]} (${currency})`}
          value={Number(overdue) > 0 ? writeAmount(overdue) : ""}
          wrong={wrong.amount ? text.badAmount[LANG] : null}
        />
        <Field name="dueOn" words={text.on[LANG]} value={writeDay(addDays(today(), 7))} wrong={wrong.day ? text.badDay[LANG] : null} />
      </div>
      <Field name="by" words={text.saidBy[LANG]} value="" wrong={null} />
      <Save busy={busy} />
    </form>
  )
}

function Field({
  name,
  words,
  value,
  wrong,
}: {
  readonly name: string
  readonly words: string
  readonly value: string
  readonly wrong: string | null
}) {
  return (
    <label>
      {words}
      <input name={name} defaultValue={value} autoComplete="off" maxLength={200} {...(wrong ? { "aria-invalid": true } : {})} />
      {wrong && (
        <small className="bad" role="alert">
          {wrong}
        </small>
      )}
    </label>
  )
}

const Save = ({ busy }: { readonly busy: boolean }) => (
  <button type="submit" className="primary" disabled={busy}>
    {text.save[LANG]}
  </button>
)

function Keys() {
  const keys: readonly (readonly [string, ReactNode])[] = [
    ["J K ↑ ↓", text.move[LANG]],
    ["Enter", text.openKey[LANG]],
    ["C", text.call[LANG]],
    ["N", text.note[LANG]],
    ["P", text.promise[LANG]],
    ["S", text.snooze[LANG]],
    ["/  Ctrl K", text.searchKey[LANG]],
    ["?", text.help[LANG]],
  ]
  return (
    <dl className="keys">
      {keys.map(([key, what]) => (
        <div key={key}>
          <dt>{key.split(" ").map((one) => (one === "" ? null : <kbd key={one}>{one}</kbd>))}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  )
}
