/** The portfolio figures of any day: each with its definition, what it was worked out from, and the way to its rows. */
import { useQuery } from "@tanstack/react-query"
import { lazy, type ReactNode, Suspense, useMemo } from "react"
import { fold } from "../kernel/text.ts"
import { question } from "../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { Export } from "../shell/web/export.screen.tsx"
import { Amount, writeAmount, writeDay, writeMean, writeShare } from "../shell/web/figures.screen.tsx"
import { Head } from "../shell/web/frame.screen.tsx"
import { frameText } from "../shell/web/frame.text.ts"
import { Grid, type GridColumn } from "../shell/web/grid.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Answered, Empty, EmptyBooks, Skeleton } from "../shell/web/states.screen.tsx"
import { Here, type Screens, ToScreen, useOpen } from "../shell/web/ways/way.screen.tsx"
import { kpiText } from "./kpi.text.ts"
import type { KpiAnswer } from "./kpi.wire.ts"
import { kpiListing } from "./kpi-listing.ts"
import { kpiScreenText as text } from "./kpi-screen.text.ts"
import { type KpiSearch, WINDOWS } from "./kpi-search.ts"

const Trend = lazy(() => import("./kpi-trend.screen.tsx"))
type Of = KpiAnswer["currencies"][number]
type Payer = Extract<Of, { rows: unknown }>["rows"][number]
const STANDARD_DAYS = "90"

export function KpiScreen() {
  const { code, name } = useCompany()
  const { asOf } = useAsOf()
  const [search, change] = useAsked<KpiSearch>()
  const days = search.days ?? STANDARD_DAYS
  const asked = useQuery({ ...question<KpiAnswer>(code, "/kpi", { asOf, days, by: "customer" }), placeholderData: (before) => before })
  return (
    <Answered of={asked}>
      {(data) => {
        const of = data.currencies.find(({ currency }) => currency === search.currency) ?? data.currencies[0]
        if (!of)
          return (
            <>
              <Head title={text.title[LANG]} />
              <EmptyBooks title={kpiText.nothing[LANG]}>
                <p>{text.teach[LANG]}</p>
              </EmptyBooks>
            </>
          )
        const listing = () =>
          kpiListing(
            { ...data, currencies: [of] },
            [
              [frameText.company[LANG], name],
              [frameText.asOf[LANG], asOf, "day"],
            ],
            LANG,
          )
        return (
          <>
            <Head title={text.title[LANG]} lead={text.lead[LANG]}>
              <label className="tick">
                {text.window[LANG]}
                <select value={days} onChange={(event) => change({ days: event.target.value === STANDARD_DAYS ? undefined : event.target.value })}>
                  {WINDOWS.map((each) => (
                    <option key={each}>{each}</option>
                  ))}
                </select>
              </label>
              {data.currencies.length > 1 && (
                <label className="tick">
                  {kpiText.currency[LANG]}
                  <select value={of.currency} onChange={(event) => change({ currency: event.target.value })}>
                    {data.currencies.map(({ currency }) => (
                      <option key={currency}>{currency}</option>
                    ))}
                  </select>
                </label>
              )}
              <Export name={`${text.title[LANG]} ${code} ${asOf}`} listing={listing} />
            </Head>
            <Cards of={of} />
            <div className="tabs">
              {([undefined, "months", "trend"] as const).map((view) => (
                <Here<KpiSearch> key={view ?? "payers"} change={{ view }}>
                  {text[view ?? "payers"][LANG]}
                </Here>
              ))}
            </div>
            {search.view === "trend" ? (
              <Suspense fallback={<Skeleton />}>
                <Trend company={code} currency={of.currency} days={days} asOf={asOf} />
              </Suspense>
            ) : search.view === "months" ? (
              <Months of={of} />
            ) : (
              <Payers of={of} search={search} change={change} />
            )}
          </>
        )
      }}
    </Answered>
  )
}

function Cards({ of }: { readonly of: Of }) {
  const { workings: w } = of
  const money = (amount: string) => <span className="num">{writeAmount(amount)}</span>
  const days = (value: number | null) => (value === null ? null : `${writeMean(value)} ${kpiText.daysUnit[LANG]}`)
  const percent = (value: number | null) => (value === null ? null : writeShare(value / 100))
  const over = (amount: string) => (
    <>
      {money(amount)} ÷ {money(w.sales)} × {w.days}
    </>
  )
  const items = { currency: of.currency, intercompany: "without" }
  return (
    <div className="cards">
      <Card title={kpiText.dsoSimple[LANG]} value={days(of.dso.simple)} definition={text.defDso[LANG]} working={over(w.receivables)} rows={items} />
      <Card
        title={kpiText.countBack[LANG]}
        value={days(of.dso.countBack)}
        definition={text.defBack[LANG]}
        working={<Here<KpiSearch> change={{ view: "months" }}>{text.months[LANG]}</Here>}
      />
      <Card
        title={kpiText.best[LANG]}
        value={days(of.bestPossibleDso)}
        definition={text.defBest[LANG]}
        working={over(w.notOverdue)}
        rows={{ ...items, side: "debit", lateTo: "0" }}
      />
      <Card
        title={kpiText.delinquent[LANG]}
        value={days(of.averageDaysDelinquent)}
        definition={text.defDelinquent[LANG]}
        working={
          <>
            {kpiText.dsoSimple[LANG]} − {kpiText.best[LANG]}
          </>
        }
        rows={{ ...items, side: "debit", lateFrom: "1" }}
      />
      <Card
        title={kpiText.effectiveness[LANG]}
        value={percent(of.effectiveness)}
        definition={text.defEffectiveness[LANG]}
        working={
          <>
            ({money(w.begin)} + {money(w.sales)} − {money(w.receivables)}) ÷ ({money(w.begin)} + {money(w.sales)} − {money(w.notOverdue)})
          </>
        }
      />
      <Card
        title={kpiText.overdueShare[LANG]}
        value={percent(of.overdueShare)}
        definition={text.defOverdue[LANG]}
        working={
          <>
            {money(w.overdue)} ÷ {money(w.overdueShare.denominator)}
          </>
        }
        rows={{ ...items, side: "debit", lateFrom: "1" }}
      />
    </div>
  )
}

