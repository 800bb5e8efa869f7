/** On a customer's page: what can be done now, and what stands between us and the customer: promises, disputes, holds, tasks, insolvencies. */
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import type { z } from "zod"
import { wordActor } from "../../activity/actor.text.ts"
import { causeText } from "../../dispute/dispute.text.ts"
import type { disputeWire } from "../../dispute/dispute.wire.ts"
import { reasonText } from "../../hold/hold.text.ts"
import type { holdWire } from "../../hold/hold.wire.ts"
import { addDays } from "../../kernel/day.ts"
import type { toCustomersAnswer } from "../../ledger/accounts/customers.ts"
import { promiseStateText } from "../../promise/promise.text.ts"
import type { promiseWire } from "../../promise/promise.wire.ts"
import { kindText } from "../../recovery/insolvency.text.ts"
import type { insolvencyWire } from "../../recovery/insolvency.wire.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, isNought, writeDay } from "../../shell/web/figures.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { may } from "../../shell/web/person.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { kindText as taskKindText } from "../task.text.ts"
import type { taskWire } from "../task.wire.ts"
import { Act } from "./act.screen.tsx"
import { actScreenText } from "./act-screen.text.ts"
import { End, type Ending } from "./end.screen.tsx"
import { standingText as text } from "./standing-screen.text.ts"
import type { ActKind, Subject } from "./subject.ts"

type Customer = ReturnType<typeof toCustomersAnswer>["customers"][number]
const OFFERED = ["call", "note", "promise", "dispute", "snooze", "task", "hold", "insolvency"] as const satisfies readonly ActKind[]
/** A promise broken or kept longer ago is history: the timeline tells it. */
const RECENT_DAYS = 60
const LIMIT = 50

export function Standing({ customer: code }: { readonly customer: string }) {
  const creditor = useCompany()
  const { code: company, currency } = creditor
  const { asOf } = useAsOf()
  const who = useQuery(question<Customer>(company, `/customers/${encodeURIComponent(code)}`, { asOf }))
  const [doing, setDoing] = useState<ActKind | null>(null)
  const subject = who.data && subjectOf(who.data, currency)
  return (
    <section className="card">
      <h2>{text.title[LANG]}</h2>
      <Facts customer={code} />
      {subject && may(creditor, "chase") && (
        <div className="one-of acts-now in-pairs">
          {OFFERED.map((kind) => (
            <button key={kind} type="button" className={kind === "call" ? "primary" : ""} onClick={() => setDoing(kind)}>
              {actScreenText[kind][LANG]}
            </button>
          ))}
        </div>
      )}
      {subject && doing && <Act key={doing} kind={doing} subject={subject} close={() => setDoing(null)} go={setDoing} />}
    </section>
  )
}

/** What is asked for first: the currency with most overdue, else the first. */
function subjectOf({ code, name, country, balance }: Customer, own: string): Subject {
  const [of] = [...balance].sort((a, b) => Number(b.overdue) - Number(a.overdue))
  const overdue = of?.overdue ?? "0"
  return { customer: code, name, country, currency: of?.currency ?? own, overdue, beforeDue: isNought(overdue) }
}

