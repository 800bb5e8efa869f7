/** What can be ended on a customer's page: how each is shown, what is asked, and the step it becomes. */
import { type ReactNode, useState } from "react"
import type { z } from "zod"
import { wordActor } from "../../activity/actor.text.ts"
import { causeText, disputeText, outcomeText } from "../../dispute/dispute.text.ts"
import { CLOSINGS } from "../../dispute/dispute.ts"
import type { disputeWire } from "../../dispute/dispute.wire.ts"
import { holdStateText, holdText, reasonText } from "../../hold/hold.text.ts"
import type { holdWire } from "../../hold/hold.wire.ts"
import { addDays } from "../../kernel/day.ts"
import { promiseStateText, promiseText } from "../../promise/promise.text.ts"
import type { promiseWire } from "../../promise/promise.wire.ts"
import { insolvencyStateText, insolvencyText, kindText } from "../../recovery/insolvency.text.ts"
import type { insolvencyWire } from "../../recovery/insolvency.wire.ts"
import { today } from "../../shell/web/asked.screen.ts"
import { writeAmount, writeDay } from "../../shell/web/figures.screen.tsx"
import { Field, Pick, said, saidDay, saidOrNull, Words } from "../../shell/web/forms/dialog.screen.tsx"
import type { EditField } from "../../shell/web/forms/versions.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { kindText as taskKindText, taskText } from "../task.text.ts"
import type { taskWire } from "../task.wire.ts"
import { standingText as text } from "./standing-screen.text.ts"

/** What is sent: an act below it, or (null) a change of it. */
export type Step = { readonly act: string | null; readonly body: object }
export type Endable<T> = {
  readonly title: string
  /** Below the company, without its id. */
  readonly path: string
  readonly fields: readonly EditField<T>[]
  /** Somebody ended it already. */
  readonly over: (now: T) => boolean
  /** Whether what is open is chased again from then on. */
  readonly chasedAgain: boolean
  readonly controls: (bad: boolean) => ReactNode
  /** Null: what was typed is no day. */
  readonly read: (form: FormData) => Step | null
}

const money = (amount: string, currency: string) => `${writeAmount(amount)} ${currency}`
const dayOrNone = (day: string | null) => (day === null ? "" : writeDay(day))
const because = (required: boolean) => <Words name="because" words={text.because[LANG]} required={required} rows={2} />

export const PROMISE: Endable<z.infer<typeof promiseWire>> = {
  title: text.endPromise[LANG],
  path: "/promises",
  fields: [
    { key: "promised", words: promiseText.promised[LANG], write: ({ promised, currency }) => money(promised, currency) },
    { key: "until", words: promiseText.until[LANG], write: ({ until }) => writeDay(until) },
    { key: "received", words: promiseText.received[LANG], write: ({ received, currency }) => money(received, currency) },
    { key: "state", words: promiseText.state[LANG], write: ({ state }) => promiseStateText[state][LANG] },
    { key: "withdrawn", words: text.because[LANG], write: ({ withdrawn }) => withdrawn?.because ?? "" },
  ],
  over: ({ state }) => state !== "open",
  chasedAgain: true,
  controls: () => because(true),
  read: (form) => ({ act: "withdraw", body: { because: said(form, "because") } }),
}

export const DISPUTE: Endable<z.infer<typeof disputeWire>> = {
  title: text.endDispute[LANG],
  path: "/disputes",
  fields: [
    { key: "disputed", words: disputeText.disputed[LANG], write: ({ disputed, currency }) => money(disputed, currency) },
    { key: "items", words: disputeText.items[LANG], write: ({ items }) => items.map(({ number }) => number).join(", ") },
    { key: "cause", words: disputeText.cause[LANG], write: ({ cause }) => causeText[cause][LANG] },
    { key: "description", words: text.inWords[LANG], write: ({ description }) => description },
    { key: "resolver", words: disputeText.resolver[LANG], write: ({ resolver }) => resolver ?? "" },
    { key: "dueOn", words: disputeText.dueOn[LANG], write: ({ dueOn }) => dayOrNone(dueOn) },
    {
      key: "closed",
      words: text.outcome[LANG],
      write: ({ closed }) => (closed === null ? "" : [outcomeText[closed.outcome][LANG], closed.because].filter(Boolean).join(": ")),
    },
  ],
  over: ({ closed }) => closed !== null,
  chasedAgain: true,
  controls: () => (
    <>
      <Pick name="outcome" words={text.outcome[LANG]} of={CLOSINGS} word={(one) => outcomeText[one][LANG]} />
      {because(true)}
    </>
  ),
  read: (form) => ({ act: "close", body: { outcome: said(form, "outcome"), because: said(form, "because") } }),
}

