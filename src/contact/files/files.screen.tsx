/** On a customer's page: the files kept with it, given back as they came. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { wordActor } from "../../activity/actor.text.ts"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { post } from "../../shell/web/forms/dialog.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { may } from "../../shell/web/person.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { timelineScreenText as text } from "../timeline-screen.text.ts"
import type { fileAnswer } from "./files.wire.ts"

type Kept = ReturnType<typeof fileAnswer>
const KB = 1024

export function Files({ customer }: { readonly customer: string }) {
  const company = useCompany()
  const { code } = company
  const remembered = useQueryClient()
  const path = `/customers/${encodeURIComponent(customer)}/files`
  const sees = may(company, "read")
  const asked = useQuery({ ...question<{ readonly files: readonly Kept[] }>(code, path), enabled: sees })
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [adds, takesOff] = [may(company, "tell"), may(company, "chase")]
  const refresh = () => remembered.invalidateQueries({ queryKey: [code] })
  const failed = (error: Error) => tell(error.message, { bad: true })
  const remove = (id: string, removed: boolean) => post(code, `${path}/${id}/remove`, { removed }).then(refresh)
  const takeOff = (id: string, name: string) =>
    remove(id, true).then(() => tell(`${text.fileRemoved[LANG]}${COLON}${name}`, { undo: () => void remove(id, false).catch(failed) }), failed)
  const send = async (files: readonly File[]) => {
    setBusy(true)
    for (const file of files)
      await ask<{ readonly id: string }>(addressOf(code, path, { name: file.name }), { method: "POST", body: file }).then(
        ({ id }) => tell(`${text.fileKept[LANG]}${COLON}${file.name}`, takesOff ? { undo: () => void remove(id, true).catch(failed) } : {}),
        failed,
      )
    setBusy(false)
    void refresh()
  }
  return !sees ? null : (
    <section className="card">
      <h2>{text.files[LANG]}</h2>
      <Answered of={asked} rows={2}>
        {({ files }) =>
          files.length === 0 ? (
            <p className="soft">{text.noFiles[LANG]}</p>
          ) : (
            <ul className="files">
              {files.map(({ id, name, bytes, at, by }) => (
                <li key={id}>
                  <span>
                    <a href={addressOf(code, `${path}/${id}/content`)} download={name}>
                      {name}
                    </a>
                    <br />
                    <small>
                      {writeDay(at.slice(0, 10))} · {writeCount(Math.ceil(bytes / KB))} kB · {wordActor(by, LANG)}
                    </small>
                  </span>
                  {takesOff && (
                    <button type="button" className="quiet" aria-label={`${text.remove[LANG]}: ${name}`} onClick={() => void takeOff(id, name)}>
                      ×
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {adds && (
        <>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={text.addFile[LANG]}
            onChange={(event) => {
              void send([...(event.target.files ?? [])])
              event.target.value = ""
            }}
          />
          <button type="button" disabled={busy} onClick={() => picker.current?.click()}>
            {text.addFile[LANG]}
          </button>
        </>
      )}
    </section>
  )
}
