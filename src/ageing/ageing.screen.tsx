/** The ageing of any day: who owes what, and for how long. Every figure opens the rows it is made of. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { lazy, Suspense, useMemo } from "react"
import type { Cell, Listing } from "../kernel/listing.ts"
import { NOBODY } from "../portfolio/portfolio.ts"
import { addressOf, ask } from "../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { Export } from "../shell/web/export.screen.tsx"
import { Amount, Bar, isNought, stepOf, toNumber, writeAmount, writeCount, writeCountry, writeDay, writeShare } from "../shell/web/figures.screen.tsx"
import { Head } from "../shell/web/frame.screen.tsx"
import { frameText } from "../shell/web/frame.text.ts"
import { Grid, type GridColumn, trackFor } from "../shell/web/grid.screen.tsx"
import { COLON, LANG } from "../shell/web/lang.screen.ts"
import { Answered, Empty, EmptyBooks, Skeleton } from "../shell/web/states.screen.tsx"
import { Here, ToScreen, useOpen } from "../shell/web/ways/way.screen.tsx"
import { ageingText, bucketText, dimensionText } from "./ageing.text.ts"
import { DIMENSIONS, type Dimension } from "./ageing.ts"
import type { AgeingPage } from "./ageing.wire.ts"
import { ageingScreenText as text } from "./ageing-screen.text.ts"
import type { AgeingSearch } from "./ageing-search.ts"

const Trend = lazy(() => import("./ageing-trend.screen.tsx"))
type Of = AgeingPage["currencies"][number]
type Row = AgeingPage["rows"][number]

/** As many rows as most companies have: they are all there, also on paper. */
const PAGE = 1000

