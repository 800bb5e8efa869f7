/** The API's worklist: the first rows, and how many there are. */
import { z } from "@hono/zod-openapi"
import { dayIn } from "../company/zone.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { askWorklist } from "./worklist.act.ts"
import { rankedAnswer, rankedWire } from "./worklist.wire.ts"

export function worklistEndpoints(api: Api): void {
  api.read({
    path: "/worklist",
    needs: "read",
    about: "What to take up today, ranked by the cash an act is expected to move, each row with why and how its score was made",
    query: {
      asOf: dayField.optional(),
      user: z.string().min(1).max(200).default("all").openapi({ description: "me, all, or a collector" }),
      waiting: z.stringbool().default(false).openapi({ description: "also who waits, and until when" }),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    },
    answers: z.object({ asOf: z.iso.date(), count: z.number().int(), tasks: z.array(rankedWire) }),
    async run(tx, { caller, query }) {
      const asOf = query.asOf ?? dayIn(caller.company.country, tx.now())
      const user = query.user === "all" ? null : query.user === "me" ? caller.by.name : query.user
      const rows = await askWorklist(tx, { asOf, user, waiting: query.waiting, whole: false })
      return { body: { asOf, count: rows.length, tasks: rows.slice(0, query.limit).map(rankedAnswer) } }
    },
  })
}
