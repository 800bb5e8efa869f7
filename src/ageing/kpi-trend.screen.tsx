/** DSO and its parts at the end of each of the last twelve months, drawn and as a table. */
import { useQueries } from "@tanstack/react-query"
import { type Day, lastOfMonths } from "../kernel/day.ts"
import { question } from "../shell/web/ask.screen.ts"
import { Chart } from "../shell/web/chart.screen.tsx"
import { writeDay, writeMean } from "../shell/web/figures.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Skeleton, Trouble } from "../shell/web/states.screen.tsx"
import { kpiText } from "./kpi.text.ts"
import type { KpiAnswer } from "./kpi.wire.ts"
import { kpiScreenText as text } from "./kpi-screen.text.ts"

const MONTHS = 12
const LONG_MS = 600_000
type Of = KpiAnswer["currencies"][number]
const LINES: readonly (readonly [string, (of: Of) => number | null])[] = [
  [kpiText.countBack[LANG], (of) => of.dso.countBack],
  [kpiText.dsoSimple[LANG], (of) => of.dso.simple],
  [kpiText.best[LANG], (of) => of.bestPossibleDso],
  [kpiText.delinquent[LANG], (of) => of.averageDaysDelinquent],
]

export default function Trend({
  company,
  currency,
  days,
  asOf,
}: {
  readonly company: string
  readonly currency: string
  readonly days: string
  readonly asOf: Day
}) {
  const points = lastOfMonths(asOf, MONTHS)
  const asked = useQueries({
    queries: points.map((on) => ({ ...question<KpiAnswer>(company, "/kpi", { asOf: on, currency, days }), staleTime: LONG_MS })),
  })
  const failed = asked.find(({ error }) => error)
  if (failed) return <Trouble error={failed.error} again={() => void failed.refetch()} />
  if (asked.some(({ data }) => data === undefined)) return <Skeleton rows={6} />
  const figures = asked.map(({ data }) => data!.currencies.find((each) => each.currency === currency))
  const series = LINES.map(([name, figure]) => ({ name, values: figures.map((of) => (of ? figure(of) : null)) }))
  return (
    <>
      <Chart label={text.trend[LANG]} kind="lines" unit={kpiText.daysUnit[LANG]} points={points.map(writeDay)} series={series} />
      {/* Reached by keyboard: it may be wider than a phone. */}
      <div className="scrolls" {...{ role: "region", "aria-label": text.trend[LANG], tabIndex: 0 }}>
        <table className="plain">
          <caption className="visually-hidden">{text.trend[LANG]}</caption>
          <thead>
            <tr>
              <th scope="col">{text.month[LANG]}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((on, i) => (
              <tr key={on}>
                <th scope="row" className="num">
                  {writeDay(on)}
                </th>
                {series.map(({ name, values }) => (
                  <td key={name} className="figure">
                    {values[i] === null || values[i] === undefined ? "–" : writeMean(values[i])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
