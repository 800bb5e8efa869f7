/** On a customer's page: everything said, sent, paid and decided, the newest first; and whom to ask, one touch away from a call. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { kindText } from "../ledger/accounts/open-items.text.ts"
import { addressOf, ask, question } from "../shell/web/ask.screen.ts"
import { useCompany } from "../shell/web/asked.screen.ts"
import { writeAmount, writeDay } from "../shell/web/figures.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { roleText } from "./contact.text.ts"
import type { contactAnswer, eventAnswer } from "./contact.wire.ts"
import { timelineListing } from "./contact-listing.ts"
import { timelineScreenText as text } from "./timeline-screen.text.ts"

type Events = { readonly events: readonly ReturnType<typeof eventAnswer>[]; readonly next: string | null }
type Contacts = { readonly contacts: readonly ReturnType<typeof contactAnswer>[] }
const PAGE = 30

/** What the books did, in the words of the books. */
const wordOf = (event: Events["events"][number]): string | undefined =>
  event.kind === "ledger" ? Object.entries(kindText).find(([kind]) => kind === event.entries)?.[1][LANG] : undefined

export function Timeline({ customer }: { readonly customer: string }) {
  const { code } = useCompany()
  const path = `/customers/${encodeURIComponent(customer)}/timeline`
  const pages = useInfiniteQuery({
    queryKey: [code, path],
    queryFn: ({ pageParam, signal }) => ask<Events>(addressOf(code, path, { limit: PAGE, before: pageParam ?? undefined }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  return (
    <section className="card">
      <h2>{text.title[LANG]}</h2>
      <Answered of={pages} rows={3}>
        {(data) => {
          const events = data.pages.flatMap((page) => page.events)
          const { rows } = timelineListing(events, [], LANG)
          if (events.length === 0) return <p className="soft">{text.nothing[LANG]}</p>
          return (
            <>
              <ol className="timeline">
                {rows.map(([on, what, amount, currency, by, detail], i) => (
                  <li key={events[i]!.id}>
                    <time dateTime={String(on)} className="num">
                      {writeDay(String(on))}
                    </time>
                    <span>
                      {wordOf(events[i]!) ?? what}
                      {amount !== null && (
                        <b className="num">
                          {" "}
                          {writeAmount(String(amount))} {currency}
                        </b>
                      )}
                      {detail && <> · {detail}</>}
                      {by && <small> {by}</small>}
                    </span>
                  </li>
                ))}
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

export function Contacts({ customer }: { readonly customer: string }) {
  const { code } = useCompany()
  const asked = useQuery(question<Contacts>(code, "/contacts", { customer }))
  return (
    <section className="card">
      <h2>{text.people[LANG]}</h2>
      <Answered of={asked} rows={2}>
        {({ contacts }) => {
          const there = contacts.filter(({ removed }) => !removed)
          if (there.length === 0) return <p className="soft">{text.nobody[LANG]}</p>
          return (
            <ul className="people">
              {there.map(({ id, name, role, phone, email, main }) => (
                <li key={id}>
                  <b>{name}</b> <small>{main ? `${roleText[role][LANG]} · ${text.main[LANG]}` : roleText[role][LANG]}</small>
                  {phone && (
                    <a className="button" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
                      {phone}
                    </a>
                  )}
                  {email && <a href={`mailto:${email}`}>{email}</a>}
                </li>
              ))}
            </ul>
          )
        }}
      </Answered>
    </section>
  )
}
