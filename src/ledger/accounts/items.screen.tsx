/** Open items of any day: found, ordered, summed by the server; the columns wanted; what is seen is what is exported. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { type ComponentType, use, useMemo, useState } from "react"
import { listed, withColumns } from "../../kernel/listing.ts"
import { addressOf, ask } from "../../shell/web/ask.screen.ts"
import { useAsked, useAsOf, useCompany, ViewsContext } from "../../shell/web/asked.screen.ts"
import { Export } from "../../shell/web/export.screen.tsx"
import { writeAmount, writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { Fold } from "../../shell/web/fold.screen.tsx"
import { TypedAmount, TypedDay } from "../../shell/web/forms/typed-field.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { frameText } from "../../shell/web/frame.text.ts"
import { Grid } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered, EmptyBooks } from "../../shell/web/states.screen.tsx"
import { useOpen } from "../../shell/web/ways/way.screen.tsx"
import { ENTRY_KINDS } from "../ledger.ts"
import { accountsScreenText as text } from "./accounts-screen.text.ts"
import type { ItemsSearch } from "./accounts-search.ts"
import { itemColumns } from "./item-columns.screen.tsx"
import { ITEM_COLUMNS, itemsShape, type ShownItem } from "./lists.ts"
import { kindText, openItemsText } from "./open-items.text.ts"
import { CREDIT_PARTS, type ItemsPage } from "./open-items.ts"
import { SegmentFilter } from "./segment-filter.screen.tsx"

const PAGE = 200
/** Shown when asked for: most items have one instalment, and the code stands below the name. */
const HIDDEN_AT_FIRST: readonly string[] = ["customer", "instalment", "issued"]
const FIELDS = [
  "currency",
  "customer",
  "kind",
  "side",
  "lateFrom",
  "lateTo",
  "dueFrom",
  "dueTo",
  "search",
  "intercompany",
  "segment",
  "collector",
  "country",
  "openFrom",
  "openTo",
  "order",
] as const

/** What rooms above the ledger do with several items at once: handed in by web.tsx. */
export type ItemsBulk = ComponentType<{
  readonly items: readonly { readonly item: string; readonly instalment: number }[]
  clear(): void
}>
const NONE: ReadonlySet<string> = new Set()
const keyOf = (row: ShownItem) => `${row.id} ${row.instalment}`

/** The filter by collector, of the room that knows who has whom. */
export type CollectorFilter = ComponentType<{ readonly value: string | undefined; change(collector: string | undefined): void }>

