/**
 * On a customer's page: the exposure as one bar. Right of nought what is owed, by lateness, with what is disputed of it striped; left of it what takes off: credit
 * notes and unallocated money. Below it the same in words and figures; each part opens its rows.
 */
import { useQuery } from "@tanstack/react-query"
import type { z } from "zod"
import { question } from "../../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, isNought, stepOf, toNumber, writeAmount, writeCount } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { type Screens, ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { bucketText } from "../ageing.text.ts"
import { exposureText as text } from "./exposure.text.ts"
import type { exposureWire } from "./exposure.wire.ts"

type Answer = z.infer<typeof exposureWire>
type Of = Answer["currencies"][number]
/** A part as it is drawn; `look`: a step of lateness, or the pattern of its kind. */
type Drawn = {
  readonly key: string
  readonly look: string
  readonly words: string
  readonly amount: string
  readonly count: number
  readonly minus: boolean
  readonly disputed: string | null
  /** What the list of items is asked for; null: what is subject to collection is no open item. */
  readonly rows: Screens["items"] | null
}

function partsOf({ buckets, credited, unallocated, subject }: Of): Drawn[] {
  const late = buckets.map(({ from, to, amount, count, disputed }, i): Drawn => {
    const days = bucketText({ from, to }, LANG)
    return {
      key: `late ${from ?? ""}`,
      look: String(stepOf(i, buckets.length)),
      words: from === null ? days : `${days} ${text.daysLate[LANG]}`,
      amount,
      count,
      minus: false,
      disputed: isNought(disputed) ? null : disputed,
      rows: { side: "debit", lateFrom: from?.toString(), lateTo: to?.toString() },
    }
  })
  const beside = (key: "unallocated" | "credited" | "subject", of: Of["credited"]): Drawn => ({
    key,
    look: key,
    words: text[key][LANG],
    amount: of.amount,
    count: of.count,
    minus: key !== "subject",
    disputed: null,
    rows: key === "subject" ? null : { kind: key },
  })
  return [beside("unallocated", unallocated), beside("credited", credited), ...late, beside("subject", subject)].filter(({ count }) => count > 0)
}

export function ExposureBar({ customer }: { readonly customer: string }) {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const asked = useQuery(question<Answer>(code, `/customers/${encodeURIComponent(customer)}/exposure`, { asOf }))
  return (
    <Answered of={asked} rows={3}>
      {({ currencies }) => currencies.map((of) => <OneBar key={of.currency} of={of} customer={customer} />)}
    </Answered>
  )
}

function OneBar({ of, customer }: { readonly of: Of; readonly customer: string }) {
  const parts = partsOf(of)
  const whole = parts.reduce((sum, { amount }) => sum + toNumber(amount), 0)
  const share = (amount: string) => `${(toNumber(amount) / (whole || 1)) * 100}%`
  const signed = ({ amount, minus }: Drawn) => (minus ? `-${amount}` : amount)
  const taken = parts.filter(({ minus }) => minus)
  const owed = parts.filter(({ minus }) => !minus)
  const side = (some: readonly Drawn[]) =>
    some.map((part) => (
      <i
        key={part.key}
        data-look={part.look}
        data-step={part.look}
        title={`${part.words}: ${writeAmount(signed(part))}`}
        style={{ width: share(part.amount) }}
      >
        {part.disputed !== null && <em style={{ width: `${(toNumber(part.disputed) / toNumber(part.amount)) * 100}%` }} />}
      </i>
    ))
  const items = (part: Drawn) => (
    <>
      <span className="key" data-look={part.look} data-step={part.look}>
        {part.words} <small>({writeCount(part.count)})</small>
      </span>
      <Amount of={signed(part)} />
      {part.disputed !== null && (
        <small className="of-it">
          <span className="key" data-look="disputed">
            {text.ofIt[LANG]}
          </span>
          <Amount of={part.disputed} />
        </small>
      )}
    </>
  )
  return (
    <section className="card exposure">
      <h2>
        {text.title[LANG]} <Amount of={of.exposure} currency={of.currency} />
      </h2>
      <div
        className="exposure-bar"
        role="img"
        aria-label={parts
          .map(
            (part) =>
              `${part.words} ${writeAmount(signed(part))}${part.disputed === null ? "" : `, ${text.ofIt[LANG]} ${writeAmount(part.disputed)}`}`,
          )
          .join("; ")}
      >
        {side(taken)}
        {taken.length > 0 && <b />}
        {side(owed)}
      </div>
      <ul>
        {parts.map((part) => (
          <li key={part.key}>
            {part.rows === null ? (
              <div>{items(part)}</div>
            ) : (
              <ToScreen to="items" search={{ customer, currency: of.currency, ...part.rows }}>
                {items(part)}
              </ToScreen>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
