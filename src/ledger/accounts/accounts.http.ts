/** The API's open items and customers, a page at a time. */
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../../customer/find.act.ts"
import type { Day } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, currencyField, cutPage, dayField, instantField, nextWire, pageFields, readCursor } from "../../shell/http/fields.ts"
import { ENTRY_KINDS } from "../ledger.ts"
import { loadCustomers } from "./customers.store.ts"
import { toCustomersAnswer } from "./customers.ts"
import { loadOpenItems, placeOf, sumOpenItems } from "./open-items.store.ts"
import { ITEM_ORDERS, type ItemOrder, toItemsPage } from "./open-items.ts"

const itemsWire = z.object({
  asOf: z.iso.date(),
  items: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      instalment: z.number().int(),
      kind: z.enum(ENTRY_KINDS),
      side: z.enum(["debit", "credit"]),
      customer: z.string(),
      name: z.string(),
      issuedOn: z.iso.date(),
      dueOn: z.iso.date(),
      currency: z.string(),
      gross: amountWire,
      open: amountWire,
      daysOverdue: z.number().int(),
      intercompany: z.boolean(),
    }),
  ),
  sums: z
    .array(z.object({ currency: z.string(), count: z.number().int(), open: amountWire }))
    .optional()
    .openapi({ description: "of all that was asked for, on the first page where `sums` asks for it; deposits are counted, not added" }),
  next: nextWire,
})
const daysLate = z.coerce.number().int().min(-36_500).max(36_500).openapi({ description: "days after the due day; below one: not overdue" })
const customerWire = z.object({
  code: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  intercompany: z.boolean(),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  balance: z.array(z.object({ currency: z.string(), open: amountWire, overdue: amountWire, exposure: amountWire })),
})
const customersWire = z.object({ customers: z.array(customerWire), next: nextWire })

export function accountEndpoints(api: Api, today: () => Day): void {
  api.read({
    path: "/open-items",
    needs: "read",
    about: "What is open, item by item; the order is that of recording unless `order` names another",
    query: {
      asOf: dayField.optional(),
      knownAt: instantField.optional(),
      currency: currencyField.optional(),
      customer: z.string().optional(),
      kind: z.enum(ENTRY_KINDS).optional(),
      side: z.enum(["debit", "credit"]).optional(),
      lateFrom: daysLate.optional(),
      lateTo: daysLate.optional(),
      dueFrom: dayField.optional(),
      dueTo: dayField.optional(),
      search: z.string().min(1).max(200).optional(),
      intercompany: z.enum(["only", "without"]).optional(),
      order: z.enum([...ITEM_ORDERS, ...ITEM_ORDERS.map((each) => `-${each}` as const)]).default("recorded"),
      sums: z.enum(["yes"]).optional(),
      ...pageFields,
    },
    answers: itemsWire,
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { query }) {
      const asOf = query.asOf ?? today()
      const after = readCursor(query.cursor, z.tuple([z.string(), z.uuid(), z.number().int()]))
      const order = query.order.replace("-", "") as ItemOrder
      const question = {
        asOf,
        knownAt: query.knownAt ?? null,
        currency: query.currency ?? null,
        customer: query.customer === undefined ? null : (await findCustomer(tx, query.customer)).id,
        filter: {
          kind: query.kind ?? null,
          side: query.side ?? null,
          lateFrom: query.lateFrom ?? null,
          lateTo: query.lateTo ?? null,
          dueFrom: query.dueFrom ?? null,
          dueTo: query.dueTo ?? null,
          search: query.search ?? null,
          intercompany: query.intercompany === undefined ? null : query.intercompany === "only",
        },
        page: { order, down: query.order.startsWith("-"), after, limit: query.limit + 1 },
      }
      const { rows, next } = cutPage(await loadOpenItems(tx, question), query.limit, (item) => placeOf(item, order))
      const summed = query.sums === undefined || after !== null ? null : await sumOpenItems(tx, question)
      return { body: toItemsPage(asOf, rows, summed, next) }
    },
  })
  api.read({
    path: "/customers",
    needs: "read",
    about: "Customers with what they owe, by code",
    query: { asOf: dayField.optional(), search: z.string().min(1).max(200).optional(), ...pageFields },
    answers: customersWire,
    refuses: ["BAD_CURSOR"],
    async run(tx, { query }) {
      const after = readCursor(query.cursor, z.tuple([z.string()]))
      const found = await loadCustomers(tx, {
        asOf: query.asOf ?? today(),
        search: query.search ?? null,
        page: { after: after?.[0] ?? null, limit: query.limit + 1 },
      })
      const { rows, next } = cutPage(found, query.limit, (customer) => [customer.code])
      return { body: { ...toCustomersAnswer(rows), next } }
    },
  })
  api.read({
    path: "/customers/{code}",
    needs: "read",
    about: "One customer, with what they owe",
    params: { code: z.string().min(1).max(200) },
    query: { asOf: dayField.optional() },
    answers: customerWire,
    refuses: ["UNKNOWN_CUSTOMER"],
    async run(tx, { path, query }) {
      const { customers } = toCustomersAnswer(await loadCustomers(tx, { asOf: query.asOf ?? today(), search: null, code: path.code }))
      if (!customers[0]) throw new Refused("UNKNOWN_CUSTOMER", { code: path.code })
      return { body: customers[0] }
    },
  })
}
