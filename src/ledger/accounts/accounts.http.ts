/** The API's open items and customers, a page at a time. */
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../../customer/find.act.ts"
import type { Day } from "../../kernel/day.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, currencyField, cutPage, dayField, instantField, nextWire, pageFields, readCursor } from "../../shell/http/fields.ts"
import { ENTRY_KINDS } from "../ledger.ts"
import { loadCustomers } from "./customers.store.ts"
import { toCustomersAnswer } from "./customers.ts"
import { loadOpenItems } from "./open-items.store.ts"
import { toOpenItemsAnswer } from "./open-items.ts"

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
      issuedOn: z.iso.date(),
      dueOn: z.iso.date(),
      currency: z.string(),
      gross: amountWire,
      open: amountWire,
      daysOverdue: z.number().int(),
      intercompany: z.boolean(),
    }),
  ),
  next: nextWire,
})
const customersWire = z.object({
  customers: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      country: z.string().nullable(),
      intercompany: z.boolean(),
      identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
      balance: z.array(z.object({ currency: z.string(), open: amountWire, overdue: amountWire, exposure: amountWire })),
    }),
  ),
  next: nextWire,
})

export function accountEndpoints(api: Api, today: () => Day): void {
  api.read({
    path: "/open-items",
    needs: "read",
    about: "What is open, item by item, in the order it was recorded",
    query: {
      asOf: dayField.optional(),
      knownAt: instantField.optional(),
      currency: currencyField.optional(),
      customer: z.string().optional(),
      ...pageFields,
    },
    answers: itemsWire,
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { query }) {
      const asOf = query.asOf ?? today()
      const after = readCursor(query.cursor, z.tuple([z.uuid(), z.number().int()]))
      const found = await loadOpenItems(tx, {
        asOf,
        knownAt: query.knownAt ?? null,
        currency: query.currency ?? null,
        customer: query.customer === undefined ? null : (await findCustomer(tx, query.customer)).id,
        page: { after, limit: query.limit + 1 },
      })
      const { rows, next } = cutPage(found, query.limit, (item) => [item.id, item.instalment])
      return { body: { ...toOpenItemsAnswer(asOf, rows), next } }
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
}
