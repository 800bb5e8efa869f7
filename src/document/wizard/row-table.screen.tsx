/** Rows of a file as a table: what is wrong said below each, cells typed over where they stand. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import type { Corrections } from "../drafts/corrections.ts"
import type { DraftAnswer } from "../drafts/draft.wire.ts"
import type { ImportAnswer } from "../import.wire.ts"
import { fieldText, wizardText as text } from "./imports-screen.text.ts"
import { rowsText } from "./rows-screen.text.ts"
import { TableBox } from "./table-box.screen.tsx"
import { fieldByHeader, forScreen, leaveOut, mendCell, mendedTo } from "./wizard.ts"

type Problem = ImportAnswer["problems"][number]
type Looked = NonNullable<DraftAnswer["looked"]>
type Row = Looked["first"][number]
/** A cell that was just mended. */
export type Mended = { readonly line: number; readonly column: string; readonly was: string; readonly value: string }

type TableOf = {
  readonly looked: Looked
  readonly rows: readonly Row[]
  readonly columns: Readonly<Record<string, string | null>>
  readonly byLine: ReadonlyMap<number, readonly Problem[]>
  /** Null: to be read only. */
  readonly mending: {
    readonly corrections: Corrections
    readonly set: (next: Corrections) => void
    readonly mended: (cell: Mended) => void
  } | null
  /** Whether the keyboard came here from the page before, and the way to the one after. */
  readonly begins?: { current: boolean }
  readonly beyond?: () => void
}
export function RowTable({ looked, rows, columns, byLine, mending, begins, beyond }: TableOf) {
  const box = useRef<HTMLDivElement>(null)
  const fields = fieldByHeader(columns)
  // Cells of a row with one too many or too few stand under other headers: then all columns are looked at.
  const ragged = rows.some(({ cells }) => cells.length !== looked.header.length)
  const places = looked.header.flatMap((header, index) => (ragged || fields.has(header) ? [{ header, index }] : []))
  const marked = () => [...(box.current?.querySelectorAll<HTMLInputElement>("input[aria-invalid]") ?? [])]
  const goTo = (cell: HTMLInputElement | undefined) => {
    cell?.focus()
    cell?.select()
  }
  const toNext = (from: HTMLInputElement) => {
    const all = marked()
    const next = all[all.indexOf(from) + 1]
    from.blur()
    if (next === undefined && beyond) beyond()
    else goTo(next ?? all[0])
  }
  const start = useRef(() => {
    if (begins?.current) goTo(marked()[0])
    if (begins) begins.current = false
  })
  useEffect(() => start.current(), [])
  return (
    <TableBox label={text.rows[LANG]} className="rows-box" place={box}>
      <thead>
        <tr>
          <th scope="col">{text.line[LANG]}</th>
          {mending && (
            <th scope="col">
              <span className="visually-hidden">{rowsText.leaveOut[LANG]}</span>
            </th>
          )}
          {places.map(({ header }) => (
            <th scope="col" key={header}>
              {fieldText[fields.get(header) as keyof typeof fieldText]?.[LANG] ?? header}
              {fields.has(header) && (
                <>
                  <br />
                  <small>{header}</small>
                </>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RowLine key={row.line} row={row} places={places} problems={byLine.get(row.line) ?? []} mending={mending} toNext={toNext} />
        ))}
      </tbody>
    </TableBox>
  )
}

type LineOf = Pick<TableOf, "mending"> & {
  readonly row: Row
  readonly places: readonly { readonly header: string; readonly index: number }[]
  readonly problems: readonly Problem[]
  readonly toNext: (from: HTMLInputElement) => void
}
function RowLine({ row: { line, cells }, places, problems, mending, toNext }: LineOf) {
  const isOut = mending?.corrections.drop.includes(line) ?? false
  const of = (header: string) => problems.find(({ column }) => column === header)
  return (
    <>
      <tr className={isOut ? "out" : problems.some(({ severity }) => severity === "refusal") ? "refused" : ""}>
        <th scope="row" className="num soft">
          {line}
        </th>
        {mending && (
          <td>
            <button
              type="button"
              className="quiet"
              aria-label={`${isOut ? rowsText.takeUp[LANG] : rowsText.leaveOut[LANG]}: ${text.line[LANG]} ${line}`}
              onClick={() => mending.set(leaveOut(mending.corrections, line, !isOut))}
            >
              {isOut ? rowsText.takeUp[LANG] : rowsText.leaveOut[LANG]}
            </button>
          </td>
        )}
        {places.map(({ header, index }) => {
          const was = cells[index] ?? ""
          if (!mending || isOut) return <td key={header}>{was}</td>
          const mended = mendedTo(mending.corrections, line, header, was)
          return (
            <td key={header}>
              <Cell
                name={`${text.line[LANG]} ${line}, ${header}`}
                value={mended ?? was}
                problem={of(header)}
                isMended={mended !== null}
                toNext={toNext}
                mend={(value) => {
                  mending.set(mendCell(mending.corrections, line, header, value, was))
                  mending.mended({ line, column: header, was: was.trim(), value })
                }}
              />
            </td>
          )
        })}
      </tr>
      {problems.length > 0 && !isOut && (
        <tr className="why-row">
          <td colSpan={mending ? 2 : 1} />
          <td colSpan={places.length}>
            <div className="why-words">
              {problems.map(({ code, column, severity, message }) => (
                <div key={`${code} ${column}`} className={severity === "refusal" ? "bad" : "warn"}>
                  <span aria-hidden="true">{severity === "refusal" ? "✕ " : "! "}</span>
                  {column && <b>{`${column}${COLON}`}</b>}
                  {forScreen(message)}
                </div>
              ))}
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

type CellOf = {
  readonly name: string
  readonly value: string
  readonly problem: Problem | undefined
  readonly isMended: boolean
  readonly mend: (value: string) => void
  readonly toNext: (from: HTMLInputElement) => void
}
/** Takes what was typed when it is left, so that no half-typed amount is checked. */
function Cell({ name, value, problem, isMended, mend, toNext }: CellOf) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  return (
    <input
      aria-label={name}
      className={isMended ? "mended" : ""}
      value={typed}
      size={Math.max(6, Math.min(28, typed.length + 1))}
      autoComplete="off"
      spellCheck={false}
      {...(problem?.severity === "refusal" ? { "aria-invalid": true } : {})}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key !== "Enter") return
        event.preventDefault()
        toNext(event.currentTarget)
      }}
      onBlur={() => {
        if (typed !== value) mend(typed)
      }}
    />
  )
}
