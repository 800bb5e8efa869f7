/**
 * The list of every screen: thousands of rows of which those in sight are in the page, one of them the current one (↑ ↓ J K Home End Page), Enter opens
 * it, X chooses it, with Shift the next ones too. The current row is known by its key: it stays so when rows come and go, and where it went, the one in its
 * place is. Sorting is the screen's (the address says how); what is printed is all of it, up to MOST_PRINTED.
 */
import { useVirtualizer } from "@tanstack/react-virtual"
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react"
import { flushSync } from "react-dom"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"

export type GridColumn<R> = {
  readonly key: string
  readonly title: string
  /** Figures stand to the right. */
  readonly figure?: boolean
  /** A track of a CSS grid: "minmax(9rem, 1fr)". */
  readonly width: string
  readonly cell: (row: R) => ReactNode
  /** The screen can order by it. */
  readonly sorts?: boolean
  /** Kept where there is room for two or three columns only; a track of its own where it should not take an equal share. */
  readonly phone?: boolean | string
}
/** A track that no figure of a column is too wide for, in digits of the font there is: figures are never cut off. */
export const trackFor = (widest: string, least = 5) => `minmax(max(${least}rem, ${widest.length}ch + 1rem), 1fr)`
type Sort = { readonly by: string; readonly down: boolean }
/** Rows chosen for an act on several of them, by their keys. */
export type Choosing<R> = { readonly chosen: ReadonlySet<string>; readonly nameOf: (row: R) => string; change(chosen: ReadonlySet<string>): void }
type Said<R> = {
  readonly label: string
  readonly columns: readonly GridColumn<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly open?: ((row: R) => void) | undefined
  readonly sort?: Sort | undefined
  readonly onSort?: (sort: Sort) => void
  /** One line a currency below the rows: a cell a column, by its key. */
  readonly sums?: readonly Readonly<Record<string, ReactNode>>[]
  /** Rows there are in all, where they are not all here yet. */
  readonly count?: number | undefined
  readonly more?: (() => void) | undefined
  /** Letters that do something to the current row. */
  readonly keys?: Readonly<Record<string, (row: R) => void>>
  readonly choosing?: Choosing<R> | undefined
  /** The row the focus is to go to, said anew each time. */
  readonly goTo?: { readonly key: string } | null
  /** Told which row is the current one. */
  readonly onCurrent?: ((key: string | null) => void) | undefined
}

