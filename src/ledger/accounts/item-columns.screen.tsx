/** The columns of items, on every screen that lists some and in what is exported of it. */
import type { Cell, Column } from "../../kernel/listing.ts"
import { Amount, writeAmount, writeCount, writeDay } from "../../shell/web/figures.screen.tsx"
import { type GridColumn, trackFor } from "../../shell/web/grid.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { kindText, openItemsText as text } from "./open-items.text.ts"
import type { ItemsPage } from "./open-items.ts"

export type ShownItem = ItemsPage["items"][number]
/** A credit is owed by us: it bears a minus sign. */
const signed = (row: ShownItem, amount: string) => (row.side === "debit" ? amount : `-${amount}`)

type ItemColumn = { readonly key: string; readonly title: string; readonly kind: Column["kind"]; readonly value: (row: ShownItem) => Cell }
export const ITEM_COLUMNS: readonly ItemColumn[] = [
  { key: "customer", title: text.customer[LANG], kind: "text", value: (row) => row.customer },
  { key: "name", title: text.name[LANG], kind: "text", value: (row) => row.name },
  { key: "number", title: text.number[LANG], kind: "text", value: (row) => row.number },
  { key: "instalment", title: text.instalment[LANG], kind: "number", value: (row) => row.instalment },
  { key: "kind", title: text.kind[LANG], kind: "text", value: (row) => kindText[row.kind][LANG] },
  { key: "issued", title: text.issuedOn[LANG], kind: "day", value: (row) => row.issuedOn },
  { key: "due", title: text.dueOn[LANG], kind: "day", value: (row) => row.dueOn },
  { key: "late", title: text.daysOverdue[LANG], kind: "number", value: (row) => row.daysOverdue },
  { key: "gross", title: text.gross[LANG], kind: "amount", value: (row) => signed(row, row.gross) },
  { key: "open", title: text.open[LANG], kind: "amount", value: (row) => signed(row, row.open) },
  { key: "currency", title: text.currency[LANG], kind: "text", value: (row) => row.currency },
]
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
    title,
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
      if (key === "late")
        return row.daysOverdue > 0 ? (
          <span className={row.daysOverdue > 30 ? "bad" : ""}>{writeCount(row.daysOverdue)}</span>
        ) : (
          <span className="nought">–</span>
        )
      const said = value(row)
      if (kind === "amount") return <Amount of={String(said)} />
      return kind === "day" ? <span className="num">{writeDay(String(said))}</span> : said
    },
  }))
}
