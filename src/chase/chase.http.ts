/** The API's chase: what may be asked for of each open item of a customer. */
import { z } from "@hono/zod-openapi"
import { dayIn } from "../company/zone.ts"
import { findCustomer } from "../customer/find.act.ts"
import { toDecimal } from "../kernel/money.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { amountWire, dayField } from "../shell/http/fields.ts"
import { loadStandings } from "./chase.act.ts"

const MOST = 5_000
const standingWire = z.object({
  item: z.uuid(),
  number: z.string(),
  instalment: z.number().int(),
  dueOn: z.iso.date(),
  currency: z.string(),
  open: amountWire,
  disputed: amountWire,
  promised: amountWire,
  promisedUntil: z.iso.date().nullable(),
  heldUntil: z.iso.date().nullable(),
  insolventSince: z.iso.date().nullable(),
  chasable: amountWire,
})

export function chaseEndpoints(api: Api): void {
  api.read({
    path: "/chase",
    needs: "read",
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
      const asOf = query.asOf ?? dayIn(caller.company.country, tx.now())
      const found = await loadStandings(tx, asOf, (await findCustomer(tx, query.customer)).id)
      const items = found.slice(0, MOST).map(({ item, standing }) => {
        const amount = (of: bigint) => toDecimal(of, item.currency)
        const { promisedUntil, heldUntil, insolventSince } = standing
        return {
          item: item.entryId,
          number: item.number,
          instalment: item.no,
          dueOn: item.dueOn,
          currency: item.currency,
          open: amount(item.open),
          disputed: amount(standing.disputed),
          promised: amount(standing.promised),
          promisedUntil,
          heldUntil,
          insolventSince,
          chasable: amount(standing.chasable),
        }
      })
      return { body: { asOf, items, complete: found.length <= MOST } }
    },
  })
}
