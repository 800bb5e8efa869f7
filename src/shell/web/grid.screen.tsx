/**
 * The list of every screen: thousands of rows of which those in sight are in the page, one of them the current one (↑ ↓ J K Home End Page), Enter opens
 * it. Sorting is the screen's (the address says how); what is printed is all of it, up to MOST_PRINTED.
 */
import { useVirtualizer } from "@tanstack/react-virtual"
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react"
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
  /** Kept where there is room for two or three columns only. */
  readonly phone?: boolean
}
/** A track that no figure of a column is too wide for: figures are never cut off. */
export const trackFor = (widest: string, least = 5) => `minmax(${Math.max(least, widest.length * 0.66 + 1).toFixed(1)}rem, 1fr)`
type Sort = { readonly by: string; readonly down: boolean }
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
}

const ROW_REM = { comfortable: 2.75, compact: 2.1 }
const HEAD_REM = 2.4
const MOST_PRINTED = 3000
const PAGE = 12
const isControl = (target: EventTarget) =>
  target instanceof Element && target.closest("input, select, textarea, [aria-haspopup], [role=spinbutton], dialog, [contenteditable]") !== null

export function Grid<R>({ label, columns, rows, keyOf, open, sort, onSort, sums = [], count, more, keys = {} }: Said<R>) {
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const wantsFocus = useRef(false)
  const printing = usePrinting()
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const rowHeight = Math.round(rem * ROW_REM[document.documentElement.dataset.density === "compact" ? "compact" : "comfortable"])
  const headHeight = Math.round(rem * HEAD_REM)
  const current = Math.min(active, Math.max(0, rows.length - 1))
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

  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    wantsFocus.current = true
    virtual.scrollToIndex(next, { align: "auto" })
    setActive(next)
    if (next === current) box.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true })
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
    if (to !== undefined) go(to)
    else if (row !== undefined && event.key === "Enter" && !(event.target as Element).closest("a, button")) open?.(row)
    else if (row !== undefined && keys[event.key]) keys[event.key]!(row)
    else return
    event.preventDefault()
  }

  const tracks = columns.map(({ width }) => width).join(" ")
  const shown = printing ? rows.slice(0, MOST_PRINTED).map((_, index) => ({ index, start: index * rowHeight })) : items
  return (
    <div className="grid-box" ref={box} style={{ "--tracks": tracks, "--phone-tracks": phoneTracks(columns) } as never}>
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={(count ?? rows.length) + 1}
        aria-colcount={columns.length}
        className={printing ? "grid printing" : "grid"}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className="grid-head">
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
                style={printing ? {} : { transform: `translateY(${start}px)`, height: rowHeight }}
                onFocus={() => setActive(index)}
                onClick={(event) => {
                  if (open && !(event.target as Element).closest("a, button, input, label") && getSelection()?.isCollapsed !== false) open(row)
                }}
              >
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

const classOf = ({ figure, phone }: { readonly figure?: boolean; readonly phone?: boolean }) =>
  `${figure ? "cell figure" : "cell"}${phone ? "" : " wide-only"}`
const phoneTracks = (columns: readonly { readonly figure?: boolean; readonly phone?: boolean }[]) =>
  columns.flatMap(({ figure, phone }) => (phone ? [figure ? "8.5rem" : "minmax(0, 1fr)"] : [])).join(" ")

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
