/** The customers of a company with what they owe, found by a part of code or name. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { type ComponentType, use, useMemo, useState } from "react"
import { listed } from "../../kernel/listing.ts"
import { addressOf, ask } from "../../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany, ViewsContext } from "../../shell/web/asked.screen.ts"
import { Export } from "../../shell/web/export.screen.tsx"
import { Amount, writeAmount, writeCountry } from "../../shell/web/figures.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { frameText } from "../../shell/web/frame.text.ts"
import { Grid, type GridColumn, trackFor } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered, EmptyBooks } from "../../shell/web/states.screen.tsx"
import { ToScreen, useOpen } from "../../shell/web/ways/way.screen.tsx"
import { accountsScreenText as text } from "./accounts-screen.text.ts"
import type { CustomersSearch } from "./accounts-search.ts"
import type { CollectorFilter } from "./items.screen.tsx"
import { type ShownCustomer as Customer, customersShape } from "./lists.ts"
import { openItemsText, customersText as words } from "./open-items.text.ts"
import { SegmentFilter } from "./segment-filter.screen.tsx"

type Answer = { readonly customers: readonly Customer[]; readonly next: string | null }
const PAGE = 200

/** What rooms do with several customers at once: handed in by web.tsx. */
export type CustomersBulk = ComponentType<{ readonly customers: readonly string[]; clear(): void }>
const NONE: ReadonlySet<string> = new Set()

export function CustomersScreen({ bulk: Bulk, collector: Collector }: { readonly bulk: CustomersBulk; readonly collector: CollectorFilter }) {
  const { code, name } = useCompany()
  const { asOf } = useAsOf()
  const openScreen = useOpen()
  const Views = use(ViewsContext)
  const [search, change] = useAsked<CustomersSearch>()
  const [chosen, setChosen] = useState(NONE)
  const asked = { asOf, search: search.search, segment: search.segment, collector: search.collector }
  const pages = useInfiniteQuery({
    queryKey: [code, "/customers", asked],
    queryFn: ({ pageParam, signal }) =>
      ask<Answer>(addressOf(code, "/customers", { ...asked, limit: PAGE, cursor: pageParam ?? undefined }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap(({ customers }) => customers) ?? [], [pages.data])
  const columns = useMemo(() => columnsOf(rows), [rows])
  const picked = rows.filter(({ code: own }) => chosen.has(own))
  const listing = async () => {
    const shape = customersShape({ company: name, asOf, lang: LANG })
    if (picked.length > 0) return listed(shape, picked)
    const first = await ask<Answer>(addressOf(code, "/customers", { ...asked, limit: PAGE }))
    return first.next === null ? listed(shape, first.customers) : { list: "customers", query: asked }
  }
  return (
    <Answered of={pages}>
      {() => (
        <>
          <Head title={words.title[LANG]} lead={search.search ? `${text.found[LANG]} “${search.search}”` : undefined}>
            <Views screen="customers" />
            <Export name={`${words.title[LANG]} ${code} ${asOf}`} listing={listing} />
          </Head>
          <div className="filters">
            <label>
              {frameText.searchLabel[LANG]}
              <input
                type="search"
                key={search.search ?? ""}
                defaultValue={search.search ?? ""}
                onKeyDown={(event) => {
                  if (event.key === "Enter") change({ search: event.currentTarget.value.trim() || undefined })
                }}
              />
            </label>
            <SegmentFilter value={search.segment} change={(segment) => change({ segment })} />
            <Collector value={search.collector} change={(collector) => change({ collector })} />
          </div>
          <Bulk customers={picked.map(({ code: own }) => own)} clear={() => setChosen(NONE)} />
          {rows.length === 0 ? (
            <EmptyBooks title={words.nobody[LANG]}>
              <p>{text.teachCustomers[LANG]}</p>
            </EmptyBooks>
          ) : (
            <Grid
              label={words.title[LANG]}
              columns={columns}
              rows={rows}
              keyOf={({ code: own }) => own}
              choosing={{ chosen, change: setChosen, nameOf: ({ name: called }) => called }}
              open={({ code: own }) => openScreen({ to: "customers/$code", code: own })}
              more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
            />
          )}
        </>
      )}
    </Answered>
  )
}

/** Several currencies stand one above the other: they are never added. */
function columnsOf(rows: readonly Customer[]): GridColumn<Customer>[] {
  const longest = rows
    .flatMap(({ balance }) => balance.flatMap(({ open, exposure }) => [open, exposure]))
    .reduce((most, each) => (each.length > most.length ? each : most), "0.00")
  const figure = (key: "open" | "overdue" | "exposure", title: string, phone = false): GridColumn<Customer> => ({
    key,
    title,
    figure: true,
    width: trackFor(`${writeAmount(longest)} EUR`, 8),
    phone,
    cell: ({ balance }) =>
      balance.length === 0 ? (
        <span className="nought">–</span>
      ) : (
        balance
          .slice(0, 2)
          .map((of) => <Amount key={of.currency} of={of[key]} currency={of.currency} />)
          .flatMap((cell, i) => (i === 0 ? [cell] : [<br key="line" />, cell]))
      ),
  })
  return [
    {
      key: "name",
      title: openItemsText.name[LANG],
      width: "minmax(12rem, 2.5fr)",
      phone: true,
      cell: ({ code, name, intercompany }) => (
        <>
          <ToScreen to="customers/$code" code={code} tabIndex={-1}>
            {name}
          </ToScreen>
          <small>
            {code}
            {intercompany && ` · ${text.intercompany[LANG]}`}
          </small>
        </>
      ),
    },
    {
      key: "country",
      title: words.country[LANG],
      width: "minmax(12.2rem, 1fr)",
      cell: ({ country }) => (country === null ? "" : writeCountry(country)),
    },
    ...(rows.some(({ segment }) => segment !== null)
      ? [{ key: "segment", title: words.segment[LANG], width: "minmax(6rem, 1fr)", cell: ({ segment }: Customer) => segment ?? "" }]
      : []),
    ...(rows.some(({ identifiers }) => identifiers.length > 0)
      ? [
          {
            key: "identifiers",
            title: words.identifiers[LANG],
            width: "minmax(9rem, 1.3fr)",
            cell: ({ identifiers }: Customer) => identifiers.map(({ value }) => value).join(", "),
          },
        ]
      : []),
    figure("overdue", words.overdue[LANG], true),
    figure("open", openItemsText.open[LANG]),
    figure("exposure", words.exposure[LANG]),
  ]
}
