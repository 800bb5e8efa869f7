/** The API's turnover: what sources said was sold a month, beside what was invoiced here. */
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../../customer/find.act.ts"
import { addDays, firstOfMonth } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, currencyField, cutPage, dayField, nextWire, pageFields, readCursor } from "../../shell/http/fields.ts"
import { loadTurnover } from "./turnover.store.ts"
import { toTurnoverAnswer } from "./turnover.ts"

const A_YEAR = 365
const place = z.tuple([z.string(), z.string(), z.string(), z.string()])
const turnoverWire = z.object({
  months: z.array(
    z.object({
      customer: z.string(),
      month: z.string().regex(/^\d{4}-\d\d$/),
      currency: z.string(),
      source: z.string(),
      turnover: amountWire,
      invoiced: amountWire,
      counts: amountWire,
    }),
  ),
  next: nextWire,
})

export function turnoverEndpoints(api: Api): void {
  api.read({
    path: "/turnover",
    needs: "read",
    about: "Turnover a month as it was imported, beside what was invoiced here; the larger counts in days sales outstanding",
    query: { from: dayField.optional(), to: dayField.optional(), customer: z.string().optional(), currency: currencyField.optional(), ...pageFields },
    answers: turnoverWire,
    refuses: ["BAD_OPTION", "UNKNOWN_CUSTOMER"],
    async run(tx, { caller, query }) {
      const to = query.to ?? caller.today
      const from = firstOfMonth(query.from ?? addDays(to, -A_YEAR))
      if (from > to) throw new Refused("BAD_OPTION", { option: "from", value: from, takes: `… ${to}` })
      const customer = query.customer === undefined ? null : (await findCustomer(tx, query.customer)).id
      const after = readCursor(query.cursor, place)
      const found = await loadTurnover(tx, { from, to, customer, currency: query.currency ?? null, limit: query.limit + 1, after })
      const { rows, next } = cutPage(found, query.limit, (row) => [row.customer, row.currency, row.month, row.source])
      return { body: { ...toTurnoverAnswer(rows), next } }
    },
  })
}
