/** The same thing wrong in many rows, mended once: told with how many rows it stands in, offered where one of them is mended, and taken back. */
import { useState } from "react"
import { writeCount } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import type { Corrections } from "../drafts/corrections.ts"
import type { DraftAnswer } from "../drafts/draft.wire.ts"
import type { Mended } from "./row-table.screen.tsx"
import { alsoThere, mendAllTo, rowsText as text } from "./rows-screen.text.ts"
import { TableBox } from "./table-box.screen.tsx"
import { forScreen, mendAlike } from "./wizard.ts"

type Group = NonNullable<DraftAnswer["looked"]>["groups"][number]
const SHOWN = 8

type Of = {
  readonly groups: readonly Group[]
  readonly busy: boolean
  readonly mend: (group: Group, value: string) => void
  readonly show: (key: string) => void
  readonly leaveOut: (key: string) => void
}
export function Groups({ groups, busy, mend, show, leaveOut }: Of) {
  const acts = (group: Group, words: string, act: () => void, name: string) => (
    <button type="button" disabled={busy} aria-label={`${words}: ${name}`} onClick={act} key={`${group.key} ${words}`}>
      {words}
    </button>
  )
  return (
    <section aria-label={text.often[LANG]} className="often">
      <h3>{text.often[LANG]}</h3>
      <p className="soft">{text.oftenTeach[LANG]}</p>
      <TableBox label={text.often[LANG]}>
        <thead>
          <tr>
            <th scope="col">{text.where[LANG]}</th>
            <th scope="col">{text.says[LANG]}</th>
            <th scope="col" className="figure">
              {text.rows[LANG]}
            </th>
            <th scope="col">{text.instead[LANG]}</th>
            <th scope="col">
              <span className="visually-hidden">{text.show[LANG]}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, SHOWN).map((group) => {
            const said = group.was === null ? text.several[LANG] : group.was === "" ? text.empty[LANG] : group.was
            const name = [group.column, said].filter((each) => each !== null).join(", ")
            return (
              <tr key={group.key}>
                <th scope="row">{group.column ?? "–"}</th>
                <td>
                  {group.was ? <b>{group.was}</b> : <span className="soft">{said}</span>}
                  <small className="bad">
                    {group.was === null && `${text.such[LANG]} `}
                    {forScreen(group.message)}
                  </small>
                </td>
                <td className="figure">{writeCount(group.rows)}</td>
                <td>{group.column !== null && group.was !== null && <Instead name={name} busy={busy} mend={(value) => mend(group, value)} />}</td>
                <td>
                  <div className="one-of">
                    {acts(group, text.show[LANG], () => show(group.key), name)}
                    {acts(group, text.leaveOut[LANG], () => leaveOut(group.key), name)}
                  </div>
                </td>
              </tr>
            )
          })}
        </tbody>
      </TableBox>
    </section>
  )
}

function Instead({ name, busy, mend }: { readonly name: string; readonly busy: boolean; readonly mend: (value: string) => void }) {
  const [value, setValue] = useState("")
  return (
    <form
      className="one-of"
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim() !== "") mend(value)
      }}
    >
      <input
        aria-label={`${text.instead[LANG]}: ${name}`}
        value={value}
        size={12}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" disabled={busy || value.trim() === ""} aria-label={`${text.mendAll[LANG]}: ${name}`}>
        {text.mendAll[LANG]}
      </button>
    </form>
  )
}

/** What one cell was mended to may be what all that said the same should say. */
export function Offer({ last, groups, mend }: { readonly last: Mended | null; readonly groups: readonly Group[]; readonly mend: Of["mend"] }) {
  const group = last && groups.find(({ column, was, rows }) => column === last.column && was === last.was && rows > 1)
  if (!last || !group || last.value.trim() === last.was) return null
  return (
    <p className="notice one-of" role="status">
      <span>{alsoThere[LANG](last.was === "" ? text.empty[LANG] : last.was, last.column, writeCount(group.rows))}</span>
      <button type="button" onClick={() => mend(group, last.value)}>
        {mendAllTo[LANG](last.value)}
      </button>
    </p>
  )
}

/** `met` counts the cells of what the server was told of last. */
type AlikeOf = {
  readonly said: Corrections
  readonly met: readonly number[]
  readonly corrections: Corrections
  readonly set: (next: Corrections) => void
}
export function MendedAlike({ said, met, corrections, set }: AlikeOf) {
  const alike = corrections.alike ?? []
  if (alike.length === 0) return null
  const countOf = (column: string, was: string) => met[(said.alike ?? []).findIndex((one) => one.column === column && one.was === was)]
  return (
    <section className="work" aria-label={text.mendedAlike[LANG]}>
      <h3>{text.mendedAlike[LANG]}</h3>
      <ul>
        {alike.map(({ column, was, value }) => {
          const count = countOf(column, was)
          return (
            <li key={`${column} ${was}`}>
              <span>
                {`${column}: `}
                <del>{was}</del> → <b>{value === "" ? text.empty[LANG] : value}</b>
                {count !== undefined && (
                  <small>
                    {" "}
                    <span className="num">{writeCount(count)}</span> {text.cells[LANG]}
                  </small>
                )}
              </span>
              <button
                type="button"
                aria-label={`${text.asItWas[LANG]}: ${column}, ${was}`}
                onClick={() => set(mendAlike(corrections, column, was, null))}
              >
                {text.asItWas[LANG]}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
