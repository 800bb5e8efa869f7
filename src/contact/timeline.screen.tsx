/** On a customer's page: everything said, sent, paid and decided, the newest first, what is pinned above it; calls, notes, money or decisions alone where wanted. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { wordActor } from "../activity/actor.text.ts"
import { wordsOf } from "../activity/log/acts.text.ts"
import { kindText } from "../ledger/accounts/open-items.text.ts"
import { addressOf, ask, question } from "../shell/web/ask.screen.ts"
import { useAsked, useCompany } from "../shell/web/asked.screen.ts"
import { writeAmount, writeDay } from "../shell/web/figures.screen.tsx"
import { nowIn, whoChanged } from "../shell/web/forms/versions.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { may } from "../shell/web/person.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { tell } from "../shell/web/toast.screen.tsx"
import { Here } from "../shell/web/ways/way.screen.tsx"
import { EVENT_KINDS } from "./contact.ts"
import type { eventAnswer, noteAnswer } from "./contact.wire.ts"
import { timelineListing } from "./contact-listing.ts"
import { timelineScreenText as text } from "./timeline-screen.text.ts"

type Event = ReturnType<typeof eventAnswer>
type Events = { readonly events: readonly Event[]; readonly next: string | null }
type Asked = { readonly told?: string | undefined }
const PAGE = 30

/** What the books and the acts did, in words. */
function wordOf(event: Event): string | undefined {
  if (event.kind === "ledger") return Object.entries(kindText).find(([kind]) => kind === event.entries)?.[1][LANG]
  return event.kind === "act" ? wordsOf(event.code)?.[LANG] : undefined
}

export function Timeline({ customer }: { readonly customer: string }) {
  const company = useCompany()
  const { code } = company
  const remembered = useQueryClient()
  const [{ told }] = useAsked<Asked>()
  const kind = EVENT_KINDS.find((one) => one === told)
  const path = `/customers/${encodeURIComponent(customer)}/timeline`
  const pages = useInfiniteQuery({
    queryKey: [code, path, kind],
    queryFn: ({ pageParam, signal }) => ask<Events>(addressOf(code, path, { limit: PAGE, kind, before: pageParam ?? undefined }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const pin: Pin | undefined = may(company, "chase")
    ? (note, pinned, tag) =>
        void ask(addressOf(code, `/notes/${note}/pin`), { method: "POST", body: { pinned }, headers: tag ? { "If-Match": tag } : {} })
          .catch((error: Error) => {
            const now = nowIn<Note>(error)
            const who = now && whoChanged(now)
            tell(now ? [text[now.now.pinnedAt === null ? "unpinned" : "pinned"][LANG], who].filter(Boolean).join(", ") : error.message, { bad: true })
          })
          .then(() => remembered.invalidateQueries({ queryKey: [code] }))
    : undefined
  return (
    <section className="card">
      <h2>{text.title[LANG]}</h2>
      <Pinned customer={customer} pin={pin} />
      <div className="tabs">
        {([undefined, ...EVENT_KINDS] as const).map((one) => (
          <Here key={one ?? "all"} change={{ told: one }} replace>
            {text[one ?? "all"][LANG]}
          </Here>
        ))}
      </div>
      <Answered of={pages} rows={3}>
        {(data) => {
          const events = data.pages.flatMap((page) => page.events)
          const { rows } = timelineListing(events, [], LANG)
          if (events.length === 0) return <p className="soft">{text.nothing[LANG]}</p>
          return (
            <>
              <ol className="timeline">
                {rows.map(([on, what, amount, currency, by, detail], i) => {
                  const event = events[i]!
                  return (
                    <li key={event.id}>
                      <time dateTime={String(on)} className="num">
                        {writeDay(String(on))}
                      </time>
                      <span>
                        {wordOf(event) ?? what}
                        {amount !== null && (
                          <b className="num">
                            {" "}
                            {writeAmount(String(amount))} {currency}
                          </b>
                        )}
                        {detail && <> · {numberOf(detail)}</>}
                        {by && <small> {wordActor(String(by), LANG)}</small>}
                        {event.kind === "note" && pin && !event.pinned && (
                          <button type="button" className="quiet" onClick={() => pin(event.id, true, event.tag)}>
                            {text.pin[LANG]}
                          </button>
                        )}
                      </span>
                    </li>
                  )
                })}
              </ol>
              {pages.hasNextPage && (
                <button type="button" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {text.older[LANG]}
                </button>
              )}
            </>
          )
        }}
      </Answered>
    </section>
  )
}

/** A payment made from the day its invoice was settled goes by that invoice's number. */
const numberOf = (detail: unknown) => String(detail).replaceAll(/\/settled\/\d+\/\d{4}-\d\d-\d\d/g, "")

type Note = ReturnType<typeof noteAnswer>
/** What was seen is said with it: where a colleague was there first, who it was. */
type Pin = (note: string, pinned: boolean, tag: string | undefined) => void
type Notes = { readonly notes: readonly (Note & { readonly tag: string })[] }
function Pinned({ customer, pin }: { readonly customer: string; readonly pin: Pin | undefined }) {
  const { code } = useCompany()
  const { data } = useQuery(question<Notes>(code, "/notes", { customer, pinned: "true" }))
  return (data?.notes ?? []).map(({ id, text: words, by, at, tag }) => (
    <div key={id} className="notice pinned">
      <p>
        <b>{text.pinned[LANG]}</b> <small>{`${wordActor(by, LANG)}, ${writeDay(at.slice(0, 10))}`}</small>
      </p>
      <p>{words}</p>
      {pin && (
        <button type="button" className="quiet" onClick={() => pin(id, false, tag)}>
          {text.unpin[LANG]}
        </button>
      )}
    </div>
  ))
}
