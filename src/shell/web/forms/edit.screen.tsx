/**
 * A record changed by hand, never over somebody else's change: what was seen is said (If-Match), and where it is no longer so both stand side by side, yours and
 * what is there now, with who changed it. Only the fields one touched are sent, and nothing typed is lost.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react"
import { addressOf, ask, askTagged } from "../ask.screen.ts"
import { useCompany } from "../asked.screen.ts"
import { frameText as text } from "../frame.text.ts"
import { LANG } from "../lang.screen.ts"
import { Answered } from "../states.screen.tsx"
import { tell } from "../toast.screen.tsx"
import { type EditField, type Now, nowIn, Versions } from "./versions.screen.tsx"

type Said<T> = {
  readonly title: string
  /** Below the company: read with its tag, changed by PATCH. */
  readonly path: string
  readonly fields: readonly EditField<T>[]
  /** The controls, filled with a version. */
  readonly controls: (value: T) => ReactNode
  /** What the form says; a text: why it cannot be sent. */
  readonly read: (form: FormData) => Partial<T> | string
  readonly close: () => void
}
type Clash<T> = Now<T> & { readonly mine: Partial<T> }

export function Edit<T extends object>({ title, path, fields, controls, read, close }: Said<T>) {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  // Apart from what live changes ask anew: what others do meanwhile must not take the place of what was seen and typed.
  const loaded = useQuery({
    queryKey: ["edit", code, path],
    queryFn: () => askTagged<T>(addressOf(code, path)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const [seen, setSeen] = useState<{ readonly body: T; readonly tag: string; readonly filled: T } | null>(null)
  const [clash, setClash] = useState<Clash<T> | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const base = seen ?? (loaded.data ? { ...loaded.data, filled: loaded.data.body } : null)

  const send = (mine: Partial<T>, tag: string) => {
    setBusy(true)
    setRefused(null)
    ask(addressOf(code, path), { method: "PATCH", body: mine, headers: { "If-Match": tag } })
      .then(() => {
        tell(text.saved[LANG])
        void remembered.invalidateQueries({ queryKey: [code] })
        dialog.current?.close()
      })
      .catch((error: Error) => {
        const now = nowIn<T>(error)
        if (now) setClash({ mine, ...now })
        else setRefused(error.message)
      })
      .finally(() => setBusy(false))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = read(new FormData(event.currentTarget))
    if (typeof said === "string") return setRefused(said)
    const touched = Object.fromEntries(Object.entries(said).filter(([key, value]) => !same(value, base!.body[key as keyof T]))) as Partial<T>
    if (Object.keys(touched).length === 0) return dialog.current?.close()
    send(touched, base!.tag)
  }
  return (
    <dialog ref={dialog} className={clash ? "act wide" : "act"} aria-label={title} onClose={close}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="quiet" aria-label={text.close[LANG]} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      {clash && base ? (
        <Versions<T>
          title={text.yours[LANG]}
          version={{ ...clash.now, ...clash.mine }}
          now={clash}
          fields={fields.filter(({ key }) => key in clash.mine || !same(clash.now[key], base.body[key]))}
        >
          <button type="button" className="primary" disabled={busy} onClick={() => send(clash.mine, clash.tag)}>
            {text.keepMine[LANG]}
          </button>
          <button
            type="button"
            disabled={busy}
            onClick={() => {
              void remembered.invalidateQueries({ queryKey: [code] })
              dialog.current?.close()
            }}
          >
            {text.keepTheirs[LANG]}
          </button>
          <button
            type="button"
            disabled={busy}
            onClick={() => {
              setSeen({ body: clash.now, tag: clash.tag, filled: { ...clash.now, ...clash.mine } })
              setClash(null)
            }}
          >
            {text.editOn[LANG]}
          </button>
        </Versions>
      ) : (
        <Answered of={{ data: base ?? undefined, error: loaded.error, refetch: loaded.refetch }} rows={3}>
          {({ filled, tag }) => (
            <form key={tag} onSubmit={submit}>
              {controls(filled)}
              <button type="submit" className="primary" disabled={busy}>
                {text.save[LANG]}
              </button>
            </form>
          )}
        </Answered>
      )}
    </dialog>
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
