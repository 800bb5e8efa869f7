/** A plain table of few rows: its heads, and the rows it is handed. Long lists are grids. */
import type { ReactNode } from "react"

/** A title; of a figure, which stands right; null: a column of buttons, which needs no name. */
export type TableHead = string | { readonly figure: string } | null

export function TableBox({ heads, children }: { readonly heads: readonly TableHead[]; readonly children: ReactNode }) {
  return (
    <div className="table-box">
      <table>
        <thead>
          <tr>
            {heads.map((head, i) =>
              head === null ? (
                <td key={String(i)} />
              ) : typeof head === "string" ? (
                <th key={head} scope="col">
                  {head}
                </th>
              ) : (
                <th key={head.figure} scope="col" className="figure">
                  {head.figure}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
