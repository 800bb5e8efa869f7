/** What an import would do, before it does it: counts, sums by currency, what is known already, what is refused, and what a person has to decide. */
import { type ReactNode, useState } from "react"
import { Amount, writeCount } from "../../shell/web/figures.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { TableBox } from "../../shell/web/table.screen.tsx"
import type { ImportAnswer } from "../import.wire.ts"
import { TieOut } from "./books.screen.tsx"
import type { Said, StepOf } from "./draft.screen.tsx"
import { importItems, importRows, importsText, wizardText as text } from "./imports-screen.text.ts"
import { forScreen, isDoubt, refusesWhole } from "./wizard.ts"

const WARNINGS_SHOWN = 12
/** So many are read at a glance; more stand folded. */
const WARNINGS_OPEN = 3

export function CheckStep({ draft, imports, checking, say, toStep, bringIn }: StepOf & { readonly bringIn: (said: Said) => void }) {
  const { options } = draft
  const [acceptsRefused, setAcceptsRefused] = useState(false)
  const problems = imports.flatMap((i) => i.problems)
  const sum = (of: (i: ImportAnswer) => number) => imports.reduce((all, i) => all + of(i), 0)
  // A doubt about the whole file counts as one refusal: no row is refused by it.
  const wholly = problems.some(({ severity, line }) => severity === "refusal" && line === 0) ? 1 : 0
  const refused = Math.max(0, imports.reduce((most, i) => Math.max(most, i.refused), 0) - wholly)
  const [accepted, conflicts] = [sum((i) => i.accepted), sum((i) => i.conflicts)]
  const doubts = problems.filter((p) => isDoubt(p) && p.severity === "refusal")
  const older = problems.some(({ code }) => code === "SNAPSHOT_OLDER")
  const isOpen = doubts.length > 0 || older
  const isKept = problems.some((p) => refusesWhole(p) && !isDoubt(p) && p.code !== "SNAPSHOT_OLDER")
  const rowsRefused = refused > 0 && !isKept && !isOpen
  const isReady = !isKept && !isOpen && (!rowsRefused || acceptsRefused) && !checking
  const warnings = problems.filter(({ severity }) => severity === "warning")
  return (
    <>
      <Counts imports={imports} refused={refused} isOpen={isOpen} />
      <Totals imports={imports} />
      <TieOut imports={imports} />
      {accepted === 0 && !isKept && !isOpen && <p className="notice">{text.nothingPosted[LANG]}</p>}
      {[...doubts, ...problems.filter((p) => p.severity === "refusal" && refusesWhole(p) && !isDoubt(p))].map((problem) => (
        <p key={problem.message} className="notice bad">
          {forScreen(problem.message)}
        </p>
      ))}
      <div className="fields decisions">
        {(doubts.length > 0 || options.yes) && (
          <Tick checked={options.yes} busy={checking} set={(yes) => say({ yes })}>
            {text.believe[LANG]}
          </Tick>
        )}
        {(older || options.backfill) && (
          <Tick checked={options.backfill} busy={checking} set={(backfill) => say({ backfill })}>
            {text.backfill[LANG]}
          </Tick>
        )}
        {(conflicts > 0 || options.onConflict === "replace") && (
          <label className="tick">
            {text.conflicts[LANG]} (<span className="num">{writeCount(conflicts)}</span>){COLON}
            <select
              value={options.onConflict}
              disabled={checking}
              onChange={(event) => say({ onConflict: event.target.value as "keep" | "replace" })}
            >
              <option value="keep">{text.keep[LANG]}</option>
              <option value="replace">{text.replace[LANG]}</option>
            </select>
          </label>
        )}
        {rowsRefused && (
          <Tick checked={acceptsRefused} busy={false} set={setAcceptsRefused}>
            {text.acceptGood[LANG]}
          </Tick>
        )}
      </div>
      {warnings.length > 0 && (
        <details className="warnings" open={warnings.length <= WARNINGS_OPEN}>
          <summary>
            {text.warnings[LANG]} <span className="num">({writeCount(warnings.length)})</span>
          </summary>
          <ul>
            {warnings.slice(0, WARNINGS_SHOWN).map(({ code, line, column, message }) => (
              <li key={`${code} ${line} ${column}`}>
                {line > 0 && (
                  <b>
                    {text.line[LANG]} {line}
                    {COLON}
                  </b>
                )}
                {forScreen(message)}
              </li>
            ))}
            {warnings.length > WARNINGS_SHOWN && <li className="soft">… +{writeCount(warnings.length - WARNINGS_SHOWN)}</li>}
          </ul>
        </details>
      )}
      <div className="acts">
        <button type="button" className="primary" disabled={!isReady} onClick={() => bringIn({ acceptGood: rowsRefused })}>
          {isOpen ? text.import[LANG] : (imports.some(({ books }) => books !== null) ? importItems : importRows)[LANG](writeCount(accepted))}
        </button>
        <button type="button" onClick={() => toStep(refused > 0 && !isKept ? "rows" : "understood")}>
          {text.back[LANG]}
        </button>
      </div>
    </>
  )
}

