/** The activity log: searched by what the address says, each entry in plain words, opened to its figures and its place in the chain. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { listed } from "../../kernel/listing.ts"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { useAsked, useCompany } from "../../shell/web/asked.screen.ts"
import { Export } from "../../shell/web/export.screen.tsx"
import { writeAmount, writeInstant } from "../../shell/web/figures.screen.tsx"
import { TypedDay } from "../../shell/web/forms/typed-field.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { frameText } from "../../shell/web/frame.text.ts"
import { Grid, type GridColumn } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered, Empty } from "../../shell/web/states.screen.tsx"
import { wordActor } from "../actor.text.ts"
import { ACTS } from "../acts.ts"
import { wordsOf } from "./acts.text.ts"
import { Entry } from "./entry.screen.tsx"
import { actorText, subjectText } from "./log.text.ts"
import { ACTOR_KINDS, SUBJECT_KINDS } from "./log.ts"
import type { EntryAnswer } from "./log.wire.ts"
import { askedFacts, LOG_FIELDS, logShape, whoOf } from "./log-listing.ts"
import { roomText, logScreenText as text } from "./log-screen.text.ts"
import type { LogSearch } from "./log-search.ts"
import { Verification } from "./verification.screen.tsx"

type Page = { readonly entries: readonly EntryAnswer[]; readonly next: string | null }
const PAGE = 200

const COLUMNS: readonly GridColumn<EntryAnswer>[] = [
  { key: "at", title: text.at[LANG], width: "12.5rem", phone: "7.9rem", cell: ({ at }) => <span className="num">{writeInstant(at)}</span> },
  { key: "what", title: text.act[LANG], width: "minmax(13rem, 2fr)", phone: true, cell: (one) => <What of={one} /> },
  { key: "who", title: text.by[LANG], width: "minmax(12.5rem, 1fr)", cell: (one) => whoOf(one, LANG) },
  { key: "customer", title: text.customer[LANG], width: "minmax(10rem, 1.5fr)", cell: ({ customer }) => customer?.name },
  {
    key: "amount",
    title: text.amount[LANG],
    width: "9rem",
    figure: true,
    cell: ({ amount, currency }) => amount && `${writeAmount(amount)} ${currency}`,
  },
  { key: "seal", title: text.seal[LANG], width: "4.5rem", figure: true, cell: ({ seal }) => (seal ? seal.number : <span className="soft">…</span>) },
]

const What = ({ of }: { readonly of: EntryAnswer }) => (
  <>
    <b>{of.words}</b>
    <small className="on-phone">
      {whoOf(of, LANG)}
      {of.customer && ` · ${of.customer.name}`}
    </small>
  </>
)

export function ActivityScreen() {
  const { code, name, rights } = useCompany()
  const [search, change] = useAsked<LogSearch>()
  const asked = Object.fromEntries(LOG_FIELDS.map((field) => [field, search[field]]))
  const pages = useInfiniteQuery({
    queryKey: [code, "/activity", asked],
    queryFn: ({ pageParam, signal }) =>
      ask<Page>(addressOf(code, "/activity", { ...asked, limit: PAGE, cursor: pageParam ?? undefined }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap(({ entries }) => entries) ?? [], [pages.data])
  const listing = async () => {
    const first = await ask<Page>(addressOf(code, "/activity", { ...asked, limit: PAGE }))
    return first.next === null ? listed(logShape(askedFacts(name, asked, LANG), LANG), first.entries) : { list: "activity", query: asked }
  }
  return (
    <>
      <Head title={text.title[LANG]} lead={text.lead[LANG]}>
        <Export name={`${text.title[LANG]} ${code}`} listing={listing} />
      </Head>
      <Verification mayAsk={rights.includes("prove")} />
      <Filters search={search} change={change} />
      <Answered of={pages}>
        {() =>
          rows.length === 0 ? (
            <Empty title={text.nothing[LANG]}>
              <p>{text.teach[LANG]}</p>
            </Empty>
          ) : (
            <Grid
              label={text.title[LANG]}
              columns={COLUMNS}
              rows={rows}
              keyOf={({ id }) => id}
              open={({ id }) => change({ entry: id })}
              more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
            />
          )
        }
      </Answered>
      {search.entry !== undefined && <Entry key={search.entry} id={search.entry} change={change} />}
    </>
  )
}

/** Acts by their room, as their codes begin. */
const ROOMS = [...Map.groupBy(ACTS, (code) => code.split(".")[0]!)]

function Filters({ search, change }: { readonly search: LogSearch; readonly change: (fields: Partial<LogSearch>) => void }) {
  const { code } = useCompany()
  const actors = useQuery(question<{ readonly actors: readonly string[] }>(code, "/activity/actors"))
  const set = LOG_FIELDS.filter((field) => search[field] !== undefined)
  const typed = (field: "text" | "customer", value: string) => change({ [field]: value.trim() || undefined })
  return (
    <div className="filters">
      {(["text", "customer"] as const).map((field) => (
        <label key={field}>
          {field === "text" ? text.search[LANG] : text.customerCode[LANG]}
          <input
            type="search"
            defaultValue={search[field] ?? ""}
            key={search[field] ?? ""}
            onKeyDown={(event) => {
              if (event.key === "Enter") typed(field, event.currentTarget.value)
            }}
            onBlur={(event) => typed(field, event.currentTarget.value)}
          />
        </label>
      ))}
      <TypedDay title={text.from[LANG]} value={search.from} change={(from) => change({ from })} />
      <TypedDay title={text.to[LANG]} value={search.to} change={(to) => change({ to })} />
      <Choice
        title={text.kind[LANG]}
        value={search.kind}
        of={ACTOR_KINDS}
        word={(kind) => actorText[kind][LANG]}
        choose={(kind) => change({ kind })}
      />
      <Choice
        title={text.by[LANG]}
        value={search.by}
        of={actors.data?.actors ?? []}
        word={(by) => wordActor(by, LANG)}
        choose={(by) => change({ by })}
      />
      <label>
        {text.act[LANG]}
        <select value={search.act ?? ""} onChange={(event) => change({ act: event.target.value || undefined })}>
          <option value="">{frameText.all[LANG]}</option>
          {ROOMS.map(([room, codes]) => (
            <optgroup key={room} label={roomText[room]?.[LANG] ?? room}>
              {codes.map((one) => (
                <option key={one} value={one}>
                  {wordsOf(one)?.[LANG]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <Choice
        title={text.subject[LANG]}
        value={search.subject}
        of={SUBJECT_KINDS}
        word={(kind) => subjectText[kind][LANG]}
        choose={(subject) => change({ subject, id: undefined })}
      />
      {set.length > 0 && (
        <button type="button" onClick={() => change(Object.fromEntries(set.map((field) => [field, undefined])))}>
          {text.clear[LANG]}
        </button>
      )}
    </div>
  )
}

type ChoiceOf<T extends string> = {
  readonly title: string
  readonly value: string | undefined
  readonly of: readonly T[]
  readonly word: (one: T) => string
  readonly choose: (one: T | undefined) => void
}
function Choice<T extends string>({ title, value, of, word, choose }: ChoiceOf<T>) {
  return (
    <label>
      {title}
      <select value={value ?? ""} onChange={(event) => choose(of.find((one) => one === event.target.value))}>
        <option value="">{frameText.all[LANG]}</option>
        {of.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
