/** The day: whom to take up, in the order of the cash an act is expected to move, each with why. */
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useMemo } from "react"
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
import { todayText as text } from "./today-screen.text.ts"
import type { TodaySearch } from "./today-search.ts"
import { actText, sayWhy, worklistText } from "./worklist.text.ts"
import type { rankedWire } from "./worklist.wire.ts"

type Task = z.infer<typeof rankedWire>
type Answer = { readonly asOf: string; readonly count: number; readonly tasks: readonly Task[] }

export function TodayScreen() {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const navigate = useNavigate()
  const [search, change] = useAsked<TodaySearch>()
  const asked = useQuery({
    ...question<Answer>(code, "/worklist", { asOf, user: search.user ?? "all", waiting: search.waiting }),
    placeholderData: (before) => before,
  })
  const columns = useMemo(() => columnsOf(code), [code])
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
              open={({ customer }) =>
                void navigate({ to: `/${code}/customers/${encodeURIComponent(customer.code)}` as never, search: keepDay as never })
              }
            />
          )}
        </>
      )}
    </Answered>
  )
}

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

const columnsOf = (company: string): GridColumn<Task>[] => [
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
  { key: "act", title: worklistText.act[LANG], width: "minmax(8.5rem, 1fr)", cell: ({ act }) => actText[act][LANG] },
]
