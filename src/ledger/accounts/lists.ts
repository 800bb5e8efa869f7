/** The lists of items and of customers as they are exported: one and the same from the screen and from a job. */
import { type Column, companyFact, dayFact, type Fact, type ListShape, withColumns } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"
import { accountsScreenText as screenText } from "./accounts-screen.text.ts"
import type { toCustomersAnswer } from "./customers.ts"
import { kindText, openItemsText as text, customersText as words } from "./open-items.text.ts"
import type { ItemsPage } from "./open-items.ts"

export type ShownItem = ItemsPage["items"][number]
export type ShownCustomer = ReturnType<typeof toCustomersAnswer>["customers"][number]

/** A credit is owed by us: it bears a minus sign. */
const signed = (row: ShownItem, amount: string) => (row.side === "debit" ? amount : `-${amount}`)

type ItemColumn = {
  readonly key: string
  readonly kind: Column["kind"]
  readonly title: (lang: Language) => string
  readonly value: (row: ShownItem, lang: Language) => string | number
}
const column = (key: string, kind: Column["kind"], title: keyof typeof text, value: ItemColumn["value"]): ItemColumn => ({
  key,
  kind,
  title: (lang) => text[title][lang],
  value,
})
export const ITEM_COLUMNS: readonly ItemColumn[] = [
  column("customer", "text", "customer", (row) => row.customer),
  column("name", "text", "name", (row) => row.name),
  column("number", "text", "number", (row) => row.number),
  column("instalment", "number", "instalment", (row) => row.instalment),
  column("kind", "text", "kind", (row, lang) => kindText[row.kind][lang]),
  column("issued", "day", "issuedOn", (row) => row.issuedOn),
  column("due", "day", "dueOn", (row) => row.dueOn),
  column("late", "number", "daysOverdue", (row) => row.daysOverdue),
  column("gross", "amount", "gross", (row) => signed(row, row.gross)),
  column("open", "amount", "open", (row) => signed(row, row.open)),
  column("currency", "text", "currency", (row) => row.currency),
]

type Of = { readonly company: string; readonly asOf: string; readonly lang: Language }
const factsOf = ({ company, asOf, lang }: Of): Fact[] => [companyFact(company, lang), dayFact(asOf, lang)]

export const itemsShape = (of: Of): ListShape<ShownItem> => ({
  title: text.title[of.lang],
  facts: factsOf(of),
  columns: ITEM_COLUMNS.map(({ key, kind, title }) => ({ key, kind, title: title(of.lang) })),
  cells: (row) => [ITEM_COLUMNS.map(({ value }) => value(row, of.lang))],
})

/** A customer's statement: all that is open on the day. */
export const statementShape = (customer: Pick<ShownCustomer, "code" | "name">, { asOf, lang }: Omit<Of, "company">): ListShape<ShownItem> => {
  const keys = ITEM_COLUMNS.map(({ key }) => key).filter((key) => key !== "customer" && key !== "name")
  return {
    ...withColumns(itemsShape({ company: "", asOf, lang }), keys),
    title: screenText.statement[lang],
    facts: [[text.customer[lang], `${customer.code} ${customer.name}`], dayFact(asOf, lang)],
  }
}

const CUSTOMER_COLUMNS = [
  ["customer", "text", words.code],
  ["name", "text", text.name],
  ["country", "text", words.country],
  ["segment", "text", words.segment],
  ["identifiers", "text", words.identifiers],
  ["currency", "text", text.currency],
  ["open", "amount", text.open],
  ["overdue", "amount", words.overdue],
  ["exposure", "amount", words.exposure],
] as const

/** A line a currency, since amounts of several are never added. */
export const customersShape = (of: Of): ListShape<ShownCustomer> => ({
  title: words.title[of.lang],
  facts: factsOf(of),
  columns: CUSTOMER_COLUMNS.map(([key, kind, title]) => ({ key, kind, title: title[of.lang] })),
  cells: ({ code, name, country, segment, identifiers, balance }) => {
    const known = [code, name, country, segment, identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(", ")]
    return balance.length === 0 ? [[...known, null, null, null, null]] : balance.map((b) => [...known, b.currency, b.open, b.overdue, b.exposure])
  },
})
