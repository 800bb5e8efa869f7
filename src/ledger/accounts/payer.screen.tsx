/** On a customer's page: how late it pays, with how that is made, and what settled what; the rows behind are asked for when somebody looks. */
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { question } from "../../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, writeCount, writeDay, writeMean, writeShare } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import type { EntryKind, SettledBy } from "../ledger.ts"
import { settledByText } from "../lettering/lettering.text.ts"
import { accountsScreenText as text } from "./accounts-screen.text.ts"
import type { Payer } from "./habit.ts"
import { kindText } from "./open-items.text.ts"

const Days = ({ of }: { readonly of: number | null }) => (of === null ? "–" : `${writeMean(of)} ${text.late1[LANG]}`)

export function Payments({ customer }: { readonly customer: string }) {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const asked = useQuery(question<Payer>(code, `/customers/${encodeURIComponent(customer)}/payer`, { asOf }))
  return (
    <section className="card">
      <h2>{text.habit[LANG]}</h2>
      <Answered of={asked} rows={3}>
        {(payer) => {
          if (payer.count === 0) return <p className="soft">{text.noHabit[LANG]}</p>
          const late = payer.delays.filter(({ days }) => days > 0).length
          return (
            <>
              <dl className="facts">
                <dt>{text.meanLate[LANG]}</dt>
                <dd className={(payer.mean ?? 0) > 0 ? "num bad" : "num"}>
                  <Days of={payer.mean} />
                </dd>
                <dt>{text.spread[LANG]}</dt>
                <dd className="num">
                  <Days of={payer.spread} />
                </dd>
                {payer.trend !== null && (
                  <>
                    <dt>{text.trend[LANG]}</dt>
                    <dd className={payer.trend > 0 ? "bad" : ""}>
                      {payer.trend === 0
                        ? text.asBefore[LANG]
                        : `${writeMean(Math.abs(payer.trend))} ${text[payer.trend > 0 ? "later" : "earlier"][LANG]}`}
                    </dd>
                  </>
                )}
                <dt>{text.shareLate[LANG]}</dt>
                <dd className="num">{writeShare(late / payer.count)}</dd>
              </dl>
              <Opened title={text.workings[LANG]}>{() => <Workings payer={payer} />}</Opened>
            </>
          )
        }}
      </Answered>
    </section>
  )
}

function Workings({ payer: { count, sum, mean, spread, squares, quarters, delays } }: { readonly payer: Payer }) {
  return (
    <>
      <p className="working">
        {`${writeCount(sum)} / ${writeCount(count)} = ${mean === null ? "–" : writeMean(mean)}`}
        <br />
        {`√(${writeCount(squares)} / ${writeCount(count)} − (${writeCount(sum)} / ${writeCount(count)})²) = ${spread === null ? "–" : writeMean(spread)}`}
      </p>
      <dl className="facts">
        {quarters.map((one) => (
          <div key={one.from} className="fact">
            <dt>
              {one.from} <small>({writeCount(one.count)})</small>
            </dt>
            <dd className="num">
              <Days of={one.mean} />
            </dd>
          </div>
        ))}
      </dl>
      <table className="plain">
        <thead>
          <tr>
            <th>{kindText.invoice[LANG]}</th>
            <th>{text.paidOn[LANG]}</th>
            <th className="figure">{text.delay[LANG]}</th>
          </tr>
        </thead>
        <tbody>
          {delays.slice(0, MOST_SHOWN).map(({ number, dueOn, paidOn, days }) => (
            <tr key={`${number} ${dueOn}`}>
              <td>{number}</td>
              <td>{paidOn === null ? text.unpaid[LANG] : writeDay(paidOn)}</td>
              <td className="figure">{writeCount(days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
const MOST_SHOWN = 200

type Matches = {
  readonly matches: readonly {
    readonly id: string
    readonly day: string
    readonly debit: string
    readonly credit: string
    readonly creditKind: EntryKind
    readonly amount: string
    readonly currency: string
    readonly settledBy: SettledBy
    readonly takenBack: boolean
  }[]
}
export function Matched({ customer }: { readonly customer: string }) {
  return (
    <section className="card">
      <Opened title={text.matched[LANG]}>{() => <Matches customer={customer} />}</Opened>
    </section>
  )
}
function Matches({ customer }: { readonly customer: string }) {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const asked = useQuery(question<Matches>(code, `/customers/${encodeURIComponent(customer)}/lettering`, { asOf }))
  return (
    <Answered of={asked} rows={3}>
      {({ matches }) =>
        matches.length === 0 ? (
          <p className="soft">{text.noMatch[LANG]}</p>
        ) : (
          <ol className="timeline">
            {matches.map((one) => (
              <li key={one.id}>
                <time dateTime={one.day} className="num">
                  {writeDay(one.day)}
                </time>
                <span>
                  <b>{one.debit}</b> ← {kindText[one.creditKind][LANG]} <b>{one.credit}</b> <Amount of={one.amount} currency={one.currency} />{" "}
                  <small>
                    {settledByText[one.settledBy][LANG]}
                    {one.takenBack && ` · ${text.takenBackMatch[LANG]}`}
                  </small>
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </Answered>
  )
}

/** Shown when somebody opens it, and only then made. */
function Opened({ title, children }: { readonly title: string; readonly children: () => ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  )
}