export function AgeingScreen() {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const [search, change] = useAsked<AgeingSearch>()
  const by = (search.by ?? "customer") as Dimension
  const fields = { asOf, by, currency: search.currency, find: search.find, order: search.sort }
  const load = (cursor: string | null, signal?: AbortSignal) =>
    ask<AgeingPage>(addressOf(code, "/ageing/rows", { ...fields, limit: PAGE, cursor: cursor ?? undefined }), signal ? { signal } : {})
  const pages = useInfiniteQuery({
    queryKey: [code, "/ageing/rows", fields],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  /** All rows that fit, page by page: those on the screen are only the first ones. */
  const loadAll = async () => {
    const all: Row[] = []
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: AgeingPage = await load(cursor)
      all.push(...page.rows)
      cursor = page.next
    }
    return all
  }
  return (
    <Answered of={pages}>
      {({ pages: [first] }) => {
        const of = first?.currencies.find(({ currency }) => currency === first.currency)
        if (!first || !of || (of.count === 0 && isNought(of.credits)))
          return (
            <>
              <Head title={ageingText.title[LANG]} />
              <EmptyBooks title={text.nothing[LANG]}>
                <p>{text.teach[LANG]}</p>
              </EmptyBooks>
            </>
          )
        const more = pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined
        return <Shown of={of} by={by} first={first} rows={rows} more={more} loadAll={loadAll} search={search} change={change} />
      }}
    </Answered>
  )
}

type Said = {
  readonly of: Of
  readonly by: Dimension
  readonly first: AgeingPage
  readonly rows: readonly Row[]
  readonly more: (() => void) | undefined
  readonly loadAll: () => Promise<readonly Row[]>
  readonly search: AgeingSearch
  readonly change: (fields: Partial<AgeingSearch>) => void
}
function Shown({ of, by, first, rows, more, loadAll, search, change }: Said) {
  const { code, name } = useCompany()
  const { asOf } = useAsOf()
  const openScreen = useOpen()
  const columns = useMemo(() => columnsOf(of, by), [of, by])
  const overdue = of.buckets.slice(1).reduce((sum, { amount }) => sum + toNumber(amount), 0)
  const sort = search.sort ?? "-total"
  const sums = [{ name: ageingText.all[LANG], ...figureCells(of, of) }]
  /** A customer's page, or the items of a segment, a country, a collector. */
  const openRow = ({ key }: Row) => {
    if (by === "customer") openScreen({ to: "customers/$code", code: key ?? "" })
    else if (by !== "group") openScreen({ to: "items", search: { currency: of.currency, [by]: key ?? (by === "collector" ? NOBODY : undefined) } })
  }
  const whole = first.found === first.count
  const listing = async (): Promise<Listing> =>
    toListing(of, await loadAll(), whole, by, [
      [ageingText.company[LANG], name],
      [frameText.asOf[LANG], asOf, "day"],
    ])
  return (
    <>
      <Head
        title={ageingText.title[LANG]}
        lead={
          <>
            <b className="num">
              {writeAmount(of.total)} {of.currency}
            </b>{" "}
            {(by === "customer" ? text.open : text.openIn)[LANG]} {writeCount(first.count)} {(by === "customer" ? text.customers : text.rows)[LANG]}
            {" · "}
            <b className="num">{writeShare(toNumber(of.total) === 0 ? 0 : overdue / toNumber(of.total))}</b> {text.overdue[LANG]}.
            {of.leftOut.customers > 0 &&
              ` ${text.leftOut[LANG]}${COLON}${writeCount(of.leftOut.customers)}, ${writeAmount(of.leftOut.net)} ${of.currency}.`}
          </>
        }
      >
        <Export name={`${ageingText.title[LANG]} ${code} ${asOf}`} listing={listing} />
      </Head>
      <Buckets of={of} />
      <div className="tabs">
        {(["table", "trend"] as const).map((view) => (
          <Here<AgeingSearch> key={view} change={{ view: view === "table" ? undefined : view }}>
            {text[view][LANG]}
          </Here>
        ))}
      </div>
      {search.view === "trend" ? (
        <Suspense fallback={<Skeleton />}>
          <Trend company={code} currency={of.currency} asOf={asOf} />
        </Suspense>
      ) : (
        <>
          <div className="filters">
            <label className="broad">
              {text.by[LANG]}
              <select value={by} onChange={(event) => change({ by: event.target.value === "customer" ? undefined : event.target.value })}>
                {DIMENSIONS.map((each) => (
                  <option key={each} value={each}>
                    {dimensionText[each][LANG]}
                  </option>
                ))}
              </select>
            </label>
            {first.currencies.length > 1 && (
              <label>
                {text.currency[LANG]}
                <select value={of.currency} onChange={(event) => change({ currency: event.target.value })}>
                  {first.currencies.map(({ currency }) => (
                    <option key={currency}>{currency}</option>
                  ))}
                </select>
              </label>
            )}
            <label>
              {text.find[LANG]}
              <input type="search" value={search.find ?? ""} onChange={(event) => change({ find: event.target.value || undefined })} />
            </label>
          </div>
          {rows.length === 0 ? (
            <Empty title={text.noneFits[LANG]} />
          ) : (
            <Grid
              label={`${ageingText.title[LANG]}, ${writeDay(asOf)}`}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.key ?? ""}
              open={by === "group" ? undefined : openRow}
              sort={{ by: sort.replace("-", ""), down: sort.startsWith("-") }}
              onSort={(chosen) => change({ sort: `${chosen.down ? "-" : ""}${chosen.by}` })}
              sums={whole ? sums : []}
              count={first.found}
              more={more}
            />
          )}
        </>
      )}
    </>
  )
}

/** The buckets of the whole; each leads to its items. */
function Buckets({ of }: { readonly of: Of }) {
  return (
    <div className="buckets">
      {of.buckets.map(({ from, to, amount, count }, i) => (
        <ToScreen
          key={String(from)}
          className="bucket"
          data-step={stepOf(i, of.buckets.length)}
          to="items"
          search={{
            currency: of.currency,
            side: "debit",
            lateFrom: from === null ? undefined : String(from),
            lateTo: to === null ? undefined : String(to),
          }}
        >
          <small>
            {bucketText({ from, to }, LANG)}
            {from === null ? "" : ` ${DAYS[LANG]}`}
          </small>
          <b>{writeAmount(amount)}</b>
          <small>
            {writeCount(count)} {text.items[LANG]} · {writeShare(toNumber(of.total) === 0 ? 0 : toNumber(amount) / toNumber(of.total))}
          </small>
        </ToScreen>
      ))}
    </div>
  )
}
const DAYS = { en: "days", fr: "jours", nl: "dagen", de: "Tage" } as const

