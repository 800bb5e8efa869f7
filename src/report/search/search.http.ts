/** The search field: customers and documents of one company, a handful each. */
import { z } from "@hono/zod-openapi"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire } from "../../shell/http/fields.ts"
import { searchCustomers, searchItems } from "./search.store.ts"
import { FEW, MOST, readSought, toSearchAnswer } from "./search.ts"

const answerWire = z.object({
  customers: z.array(
    z.object({ code: z.string(), name: z.string(), country: z.string().nullable(), because: z.enum(["name", "identifier", "similar"]) }),
  ),
  items: z.array(
    z.object({
      number: z.string(),
      kind: z.string(),
      side: z.enum(["debit", "credit"]),
      customer: z.string(),
      customerName: z.string(),
      issuedOn: z.iso.date(),
      currency: z.string(),
      amount: amountWire,
      open: amountWire,
    }),
  ),
})

export function searchEndpoints(api: Api): void {
  api.read({
    path: "/search",
    needs: "read",
    own: true,
    about: "Customers by name, code or identifier, also misspelt, and documents by how their number begins or ends",
    query: {
      q: z.string().max(200).openapi({ description: "what was typed", example: "lacombe" }),
      limit: z.coerce.number().int().min(1).max(MOST).default(FEW).openapi({ description: "of each, at most" }),
    },
    answers: answerWire,
    async run(tx, { query }) {
      const sought = readSought(query.q)
      if (sought === null) return { body: { customers: [], items: [] } }
      const customers = await searchCustomers(tx, sought, query.limit)
      const items = await searchItems(tx, sought, query.limit)
      return { body: toSearchAnswer({ customers, items }) }
    },
  })
}
