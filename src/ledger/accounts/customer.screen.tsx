/** One customer: who they are, what they owe and since when, how they pay, and every open item. What other rooms know of them is handed in (`Sections`). */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link, useParams } from "@tanstack/react-router"
import { type ComponentType, Suspense, useEffect, useMemo } from "react"
import type { Listing } from "../../kernel/listing.ts"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "../../shell/web/asked.screen.ts"
import { Export } from "../../shell/web/export.screen.tsx"
import {
  Amount,
  Bar,
  isNought,
  stepOf,
  toNumber,
  writeAmount,
  writeCount,
  writeCountry,
  writeDay,
  writeMean,
  writeShare,
} from "../../shell/web/figures.screen.tsx"
import { Head, keepDay } from "../../shell/web/frame.screen.tsx"
import { frameText } from "../../shell/web/frame.text.ts"
import { Grid } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered, Empty, Skeleton } from "../../shell/web/states.screen.tsx"
import { accountsScreenText as text } from "./accounts-screen.text.ts"
import type { CustomerSearch } from "./accounts-search.ts"
import type { toCustomersAnswer } from "./customers.ts"
import { ITEM_COLUMNS, itemColumns } from "./item-columns.screen.tsx"
import { openItemsText, customersText as words } from "./open-items.text.ts"
import type { ItemsPage } from "./open-items.ts"

type Customer = ReturnType<typeof toCustomersAnswer>["customers"][number]
/** What is asked of the ageing and the figures of one customer, as far as this page shows it. */
type Aged = {
  readonly currencies: readonly {
    readonly currency: string
    readonly credits: string
    readonly total: string
    readonly buckets: readonly { readonly from: number | null; readonly to: number | null; readonly amount: string; readonly count: number }[]
  }[]
}
type Habit = {
  readonly currencies: readonly {
    readonly currency: string
    readonly daysToPay: { readonly mean: number | null; readonly median: number | null }
    readonly late: { readonly count: number; readonly share: number | null; readonly meanAll: number | null; readonly max: number | null }
  }[]
}
/** A part of the page that another room brings: beside the items, or below them. */
export type CustomerSection = {
  readonly key: string
  readonly place: "side" | "below"
  readonly Section: ComponentType<{ readonly customer: string }>
}

const PAGE = 500

