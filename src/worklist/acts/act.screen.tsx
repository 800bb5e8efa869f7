/** What is done with a customer without leaving the list: a call logged in two clicks (outcome, cause), and the acts of the other forms. */
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useRef, useState } from "react"
import { causeText, outcomeText, roleText } from "../../contact/contact.text.ts"
import { CAUSES, type Cause, IN_VAIN, OUTCOMES, type Outcome, WITHOUT_CAUSE } from "../../contact/contact.ts"
import type { contactAnswer } from "../../contact/contact.wire.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { ActDialog, post, said } from "../../shell/web/forms/dialog.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { actScreenText as text } from "./act-screen.text.ts"
import { DisputeForm, type FormOf, HoldForm, InsolvencyForm, NoteForm, PromiseForm, SnoozeForm, TaskForm } from "./forms.screen.tsx"
import type { ActKind, Subject } from "./subject.ts"

type Said = { readonly kind: ActKind; readonly subject: Subject; close(): void; go(kind: ActKind): void; readonly done?: () => void }
export function Act({ kind, subject, close, go, done }: Said) {
  const after = (next: string | undefined) => {
    if (next) return go(next as ActKind)
    done?.()
    close()
  }
  const title = kind === "help" ? text.keys[LANG] : text[kind][LANG]
  return (
    <ActDialog title={title} {...(kind === "help" ? {} : { name: subject.name })} close={close} done={after}>
      {(send, busy) => {
        const of = { subject, send, busy }
        if (kind === "call") return <CallForm {...of} />
        if (kind === "note") return <NoteForm {...of} />
        if (kind === "snooze") return <SnoozeForm {...of} />
        if (kind === "promise") return <PromiseForm {...of} />
        if (kind === "dispute") return <DisputeForm {...of} />
        if (kind === "task") return <TaskForm {...of} />
        if (kind === "hold") return <HoldForm {...of} />
        if (kind === "insolvency") return <InsolvencyForm {...of} />
        return <Keys />
      }}
    </ActDialog>
  )
}

const yesNo = (value: FormDataEntryValue | null) => (value === "yes" ? true : value === "no" ? false : null)
/** What a call leads to: the promise or the dispute itself is taken down next. */
const NEXT: { readonly [O in Outcome]?: ActKind } = { promise: "promise", dispute: "dispute" }

function CallForm({ subject: { customer, beforeDue }, send, busy }: FormOf) {
  const { code } = useCompany()
  const form = useRef<HTMLFormElement>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const log = (came: Outcome, cause: Cause | null) => {
    const fields = new FormData(form.current!)
    const inVain = IN_VAIN.includes(came)
    const body = {
      customer,
      outcome: came,
      cause,
      complaint: inVain ? null : yesNo(fields.get("complaint")),
      paysOnDay: inVain ? null : yesNo(fields.get("paysOnDay")),
      note: said(fields, "note") || null,
    }
    send(async () => {
      const { id } = await post<{ readonly id: string }>(code, "/calls", body)
      const next = NEXT[came]
      return { words: text.called[LANG], undo: () => post(code, `/calls/${id}/take-back`), ...(next ? { next } : {}) }
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

function Keys() {
  const keys: readonly (readonly [string, ReactNode])[] = [
    ["J K ↑ ↓", text.move[LANG]],
    ["Enter", text.openKey[LANG]],
    ["C", text.call[LANG]],
    ["N", text.note[LANG]],
    ["P", text.promise[LANG]],
    ["D", text.dispute[LANG]],
    ["S", text.snooze[LANG]],
    ["X", text.choose[LANG]],
    ["Shift J", text.extend[LANG]],
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
