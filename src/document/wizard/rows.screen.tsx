/** The rows of a file with what is wrong in them: mended where they stand, alike in many, or left out. What is mended is checked by itself a moment later. */
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useRef, useState } from "react"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Empty, Skeleton, Trouble } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { type Corrections, MOST_MENDED } from "../drafts/corrections.ts"
import type { DraftAnswer } from "../drafts/draft.wire.ts"
import type { ImportAnswer } from "../import.wire.ts"
import { Groups, MendedAlike, Offer } from "./alike.screen.tsx"
import type { StepOf } from "./draft.screen.tsx"
import { wizardText as text } from "./imports-screen.text.ts"
import type { WizardSearch } from "./imports-search.ts"
import { type Mended, RowTable } from "./row-table.screen.tsx"
import { pageOf, rowsText } from "./rows-screen.text.ts"
import { TableBox } from "./table-box.screen.tsx"
import { fillIn, forScreen, leaveAllOut, mendAlike, sameCorrections, spoken } from "./wizard.ts"

type Problem = ImportAnswer["problems"][number]
type Looked = NonNullable<DraftAnswer["looked"]>
type Group = Looked["groups"][number]
const PAGE = 50
const QUIET_MS = 1_200
/** A file that takes long to check is checked when it is asked for. */
const BY_ITSELF = 50_000

