/** The columns of items on every screen that lists some. */
import { Amount, writeAmount, writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { type GridColumn, trackFor } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { ITEM_COLUMNS, type ShownItem } from "./lists.ts"

const SORTED = ["customer", "name", "number", "due", "open"]
const WIDTHS: Readonly<Record<string, string>> = {
  customer: "minmax(6rem, .8fr)",
  name: "minmax(10rem, 2fr)",
  number: "minmax(8rem, 1.2fr)",
  instalment: "5.5rem",
  kind: "minmax(7rem, .8fr)",
  issued: "7rem",
  due: "7rem",
  late: "7rem",
  currency: "4.5rem",
}
const ON_PHONES = ["name", "number", "open"]

export function itemColumns(rows: readonly ShownItem[]): GridColumn<ShownItem>[] {
  const longest = rows.reduce((most, { gross }) => (gross.length > most.length ? gross : most), "0.00")
  return ITEM_COLUMNS.map(({ key, title, kind, value }) => ({
    key,
    title: title(LANG),
    figure: kind === "amount" || kind === "number",
    width: WIDTHS[key] ?? trackFor(`-${writeAmount(longest)}`, 6.5),
    sorts: SORTED.includes(key),
    phone: ON_PHONES.includes(key),
    cell: (row) => {
      if (key === "name")
        return (
          <>
            <ToScreen to="customers/$code" code={row.customer} tabIndex={-1}>
              {row.name}
            </ToScreen>
            <small>{row.customer}</small>
          </>
        )
      if (key === "number")
        return (
          <>
            {row.number}
            <small className="on-phone">{writeDay(row.dueOn)}</small>
          </>
        )
      if (key === "late")
        return row.daysOverdue > 0 ? (
          <span className={row.daysOverdue > 30 ? "bad" : ""}>{writeCount(row.daysOverdue)}</span>
        ) : (
          <span className="nought">–</span>
        )
      const said = value(row, LANG)
      if (kind === "amount")
        return (
          <>
            <Amount of={String(said)} />
            <small className="on-phone">{row.currency}</small>
          </>
        )
      return kind === "day" ? <span className="num">{writeDay(String(said))}</span> : said
    },
  }))
}