export function ItemsScreen({ bulk: Bulk, collector }: { readonly bulk: ItemsBulk; readonly collector: CollectorFilter }) {
  const { code, name } = useCompany()
  const Views = use(ViewsContext)
  const [chosen, setChosen] = useState(NONE)
  const { asOf } = useAsOf()
  const openScreen = useOpen()
  const [search, change] = useAsked<ItemsSearch>()
  const asked = { asOf, ...Object.fromEntries(FIELDS.map((field) => [field, search[field]])), order: search.order ?? "due" }
  const pages = useInfiniteQuery({
    queryKey: [code, "/open-items", asked],
    queryFn: ({ pageParam, signal }) =>
      ask<ItemsPage>(addressOf(code, "/open-items", { ...asked, sums: "yes", limit: PAGE, cursor: pageParam ?? undefined }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data])
  const hidden = search.hide === undefined ? HIDDEN_AT_FIRST : search.hide.split(",")
  const columns = itemColumns(rows).filter(({ key }) => !hidden.includes(key))
  const order = asked.order
  const picked = rows.filter((row) => chosen.has(keyOf(row)))
  /** What is chosen, or all that was asked for: the first page where that is all, else the rest is a job's. */
  const listing = async () => {
    const shown = ITEM_COLUMNS.map(({ key }) => key).filter((key) => !hidden.includes(key))
    const shape = withColumns(itemsShape({ company: name, asOf, lang: LANG }), shown)
    if (picked.length > 0) return listed(shape, picked)
    const first = await ask<ItemsPage>(addressOf(code, "/open-items", { ...asked, limit: PAGE }))
    return first.next === null ? listed(shape, first.items) : { list: "open-items", query: asked, columns: shown }
  }
  return (
    <Answered of={pages}>
      {({ pages: [first] }) => {
        const sums = first?.sums ?? []
        const count = sums.reduce((sum, of) => sum + of.count, 0)
        return (
          <>
            <Head
              title={text.items[LANG]}
              lead={sums.map((of, i) => (
                <span key={of.currency}>
                  {i > 0 && " · "}
                  <b className="num">
                    {writeAmount(of.open)} {of.currency}
                  </b>{" "}
                  {text.open[LANG]}, {writeCount(of.count)} {text.count[LANG]}
                </span>
              ))}
            >
              <Views screen="items" />
              <Columns hidden={hidden} change={(hide) => change({ hide: hide || "none" })} />
              <Export name={`${openItemsText.title[LANG]} ${code} ${asOf}`} listing={listing} />
            </Head>
            <Filters search={search} change={change} collector={collector} />
            <Bulk items={picked.map(({ id, instalment }) => ({ item: id, instalment }))} clear={() => setChosen(NONE)} />
            {rows.length === 0 ? (
              <EmptyBooks title={text.nothing[LANG]}>
                <p>{text.teachItems[LANG]}</p>
              </EmptyBooks>
            ) : (
              <Grid
                label={`${text.items[LANG]}, ${writeDay(asOf)}`}
                columns={columns}
                rows={rows}
                count={count}
                keyOf={keyOf}
                choosing={{ chosen, change: setChosen, nameOf: (row) => row.number }}
                open={(row) => openScreen({ to: "customers/$code", code: row.customer })}
                sort={{ by: order.replace("-", ""), down: order.startsWith("-") }}
                onSort={({ by, down }) => change({ order: `${down ? "-" : ""}${by}` })}
                more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
                sums={sums.map((of) => ({
                  name: `${openItemsText.net[LANG]} ${of.currency} (${writeCount(of.count)})`,
                  open: writeAmount(of.open),
                  currency: of.currency,
                }))}
              />
            )}
          </>
        )
      }}
    </Answered>
  )
}

function Columns({ hidden, change }: { readonly hidden: readonly string[]; readonly change: (hide: string) => void }) {
  return (
    <Fold label={frameText.columns[LANG]} end>
      {() => (
        <div className="look">
          {ITEM_COLUMNS.filter(({ key }) => key !== "name" && key !== "open").map(({ key, title }) => (
            <label key={key} className="tick">
              <input
                type="checkbox"
                checked={!hidden.includes(key)}
                onChange={(event) =>
                  change(
                    (event.target.checked ? hidden.filter((each) => each !== key) : [...hidden, key]).filter((each) => each !== "none").join(","),
                  )
                }
              />
              {title(LANG)}
            </label>
          ))}
        </div>
      )}
    </Fold>
  )
}

const STATES: Readonly<Record<string, Pick<ItemsSearch, "lateFrom" | "lateTo" | "side">>> = {
  all: {},
  late: { side: "debit", lateFrom: "1" },
  late30: { side: "debit", lateFrom: "31" },
  late90: { side: "debit", lateFrom: "91" },
  notDue: { side: "debit", lateTo: "0" },
  credits: { side: "credit" },
}
const stateOf = (search: ItemsSearch) =>
  Object.entries(STATES).find(([, of]) => of.lateFrom === search.lateFrom && of.lateTo === search.lateTo && of.side === search.side)?.[0]

type FiltersOf = {
  readonly search: ItemsSearch
  readonly change: (fields: Partial<ItemsSearch>) => void
  readonly collector: CollectorFilter
}
function Filters({ search, change, collector: Collector }: FiltersOf) {
  const state = stateOf(search)
  const set = FIELDS.filter((field) => field !== "order" && search[field] !== undefined)
  return (
    <div className="filters">
      <label>
        {text.search[LANG]}
        <input
          type="search"
          defaultValue={search.search ?? ""}
          key={search.search ?? ""}
          onKeyDown={(event) => {
            if (event.key === "Enter") change({ search: event.currentTarget.value.trim() || undefined })
          }}
          onBlur={(event) => change({ search: event.currentTarget.value.trim() || undefined })}
        />
      </label>
      <label>
        {text.state[LANG]}
        <select
          value={state ?? "other"}
          onChange={(event) => change({ lateFrom: undefined, lateTo: undefined, side: undefined, ...STATES[event.target.value] })}
        >
          {Object.keys(STATES).map((name) => (
            <option key={name} value={name}>
              {text[name as "all" | "late" | "late30" | "late90" | "notDue" | "credits"][LANG]}
            </option>
          ))}
          {state === undefined && (
            <option value="other">
              {text.chosenDays[LANG]} {search.lateFrom ?? ""}–{search.lateTo ?? ""}
            </option>
          )}
        </select>
      </label>
      <label>
        {openItemsText.kind[LANG]}
        <select value={search.kind ?? ""} onChange={(event) => change({ kind: event.target.value || undefined })}>
          <option value="">{frameText.all[LANG]}</option>
          {ENTRY_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kindText[kind][LANG]}
            </option>
          ))}
          {CREDIT_PARTS.map((part) => (
            <option key={part} value={part}>
              {text[part][LANG]}
            </option>
          ))}
        </select>
      </label>
      <TypedDay title={text.dueFrom[LANG]} value={search.dueFrom} change={(dueFrom) => change({ dueFrom })} />
      <TypedDay title={text.dueTo[LANG]} value={search.dueTo} change={(dueTo) => change({ dueTo })} />
      <SegmentFilter value={search.segment} change={(segment) => change({ segment })} />
      <TypedAmount title={text.openFrom[LANG]} value={search.openFrom} change={(openFrom) => change({ openFrom })} />
      <TypedAmount title={text.openTo[LANG]} value={search.openTo} change={(openTo) => change({ openTo })} />
      <Collector value={search.collector} change={(collector) => change({ collector })} />
      {set.length > 0 && (
        <button type="button" onClick={() => change(Object.fromEntries(set.map((field) => [field, undefined])))}>
          {text.clear[LANG]}
        </button>
      )}
    </div>
  )
}
