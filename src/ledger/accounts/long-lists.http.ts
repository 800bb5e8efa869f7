/** Items and customers, as their endpoints are asked for a page of them and as a job is for all. */
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../../customer/find.act.ts"
import type { Day } from "../../kernel/day.ts"
import type { Currency } from "../../kernel/money.ts"
import type { Creditor } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { amountWire, currencyField, dayField, instantField, minorOf } from "../../shell/http/fields.ts"
import { type LongList, openedList, readFields } from "../../shell/http/long-list.ts"
import { ENTRY_KINDS } from "../ledger.ts"
import { type CustomersQuestion, countCustomers, readCustomers } from "./customers.store.ts"
import { toCustomersAnswer } from "./customers.ts"
import { customersShape, itemsShape, statementShape } from "./lists.ts"
import { type HeldBy, type OpenItemsQuestion, readOpenItems, sumOpenItems } from "./open-items.store.ts"
import { CREDIT_PARTS, ITEM_ORDERS, type ItemOrder, toItemsPage } from "./open-items.ts"

const daysLate = z.coerce.number().int().min(-36_500).max(36_500).openapi({ description: "days after the due day; below one: not overdue" })
const short = z.string().min(1).max(200)
const collector = z.string().min(1).max(100).optional().openapi({ description: "whose customers, by the collector's name on the day; - of nobody" })

const order = z.enum([...ITEM_ORDERS, ...ITEM_ORDERS.map((each) => `-${each}` as const)]).default("recorded")
export const ITEM_FIELDS = {
  asOf: dayField.optional(),
  knownAt: instantField.optional(),
  currency: currencyField.optional(),
  customer: z.string().optional(),
  kind: z
    .enum([...ENTRY_KINDS, ...CREDIT_PARTS])
    .optional()
    .openapi({ description: "a kind, or of the credits: what was credited, or money set against nothing yet" }),
  side: z.enum(["debit", "credit"]).optional(),
  lateFrom: daysLate.optional(),
  lateTo: daysLate.optional(),
  dueFrom: dayField.optional(),
  dueTo: dayField.optional(),
  search: short.optional(),
  intercompany: z.enum(["only", "without"]).optional(),
  segment: short.optional(),
  collector,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  openFrom: amountWire.optional().openapi({ description: "least open amount, in the currency asked for, else the company's" }),
  openTo: amountWire.optional(),
  order,
}
type ItemsAsked = z.infer<z.ZodObject<typeof ITEM_FIELDS>>
export const CUSTOMER_FIELDS = { asOf: dayField.optional(), search: short.optional(), segment: short.optional(), collector }
type CustomersAsked = z.infer<z.ZodObject<typeof CUSTOMER_FIELDS>>
const STATEMENT_FIELDS = { asOf: dayField.optional(), customer: short, order }

const heldOn = async (tx: Tx, heldBy: HeldBy, named: string | undefined, asOf: Day) => (named === undefined ? null : heldBy(tx, named, asOf))
export const orderOf = (said: string) => ({ order: said.replace("-", "") as ItemOrder, down: said.startsWith("-") })

/** Without the page. Refuses UNKNOWN_CUSTOMER, DOES_NOT_FIT. */
export async function itemsQuestion(tx: Tx, query: ItemsAsked, company: Creditor, today: Day, heldBy: HeldBy): Promise<OpenItemsQuestion> {
  const asOf = query.asOf ?? today
  const currency = query.currency ?? (company.currency as Currency)
  return {
    asOf,
    knownAt: query.knownAt ?? null,
    currency: query.currency ?? null,
    customer: query.customer === undefined ? null : (await findCustomer(tx, query.customer)).id,
    among: await heldOn(tx, heldBy, query.collector, asOf),
    filter: {
      kind: query.kind ?? null,
      side: query.side ?? null,
      lateFrom: query.lateFrom ?? null,
      lateTo: query.lateTo ?? null,
      dueFrom: query.dueFrom ?? null,
      dueTo: query.dueTo ?? null,
      search: query.search ?? null,
      intercompany: query.intercompany === undefined ? null : query.intercompany === "only",
      segment: query.segment ?? null,
      country: query.country ?? null,
      openFrom: query.openFrom === undefined ? null : minorOf(query.openFrom, currency, "openFrom"),
      openTo: query.openTo === undefined ? null : minorOf(query.openTo, currency, "openTo"),
    },
  }
}

export async function customersQuestion(tx: Tx, query: CustomersAsked, today: Day, heldBy: HeldBy): Promise<CustomersQuestion> {
  const asOf = query.asOf ?? today
  return { asOf, search: query.search ?? null, segment: query.segment ?? null, among: await heldOn(tx, heldBy, query.collector, asOf) }
}

const allItems = (tx: Tx, question: OpenItemsQuestion, said: string) => {
  const all = { ...question, page: { ...orderOf(said), after: null, limit: null } }
  return {
    count: async () => (await sumOpenItems(tx, all)).reduce((sum, { count }) => sum + count, 0),
    async *rows() {
      for await (const items of readOpenItems(tx, all)) yield toItemsPage(all.asOf, items, null, null).items
    },
  }
}

export const itemsList = (heldBy: HeldBy): LongList => ({
  own: true,
  async open(tx, asked) {
    const { company, today, lang } = asked
    const query = readFields(ITEM_FIELDS, asked.query)
    const question = await itemsQuestion(tx, query, company, today, heldBy)
    const { count, rows } = allItems(tx, question, query.order)
    return openedList(itemsShape({ company: company.name, asOf: question.asOf, lang }), asked, count, rows)
  },
})

export const statementList: LongList = {
  own: true,
  async open(tx, asked) {
    const { today, lang } = asked
    const query = readFields(STATEMENT_FIELDS, asked.query)
    const [asOf, customer] = [query.asOf ?? today, await findCustomer(tx, query.customer)]
    const { count, rows } = allItems(tx, { asOf, knownAt: null, currency: null, customer: customer.id }, query.order)
    return openedList(statementShape(customer, { asOf, lang }), asked, count, rows)
  },
}

export const customersList = (heldBy: HeldBy): LongList => ({
  own: true,
  async open(tx, asked) {
    const { company, today, lang } = asked
    const question = await customersQuestion(tx, readFields(CUSTOMER_FIELDS, asked.query), today, heldBy)
    const count = () => countCustomers(tx, question)
    return openedList(customersShape({ company: company.name, asOf: question.asOf, lang }), asked, count, async function* () {
      for await (const found of readCustomers(tx, question)) yield toCustomersAnswer(found).customers
    })
  },
})