/** Pixels of a rem, larger on the widest screens, and of a row, higher on phones: also once a window has been moved there. */
const rootSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
const rowSize = () => Math.round(rootSize() * Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row")))
const whenResized = (tell: () => void) => {
  addEventListener("resize", tell)
  return () => removeEventListener("resize", tell)
}
const HEAD_REM = 2.4
const MOST_PRINTED = 3000
const PAGE = 12
const NONE: ReadonlySet<string> = new Set()
const CHOICE = "2.1rem"
const isControl = (target: EventTarget) =>
  target instanceof Element &&
  !target.matches(".grid-choice") &&
  target.closest("input, select, textarea, [aria-haspopup], [role=spinbutton], dialog, [contenteditable]") !== null

export function Grid<R>(said: Said<R>) {
  const { label, columns, rows, keyOf, open, sort, onSort, sums = [], count, more, keys = {}, goTo = null, onCurrent } = said
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const wantsFocus = useRef(false)
  const printing = usePrinting()
  // What is printed is read, not chosen from.
  const choosing = printing ? undefined : said.choosing
  const rem = useSyncExternalStore(whenResized, rootSize)
  const rowHeight = useSyncExternalStore(whenResized, rowSize)
  const headHeight = Math.round(rem * HEAD_REM)
  const current = Math.min(active, Math.max(0, rows.length - 1))
  const currentRow = rows[current]
  const currentKey = currentRow === undefined ? null : keyOf(currentRow)
  useEffect(() => onCurrent?.(currentKey), [currentKey, onCurrent])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: headHeight,
    rangeExtractor: ({ startIndex, endIndex, overscan, count: all }) => {
      const [from, to] = [Math.max(0, startIndex - overscan), Math.min(all - 1, endIndex + overscan)]
      const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
      // The current row stays in the page, so that the focus is never lost by scrolling.
      return current < all && (current < from || current > to) ? [current, ...shown].sort((a, b) => a - b) : shown
    },
  })
  useLayoutEffect(() => {
    virtual.measure()
  }, [rowHeight, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= rows.length - 2 * PAGE) more()
  }, [more, last, rows.length])
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    box.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus({ preventScroll: true })
  }, [current])

  // Rows came or went: the current one keeps its place by its key, and the focus that was in the list stays in it.
  const held = useRef<string | null>(null)
  const focused = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const at = held.current === null ? -1 : rows.findIndex((row) => keyOf(row) === held.current)
    if (at >= 0 && at !== active) setActive(at)
    if (focused.current?.isConnected === false && document.activeElement === document.body)
      box.current?.querySelector<HTMLElement>(`[data-index="${at >= 0 ? at : current}"]`)?.focus({ preventScroll: true })
  })
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[next]
    if (row === undefined) return
    wantsFocus.current = true
    held.current = keyOf(row)
    virtual.scrollToIndex(next, { align: "auto" })
    setActive(next)
    if (next === current) box.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true })
  }
  const told = useRef(goTo)
  useEffect(() => {
    if (goTo === null || goTo === told.current) return
    told.current = goTo
    go(rows.findIndex((row) => keyOf(row) === goTo.key))
  })
  const chosen = choosing?.chosen ?? NONE
  const choose = (from: number, to: number, wanted: boolean) => {
    if (!choosing) return
    const some = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(keyOf)
    choosing.change(new Set(wanted ? [...chosen, ...some] : [...chosen].filter((key) => !some.includes(key))))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isControl(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      j: current + 1,
      ArrowUp: current - 1,
      k: current - 1,
      PageDown: current + PAGE,
      PageUp: current - PAGE,
      Home: 0,
      End: rows.length - 1,
    }
    const to = steps[event.key]
    const row = rows[current]
    const beside = event.shiftKey ? ({ J: 1, ArrowDown: 1, K: -1, ArrowUp: -1 } as Readonly<Record<string, number>>)[event.key] : undefined
    if (choosing && beside !== undefined && row !== undefined) {
      choose(current, Math.max(0, Math.min(rows.length - 1, current + beside)), true)
      go(current + beside)
    } else if (to !== undefined) go(to)
    else if (choosing && row !== undefined && event.key === "x") choose(current, current, !chosen.has(keyOf(row)))
    else if (choosing && event.key === "Escape" && chosen.size > 0) choosing.change(NONE)
    else if (row !== undefined && event.key === "Enter" && !(event.target as Element).closest("a, button")) open?.(row)
    else if (row !== undefined && keys[event.key]) keys[event.key]!(row)
    else return
    event.preventDefault()
  }

  const choice = choosing ? `${CHOICE} ` : ""
  const tracks = `${choice}${columns.map(({ width }) => width).join(" ")}`
  const all = rows.length > 0 && rows.every((row) => chosen.has(keyOf(row)))
  const shown = printing ? rows.slice(0, MOST_PRINTED).map((_, index) => ({ index, start: index * rowHeight })) : items
  return (
    <div className="grid-box" ref={box} style={{ "--tracks": tracks, "--phone-tracks": `${choice}${phoneTracks(columns)}` } as CSSProperties}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={(count ?? rows.length) + 1}
        aria-colcount={columns.length + (choosing ? 1 : 0)}
        {...(choosing ? { "aria-multiselectable": true } : {})}
        className={printing ? "grid printing" : "grid"}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className="grid-head">
          {choosing && (
            <div role="columnheader" className="cell choice">
              <input
                type="checkbox"
                className="grid-choice"
                aria-label={text.chooseAll[LANG]}
                checked={all}
                onChange={() => choosing.change(all ? NONE : new Set(rows.map(keyOf)))}
              />
            </div>
          )}
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div role="rowgroup" className="grid-body" style={printing ? {} : { height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index]!
            return (
              <div
                key={keyOf(row)}
                role="row"
                data-index={index}
                aria-rowindex={index + 2}
                tabIndex={index === current ? 0 : -1}
                className={open ? "grid-row opens" : "grid-row"}
                {...(choosing ? { "aria-selected": chosen.has(keyOf(row)) } : {})}
                style={printing ? {} : { transform: `translateY(${start}px)`, height: rowHeight }}
                onFocus={(event) => {
                  held.current = keyOf(row)
                  focused.current = event.currentTarget
                  setActive(index)
                }}
                onBlur={({ relatedTarget }) => {
                  if (relatedTarget !== null && !box.current?.contains(relatedTarget)) focused.current = null
                }}
                onClick={(event) => {
                  if (open && !(event.target as Element).closest("a, button, input, label") && getSelection()?.isCollapsed !== false) open(row)
                }}
              >
                {choosing && (
                  <div role="gridcell" className="cell choice">
                    <input
                      type="checkbox"
                      className="grid-choice"
                      tabIndex={-1}
                      aria-label={`${text.choose[LANG]}: ${choosing.nameOf(row)}`}
                      checked={chosen.has(keyOf(row))}
                      onChange={() => {}}
                      onClick={(event) => choose(event.shiftKey ? current : index, index, !chosen.has(keyOf(row)))}
                    />
                  </div>
                )}
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" className={classOf(column)}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
        {sums.length > 0 && (
          <div role="rowgroup" className="grid-sums">
            {sums.map((sum, i) => (
              <div key={String(i)} role="row" className="grid-sum">
                {choosing && <div role="gridcell" className="cell choice" />}
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" className={classOf(column)}>
                    {sum[column.key]}
                  </div>
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
      {more && <p className="visually-hidden">{text.moreToCome[LANG]}</p>}
    </div>
  )
}

const classOf = ({ figure, phone }: { readonly figure?: boolean; readonly phone?: boolean | string }) =>
  `${figure ? "cell figure" : "cell"}${phone ? "" : " wide-only"}`
const phoneTracks = (columns: readonly { readonly figure?: boolean; readonly phone?: boolean | string }[]) =>
  columns.flatMap(({ figure, phone }) => (typeof phone === "string" ? [phone] : phone ? [figure ? "8.5rem" : "minmax(0, 1fr)"] : [])).join(" ")

function HeadCell<R>({
  column,
  sort,
  onSort,
}: {
  readonly column: GridColumn<R>
  readonly sort: Sort | undefined
  readonly onSort: Said<R>["onSort"]
}) {
  const { key, title, sorts } = column
  const by = sort?.by === key ? sort : undefined
  if (!sorts || !onSort)
    return (
      <div role="columnheader" className={classOf(column)}>
        {title}
      </div>
    )
  return (
    <div role="columnheader" className={classOf(column)} aria-sort={by === undefined ? "none" : by.down ? "descending" : "ascending"}>
      <button type="button" className="sorter" onClick={() => onSort({ by: key, down: by === undefined ? column.figure === true : !by.down })}>
        {title}
        <span aria-hidden="true">{by === undefined ? "" : by.down ? " ↓" : " ↑"}</span>
      </button>
    </div>
  )
}

/** True while the page is being printed: then all rows are there, and only then. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const [before, after] = [() => flushSync(() => setPrinting(true)), () => setPrinting(false)]
    addEventListener("beforeprint", before)
    addEventListener("afterprint", after)
    return () => {
      removeEventListener("beforeprint", before)
      removeEventListener("afterprint", after)
    }
  }, [])
  return printing
}
