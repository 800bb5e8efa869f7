/** The segment of a customer on its page, and of many in their list. */
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { question } from "../../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount } from "../../shell/web/figures.screen.tsx"
import { ActDialog, post, Save, type Send } from "../../shell/web/forms/dialog.screen.tsx"
import { useSend } from "../../shell/web/forms/send.screen.ts"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import type { Had, Segment } from "./segment.ts"
import { hadText, stayText, segmentsText as text } from "./segments-screen.text.ts"

const PATH = "/segments/set"
type Effect = { readonly changed: number; readonly unchanged: number; readonly before: readonly Had[] }

function useSegments() {
  const { code, rights } = useCompany()
  const mayChange = rights.includes("entrust")
  const { data } = useQuery({ ...question<{ readonly segments: readonly Segment[] }>(code, "/segments"), enabled: mayChange })
  return { code, mayChange, names: (data?.segments ?? []).map(({ name }) => name) }
}

/** On a customer's page: its segment, to change for who may. */
export function SegmentOf({ customer }: { readonly customer: string }) {
  const { code, mayChange, names } = useSegments()
  const { asOf } = useAsOf()
  const { send, busy } = useSend()
  const { data } = useQuery(question<{ readonly segment: string | null }>(code, `/customers/${encodeURIComponent(customer)}`, { asOf }))
  const segment = data?.segment ?? null
  const set = (to: string | null) =>
    send<Effect>(PATH, { set: [{ segment: to, customers: [customer] }] }, ({ before }) =>
      tell(`${text.segment[LANG]}${COLON}${to ?? text.noSegment[LANG]}`, { undo: () => send(PATH, { set: before }, () => {}) }),
    )
  if (!mayChange && segment === null) return null
  return (
    <dl className="facts">
      <dt>{text.segment[LANG]}</dt>
      <dd>
        {mayChange ? (
          <select
            aria-label={text.segment[LANG]}
            value={segment ?? ""}
            disabled={busy}
            onChange={(event) => set(event.target.value === "" ? null : event.target.value)}
          >
            <option value="">{text.noSegment[LANG]}</option>
            {(segment === null || names.includes(segment) ? names : [segment, ...names]).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          segment
        )}
      </dd>
    </dl>
  )
}

type Chosen = { readonly customers: readonly string[]; clear(): void }
/** Among the acts on several customers. */
export function SetSegment({ customers, clear }: Chosen) {
  const { mayChange } = useSegments()
  const [open, setOpen] = useState(false)
  if (!mayChange) return null
  const done = () => {
    clear()
    setOpen(false)
  }
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {text.segment[LANG]}
      </button>
      {open && (
        <ActDialog title={text.set[LANG]} close={() => setOpen(false)} done={done}>
          {(send, busy) => <SetMany customers={customers} send={send} busy={busy} />}
        </ActDialog>
      )}
    </>
  )
}

/** What it does is shown with the choice, before it is done. */
function SetMany({ customers, send, busy }: Pick<Chosen, "customers"> & { readonly send: Send; readonly busy: boolean }) {
  const { code, names } = useSegments()
  const [chosen, setChosen] = useState<string | undefined>()
  const [effect, setEffect] = useState<Effect | null>(null)
  const say = (name: string) => ({ set: [{ segment: name === "" ? null : name, customers }] })
  const look = (name: string) => {
    setChosen(name)
    setEffect(null)
    post<Effect>(code, PATH, { ...say(name), preview: true }).then(setEffect, (error: Error) => tell(error.message, { bad: true }))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (chosen === undefined) return
    send(async () => {
      const { changed, before } = await post<Effect>(code, PATH, say(chosen))
      const words = `${text.segment[LANG]}${COLON}${chosen || text.noSegment[LANG]} (${writeCount(changed)})`
      return before.length === 0 ? { words } : { words, undo: () => post(code, PATH, { set: before }) }
    })
  }
  return (
    <form onSubmit={submit}>
      <label>
        {text.segment[LANG]}
        <select value={chosen ?? "?"} onChange={(event) => look(event.target.value)}>
          {chosen === undefined && (
            <option value="?" disabled>
              …
            </option>
          )}
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value="">{text.noSegment[LANG]}</option>
        </select>
      </label>
      {effect && (
        <div className="preview" role="status">
          <ul>
            {effect.before.map(({ segment, customers: own }) => (
              <li key={segment ?? ""}>{hadText[LANG](writeCount(own.length), segment ?? text.noSegment[LANG])}</li>
            ))}
            {effect.unchanged > 0 && <li>{stayText[LANG](writeCount(effect.unchanged))}</li>}
          </ul>
        </div>
      )}
      <Save busy={busy || effect === null || effect.changed === 0} words={`${text.apply[LANG]} ${writeCount(effect?.changed ?? customers.length)}`} />
    </form>
  )
}
