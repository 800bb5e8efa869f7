/** The buckets at the end of each of the last twelve months, drawn and as a table; loaded when somebody looks. */
import { useQueries } from "@tanstack/react-query"
import type { Day } from "../kernel/day.ts"
import { lastOfMonths } from "../kernel/day.ts"
import { question } from "../shell/web/ask.screen.ts"
import { Chart } from "../shell/web/chart.screen.tsx"
import { Amount, stepOf, toNumber, writeDay } from "../shell/web/figures.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Skeleton, Trouble } from "../shell/web/states.screen.tsx"
import { ageingText, bucketText } from "./ageing.text.ts"
import type { AgeingAnswer } from "./ageing.wire.ts"
import { ageingScreenText as text } from "./ageing-screen.text.ts"

const MONTHS = 12
const LONG_MS = 600_000

export default function Trend({ company, currency, asOf }: { readonly company: string; readonly currency: string; readonly asOf: Day }) {
  const days = lastOfMonths(asOf, MONTHS)
  const asked = useQueries({
    queries: days.map((on) => ({ ...question<AgeingAnswer>(company, "/ageing", { asOf: on, currency }), staleTime: LONG_MS })),
  })
  const failed = asked.find(({ error }) => error)
  if (failed) return <Trouble error={failed.error} again={() => void failed.refetch()} />
  if (asked.some(({ data }) => data === undefined)) return <Skeleton rows={6} />
  const months = asked.map(({ data }, i) => ({ on: days[i]!, of: data!.currencies.find((each) => each.currency === currency) }))
  const buckets = months.find(({ of }) => of)?.of?.buckets ?? []
  return (
    <>
      <Chart
        label={text.trendLabel[LANG]}
        kind="stacked"
        points={months.map(({ on }) => writeDay(on))}
        unit={currency}
        series={buckets.map((bucket, i) => ({
          name: bucketText(bucket, LANG),
          step: stepOf(i, buckets.length),
          values: months.map(({ of }) => (of ? toNumber(of.buckets[i]!.amount) : 0)),
        }))}
      />
      {/* Reached by keyboard: it may be wider than a phone. */}
      <div className="scrolls" {...{ role: "region", "aria-label": text.trendLabel[LANG], tabIndex: 0 }}>
        <table className="plain">
          <caption className="visually-hidden">{text.trendLabel[LANG]}</caption>
          <thead>
            <tr>
              <th scope="col">{text.month[LANG]}</th>
              {buckets.map((bucket) => (
                <th key={String(bucket.from)} scope="col" className="figure">
                  {bucketText(bucket, LANG)}
                </th>
              ))}
              <th scope="col" className="figure">
                {ageingText.total[LANG]} {currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(({ on, of }) => (
              <tr key={on}>
                <th scope="row" className="num">
                  {writeDay(on)}
                </th>
                {buckets.map((bucket, i) => (
                  <td key={String(bucket.from)} className="figure">
                    <Amount of={of?.buckets[i]?.amount ?? "0"} />
                  </td>
                ))}
                <td className="figure">
                  <Amount of={of?.total ?? "0"} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
