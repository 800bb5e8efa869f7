/** The day: whom to take up, in the order of the cash an act is expected to move, each with why. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { use, useMemo, useState } from "react"
import type { z } from "zod"
import { wordActor } from "../activity/actor.text.ts"
import type { noteAnswer } from "../contact/contact.wire.ts"
import { isDay } from "../kernel/day.ts"
import { currency, fromDecimal, toDecimal } from "../kernel/money.ts"
import { addressOf, ask, question } from "../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany, ViewsContext } from "../shell/web/asked.screen.ts"
import { Amount, writeAmount, writeCount, writeDay } from "../shell/web/figures.screen.tsx"
import { Head } from "../shell/web/frame.screen.tsx"
import { Grid, type GridColumn, trackFor } from "../shell/web/grid.screen.tsx"
import { LANG, LOCALE } from "../shell/web/lang.screen.ts"
import { may } from "../shell/web/person.screen.ts"
import { Answered, EmptyBooks } from "../shell/web/states.screen.tsx"
import { tell } from "../shell/web/toast.screen.tsx"
import { Here, ToScreen, useOpen } from "../shell/web/ways/way.screen.tsx"
import { Act } from "./acts/act.screen.tsx"
import { actScreenText } from "./acts/act-screen.text.ts"
import type { ActKind, Subject } from "./acts/subject.ts"
import { Beside, useRoomBeside } from "./beside.screen.tsx"
import { Bulk } from "./bulk/bulk.screen.tsx"
import { todayText as text } from "./today-screen.text.ts"
import type { TodaySearch } from "./today-search.ts"
import { actText, sayWhy, worklistText } from "./worklist.text.ts"
import type { rankedWire } from "./worklist.wire.ts"

type Task = z.infer<typeof rankedWire>
type Answer = { readonly asOf: string; readonly count: number; readonly tasks: readonly Task[] }
const keyOf = ({ customer, currency: of }: Task) => `${customer.code} ${of}`
const NONE: ReadonlySet<string> = new Set()

export function TodayScreen() {
  const company = useCompany()
  const { code } = company
  const { asOf } = useAsOf()
  const Views = use(ViewsContext)
  const [search, change] = useAsked<TodaySearch>()
  const asked = useQuery({
    ...question<Answer>(code, "/worklist", { asOf, user: search.user ?? "all", waiting: search.waiting }),
    placeholderData: (before) => before,
  })
  return (
    <Answered of={asked}>
      {({ tasks, count }) => (
        <>
          <Head title={writeDate(asOf)} lead={<Lead count={count} tasks={tasks} />}>
            <label className="tick">
              <input
                type="checkbox"
                checked={search.waiting === "true"}
                onChange={(event) => change({ waiting: event.target.checked ? "true" : undefined })}
              />
              {text.waiting[LANG]}
            </label>
            <Views screen="today" />
          </Head>
          <div className="tabs">
            {([undefined, "me"] as const).map((user) => (
              <Here<TodaySearch> key={user ?? "all"} change={{ user }}>
                {user === undefined ? text.team[LANG] : text.mine[LANG]} <Count user={user ?? "all"} />
              </Here>
            ))}
          </div>
          <Mentions />
          {tasks.length === 0 ? (
            <EmptyBooks title={text.done[LANG]}>
              <p>{text.teach[LANG]}</p>
            </EmptyBooks>
          ) : (
            <List tasks={tasks} mayAct={may(company, "chase")} />
          )}
        </>
      )}
    </Answered>
  )
}

/** The day as a title: with a capital, whatever the language says within a sentence. */
function writeDate(on: string): string {
  const words = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${on}T00:00:00Z`),
  )
  return words.charAt(0).toLocaleUpperCase(LOCALE) + words.slice(1)
}

/** How many, how much of it is overdue, and how much of that the first three bear. */
function Lead({ count, tasks }: { readonly count: number; readonly tasks: readonly Task[] }) {
  const sums = new Map<string, bigint>()
  for (const { currency: of, overdue } of tasks) sums.set(of, (sums.get(of) ?? 0n) + fromDecimal(overdue, currency(of)))
  return (
    <>
      <b className="num">{writeCount(count)}</b> {text.customers[LANG]}
      {[...sums].map(([of, amount]) =>
        amount === 0n ? null : (
          <span key={of}>
            {" · "}
            <b className="num">
              {writeAmount(toDecimal(amount, currency(of)))} {of}
            </b>{" "}
            {text.overdue[LANG]}
          </span>
        ),
      )}
    </>
  )
}

/** A count that can reach zero. */
function Count({ user }: { readonly user: string }) {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const { data } = useQuery(question<Answer>(code, "/worklist", { asOf, user, limit: 1 }))
  return data ? <b className="count num">{writeCount(data.count)}</b> : null
}

type Notes = { readonly notes: readonly ReturnType<typeof noteAnswer>[] }
const MENTIONS_SHOWN = 20
/** Notes in which a colleague named the reader, until they say they have seen them. */
function Mentions() {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const { data } = useQuery(question<Notes>(code, "/notes", { mentions: "me", unseen: "true", limit: MENTIONS_SHOWN }))
  const notes = data?.notes ?? []
  if (notes.length === 0) return null
  const see = (id: string) =>
    void ask(addressOf(code, `/notes/${id}/seen`), { method: "POST", body: {} }).then(
      () => remembered.invalidateQueries({ queryKey: [code, "/notes"] }),
      (error: Error) => tell(error.message, { bad: true }),
    )
  return (
    <section className="card mentions" aria-label={text.mentioned[LANG]}>
      <h2>
        {text.mentioned[LANG]} <b className="count num">{writeCount(notes.length)}</b>
      </h2>
      <ul>
        {notes.map(({ id, customer, by, at, text: words }) => (
          <li key={id}>
            <span>
              <ToScreen to="customers/$code" code={customer}>
                {customer}
              </ToScreen>{" "}
              <small>
                {wordActor(by, LANG)}, {writeDay(at.slice(0, 10))}
              </small>
              <br />
              {words}
            </span>
            <button type="button" onClick={() => see(id)}>
              {text.seen[LANG]}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function List({ tasks, mayAct }: { readonly tasks: readonly Task[]; readonly mayAct: boolean }) {
  const { code } = useCompany()
  const openScreen = useOpen()
  const [doing, setDoing] = useState<{ readonly kind: ActKind; readonly task: Task } | null>(null)
  const [chosen, setChosen] = useState(NONE)
  const [goTo, setGoTo] = useState<{ readonly key: string } | null>(null)
  const roomBeside = useRoomBeside()
  const [current, setCurrent] = useState<string | null>(null)
  const beside = useMemo(() => {
    const task = roomBeside ? tasks.find((one) => keyOf(one) === current) : undefined
    return task && { ...task.customer, reasons: task.why.map((reason) => sayReason(reason, task.currency)) }
  }, [roomBeside, tasks, current])
  const begin = (kind: ActKind) => (task: Task) => setDoing({ kind, task })
  const columns = useMemo(() => columnsOf(tasks, mayAct ? (task) => setDoing({ kind: actOf(task), task }) : null), [code, mayAct, tasks])
  const keys = {
    "?": begin("help"),
    ...(mayAct ? { c: begin("call"), n: begin("note"), p: begin("promise"), s: begin("snooze"), d: begin("dispute") } : {}),
  }
  /** The next one is taken up, whether this one leaves the list or stays. */
  const next = (task: Task) => {
    const at = tasks.findIndex((one) => keyOf(one) === keyOf(task))
    const after = tasks[at + 1] ?? tasks[at - 1]
    setGoTo(after ? { key: keyOf(after) } : null)
  }
  const picked = tasks.filter((task) => chosen.has(keyOf(task)))
  return (
    <>
      <Bulk rows={{ of: "customers", customers: [...new Set(picked.map(({ customer }) => customer.code))] }} clear={() => setChosen(NONE)} />
      <div className="list-beside">
        <Grid
          label={worklistText.title[LANG]}
          columns={columns}
          rows={tasks}
          keyOf={keyOf}
          keys={keys}
          goTo={goTo}
          onCurrent={setCurrent}
          choosing={mayAct ? { chosen, change: setChosen, nameOf: ({ customer }) => customer.name } : undefined}
          open={({ customer }) => openScreen({ to: "customers/$code", code: customer.code })}
        />
        {beside && <Beside of={beside} />}
      </div>
      <p className="hint">
        <kbd>J</kbd> <kbd>K</kbd> {actScreenText.move[LANG]} · <kbd>C</kbd> {actScreenText.call[LANG]} · <kbd>X</kbd> {actScreenText.choose[LANG]} ·{" "}
        <kbd>?</kbd> {actScreenText.keys[LANG]}
      </p>
      {doing && (
        <Act
          key={doing.kind}
          kind={doing.kind}
          subject={subjectOf(doing.task)}
          close={() => setDoing(null)}
          go={(kind) => setDoing({ kind, task: doing.task })}
          done={() => next(doing.task)}
        />
      )}
    </>
  )
}

const BEFORE_DUE: readonly string[] = ["dueToday", "dueTomorrow", "dueSoon"]
const subjectOf = ({ customer, currency: of, overdue, why }: Task): Subject => ({
  customer: customer.code,
  name: customer.name,
  country: customer.country,
  currency: of,
  overdue,
  beforeDue: why.some(({ code }) => BEFORE_DUE.includes(code)),
})
/** What the button of a row opens: a call, or where something else is to be done first, a note of it. */
const actOf = ({ act }: Task): ActKind => (act === "call" || act === "write" || act === "findContact" ? "call" : "note")

/** The first reason, in words; those behind it stand on the customer's page. */
const whyOf = ({ why: [first], currency: of }: Task): string => (first ? sayReason(first, of) : "")
function sayReason({ code, figures: { amount, days, on, count } }: Task["why"][number], of: string): string {
  return sayWhy(
    {
      code,
      ...(amount === undefined ? {} : { amount: fromDecimal(amount, currency(of)) }),
      ...(days === undefined ? {} : { days }),
      ...(on !== undefined && isDay(on) ? { on } : {}),
      ...(count === undefined ? {} : { count }),
    },
    currency(of),
    LANG,
  )
}
/** How pressing the reason is: a mark before it, never the only sign. */
const PRESSING: Readonly<Record<string, string>> = {
  promiseBroken: "4",
  refusal: "4",
  insolvent: "4",
  disputeUnanswered: "3",
  oldest: "3",
  unreached: "2",
  firstTimeLate: "1",
}

/** No amount of the column is cut off. */
const amountTrack = (amounts: readonly string[]) =>
  trackFor(`${writeAmount(amounts.reduce((most, each) => (each.length > most.length ? each : most), "0.00"))} EUR`, 8.4)
const columnsOf = (tasks: readonly Task[], begin: ((task: Task) => void) | null): GridColumn<Task>[] => [
  {
    key: "customer",
    title: worklistText.customer[LANG],
    width: "minmax(13.5rem, 1.8fr)",
    phone: true,
    cell: (task) => (
      <>
        <ToScreen to="customers/$code" code={task.customer.code} tabIndex={-1}>
          {task.customer.name}
        </ToScreen>
        <small className="on-phone">{whyOf(task)}</small>
        <small className="wide-only">{task.customer.code}</small>
        {task.standsIn !== null && (
          <small>
            {text.standsIn[LANG]} {task.standsIn}
          </small>
        )}
      </>
    ),
  },
  {
    key: "why",
    title: text.why[LANG],
    width: "minmax(13.3rem, 1.8fr)",
    cell: (task) => (
      <span className="wrapped why" data-step={PRESSING[task.why[0]?.code ?? ""] ?? "0"}>
        {whyOf(task)}
      </span>
    ),
  },
  {
    key: "overdue",
    title: worklistText.overdue[LANG],
    figure: true,
    width: amountTrack(tasks.map(({ overdue }) => overdue)),
    phone: true,
    cell: (task) => <Amount of={task.overdue} currency={task.currency} />,
  },
  {
    key: "atRisk",
    title: worklistText.atRisk[LANG],
    figure: true,
    width: amountTrack(tasks.map(({ atRisk }) => atRisk)),
    cell: (task) => <Amount of={task.atRisk} currency={task.currency} />,
  },
  {
    key: "oldest",
    title: text.oldest[LANG],
    figure: true,
    width: "5rem",
    cell: ({ oldestDays }) => (oldestDays > 0 ? writeCount(oldestDays) : <span className="nought">–</span>),
  },
  {
    key: "last",
    title: worklistText.lastContact[LANG],
    width: "7.2rem",
    cell: ({ lastContact }) => (lastContact === null ? <span className="nought">–</span> : <span className="num">{writeDay(lastContact.on)}</span>),
  },
  {
    key: "act",
    title: worklistText.act[LANG],
    width: "13rem",
    cell: (task) =>
      begin === null || task.act === "wait" ? (
        actText[task.act][LANG]
      ) : (
        <button type="button" tabIndex={-1} aria-label={`${actText[task.act][LANG]}: ${task.customer.name}`} onClick={() => begin(task)}>
          {actText[task.act][LANG]}
        </button>
      ),
  },
]