type Of = StepOf & { readonly search: WizardSearch; readonly go: (change: Partial<WizardSearch>, replace?: boolean) => void }
export function RowsStep({ draft, imports, checking, corrections, mend, say, toStep, search, go }: Of) {
  const { options } = draft
  const { code } = useCompany()
  const isSaid = useMemo(() => sameCorrections(corrections, options.corrections), [corrections, options.corrections])
  const bySelf = (imports[0]?.rows ?? 0) <= BY_ITSELF
  const sayThis = (next: Corrections) => say({ corrections: spoken(next) })
  const saying = useRef(sayThis)
  saying.current = sayThis
  // Each change starts the wait anew.
  useEffect(() => {
    if (isSaid || checking || !bySelf) return
    const timer = setTimeout(() => saying.current(corrections), QUIET_MS)
    return () => clearTimeout(timer)
  }, [corrections, isSaid, checking, bySelf])
  const [last, setLast] = useState<Mended | null>(null)
  const showsFirst = search.rows === "first"
  const from = Number(search.from ?? 0)
  const isFirstPage = from === 0 && search.only === undefined
  const path = `/imports/drafts/${draft.job}`
  const asked = useQuery({
    ...question<DraftAnswer>(code, path, { from, rows: PAGE, only: search.only }),
    enabled: !isFirstPage && !showsFirst,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
  const looked = isFirstPage || showsFirst ? draft.looked : (asked.data?.looked ?? null)
  const listed = imports.flatMap((i) => i.problems).filter(({ line }) => line > 0)
  const byLine = useMemo(() => problemsByLine([...(looked?.problems ?? []), ...listed]), [looked, listed])
  const refused = imports.reduce((most, i) => Math.max(most, i.refused), 0)
  if (!draft.looked) return <BooksRows problems={listed} next={() => toStep("check")} />
  const said = (options.map ?? {}) as { columns?: Record<string, string | null> }
  const found = (imports[0]?.mapping ?? {}) as { columns?: Record<string, string | null> }
  const columns = found.columns ?? said.columns ?? draft.looked.columns
  const { groups, askedInAll } = draft.looked
  /** The lines of all refused rows, or of a group of them. */
  const linesOf = (only: string | undefined, then: (lines: readonly number[]) => void) =>
    void ask<DraftAnswer>(addressOf(code, path, { only, lines: "true" }))
      .then(({ looked: all }) => (all?.lines ? then(all.lines) : tell(rowsText.tooMany[LANG], { bad: true })))
      .catch((error: Error) => tell(error.message, { bad: true }))
  const mendGroup = ({ key, column, was }: Pick<Group, "key" | "column" | "was">, value: string) => {
    setLast(null)
    if (column === null || was === null) return
    if (was !== "") return mend(mendAlike(corrections, column, was, value))
    linesOf(key, (lines) => {
      const filled = fillIn(corrections, lines, column, value)
      if (filled.cells.length > MOST_MENDED) tell(rowsText.tooMany[LANG], { bad: true })
      else mend(filled)
    })
  }
  const begins = useRef(false)
  const turn = (to: number) => go({ from: to === 0 ? undefined : String(to) })
  return (
    <>
      <div className="tabs">
        {([false, true] as const).map((first) => (
          <button
            key={String(first)}
            type="button"
            className="tab"
            {...(first === showsFirst ? { "aria-current": "true" } : {})}
            onClick={() => go({ rows: first ? "first" : undefined, from: undefined, only: undefined }, true)}
          >
            {first ? text.firstRows[LANG] : text.problemRows[LANG]} {!first && askedInAll > 0 && <b className="num">{writeCount(askedInAll)}</b>}
          </button>
        ))}
      </div>
      {showsFirst ? (
        <RowTable looked={draft.looked} rows={draft.looked.first} columns={columns} byLine={byLine} mending={null} />
      ) : askedInAll === 0 && (corrections.alike ?? []).length === 0 ? (
        <Empty title={text.noProblems[LANG]}>
          <p>{text.noProblemsTeach[LANG]}</p>
        </Empty>
      ) : (
        <>
          <p className="soft">{rowsText.mendHint[LANG]}</p>
          <p role="status">
            <Count of={refused} words={text.refused[LANG]} />
            {corrections.cells.length > 0 && <Count of={corrections.cells.length} words={rowsText.mended[LANG]} after />}
            {corrections.drop.length > 0 && <Count of={corrections.drop.length} words={rowsText.leftOut[LANG]} after />}
          </p>
          <MendedAlike said={options.corrections} met={draft.looked.alike} corrections={corrections} set={mend} />
          {groups.length > 0 && search.only === undefined && (
            <Groups
              groups={groups}
              busy={checking}
              mend={mendGroup}
              show={(key) => go({ only: key, from: undefined })}
              leaveOut={(key) => linesOf(key, (lines) => mend(leaveAllOut(corrections, lines)))}
            />
          )}
          {search.only !== undefined && (
            <p className="one-of">
              <b>{rowsText.showOnly[LANG]}</b>
              <button type="button" onClick={() => go({ only: undefined, from: undefined })}>
                {rowsText.showAll[LANG]}
              </button>
            </p>
          )}
          <Offer last={last} groups={groups} mend={mendGroup} />
          {asked.error && !looked ? (
            <Trouble error={asked.error} again={() => void asked.refetch()} />
          ) : !looked ? (
            <Skeleton rows={6} />
          ) : looked.asked.length === 0 ? (
            search.only !== undefined && <p className="notice">{rowsText.groupDone[LANG]}</p>
          ) : (
            <>
              <RowTable
                key={`${looked.from} ${search.only}`}
                looked={looked}
                rows={looked.asked}
                columns={columns}
                byLine={byLine}
                mending={{ corrections, set: mend, mended: setLast }}
                begins={begins}
                {...(looked.from + looked.asked.length < looked.askedInAll
                  ? {
                      beyond() {
                        begins.current = true
                        turn(looked.from + PAGE)
                      },
                    }
                  : {})}
              />
              <Pages looked={looked} turn={turn} />
            </>
          )}
        </>
      )}
      <div className="acts">
        <button type="button" className="primary" disabled={checking} onClick={() => toStep("check")}>
          {text.next[LANG]}
        </button>
        {!bySelf && (
          <button type="button" disabled={checking || isSaid} onClick={() => sayThis(corrections)}>
            {text.recheck[LANG]}
          </button>
        )}
        {refused > 0 && !showsFirst && (
          <button type="button" disabled={checking} onClick={() => linesOf(undefined, (lines) => mend(leaveAllOut(corrections, lines)))}>
            {rowsText.leaveOutAll[LANG]}
          </button>
        )}
        {corrections.drop.length > 0 && !showsFirst && (
          <button type="button" disabled={checking} onClick={() => mend({ ...corrections, drop: [] })}>
            {rowsText.takeAllUp[LANG]}
          </button>
        )}
      </div>
    </>
  )
}

const Count = ({ of, words, after = false }: { readonly of: number; readonly words: string; readonly after?: boolean }) => (
  <>
    {after && " · "}
    <b className="num">{writeCount(of)}</b> {words}
  </>
)

/** What the reader says of a row and what the import said of it are often the same. */
function problemsByLine(problems: readonly Problem[]): ReadonlyMap<number, readonly Problem[]> {
  const found = new Map<number, Problem[]>()
  for (const problem of problems) {
    const known = found.get(problem.line) ?? []
    if (!known.some(({ code, column }) => code === problem.code && column === problem.column)) found.set(problem.line, [...known, problem])
  }
  return found
}

function Pages({ looked: { from, asked, askedInAll }, turn }: { readonly looked: Looked; readonly turn: (from: number) => void }) {
  if (askedInAll <= asked.length) return null
  return (
    <nav className="one-of pages" aria-label={rowsText.pages[LANG]}>
      <button type="button" disabled={from === 0} onClick={() => turn(Math.max(0, from - PAGE))}>
        {rowsText.earlier[LANG]}
      </button>
      <span className="num" role="status">
        {pageOf[LANG](writeCount(from + 1), writeCount(from + asked.length), writeCount(askedInAll))}
      </span>
      <button type="button" disabled={from + asked.length >= askedInAll} onClick={() => turn(from + PAGE)}>
        {rowsText.later[LANG]}
      </button>
    </nav>
  )
}

/** Rows of books are no cells of a table: they are told, and mended elsewhere. */
function BooksRows({ problems, next }: { readonly problems: readonly Problem[]; readonly next: () => void }) {
  return (
    <>
      {problems.length === 0 ? (
        <Empty title={text.noProblems[LANG]}>
          <p>{text.noProblemsTeach[LANG]}</p>
        </Empty>
      ) : (
        <>
          {problems.some(({ severity }) => severity === "refusal") && <p className="notice">{text.booksRefused[LANG]}</p>}
          <TableBox label={text.problemRows[LANG]}>
            <tbody>
              {problems.slice(0, 300).map(({ line, column, code, severity, message }) => (
                <tr key={`${line} ${code} ${column}`}>
                  <th scope="row" className="num soft">
                    {text.line[LANG]} {line}
                  </th>
                  <td className={severity === "refusal" ? "bad" : ""}>{forScreen(message)}</td>
                </tr>
              ))}
            </tbody>
          </TableBox>
        </>
      )}
      <div className="acts">
        <button type="button" className="primary" onClick={next}>
          {text.next[LANG]}
        </button>
      </div>
    </>
  )
}
