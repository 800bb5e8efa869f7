/** The API's chase: what may be asked for of each open item of a customer. */
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../customer/find.act.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { loadStandings } from "./chase.act.ts"
import { standingAnswer, standingWire } from "./chase.wire.ts"

/** Items of one customer at once. */
const MOST = 5_000

export function chaseEndpoints(api: Api): void {
  api.read({
    path: "/chase",
    needs: "read",
    own: true,
    about:
      "The open items of a customer, the oldest due first, each with what of it is disputed, promised, held or barred, and what may be asked for",
    query: {
      customer: z.string().min(1).max(200),
      asOf: dayField.optional().openapi({ description: "the day looked at; else today, where the company is" }),
    },
    answers: z.object({
      asOf: z.iso.date(),
      items: z.array(standingWire),
      complete: z.boolean().openapi({ description: `false: there are more than ${MOST}` }),
    }),
    refuses: ["UNKNOWN_CUSTOMER"],
    async run(tx, { caller, query }) {
      const asOf = query.asOf ?? caller.today
      const found = await loadStandings(tx, asOf, (await findCustomer(tx, query.customer)).id)
      return { body: { asOf, items: found.slice(0, MOST).map(standingAnswer), complete: found.length <= MOST } }
    },
  })
}
