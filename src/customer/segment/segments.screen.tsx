/** Among the settings: the segments, named, renamed and ended by hand. */
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount } from "../../shell/web/figures.screen.tsx"
import { ActDialog, Field, post, Save, said } from "../../shell/web/forms/dialog.screen.tsx"
import { useSend } from "../../shell/web/forms/send.screen.ts"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { Answered, Empty } from "../../shell/web/states.screen.tsx"
import { TableBox } from "../../shell/web/table.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { MOST_LETTERS, type Segment } from "./segment.ts"
import { segmentsText as text } from "./segments-screen.text.ts"

const pathOf = (name: string, act: "rename" | "end") => `/segments/${encodeURIComponent(name)}/${act}`

export function Segments() {
  const { code, rights } = useCompany()
  const { send, busy } = useSend()
  const [renaming, setRenaming] = useState<string | null>(null)
  const asked = useQuery(question<{ readonly segments: readonly Segment[] }>(code, "/segments"))
  const mayChange = rights.includes("entrust")
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    send<Segment>("/segments", { name: said(new FormData(form), "name") }, ({ name }) => {
      form.reset()
      tell(`${text.added[LANG]}${COLON}${name}`, { undo: () => send(pathOf(name, "end"), {}, () => {}) })
    })
  }
  const end = (name: string) =>
    send(pathOf(name, "end"), {}, () => tell(`${text.ended[LANG]}${COLON}${name}`, { undo: () => send("/segments", { name }, () => {}) }))
  return (
    <Answered of={asked}>
      {({ segments }) => (
        <>
          {segments.length === 0 ? (
            <Empty title={text.empty[LANG]}>
              <p>{text.teach[LANG]}</p>
            </Empty>
          ) : (
            <TableBox heads={[text.segment[LANG], { figure: text.customers[LANG] }, ...(mayChange ? [null] : [])]}>
              {segments.map(({ name, customers }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="figure">
                    <ToScreen to="customers" search={{ segment: name }}>
                      {writeCount(customers)}
                    </ToScreen>
                  </td>
                  {mayChange && (
                    <td>
                      <div className="one-of">
                        <button type="button" disabled={busy} aria-label={`${text.rename[LANG]}: ${name}`} onClick={() => setRenaming(name)}>
                          {text.rename[LANG]}
                        </button>
                        {customers === 0 && (
                          <button type="button" disabled={busy} aria-label={`${text.end[LANG]}: ${name}`} onClick={() => end(name)}>
                            {text.end[LANG]}
                          </button>
                        )}
                      </div>
                    </td>
                  )}
                </tr>
              ))}
            </TableBox>
          )}
          <p className="soft">{text.given[LANG]}</p>
          {mayChange && (
            <section className="card">
              <h2>{text.add[LANG]}</h2>
              <form className="fields in-row" onSubmit={add}>
                <label>
                  {text.name[LANG]}
                  <input name="name" required maxLength={MOST_LETTERS} autoComplete="off" />
                </label>
                <button type="submit" className="primary" disabled={busy}>
                  {text.add[LANG]}
                </button>
              </form>
            </section>
          )}
          {renaming !== null && <Rename key={renaming} name={renaming} close={() => setRenaming(null)} />}
        </>
      )}
    </Answered>
  )
}

function Rename({ name, close }: { readonly name: string; close(): void }) {
  const { code } = useCompany()
  return (
    <ActDialog title={text.rename[LANG]} name={name} close={close}>
      {(send, busy) => (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const to = said(new FormData(event.currentTarget), "name")
            send(async () => {
              const { name: called } = await post<Segment>(code, pathOf(name, "rename"), { to })
              return { words: `${text.renamed[LANG]}${COLON}${called}`, undo: () => post(code, pathOf(called, "rename"), { to: name }) }
            })
          }}
        >
          <Field name="name" words={text.name[LANG]} value={name} required />
          <Save busy={busy} words={text.keep[LANG]} />
        </form>
      )}
    </ActDialog>
  )
}
