/** One customer: who they are, what they owe and since when, how they pay, and every open item. What other rooms know of them is handed in (`Sections`). */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { type ComponentType, type ReactNode, Suspense, useEffect, useMemo } from "react"
import { listed } from "../../kernel/listing.ts"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "../../shell/web/asked.screen.ts"
import { Export } from "../../shell/web/export.screen.tsx"
import { isNought, writeAmount, writeCountry, writeDay } from "../../shell/web/figures.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { Grid } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered, Empty, Skeleton } from "../../shell/web/states.screen.tsx"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { accountsScreenText as text } from "./accounts-screen.text.ts"
import type { CustomerSearch } from "./accounts-search.ts"
import { itemColumns } from "./item-columns.screen.tsx"
import { type ShownCustomer as Customer, statementShape } from "./lists.ts"
import { openItemsText, customersText as words } from "./open-items.text.ts"
import type { ItemsPage } from "./open-items.ts"
import { Matched, Payments } from "./payer.screen.tsx"

/** A part of the page that another room brings: above the items, first or later beside them, below them, or to who the customer is. */
export type CustomerSection = {
  readonly key: string
  readonly place: "above" | "first" | "side" | "below" | "identity"
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
          <div className="columns customer">
            <div className="stack">
              {placed("above")}
              <Items customer={customer} company={company} />
              <Matched customer={customer.code} />
              {placed("below")}
            </div>
            <div className="stack">
              {placed("first")}
              <Payments customer={customer.code} />
            </div>
            <div className="stack">
              {placed("side")}
              <Identity customer={customer}>{placed("identity")}</Identity>
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
async function statement(customer: Customer, company: string, asOf: string) {
  const query = { asOf, customer: customer.code, order: "due" }
  const first = await ask<ItemsPage>(addressOf(company, "/open-items", { ...query, limit: PAGE }))
  return first.next === null ? listed(statementShape(customer, { asOf, lang: LANG }), first.items) : { list: "statement", query }
}

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
  const columns = itemColumns(rows).filter(({ key }) => !hidden.includes(key))
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

function Identity({ customer, children }: { readonly customer: Customer; readonly children: ReactNode }) {
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
      {children}
      {customer.intercompany && <p className="soft">{text.intercompany[LANG]}</p>}
      <p>
        <ToScreen to="customers">← {text.back[LANG]}</ToScreen>
      </p>
    </section>
  )
}
