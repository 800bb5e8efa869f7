/** What was understood of a file: what it holds, how it is written, and which column is what. A file of books says all that itself. */
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, type ReactNode, useState } from "react"
import { question } from "../../shell/web/ask.screen.ts"
import { today, useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { TableBox } from "../../shell/web/table.screen.tsx"
import { readTypedDay } from "../../shell/web/typed.ts"
import { orderText, wordOrder } from "../dates.text.ts"
import type { DraftAnswer } from "../drafts/draft.wire.ts"
import type { ImportAnswer } from "../import.wire.ts"
import { Books, Facts } from "./books.screen.tsx"
import type { StepOf } from "./draft.screen.tsx"
import { fieldText, KIND_NAMES, modeText, stepText, wizardText as text } from "./imports-screen.text.ts"
import { fieldByHeader, forScreen, isDoubt, meaning, missingFields, refusesWhole } from "./wizard.ts"

type Looked = NonNullable<DraftAnswer["looked"]>
type Options = DraftAnswer["options"]
type Mapping = {
  readonly layout?: string
  readonly columns?: Readonly<Record<string, string | null>>
  readonly decimal?: string
  readonly dateOrder?: string
  readonly customer?: { readonly trimZeros?: boolean }
  readonly [rest: string]: unknown
}
const SAMPLES = 3

export function UnderstoodStep({ draft, imports, checking, say, toStep }: StepOf) {
  const first = imports[0]
  const whole = imports.flatMap((i) => i.problems).filter((p) => refusesWhole(p) && !isDoubt(p))
  // What is missing is said beside the columns it is chosen from.
  const said = draft.looked && draft.options.as !== "turnover" ? whole.filter(({ code }) => code !== "COLUMN_MISSING") : whole
  const isBooks = first?.kind === "fec" || first?.kind === "saft"
  return (
    <>
      {said.map((problem) => (
        <p key={problem.message} className="notice bad" role="alert">
          {problem.line > 0 && `${text.line[LANG]} ${problem.line}: `}
          {forScreen(problem.message)}
        </p>
      ))}
      {isBooks ? (
        <Books imports={imports} />
      ) : draft.looked ? (
        <TableForm looked={draft.looked} options={draft.options} imports={imports} checking={checking} say={say} />
      ) : null}
      {whole.length === 0 && (
        <div className="acts">
          <button type="button" className="primary" disabled={checking} onClick={() => toStep(isBooks ? "check" : "rows")}>
            {text.next[LANG]}
          </button>
        </div>
      )}
    </>
  )
}

type TableOf = { readonly looked: Looked; readonly options: Options; readonly imports: readonly ImportAnswer[] } & Pick<StepOf, "checking" | "say">
function TableForm({ looked, options, imports, checking, say }: TableOf) {
  const said = (options.map ?? {}) as Mapping
  const found = (imports[0]?.mapping ?? {}) as Mapping
  const [columns, setColumns] = useState<Readonly<Record<string, string | null>>>(said.columns ?? found.columns ?? looked.columns)
  const choose = (header: string, field: string) => {
    const next = meaning(columns, header, field)
    setColumns(next)
    if (options.as === "turnover" || missingFields(next).length === 0) say({ map: { ...said, columns: next } })
  }
  const map = (change: Partial<Mapping>) => say({ map: { ...said, ...change } })
  const missing = options.as === "turnover" ? [] : missingFields(columns)
  return (
    <div className="columns">
      <section className="card">
        <h2>{text.columns[LANG]}</h2>
        {missing.length > 0 && (
          <p className="notice" role="status">
            {text.missing[LANG]} <b>{missing.map((field) => fieldText[field as keyof typeof fieldText][LANG]).join(", ")}</b>
          </p>
        )}
        <Columns looked={looked} columns={columns} choose={choose} busy={checking} />
      </section>
      <div className="stack">
        <Written looked={looked} options={options} found={found} rows={imports[0]?.rows} />
        <How looked={looked} options={options} map={said} found={found} say={say} change={map} busy={checking} />
      </div>
    </div>
  )
}

function Columns({
  looked,
  columns,
  choose,
  busy,
}: {
  readonly looked: Looked
  readonly columns: Readonly<Record<string, string | null>>
  readonly choose: (header: string, field: string) => void
  readonly busy: boolean
}) {
  const fields = fieldByHeader(columns)
  return (
    <TableBox heads={[text.column, text.means, text.samples].map((head) => head[LANG])} className="plain-box">
      {looked.header.map((header, i) => (
        <tr key={header}>
          <th scope="row">{header}</th>
          <td>
            <select
              aria-label={`${text.means[LANG]}: ${header}`}
              className={fields.has(header) ? "" : "soft"}
              value={fields.get(header) ?? ""}
              disabled={busy}
              onChange={(event) => choose(header, event.target.value)}
            >
              <option value="">{text.leftAside[LANG]}</option>
              {Object.entries(fieldText).map(([field, words]) => (
                <option key={field} value={field}>
                  {words[LANG]}
                </option>
              ))}
            </select>
          </td>
          <td className="samples">
            {samplesOf(looked, i).map((sample) => (
              <span key={sample}>{sample}</span>
            ))}
          </td>
        </tr>
      ))}
    </TableBox>
  )
}
const samplesOf = ({ first }: Looked, index: number) =>
  [...new Set(first.map(({ cells }) => (cells[index] ?? "").trim()).filter((cell) => cell !== ""))].slice(0, SAMPLES)

const SEPARATOR_NAMES: Readonly<Record<string, string>> = { "\t": text.tab[LANG] }
function Written({
  looked,
  options,
  found,
  rows,
}: {
  readonly looked: Looked
  readonly options: Options
  readonly found: Mapping
  readonly rows: number | undefined
}) {
  const { code, name } = useCompany()
  const decimal = found.decimal === "," ? text.comma[LANG] : found.decimal === "." ? text.point[LANG] : null
  const order = wordOrder(found.dateOrder, LANG)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text.company[LANG], `${name} (${code})`],
    [text.format[LANG], KIND_NAMES[looked.format]],
    ...(found.layout ? [[text.layout[LANG], found.layout] as const] : []),
    ...(looked.sheet ? [[text.sheet[LANG], looked.sheet] as const] : []),
    ...(looked.encoding ? [[text.encoding[LANG], looked.encoding.toUpperCase()] as const] : []),
    ...(looked.separator ? [[text.separator[LANG], SEPARATOR_NAMES[looked.separator] ?? looked.separator] as const] : []),
    ...(order ? [[text.dateOrder[LANG], order] as const] : []),
    ...(decimal ? [[text.decimal[LANG], decimal] as const] : []),
    ...(rows ? [[text.rows[LANG], writeCount(rows)] as const] : []),
    ...(options.source ? [[text.source[LANG], options.source] as const] : []),
  ]
  return (
    <section className="card">
      <h2>{stepText.understood[LANG]}</h2>
      <Facts of={facts} />
    </section>
  )
}
type HowOf = {
  readonly looked: Looked
  readonly options: Options
  readonly map: Mapping
  readonly found: Mapping
  readonly say: StepOf["say"]
  readonly change: (change: Partial<Mapping>) => void
  readonly busy: boolean
}
/** What the file may leave open, and what it is. */
function How({ looked, options, map, found, say, change, busy }: HowOf) {
  const { code } = useCompany()
  const { data } = useQuery(question<{ readonly imports: readonly { readonly source: string }[] }>(code, "/imports", { limit: 100 }))
  const sources = [...new Set((data?.imports ?? []).map(({ source }) => source))]
  const [badDay, setBadDay] = useState(false)
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const asOf = readTypedDay(String(fields.get("asOf")), today())
    const source = String(fields.get("source")).trim()
    setBadDay(asOf === null)
    if (asOf !== null) say({ asOf, source: source === "" ? null : source })
  }
  return (
    <form className="card fields" onSubmit={keep}>
      <label>
        {text.whatItIs[LANG]}
        <select value={options.as} disabled={busy} onChange={(event) => say({ as: event.target.value as Options["as"], map: null })}>
          {Object.entries(modeText).map(([mode, words]) => (
            <option key={mode} value={mode}>
              {words[LANG]}
            </option>
          ))}
        </select>
      </label>
      {looked.sheets.length > 1 && (
        <label>
          {text.sheet[LANG]}
          <select
            value={looked.sheet ?? ""}
            disabled={busy}
            onChange={(event) => say({ sheet: event.target.value, map: null, corrections: { cells: [], drop: [], alike: [] } })}
          >
            {looked.sheets.map((sheet) => (
              <option key={sheet}>{sheet}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {text.dateOrder[LANG]}
        <select
          value={options.dateOrder ?? ""}
          disabled={busy}
          onChange={(event) => say({ dateOrder: event.target.value === "" ? null : (event.target.value as NonNullable<Options["dateOrder"]>) })}
        >
          <option value="">{text.asFile[LANG]}</option>
          {Object.entries(orderText).map(([order, words]) => (
            <option key={order} value={order}>
              {words[LANG]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.decimal[LANG]}
        <select
          value={map.decimal ?? ""}
          disabled={busy}
          onChange={(event) => {
            const { decimal: _, ...rest } = map
            if (event.target.value === "") say({ map: rest })
            else change({ decimal: event.target.value })
          }}
        >
          <option value="">{text.asFile[LANG]}</option>
          <option value=",">{text.comma[LANG]}</option>
          <option value=".">{text.point[LANG]}</option>
        </select>
      </label>
      <label className="tick">
        <input
          type="checkbox"
          checked={map.customer?.trimZeros ?? found.customer?.trimZeros ?? false}
          disabled={busy}
          onChange={(event) => change({ customer: { ...map.customer, trimZeros: event.target.checked } })}
        />
        {text.trimZeros[LANG]}
      </label>
      <label className="tick">
        <input type="checkbox" checked={options.round} disabled={busy} onChange={(event) => say({ round: event.target.checked })} />
        {text.round[LANG]}
      </label>
      <label>
        {text.asOf[LANG]}
        <input
          key={options.asOf}
          name="asOf"
          defaultValue={writeDay(options.asOf)}
          autoComplete="off"
          {...(badDay ? { "aria-invalid": true } : {})}
        />
      </label>
      <label>
        {text.source[LANG]}
        <input
          key={options.source}
          name="source"
          list="sources"
          defaultValue={options.source ?? ""}
          maxLength={100}
          autoComplete="off"
          aria-describedby="source-hint"
        />
        <small id="source-hint">{text.sourceHint[LANG]}</small>
      </label>
      <datalist id="sources">
        {sources.map((source) => (
          <option key={source} value={source} />
        ))}
      </datalist>
      <button type="submit" disabled={busy}>
        {text.recheck[LANG]}
      </button>
    </form>
  )
}
