/**
 * What was agreed is ended, with why: from then on what is open is chased again, which is said before. What is ended stands in the dialog as it was when it was
 * opened; where a colleague changed it meanwhile both versions stand side by side, and nothing is ended over their change.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { addressOf, ask, askTagged } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { ActDialog, type Done, Save, type Send } from "../../shell/web/forms/dialog.screen.tsx"
import { type Now, nowIn, Versions } from "../../shell/web/forms/versions.screen.tsx"
import { frameText } from "../../shell/web/frame.text.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { DISPUTE, type Endable, HOLD, INSOLVENCY, PROMISE, type Step, TASK } from "./endable.screen.tsx"
import { standingText as text } from "./standing-screen.text.ts"

export type Ending = { readonly of: "promise" | "dispute" | "hold" | "insolvency" | "task"; readonly id: string }

export function End({ ending: { of, id }, close }: { readonly ending: Ending; close(): void }) {
  const said = { id, close }
  if (of === "promise") return <EndOf what={PROMISE} {...said} />
  if (of === "dispute") return <EndOf what={DISPUTE} {...said} />
  if (of === "hold") return <EndOf what={HOLD} {...said} />
  if (of === "task") return <EndOf what={TASK} {...said} />
  return <EndOf what={INSOLVENCY} {...said} />
}

type Of<T> = { readonly what: Endable<T>; readonly id: string }
function EndOf<T extends object>({ what, id, close }: Of<T> & { close(): void }) {
  return (
    <ActDialog title={what.title} close={close}>
      {(send, busy) => <Ended what={what} id={id} send={send} busy={busy} close={close} />}
    </ActDialog>
  )
}

type Clash<T> = Now<T> & { readonly step: Step }
function Ended<T extends object>({ what, id, send, busy, close }: Of<T> & { readonly send: Send; readonly busy: boolean; close(): void }) {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const path = addressOf(code, `${what.path}/${id}`)
  const form = useRef<HTMLFormElement>(null)
  const [clash, setClash] = useState<Clash<T> | null>(null)
  const [bad, setBad] = useState(false)
  // Apart from what live changes ask anew: a colleague's change must not take the place of what was seen.
  const seen = useQuery({ queryKey: ["end", path], queryFn: () => askTagged<T>(path), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 })
  useEffect(() => {
    if (seen.data) form.current?.querySelector<HTMLElement>("select, textarea, input, button")?.focus()
  }, [seen.data])
  const end = (step: Step, tag: string) =>
    send(async (): Promise<Done | null> => {
      try {
        const [to, method] = step.act === null ? [path, "PATCH"] : [`${path}/${step.act}`, "POST"]
        await ask(to, { method, body: step.body, headers: { "If-Match": tag } })
        return { words: text.ended[LANG] }
      } catch (error) {
        const now = nowIn<T>(error)
        if (!now) throw error
        setClash({ ...now, step })
        return null
      }
    })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const step = what.read(new FormData(event.currentTarget))
    setBad(step === null)
    if (step) end(step, seen.data!.tag)
  }
  if (clash)
    return (
      <Versions<T>
        title={text.asSeen[LANG]}
        version={seen.data!.body}
        now={clash}
        fields={what.fields.filter(({ write }) => write(seen.data!.body) !== "" || write(clash.now) !== "")}
      >
        {!what.over(clash.now) && (
          <button type="button" className="primary" disabled={busy} onClick={() => end(clash.step, clash.tag)}>
            {text.allTheSame[LANG]}
          </button>
        )}
        <button
          type="button"
          disabled={busy}
          onClick={() => {
            void remembered.invalidateQueries({ queryKey: [code] })
            close()
          }}
        >
          {frameText.keepTheirs[LANG]}
        </button>
      </Versions>
    )
  return (
    <Answered of={seen} rows={3}>
      {({ body }) => (
        <form ref={form} onSubmit={submit}>
          <dl className="facts">
            {what.fields
              .filter(({ write }) => write(body) !== "")
              .map(({ key, words, write }) => (
                <div key={key} className="fact">
                  <dt>{words}</dt>
                  <dd>{write(body)}</dd>
                </div>
              ))}
          </dl>
          {what.controls(bad)}
          {what.chasedAgain && <p className="notice">{text.chasedAgain[LANG]}</p>}
          <Save busy={busy} words={what.title} />
        </form>
      )}
    </Answered>
  )
}