function Facts({ customer }: { readonly customer: string }) {
  const creditor = useCompany()
  const { code } = creditor
  const { asOf } = useAsOf()
  const [ending, setEnding] = useState<Ending | null>(null)
  const end = may(creditor, "chase") ? setEnding : undefined
  const of = { customer, asOf, limit: LIMIT }
  const promises = useQuery(question<{ readonly promises: readonly z.infer<typeof promiseWire>[] }>(code, "/promises", of))
  const disputes = useQuery(question<{ readonly disputes: readonly z.infer<typeof disputeWire>[] }>(code, "/disputes", { ...of, state: "open" }))
  const holds = useQuery(question<{ readonly holds: readonly z.infer<typeof holdWire>[] }>(code, "/holds", { ...of, state: "active" }))
  const insolvencies = useQuery(
    question<{ readonly insolvencies: readonly z.infer<typeof insolvencyWire>[] }>(code, "/insolvencies", { ...of, state: "open" }),
  )
  const tasks = useQuery(question<{ readonly tasks: readonly z.infer<typeof taskWire>[] }>(code, "/tasks", { customer, limit: LIMIT }))
  return (
    <Answered of={promises} rows={2}>
      {(told) => {
        const recent = addDays(asOf, -RECENT_DAYS)
        const standing = told.promises.filter(({ state, since }) => state === "open" || (state !== "withdrawn" && since !== null && since >= recent))
        const lines: ReactNode[] = [
          ...(insolvencies.data?.insolvencies ?? []).map((one) => (
            <Line key={one.id} what={text.insolvency[LANG]} bad end={end && (() => end({ of: "insolvency", id: one.id }))}>
              {kindText[one.kind][LANG]}, {text.since[LANG]} {writeDay(one.judgedOn)}
            </Line>
          )),
          ...standing.map((one) => (
            <Line
              key={one.id}
              what={`${text.promise[LANG]} ${promiseStateText[one.state][LANG]}`}
              bad={one.state === "broken"}
              end={one.state === "open" ? end && (() => end({ of: "promise", id: one.id })) : undefined}
            >
              <Amount of={one.promised} currency={one.currency} /> {text.until[LANG]} {writeDay(one.until)}
              {!isNought(one.received) && (
                <>
                  , <Amount of={one.received} /> {text.received[LANG]}
                </>
              )}
            </Line>
          )),
          ...(disputes.data?.disputes ?? []).map((one) => (
            <Line
              key={one.id}
              what={`${text.dispute[LANG]}${COLON}${causeText[one.cause][LANG]}`}
              end={end && (() => end({ of: "dispute", id: one.id }))}
            >
              <Amount of={one.disputed} currency={one.currency} />, {text.since[LANG]} {writeDay(one.opened.on)}
              {one.resolver !== null && `, ${text.resolver[LANG]} ${one.resolver}`}
              <br />
              <span className="soft">{one.description}</span>
            </Line>
          )),
          ...(tasks.data?.tasks ?? []).map((one) => (
            <Line
              key={one.id}
              what={`${text.task[LANG]}${COLON}${taskKindText[one.kind][LANG]}`}
              end={end && (() => end({ of: "task", id: one.id }))}
            >
              {text.dueBy[LANG]} {writeDay(one.snoozedUntil ?? one.dueOn)}, {text.forWhom[LANG]} {wordActor(one.owner, LANG)}
              <br />
              <span className="soft">{one.why}</span>
            </Line>
          )),
          ...(holds.data?.holds ?? []).map((one) => (
            <Line
              key={one.id}
              what={`${text.hold[LANG]}${COLON}${reasonText[one.reason][LANG]}`}
              end={end && (() => end({ of: "hold", id: one.id }))}
            >
              {one.item && `${one.item.number}, `}
              {text.until[LANG]} {writeDay(one.until)}
              {one.note !== null && (
                <>
                  <br />
                  <span className="soft">{one.note}</span>
                </>
              )}
            </Line>
          )),
        ]
        return (
          <>
            {lines.length === 0 ? <p className="soft">{text.nothing[LANG]}</p> : <ul className="standing">{lines}</ul>}
            {ending && <End key={ending.id} ending={ending} close={() => setEnding(null)} />}
          </>
        )
      }}
    </Answered>
  )
}

type LineOf = { readonly what: string; readonly bad?: boolean; readonly end?: (() => void) | undefined; readonly children: ReactNode }
function Line({ what, bad = false, end, children }: LineOf) {
  return (
    <li>
      <b className={bad ? "bad" : ""}>{what}</b>
      <div>{children}</div>
      {end && (
        <button type="button" className="quiet" aria-label={`${text.end[LANG]}: ${what}`} onClick={end}>
          {text.end[LANG]}
        </button>
      )}
    </li>
  )
}
