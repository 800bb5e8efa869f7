/** The day: whom to take up, in the order of the cash an act is expected to move, each with why. */
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import type { z } from "zod"
import { isDay } from "../kernel/day.ts"
import { currency, fromDecimal } from "../kernel/money.ts"
import { question } from "../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { Amount, writeCount, writeDay } from "../shell/web/figures.screen.tsx"
import { Head, keepDay } from "../shell/web/frame.screen.tsx"
import { Grid, type GridColumn } from "../shell/web/grid.screen.tsx"
import { LANG, LOCALE } from "../shell/web/lang.screen.ts"
import { Answered, Empty } from "../shell/web/states.screen.tsx"
import { Act, type ActKind, type Subject } from "./act.screen.tsx"
import { actScreenText } from "./act-screen.text.ts"
import { todayText as text } from "./today-screen.text.ts"
import type { TodaySearch } from "./today-search.ts"
import { actText, sayWhy, worklistText } from "./worklist.text.ts"
import type { rankedWire } from "./worklist.wire.ts"

type Task = z.infer<typeof rankedWire>
type Answer = { readonly asOf: string; readonly count: number; readonly tasks: readonly Task[] }

export function TodayScreen() {
  const { code, rights } = useCompany()
  const { asOf } = useAsOf()
  const navigate = useNavigate()
  const [search, change] = useAsked<TodaySearch>()
  const asked = useQuery({
    ...question<Answer>(code, "/worklist", { asOf, user: search.user ?? "all", waiting: search.waiting }),
    placeholderData: (before) => before,
  })
  const [doing, setDoing] = useState<{ readonly kind: ActKind; readonly subject: Subject } | null>(null)
  const mayAct = rights.includes("chase")
  const columns = useMemo(() => columnsOf(code, mayAct ? (task) => setDoing({ kind: actOf(task), subject: subjectOf(task) }) : null), [code, mayAct])
  const begin = (kind: ActKind) => (task: Task) => setDoing({ kind, subject: subjectOf(task) })
  const keys = { "?": begin("help"), ...(mayAct ? { c: begin("call"), n: begin("note"), p: begin("promise"), s: begin("snooze") } : {}) }
  return (
    <Answered of={asked}>
      {({ count, tasks }) => (
        <>
          <Head
            title={new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
              new Date(`${asOf}T00:00:00Z`),
            )}
            lead={
              <>
                <b className="num">{writeCount(count)}</b> {text.customers[LANG]}.
              </>
            }
          >
            <label className="tick">
              <input
                type="checkbox"
                checked={search.waiting === "true"}
                onChange={(event) => change({ waiting: event.target.checked ? "true" : undefined })}
              />
              {text.waiting[LANG]}
            </label>
          </Head>
          <div className="tabs">
            {([undefined, "me"] as const).map((user) => (
              <Link key={user ?? "all"} to="." search={((old: TodaySearch) => ({ ...old, user })) as never} activeOptions={{ exact: true }}>
                {user === undefined ? text.team[LANG] : text.mine[LANG]}
              </Link>
            ))}
          </div>
          {tasks.length === 0 ? (
            <Empty title={text.done[LANG]}>
              <p>{text.teach[LANG]}</p>
            </Empty>
          ) : (
            <Grid
              label={worklistText.title[LANG]}
              columns={columns}
              rows={tasks}
              keyOf={({ customer, currency: of }) => `${customer.code} ${of}`}
              keys={keys}
              open={({ customer }) =>
                void navigate({ to: `/${code}/customers/${encodeURIComponent(customer.code)}` as never, search: keepDay as never })
              }
            />
          )}
          {tasks.length > 0 && (
            <p className="hint">
              <kbd>J</kbd> <kbd>K</kbd> {actScreenText.move[LANG]} · <kbd>C</kbd> {actScreenText.call[LANG]} · <kbd>?</kbd> {actScreenText.keys[LANG]}
            </p>
          )}
          {doing && (
            <Act
              key={doing.kind}
              kind={doing.kind}
              subject={doing.subject}
              close={() => setDoing(null)}
              go={(kind) => setDoing({ kind, subject: doing.subject })}
            />
          )}
        </>
      )}
    </Answered>
  )
}

const BEFORE_DUE: readonly string[] = ["dueToday", "dueTomorrow", "dueSoon"]
const subjectOf = ({ customer, currency: of, overdue, why }: Task): Subject => ({
  customer: customer.code,
  name: customer.name,
  currency: of,
  overdue,
  beforeDue: why.some(({ code }) => BEFORE_DUE.includes(code)),
})
/** What the button of a row opens: a call, or where something else is to be done first, a note of it. */
const actOf = ({ act }: Task): ActKind => (act === "call" || act === "write" || act === "findContact" ? "call" : "note")

/** The first reason, in words; those behind it stand on the customer's page. */
function whyOf({ why: [first], currency: of }: Task): string {
  if (!first) return ""
  const { amount, days, on, count } = first.figures
  return sayWhy(
    {
      code: first.code,
      ...(amount === undefined ? {} : { amount: fromDecimal(amount, currency(of)) }),
      ...(days === undefined ? {} : { days }),
      ...(on !== undefined && isDay(on) ? { on } : {}),
      ...(count === undefined ? {} : { count }),
    },
    currency(of),
    LANG,
  )
}

const columnsOf = (company: string, begin: ((task: Task) => void) | null): GridColumn<Task>[] => [
  {
    key: "customer",
    title: worklistText.customer[LANG],
    width: "minmax(11rem, 1.6fr)",
    phone: true,
    cell: (task) => (
      <>
        <Link to={`/${company}/customers/${encodeURIComponent(task.customer.code)}` as never} search={keepDay as never} tabIndex={-1}>
          {task.customer.name}
        </Link>
        <small className="on-phone">{whyOf(task)}</small>
        <small className="wide-only">{task.customer.code}</small>
      </>
    ),
  },
  { key: "why", title: text.why[LANG], width: "minmax(14rem, 2.4fr)", cell: (task) => <span className="wrapped">{whyOf(task)}</span> },
  {
    key: "overdue",
    title: worklistText.overdue[LANG],
    figure: true,
    width: "minmax(9.5rem, 1fr)",
    phone: true,
    cell: (task) => <Amount of={task.overdue} currency={task.currency} />,
  },
  {
    key: "atRisk",
    title: worklistText.atRisk[LANG],
    figure: true,
    width: "minmax(9.5rem, 1fr)",
    cell: (task) => <Amount of={task.atRisk} currency={task.currency} />,
  },
  {
    key: "oldest",
    title: worklistText.oldest[LANG],
    figure: true,
    width: "6rem",
    cell: ({ oldestDays }) => (oldestDays > 0 ? writeCount(oldestDays) : <span className="nought">–</span>),
  },
  {
    key: "last",
    title: worklistText.lastContact[LANG],
    width: "10.5rem",
    cell: ({ lastContact }) => (lastContact === null ? <span className="nought">–</span> : `${text.call[LANG]}, ${writeDay(lastContact.on)}`),
  },
  {
    key: "act",
    title: worklistText.act[LANG],
    width: "minmax(8.5rem, 1fr)",
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
