/** A plain table of few rows: its heads, and the rows it is handed. On a phone each row stands by itself, every value beside its head. Long lists are grids. */
import { type ReactNode, useLayoutEffect, useRef } from "react"

/** A title; of a figure, which stands right; null: a column of buttons, which needs no name. */
export type TableHead = string | { readonly figure: string } | null
const wordOf = (head: TableHead | undefined) => (head === null || head === undefined ? "" : typeof head === "string" ? head : head.figure)

type Said = { readonly heads: readonly TableHead[]; readonly className?: string; readonly children: ReactNode }
export function TableBox({ heads, className = "", children }: Said) {
  const body = useRef<HTMLTableSectionElement>(null)
  useLayoutEffect(() => {
    for (const row of body.current!.rows) for (const [i, cell] of [...row.cells].entries()) cell.dataset.head = wordOf(heads[i])
  })
  return (
    <div className={`table-box by-rows ${className}`}>
      <table>
        <thead>
          <tr>
            {heads.map((head, i) =>
              head === null ? (
                <td key={String(i)} />
              ) : (
                <th key={wordOf(head)} scope="col" className={typeof head === "string" ? undefined : "figure"}>
                  {wordOf(head)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody ref={body}>{children}</tbody>
      </table>
    </div>
  )
}
