/** The ageing of any day: who owes what, and for how long. Every figure opens the rows it is made of. */
import { useQuery } from "@tanstack/react-query"
import { lazy, Suspense, useMemo } from "react"
import type { Cell, Listing } from "../kernel/listing.ts"
import { fold } from "../kernel/text.ts"
import { NOBODY } from "../portfolio/portfolio.ts"
import { question } from "../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { Export } from "../shell/web/export.screen.tsx"
import { Amount, Bar, isNought, stepOf, toNumber, writeAmount, writeCount, writeCountry, writeDay, writeShare } from "../shell/web/figures.screen.tsx"
import { Head } from "../shell/web/frame.screen.tsx"
import { frameText } from "../shell/web/frame.text.ts"
import { Grid, type GridColumn, trackFor } from "../shell/web/grid.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Answered, Empty, EmptyBooks, Skeleton } from "../shell/web/states.screen.tsx"
import { Here, ToScreen, useOpen } from "../shell/web/ways/way.screen.tsx"
import { ageingText, bucketText, dimensionText } from "./ageing.text.ts"
import { DIMENSIONS, type Dimension } from "./ageing.ts"
import type { AgeingAnswer } from "./ageing.wire.ts"
import { ageingScreenText as text } from "./ageing-screen.text.ts"
import type { AgeingSearch } from "./ageing-search.ts"

const Trend = lazy(() => import("./ageing-trend.screen.tsx"))
type Of = AgeingAnswer["currencies"][number]
type Row = NonNullable<Of["rows"]>[number]

export function AgeingScreen() {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const [search, change] = useAsked<AgeingSearch>()
  const by = (search.by ?? "customer") as Dimension
  const asked = useQuery({ ...question<AgeingAnswer>(code, "/ageing", { asOf, by }), placeholderData: (before) => before })
  return (
    <Answered of={asked}>
      {(data) => {
        const of = data.currencies.find(({ currency }) => currency === search.currency) ?? largest(data.currencies)
        if (!of || (of.count === 0 && isNought(of.credits)))
          return (
            <>
              <Head title={ageingText.title[LANG]} />
              <EmptyBooks title={text.nothing[LANG]}>
                <p>{text.teach[LANG]}</p>
              </EmptyBooks>
            </>
          )
        return <Shown of={of} by={by} all={data.currencies} search={search} change={change} />
      }}
    </Answered>
  )
}
const largest = (of: readonly Of[]) => [...of].sort((a, b) => b.count - a.count)[0]

type Said = {
  readonly of: Of
  readonly by: Dimension
  readonly all: readonly Of[]
  readonly search: AgeingSearch
  readonly change: (fields: Partial<AgeingSearch>) => void
}
function Shown({ of, by, all, search, change }: Said) {
  const { code, name } = useCompany()
  const { asOf } = useAsOf()
  const openScreen = useOpen()
  const rows = useMemo(() => sought(of.rows ?? [], search, by), [of, search, by])
  const columns = useMemo(() => columnsOf(of, by), [of, by])
  const overdue = of.buckets.slice(1).reduce((sum, { amount }) => sum + toNumber(amount), 0)
  const sort = search.sort ?? "-total"
  const sums = [{ name: ageingText.all[LANG], ...figureCells(of, of) }]
  /** A customer's page, or the items of a segment, a country, a collector. */
  const openRow = ({ key }: Row) => {
    if (by === "customer") openScreen({ to: "customers/$code", code: key ?? "" })
    else if (by !== "group") openScreen({ to: "items", search: { currency: of.currency, [by]: key ?? (by === "collector" ? NOBODY : undefined) } })
  }
  const listing = (): Listing =>
    toListing(of, rows, by, [
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
            {text.open[LANG]} {writeCount(of.rows?.length ?? 0)} {by === "customer" ? text.customers[LANG] : text.rows[LANG]}
            {" · "}
            <b className="num">{writeShare(toNumber(of.total) === 0 ? 0 : overdue / toNumber(of.total))}</b> {text.overdue[LANG]}.
            {of.leftOut.customers > 0 &&
              ` ${text.leftOut[LANG]}: ${writeCount(of.leftOut.customers)}, ${writeAmount(of.leftOut.net)} ${of.currency}.`}
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
            <label>
              {text.by[LANG]}
              <select value={by} onChange={(event) => change({ by: event.target.value === "customer" ? undefined : event.target.value })}>
                {DIMENSIONS.map((each) => (
                  <option key={each} value={each}>
                    {dimensionText[each][LANG]}
                  </option>
                ))}
              </select>
            </label>
            {all.length > 1 && (
              <label>
                {text.currency[LANG]}
                <select value={of.currency} onChange={(event) => change({ currency: event.target.value })}>
                  {all.map(({ currency }) => (
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
              sums={rows.length === of.rows?.length ? sums : []}
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
      width: "minmax(11rem, 2fr)",
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
          {row.name !== null && row.key !== null && <small>{row.key}</small>}
        </>
      ),
    },
    { key: "aged", title: text.aged[LANG], width: "5.6rem", cell: (row) => <Bar parts={row.buckets.map(({ amount }) => toNumber(amount))} /> },
    ...of.buckets.map((bucket, i) =>
      figure(`b${i}`, bucketText(bucket, LANG), of.buckets[i]!.amount, (row) => <Amount of={row.buckets[i]!.amount} />),
    ),
    figure("total", ageingText.total[LANG], of.total, (row) => <Amount of={row.total} />),
    figure("credits", ageingText.credits[LANG], of.credits, (row) => <Amount of={row.credits} />),
    figure("net", `${ageingText.net[LANG]} ${of.currency}`, of.total, (row) => <Amount of={row.net} />, true),
  ]
}

function sought(rows: readonly Row[], { find, sort = "-total" }: AgeingSearch, by: Dimension): readonly Row[] {
  const words = fold(find ?? "")
  const found = words === "" ? rows : rows.filter((row) => fold(`${row.key ?? ""} ${nameOf(row, by)}`).includes(words))
  const [key, sign] = [sort.replace("-", ""), sort.startsWith("-") ? -1 : 1]
  if (key === "name") return [...found].sort((a, b) => sign * nameOf(a, by).localeCompare(nameOf(b, by), LANG))
  const figureOf = (row: Row) =>
    key.startsWith("b") ? toNumber(row.buckets[Number(key.slice(1))]?.amount ?? "0") : toNumber(String(row[key as "total" | "credits" | "net"]))
  return [...found].sort((a, b) => sign * (figureOf(a) - figureOf(b)))
}

function toListing(of: Of, rows: readonly Row[], by: Dimension, facts: Listing["facts"]): Listing {
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
    sums: rows.length === of.rows?.length ? [[ageingText.all[LANG], null, ...figures(of)]] : [],
  }
}