export function CustomerScreen({ sections }: { readonly sections: readonly CustomerSection[] }) {
  const { code: company } = useCompany()
  const { code = "" } = useParams({ strict: false }) as { readonly code?: string }
  const { asOf } = useAsOf()
  const asked = useQuery(question<Customer>(company, `/customers/${encodeURIComponent(code)}`, { asOf }))
  const placed = (place: CustomerSection["place"]) =>
    sections
      .filter((section) => section.place === place)
      .map(({ key, Section }) => (
        <Suspense key={key} fallback={<Skeleton rows={2} />}>
          <Section customer={code} />
        </Suspense>
      ))
  return (
    <Answered of={asked}>
      {(customer) => (
        <>
          <Named customer={customer} company={company} />
          <div className="columns">
            <div className="stack">
              <Exposure customer={customer} company={company} />
              <Items customer={customer} company={company} />
              {placed("below")}
            </div>
            <div className="stack">
              {placed("side")}
              <Payments customer={customer} company={company} />
              <Identity customer={customer} />
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}

type Of = { readonly customer: Customer; readonly company: string }

function Named({ customer, company }: Of) {
  const { asOf } = useAsOf()
  useEffect(() => {
    document.title = `${customer.name} · ${company} · Encours`
  }, [customer.name, company])
  const overdue = customer.balance.filter((of) => !isNought(of.overdue))
  return (
    <Head
      title={customer.name}
      lead={
        <>
          {customer.code}
          {customer.country !== null && ` · ${writeCountry(customer.country)}`}
          {overdue.map((of) => (
            <span key={of.currency}>
              {" · "}
              <b className="num bad">
                {writeAmount(of.overdue)} {of.currency}
              </b>{" "}
              {words.overdue[LANG].toLowerCase()}
            </span>
          ))}
        </>
      }
    >
      <Export name={`${text.statement[LANG]} ${customer.code} ${asOf}`} listing={() => statement(customer, company, asOf)} />
    </Head>
  )
}

/** The customer's statement: all that is open on the day. */
async function statement(customer: Customer, company: string, asOf: string): Promise<Listing> {
  const rows: ItemsPage["items"][number][] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: ItemsPage = await ask(addressOf(company, "/open-items", { asOf, customer: customer.code, order: "due", limit: PAGE, cursor }))
    rows.push(...page.items)
    cursor = page.next
  }
  const columns = ITEM_COLUMNS.filter(({ key }) => key !== "customer" && key !== "name")
  return {
    title: text.statement[LANG],
    facts: [
      [openItemsText.customer[LANG], `${customer.code} ${customer.name}`],
      [frameText.asOf[LANG], asOf, "day"],
    ],
    columns: columns.map(({ title, kind }) => ({ title, kind })),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
    sums: [],
  }
}

function Exposure({ customer, company }: Of) {
  const { asOf } = useAsOf()
  const aged = useQuery(question<Aged>(company, "/ageing", { asOf, customer: customer.code }))
  if (customer.balance.length === 0) return null
  return (
    <Answered of={aged} rows={3}>
      {({ currencies }) =>
        customer.balance.map((balance) => {
          const of = currencies.find(({ currency }) => currency === balance.currency)
          const buckets = of?.buckets ?? []
          const subject = toNumber(balance.exposure) - toNumber(balance.open)
          return (
            <section key={balance.currency} className="card">
              <h2>
                {text.exposure[LANG]} <Amount of={balance.exposure} currency={balance.currency} />
              </h2>
              <Bar
                tall
                parts={buckets.map(({ amount }) => toNumber(amount))}
                label={buckets.map((bucket) => `${daysOf(bucket)}: ${writeAmount(bucket.amount)}`).join(", ")}
              />
              <dl className="facts legend">
                {buckets.map((bucket, i) =>
                  isNought(bucket.amount) ? null : (
                    <div key={String(bucket.from)} className="fact">
                      <dt className="key" data-step={stepOf(i, buckets.length)}>
                        {daysOf(bucket)} <small>({writeCount(bucket.count)})</small>
                      </dt>
                      <dd>
                        <Amount of={bucket.amount} />
                      </dd>
                    </div>
                  ),
                )}
                {of && !isNought(of.credits) && (
                  <div className="fact">
                    <dt className="key">{text.unallocated[LANG]}</dt>
                    <dd>
                      <Amount of={`-${of.credits}`} />
                    </dd>
                  </div>
                )}
                {subject > 0 && (
                  <div className="fact">
                    <dt className="key">{text.subject[LANG]}</dt>
                    <dd>
                      <Amount of={subject.toFixed(balance.open.split(".")[1]?.length ?? 0)} />
                    </dd>
                  </div>
                )}
              </dl>
            </section>
          )
        })
      }
    </Answered>
  )
}
const daysOf = ({ from, to }: { readonly from: number | null; readonly to: number | null }) =>
  from === null ? text.notDue[LANG] : `${to === null ? `> ${from - 1}` : `${from}–${to}`} ${text.late1[LANG]}`

function Items({ customer, company }: Of) {
  const { asOf } = useAsOf()
  const [{ order = "due" }, change] = useAsked<CustomerSearch>()
  const pages = useInfiniteQuery({
    queryKey: [company, "/open-items", { asOf, customer: customer.code, order }],
    queryFn: ({ pageParam, signal }) =>
      ask<ItemsPage>(
        addressOf(company, "/open-items", { asOf, customer: customer.code, order, sums: "yes", limit: PAGE, cursor: pageParam ?? undefined }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data])
  const hidden = ["customer", "name", "instalment", "issued", ...(customer.balance.length > 1 ? [] : ["currency"])]
  const columns = itemColumns(company, rows).filter(({ key }) => !hidden.includes(key))
  return (
    <section>
      <h2 className="section-title">{text.openItems[LANG]}</h2>
      <Answered of={pages} rows={4}>
        {({ pages: [first] }) =>
          rows.length === 0 ? (
            <Empty title={text.settledUp[LANG]} />
          ) : (
            <div className={rows.length > 12 ? "grid-place long" : "grid-place"}>
              <Grid
                label={`${text.openItems[LANG]}, ${writeDay(asOf)}`}
                columns={columns.map((column) => (column.key === "number" ? { ...column, phone: true } : column))}
                rows={rows}
                count={first?.sums?.reduce((sum, of) => sum + of.count, 0)}
                keyOf={(row) => `${row.id} ${row.instalment}`}
                sort={{ by: order.replace("-", ""), down: order.startsWith("-") }}
                onSort={({ by, down }) => change({ order: `${down ? "-" : ""}${by}` })}
                more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
                sums={(first?.sums ?? []).map((of) => ({
                  number: `${openItemsText.net[LANG]} ${of.currency}`,
                  open: writeAmount(of.open),
                  currency: of.currency,
                }))}
              />
            </div>
          )
        }
      </Answered>
    </section>
  )
}

function Payments({ customer, company }: Of) {
  const { asOf } = useAsOf()
  const asked = useQuery(question<Habit>(company, "/kpi", { asOf, customer: customer.code, days: 365 }))
  return (
    <section className="card">
      <h2>{text.habit[LANG]}</h2>
      <Answered of={asked} rows={2}>
        {({ currencies: [of] }) => {
          if (!of || (of.daysToPay.mean === null && of.late.meanAll === null)) return <p className="soft">{text.noHabit[LANG]}</p>
          const days = (value: number | null) => (value === null ? "–" : `${writeMean(value)} ${text.late1[LANG]}`)
          return (
            <dl className="facts">
              <dt>{text.meanLate[LANG]}</dt>
              <dd className={(of.late.meanAll ?? 0) > 0 ? "num bad" : "num"}>{days(of.late.meanAll)}</dd>
              <dt>{text.daysToPay[LANG]}</dt>
              <dd className="num">{days(of.daysToPay.mean)}</dd>
              <dt>{text.shareLate[LANG]}</dt>
              <dd className="num">{of.late.share === null ? "–" : writeShare(of.late.share / 100)}</dd>
              <dt>{text.worst[LANG]}</dt>
              <dd className="num">{days(of.late.max)}</dd>
            </dl>
          )
        }}
      </Answered>
    </section>
  )
}

function Identity({ customer }: { readonly customer: Customer }) {
  return (
    <section className="card">
      <h2>{text.identity[LANG]}</h2>
      <dl className="facts">
        <dt>{words.code[LANG]}</dt>
        <dd>{customer.code}</dd>
        {customer.country !== null && (
          <>
            <dt>{words.country[LANG]}</dt>
            <dd>{writeCountry(customer.country)}</dd>
          </>
        )}
        {customer.identifiers.map(({ scheme, value }) => (
          <div key={`${scheme} ${value}`} className="fact">
            <dt>{scheme.toUpperCase()}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {customer.intercompany && <p className="soft">{text.intercompany[LANG]}</p>}
      <p>
        <Link to="../" search={keepDay as never}>
          ← {text.back[LANG]}
        </Link>
      </p>
    </section>
  )
}
