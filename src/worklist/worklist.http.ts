/** The API's worklist: the first rows, and how many there are. */
import { z } from "@hono/zod-openapi"
import type { Api } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { cutTo, rankAll } from "./worklist.act.ts"
import { rankedAnswer, rankedWire } from "./worklist.wire.ts"

/** Rows kept of rankings, of all companies together: about a kilobyte each. */
const ROWS_KEPT = 120_000

export function worklistEndpoints(api: Api): void {
  api.readShared({
    path: "/worklist",
    needs: "read",
    own: true,
    about: "What to take up today, ranked by the cash an act is expected to move, each row with why and how its score was made",
    query: {
      asOf: dayField.optional(),
      user: z.string().min(1).max(200).default("all").openapi({ description: "me, all, or a collector" }),
      waiting: z.stringbool().default(false).openapi({ description: "also who waits, and until when" }),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    },
    answers: z.object({ asOf: z.iso.date(), count: z.number().int(), tasks: z.array(rankedWire) }),
    shared: {
      of: ({ caller, query }) => query.asOf ?? caller.today,
      make: (tx, { caller, query }) => rankAll(tx, { asOf: query.asOf ?? caller.today, whole: false }),
      most: ROWS_KEPT,
      sizeOf: ({ rows }) => rows.length,
    },
    async run(tx, { caller, query }, ranked) {
      const asOf = query.asOf ?? caller.today
      const user =
        query.user === "all" || (query.user === "me" && caller.part)
          ? null
          : query.user === "me"
            ? { id: caller.id, name: caller.by.name }
            : { id: null, name: query.user }
      const rows = await cutTo(tx, ranked, { asOf, user, waiting: query.waiting })
      return { body: { asOf, count: rows.length, tasks: rows.slice(0, query.limit).map(rankedAnswer) } }
    },
  })
}
