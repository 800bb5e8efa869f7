/** The API's lettering: what was matched here between two days, for the accounts to book. */
import { z } from "@hono/zod-openapi"
import { firstOfMonth } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, dayField } from "../../shell/http/fields.ts"
import { loadWaiting } from "../erp-wait.store.ts"
import { ENTRY_KINDS, SETTLED_BY } from "../ledger.ts"
import { loadLettering } from "./lettering.store.ts"
import { toLetteringAnswer } from "./lettering.ts"

const named = z.object({ number: z.string(), instalment: z.number().int() })
const letteringWire = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  allocations: z.array(
    z.object({
      id: z.uuid(),
      day: z.iso.date(),
      debit: named,
      credit: named,
      customer: z.string(),
      amount: amountWire,
      currency: z.string(),
      settledBy: z.enum(SETTLED_BY),
      reversal: z.uuid().nullable(),
    }),
  ),
  entries: z.array(
    z.object({
      number: z.string(),
      kind: z.enum(ENTRY_KINDS),
      side: z.enum(["debit", "credit"]),
      customer: z.string(),
      day: z.iso.date(),
      amount: amountWire,
      currency: z.string(),
    }),
  ),
  waiting: z.array(z.object({ number: z.string(), instalment: z.number().int(), customer: z.string(), since: z.iso.date(), until: z.iso.date() })),
})

export function letteringEndpoints(api: Api): void {
  api.read({
    path: "/lettering",
    needs: "read",
    about: "What was matched here, the differences and write-offs that go with it, and what waits for the ERP",
    query: { from: dayField.optional(), to: dayField.optional() },
    answers: letteringWire,
    refuses: ["BAD_OPTION"],
    async run(tx, { caller, query }) {
      const to = query.to ?? caller.today
      const from = query.from ?? firstOfMonth(to)
      if (from > to) throw new Refused("BAD_OPTION", { option: "from", value: from, takes: `… ${to}` })
      return { body: toLetteringAnswer(from, to, await loadLettering(tx, from, to), await loadWaiting(tx)) }
    },
  })
}
