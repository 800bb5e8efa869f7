/** One entry opened: its figures, before and after, and its place in the chain. */
import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useEffect, useRef } from "react"
import { isCurrency, toDecimal } from "../../kernel/money.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeAmount, writeCount, writeDay, writeInstant } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { wordActor } from "../actor.text.ts"
import { subjectText } from "./log.text.ts"
import { SUBJECT_KINDS } from "./log.ts"
import type { EntryAnswer } from "./log.wire.ts"
import { whoOf } from "./log-listing.ts"
import { figureText, logScreenText as text } from "./log-screen.text.ts"
import type { LogSearch } from "./log-search.ts"

export function Entry({ id, change }: { readonly id: string; readonly change: (fields: Partial<LogSearch>) => void }) {
  const { code } = useCompany()
  const asked = useQuery(question<EntryAnswer>(code, `/activity/${id}`))
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="act wide" aria-label={asked.data?.words ?? text.title[LANG]} onClose={() => change({ entry: undefined })}>
      <header>
        <div>
          <h2>{asked.data?.words ?? "…"}</h2>
          {asked.data && (
            <p className="soft">
              {writeInstant(asked.data.at)} · {whoOf(asked.data, LANG)}
            </p>
          )}
        </div>
        <button type="button" className="quiet" aria-label={text.close[LANG]} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      <Answered of={asked}>{(entry) => <Opened entry={entry} change={change} />}</Answered>
    </dialog>
  )
}

function Opened({ entry, change }: { readonly entry: EntryAnswer; readonly change: (fields: Partial<LogSearch>) => void }) {
  const { subject, before, after, customer, seal } = entry
  const about = SUBJECT_KINDS.find((kind) => kind !== "customer" && typeof subject[kind] === "string")
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const wordOf = (name: string) =>
    figureText[name]?.[LANG] ?? SUBJECT_KINDS.flatMap((kind) => (kind === name ? [subjectText[kind][LANG]] : []))[0] ?? name
  const only = {
    from: undefined,
    to: undefined,
    kind: undefined,
    by: undefined,
    act: undefined,
    subject: undefined,
    id: undefined,
    customer: undefined,
    text: undefined,
  }
  return (
    <div className="stack">
      <dl className="facts">
        {customer && (
          <Fact name={text.customer[LANG]}>
            <ToScreen to="customers/$code" code={customer.code}>
              {customer.name}
            </ToScreen>{" "}
            <small>{customer.code}</small>
          </Fact>
        )}
        {Object.entries(subject).map(([name, value]) =>
          name === "customer" || value === null ? null : (
            <Fact key={name} name={wordOf(name)}>
              {written(name, value, entry)}
            </Fact>
          ),
        )}
      </dl>
      {names.length > 0 && (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{text.figures[LANG]}</th>
              {before && <th scope="col">{text.before[LANG]}</th>}
              <th scope="col">{before ? text.after[LANG] : ""}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{wordOf(name)}</th>
                {before && <td>{written(name, before[name], entry)}</td>}
                <td>{written(name, after?.[name], entry)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section>
        <h3>{text.chain[LANG]}</h3>
        <dl className="facts chain">
          <Fact name={text.seal[LANG]}>{seal ? `${seal.number} · ${text.sealedAt[LANG]} ${writeInstant(seal.at)}` : text.waiting[LANG]}</Fact>
          {seal && (
            <>
              <Fact name={text.hash[LANG]}>{seal.hash}</Fact>
              <Fact name={text.previous[LANG]}>{seal.previous}</Fact>
            </>
          )}
          {entry.digest && <Fact name={text.digest[LANG]}>{entry.digest}</Fact>}
          {entry.requestId && <Fact name={text.request[LANG]}>{entry.requestId}</Fact>}
          <Fact name={text.code[LANG]}>{entry.act}</Fact>
        </dl>
      </section>
      <div className="one-of">
        <button type="button" onClick={() => change({ ...only, entry: undefined, by: entry.by })}>
          {text.allBy[LANG]} {wordActor(entry.by, LANG)}
        </button>
        {about && (
          <button type="button" onClick={() => change({ ...only, entry: undefined, subject: about, id: String(subject[about]) })}>
            {subjectText[about][LANG]}
            {text.colon[LANG]} {text.wholeOf[LANG]}
          </button>
        )}
        {customer && (
          <button type="button" onClick={() => change({ ...only, entry: undefined, customer: customer.code })}>
            {customer.name}
            {text.colon[LANG]} {text.wholeOf[LANG]}
          </button>
        )}
      </div>
    </div>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** Whole minor units of the act's own currency: these names hold amounts. */
const AMOUNTS = ["amount", "promised", "received", "outstanding"]
function written(name: string, value: unknown, { subject, after }: EntryAnswer): ReactNode {
  if (value === null || value === undefined) return "–"
  if (typeof value === "boolean") return value ? text.yes[LANG] : text.no[LANG]
  if (Array.isArray(value))
    return value.length === 0 ? "–" : value.map((one) => (typeof one === "object" ? JSON.stringify(one) : String(one))).join(", ")
  if (typeof value === "object") return JSON.stringify(value)
  const currency = String(after?.currency ?? subject.currency ?? "")
  if (AMOUNTS.includes(name) && /^-?\d+$/.test(String(value)) && isCurrency(currency))
    return `${writeAmount(toDecimal(BigInt(String(value)), currency))} ${currency}`
  if (typeof value === "number") return writeCount(value)
  const said = String(value)
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return writeDay(said)
  // Of names and free text only the length is kept.
  const gist = /^\[text of (\d+)(, changed)?\]$/.exec(said)
  return gist ? `(${text.gist[LANG]} ${gist[1]}${gist[2] ? `, ${text.changed[LANG]}` : ""})` : said
}