const nameOf = (row: Row, by: Dimension) =>
  by === "country" && row.key !== null ? writeCountry(row.key) : (row.name ?? row.key ?? ageingText.none[LANG])

function figureCells(row: Pick<Row, "buckets" | "total" | "credits" | "net">, of: Of): Record<string, React.ReactNode> {
  const cells: Record<string, React.ReactNode> = {
    total: <Amount of={row.total} />,
    credits: <Amount of={row.credits} />,
    net: <Amount of={row.net} />,
    aged: <Bar parts={row.buckets.map(({ amount }) => toNumber(amount))} />,
  }
  for (const [i] of of.buckets.entries()) cells[`b${i}`] = <Amount of={row.buckets[i]?.amount ?? "0"} />
  return cells
}

function columnsOf(of: Of, by: Dimension): GridColumn<Row>[] {
  const figure = (key: string, title: string, whole: string, cell: (row: Row) => React.ReactNode, phone = false): GridColumn<Row> => ({
    key,
    title,
    figure: true,
    width: trackFor(writeAmount(whole), 6),
    sorts: true,
    phone,
    cell,
  })
  return [
    {
      key: "name",
      title: dimensionText[by][LANG],
      width: "minmax(11.6rem, 3fr)",
      sorts: true,
      phone: true,
      cell: (row) => (
        <>
          {by === "customer" && row.key !== null ? (
            <ToScreen to="customers/$code" code={row.key} tabIndex={-1}>
              {nameOf(row, by)}
            </ToScreen>
          ) : (
            nameOf(row, by)
          )}
          {row.name !== null && row.key !== null && row.name !== row.key && <small>{row.key}</small>}
        </>
      ),
    },
    { key: "aged", title: text.aged[LANG], width: "4.4rem", cell: (row) => <Bar parts={row.buckets.map(({ amount }) => toNumber(amount))} /> },
    ...of.buckets.map((bucket, i) =>
      figure(`b${i}`, bucketText(bucket, LANG), of.buckets[i]!.amount, (row) => <Amount of={row.buckets[i]!.amount} />),
    ),
    figure("total", ageingText.total[LANG], of.total, (row) => <Amount of={row.total} />),
    figure("credits", ageingText.credits[LANG], of.credits, (row) => <Amount of={row.credits} />),
    figure("net", `${ageingText.net[LANG]} ${of.currency}`, of.total, (row) => <Amount of={row.net} />, true),
  ]
}

function toListing(of: Of, rows: readonly Row[], whole: boolean, by: Dimension, facts: Listing["facts"]): Listing {
  const figures = (row: Pick<Row, "buckets" | "total" | "credits" | "net" | "count">): Cell[] => [
    ...row.buckets.map(({ amount }) => amount),
    row.total,
    row.credits,
    row.net,
    row.count,
  ]
  const amount = (title: string) => ({ title, kind: "amount" as const })
  return {
    title: ageingText.title[LANG],
    facts: [...facts, [text.currency[LANG], of.currency]],
    columns: [
      { title: dimensionText[by][LANG], kind: "text" },
      { title: "", kind: "text" },
      ...of.buckets.map((bucket) => amount(bucketText(bucket, LANG))),
      amount(ageingText.total[LANG]),
      amount(ageingText.credits[LANG]),
      amount(ageingText.net[LANG]),
      { title: ageingText.count[LANG], kind: "number" },
    ],
    rows: rows.map((row) => [row.key ?? ageingText.none[LANG], nameOf(row, by), ...figures(row)]),
    sums: whole ? [[ageingText.all[LANG], null, ...figures(of)]] : [],
  }
}
