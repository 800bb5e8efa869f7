/** The API's team: each collector's load, acts and money of a month, and the targets set for it. */
import { z } from "@hono/zod-openapi"
import { day } from "../../kernel/day.ts"
import { currency, toDecimal } from "../../kernel/money.ts"
import { setTarget } from "../../portfolio/target.act.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, currencyField, minorOf } from "../../shell/http/fields.ts"
import { fieldText } from "../../shell/http/misfit.text.ts"
import { says } from "../../shell/http/misfit.ts"
import { loadTeam } from "./team.store.ts"
import { isMonth, periodOf } from "./team.ts"
import { teamAnswer, teamWire } from "./team.wire.ts"

const month = z.string().refine(isMonth, says(fieldText.month)).openapi({ example: "2026-06" })

export function teamEndpoints(api: Api): void {
  api.read({
    path: "/team",
    needs: "team",
    about: "Each collector's customers and what they owe, calls, promises and money of a month, against its target",
    costly: ({ caller }) => caller.today,
    query: { month: month.optional() },
    answers: z.object({ month: z.string(), from: z.iso.date(), until: z.iso.date(), team: z.array(teamWire) }),
    async run(tx, { caller, query }) {
      const asked = query.month ?? caller.today.slice(0, 7)
      const period = periodOf(asked, caller.today)
      return { body: { month: asked, ...period, team: (await loadTeam(tx, period)).map(teamAnswer) } }
    },
  })
  api.change({
    method: "post",
    path: "/team/targets",
    status: 200,
    needs: "team",
    about: "Sets what is to come in from a collector's customers in a month; set again, the last word counts",
    body: { of: z.string().min(1).max(254), month, amount: amountWire, currency: currencyField.optional() },
    answers: z.object({ of: z.string(), month: z.string(), amount: z.string(), currency: z.string() }),
    refuses: ["UNKNOWN_HOLDER"],
    async run(tx, { caller, body }) {
      const of = currency(body.currency ?? caller.company.currency)
      const amount = minorOf(body.amount, of, "amount")
      const set = await setTarget(tx, caller.by, { of: body.of, month: day(`${body.month}-01`), currency: of, amount })
      return { body: { of: set.collector, month: body.month, amount: toDecimal(set.amount, of), currency: of } }
    },
  })
}
