/** The API's hand-overs: everybody for themselves, whoever entrusts customers for anybody. */
import { z } from "@hono/zod-openapi"
import { type Api, type Caller, lacks } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { handOver, loadColleagues, loadHandOvers, withdrawHandOver } from "./hand-over.act.ts"
import { handOverWire } from "./portfolio.wire.ts"

/** Null: of anybody. */
const whose = (caller: Caller) => (caller.may("entrust") ? null : caller.id)

export function handOverEndpoints(api: Api): void {
  api.read({
    path: "/hand-overs",
    needs: "read",
    about: "Who is or will be away, who looks after their customers and tasks meanwhile, and who could",
    answers: z.object({ handOvers: z.array(handOverWire), colleagues: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
    run: async (tx, { caller }) => ({ body: { handOvers: await loadHandOvers(tx, caller.today), colleagues: await loadColleagues(tx) } }),
  })
  api.change({
    method: "post",
    path: "/hand-overs",
    status: 201,
    needs: "chase",
    about: "Hands customers and tasks over to a colleague for some days, both counted; somebody else's by who may entrust customers",
    body: {
      giver: z.string().min(1).max(254).optional().openapi({ description: "who is away; else the caller" }),
      taker: z.string().min(1).max(254).openapi({ description: "name, address or id of a colleague with an account" }),
      from: dayField.optional(),
      until: dayField,
    },
    answers: handOverWire,
    refuses: ["UNKNOWN_HOLDER", "OUTSIDE_ABSENCE", "OWN_ABSENCE", "BAD_ABSENCE"],
    async run(tx, { caller, body: { giver = caller.id, taker, from = caller.today, until } }) {
      if (giver !== caller.id && whose(caller) !== null) throw lacks(caller, "entrust")
      return { body: await handOver(tx, caller.by, { giver, taker, from, until, toAnybody: whose(caller) === null }, caller.today) }
    },
  })
  api.change({
    method: "post",
    path: "/hand-overs/{handOver}/withdraw",
    status: 200,
    needs: "chase",
    about: "Ends a hand-over at once; somebody else's by who may entrust customers",
    params: { handOver: z.uuid() },
    body: {},
    answers: handOverWire,
    refuses: ["UNKNOWN_HAND_OVER"],
    run: async (tx, { caller, path }) => ({ body: await withdrawHandOver(tx, caller.by, path.handOver, whose(caller)) }),
  })
}