type TickOf = { readonly checked: boolean; readonly busy: boolean; readonly set: (on: boolean) => void; readonly children: ReactNode }
function Tick({ checked, busy, set, children }: TickOf) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} disabled={busy} onChange={(event) => set(event.target.checked)} />
      {children}
    </label>
  )
}

/** How many rows, and what becomes of them. */
type CountsOf = {
  readonly imports: readonly ImportAnswer[]
  readonly refused: number
  /** Somebody has to say first whether the file is believed: nothing is taken of it so far. */
  readonly isOpen?: boolean
}
export function Counts({ imports, refused, isOpen = false }: CountsOf) {
  const sum = (of: (i: ImportAnswer) => number) => imports.reduce((all, i) => all + of(i), 0)
  const rows = imports.reduce((most, i) => Math.max(most, i.rows), 0)
  const closed = sum((i) => i.closed.count)
  const reopened = sum((i) => i.reopened.count)
  const isBooks = imports.some(({ books }) => books !== null)
  const tiles: readonly (readonly [string, number, string])[] = [
    [(isBooks ? text.linesInAll : text.inAll)[LANG], rows, ""],
    ...(isOpen
      ? []
      : [
          [(isBooks ? text.itemsTaken : importsText.taken)[LANG], sum((i) => i.accepted), "good"] as const,
          [importsText.known[LANG], sum((i) => i.skipped), ""] as const,
        ]),
    [importsText.refused[LANG], refused, refused > 0 ? "bad" : ""],
    ...(sum((i) => i.conflicts) > 0 ? [[importsText.differing[LANG], sum((i) => i.conflicts), "warn"] as const] : []),
    ...(closed > 0 ? [[text.closes[LANG], closed, ""] as const] : []),
    ...(reopened > 0 ? [[text.reopens[LANG], reopened, ""] as const] : []),
  ]
  return (
    <div className="buckets">
      {tiles.map(([name, count, tone]) => (
        <div className="bucket" key={name}>
          <span className="soft">{name}</span>
          <b className={`num ${tone}`}>{writeCount(count)}</b>
        </div>
      ))}
    </div>
  )
}

export function Totals({ imports }: { readonly imports: readonly ImportAnswer[] }) {
  const rows = imports.flatMap((i) => i.totals.map((total) => ({ ...total, company: i.company })))
  if (rows.length === 0) return null
  const many = new Set(rows.map(({ company }) => company)).size > 1
  return (
    <TableBox
      heads={[
        text.booksCurrency[LANG],
        ...[text.invoices, text.creditNotes, text.payments, text.amount, text.net].map((head) => ({ figure: head[LANG] })),
      ]}
    >
      {rows.map(({ company, currency, invoices, creditNotes, payments, amount, net }) => (
        <tr key={`${company} ${currency}`}>
          <th scope="row">
            {currency}
            {many && <small> {company}</small>}
          </th>
          <td className="figure">{writeCount(invoices)}</td>
          <td className="figure">{writeCount(creditNotes)}</td>
          <td className="figure">{writeCount(payments)}</td>
          <td className="figure">
            <Amount of={amount} />
          </td>
          <td className="figure">
            <Amount of={net} />
          </td>
        </tr>
      ))}
    </TableBox>
  )
}