export const HOLD: Endable<z.infer<typeof holdWire>> = {
  title: text.endHold[LANG],
  path: "/holds",
  fields: [
    { key: "reason", words: holdText.reason[LANG], write: ({ reason }) => reasonText[reason][LANG] },
    { key: "item", words: holdText.item[LANG], write: ({ item }) => item?.number ?? "" },
    { key: "until", words: holdText.until[LANG], write: ({ until }) => writeDay(until) },
    { key: "note", words: holdText.note[LANG], write: ({ note }) => note ?? "" },
    { key: "state", words: holdText.state[LANG], write: ({ state }) => holdStateText[state][LANG] },
  ],
  over: ({ state }) => state !== "active",
  chasedAgain: true,
  controls: () => because(false),
  read: (form) => ({ act: "lift", body: { because: saidOrNull(form, "because") } }),
}

export const INSOLVENCY: Endable<z.infer<typeof insolvencyWire>> = {
  title: text.endInsolvency[LANG],
  path: "/insolvencies",
  fields: [
    { key: "kind", words: insolvencyText.kind[LANG], write: ({ kind }) => kindText[kind][LANG] },
    { key: "judgedOn", words: insolvencyText.judgedOn[LANG], write: ({ judgedOn }) => writeDay(judgedOn) },
    { key: "court", words: insolvencyText.court[LANG], write: ({ court }) => court ?? "" },
    { key: "reference", words: insolvencyText.reference[LANG], write: ({ reference }) => reference ?? "" },
    { key: "source", words: insolvencyText.source[LANG], write: ({ source }) => source },
    { key: "state", words: insolvencyText.state[LANG], write: ({ state }) => insolvencyStateText[state][LANG] },
    { key: "endedOn", words: insolvencyText.endedOn[LANG], write: ({ endedOn }) => dayOrNone(endedOn) },
  ],
  over: ({ endedOn }) => endedOn !== null,
  chasedAgain: true,
  controls: (bad) => <Field name="endedOn" words={text.endedOn[LANG]} value={writeDay(today())} wrong={bad ? text.badDay[LANG] : null} />,
  read(form) {
    const endedOn = saidDay(form, "endedOn")
    return endedOn && { act: null, body: { endedOn } }
  },
}

const TASK_STEPS = ["done", "snooze", "withdraw"] as const
export const TASK: Endable<z.infer<typeof taskWire>> = {
  title: text.endTask[LANG],
  path: "/tasks",
  fields: [
    { key: "why", words: taskText.why[LANG], write: ({ why }) => why ?? "" },
    { key: "kind", words: taskText.kind[LANG], write: ({ kind }) => taskKindText[kind][LANG] },
    { key: "owner", words: taskText.whose[LANG], write: ({ owner }) => wordActor(owner, LANG) },
    { key: "dueOn", words: taskText.dueOn[LANG], write: ({ dueOn }) => writeDay(dueOn) },
    { key: "snoozedUntil", words: taskText.until[LANG], write: ({ snoozedUntil }) => dayOrNone(snoozedUntil) },
    { key: "doneBy", words: taskText.doneBy[LANG], write: ({ doneBy }) => (doneBy === null ? "" : wordActor(doneBy, LANG)) },
  ],
  over: ({ doneAt }) => doneAt !== null,
  chasedAgain: false,
  controls: (bad) => <TaskStep bad={bad} />,
  read(form) {
    const act = said(form, "step")
    if (act !== "snooze") return { act, body: {} }
    const until = saidDay(form, "until")
    return until && { act, body: { until } }
  },
}

function TaskStep({ bad }: { readonly bad: boolean }) {
  const [step, setStep] = useState<(typeof TASK_STEPS)[number]>("done")
  return (
    <>
      <label>
        {text.taskStep[LANG]}
        <select name="step" value={step} onChange={(event) => setStep(TASK_STEPS.find((one) => one === event.target.value) ?? "done")}>
          {TASK_STEPS.map((one) => (
            <option key={one} value={one}>
              {text[one][LANG]}
            </option>
          ))}
        </select>
      </label>
      {step === "snooze" && (
        <Field name="until" words={taskText.until[LANG]} value={writeDay(addDays(today(), 1))} wrong={bad ? text.badDay[LANG] : null} />
      )}
    </>
  )
}
