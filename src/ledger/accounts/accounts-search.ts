/** What the addresses of the items' and the customers' screens may say. */
import { aCurrency, aDay, anyText, matching, oneOf, readFields } from "../../kernel/address.ts"
import { ENTRY_KINDS } from "../ledger.ts"
import { CREDIT_PARTS, ITEM_ORDERS } from "./open-items.ts"

const anAmount = matching(/^-?\d{1,15}(?:\.\d{1,4})?$/)
/** As far as the API looks: a hundred years. */
const MOST_DAYS = 36_500
const days = (text: string) => (/^-?\d{1,5}$/.test(text) && Math.abs(Number(text)) <= MOST_DAYS ? text : undefined)
export const readItemsSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    currency: aCurrency,
    customer: anyText,
    kind: oneOf(...ENTRY_KINDS, ...CREDIT_PARTS),
    side: oneOf("debit", "credit"),
    lateFrom: days,
    lateTo: days,
    dueFrom: aDay,
    dueTo: aDay,
    search: anyText,
    intercompany: oneOf("only", "without"),
    segment: anyText,
    collector: anyText,
    country: matching(/^[A-Z]{2}$/),
    openFrom: anAmount,
    openTo: anAmount,
    order: oneOf(...ITEM_ORDERS, ...ITEM_ORDERS.map((each) => `-${each}`)),
    /** Columns left out, by their keys. */
    hide: matching(/^[a-zA-Z]+(?:,[a-zA-Z]+)*$/),
  })
export type ItemsSearch = ReturnType<typeof readItemsSearch>

export const readCustomersSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, { search: anyText, segment: anyText, collector: anyText })
export type CustomersSearch = ReturnType<typeof readCustomersSearch>

export const readCustomerSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    order: oneOf("due", "-due", "open", "-open", "number", "-number"),
    /** What the history tells alone. */
    told: oneOf("call", "note", "ledger", "act"),
  })
export type CustomerSearch = ReturnType<typeof readCustomerSearch>