type CardSaid = {
  readonly title: string
  readonly value: string | null
  readonly definition: string
  readonly working: ReactNode
  readonly rows?: Screens["items"]
}
function Card({ title, value, definition, working, rows }: CardSaid) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {value === null ? <p className="soft">{text.noSales[LANG]}</p> : <div className="figure-value">{value}</div>}
      <p className="definition">{definition}</p>
      <p className="working">
        {working}
        {rows && (
          <>
            {" · "}
            <ToScreen to="items" search={rows} className="unbroken">
              {text.open[LANG]}
            </ToScreen>
          </>
        )}
      </p>
    </section>
  )
}

function Months({ of }: { readonly of: Of }) {
  return (
    <section>
      <p className="lead">{text.monthsLead[LANG]}</p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{text.month[LANG]}</th>
            <th scope="col" className="figure">
              {text.used[LANG]} {of.currency}
            </th>
            <th scope="col" className="figure">
              {text.ofSales[LANG]}
            </th>
            <th scope="col" className="figure">
              {kpiText.daysUnit[LANG]}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.workings.countBack.map(({ month, used, sales, days }) => (
            <tr key={month}>
              <th scope="row" className="num">
                {month}
              </th>
              <td className="figure">
                <Amount of={used} />
              </td>
              <td className="figure">
                <Amount of={sales} />
              </td>
              <td className="figure">{writeMean(days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type PayersSaid = { readonly of: Of; readonly search: KpiSearch; readonly change: (fields: Partial<KpiSearch>) => void }
function Payers({ of, search, change }: PayersSaid) {
  const { asOf } = useAsOf()
  const openScreen = useOpen()
  const sort = search.sort ?? "-meanAll"
  const rows = useMemo(() => sought("rows" in of ? of.rows : [], search.find, sort), [of, search.find, sort])
  const columns = useMemo(payerColumns, [])
  if (rows.length === 0) return <Empty title={kpiText.nothing[LANG]} />
  return (
    <Grid
      label={`${text.payers[LANG]}, ${writeDay(asOf)}`}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      open={({ key }) => openScreen({ to: "customers/$code", code: key })}
      sort={{ by: sort.replace("-", ""), down: sort.startsWith("-") }}
      onSort={({ by, down }) => change({ sort: `${down ? "-" : ""}${by}` })}
    />
  )
}

const FIGURES: Readonly<Record<string, (row: Payer) => number | null>> = {
  count: (row) => row.count,
  lateCount: (row) => row.late.count,
  lateShare: (row) => row.late.share,
  meanAll: (row) => row.late.meanAll,
  max: (row) => row.late.max,
  payMean: (row) => row.daysToPay.mean,
}
function sought(rows: readonly Payer[], find: string | undefined, sort: string): readonly Payer[] {
  const words = fold(find ?? "")
  const found = words === "" ? rows : rows.filter(({ key, name }) => fold(`${key} ${name}`).includes(words))
  const [by, sign] = [sort.replace("-", ""), sort.startsWith("-") ? -1 : 1]
  const figure = FIGURES[by]
  // Whoever has no figure stands last in either direction.
  return [...found].sort((a, b) => {
    if (figure === undefined) return sign * a.name.localeCompare(b.name, LANG)
    const [left, right] = [figure(a), figure(b)]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    return sign * (left - right)
  })
}

function payerColumns(): GridColumn<Payer>[] {
  const figure = (key: "count" | "lateCount" | "lateShare" | "meanAll" | "max" | "payMean", title: string, phone = false): GridColumn<Payer> => ({
    key,
    title,
    figure: true,
    width: "minmax(8.5rem, 1fr)",
    sorts: true,
    phone,
    cell: (row) => {
      const value = FIGURES[key]!(row)
      if (value === null) return <span className="nought">–</span>
      return key === "lateShare" ? writeShare(value / 100) : <span className="num">{writeMean(value)}</span>
    },
  })
  return [
    {
      key: "name",
      title: kpiText.customer[LANG],
      width: "minmax(12rem, 2fr)",
      sorts: true,
      phone: true,
      cell: ({ key, name }) => (
        <>
          <ToScreen to="customers/$code" code={key} tabIndex={-1}>
            {name}
          </ToScreen>
          <small>{key}</small>
        </>
      ),
    },
    figure("count", kpiText.invoices[LANG]),
    figure("lateCount", kpiText.lateCount[LANG]),
    figure("lateShare", kpiText.lateShare[LANG]),
    figure("meanAll", kpiText.meanAll[LANG], true),
    figure("max", kpiText.max[LANG]),
    figure("payMean", kpiText.payMean[LANG]),
  ]
}
