/** The API's saved views: one's own and the team's. */
import { z } from "@hono/zod-openapi"
import { type Api, lacks } from "../../shell/http/endpoint.ts"
import { keepView, removeView } from "./views.act.ts"
import { loadViews } from "./views.store.ts"
import { MOST_NAME, MOST_QUERY, VIEW_SCREENS } from "./views.ts"

const screen = z.enum(VIEW_SCREENS)
const viewWire = z.object({ id: z.uuid(), screen, name: z.string(), query: z.string(), forTeam: z.boolean(), owner: z.string() })

export function viewEndpoints(api: Api): void {
  api.read({
    path: "/views",
    needs: "read",
    own: true,
    about: "The caller's saved views, and the team's, by name",
    query: { screen: screen.optional() },
    answers: z.object({ views: z.array(viewWire) }),
    run: async (tx, { caller, query }) => ({ body: { views: await loadViews(tx, caller.by.name, query.screen ?? null) } }),
  })
  api.change({
    method: "post",
    path: "/views",
    status: 201,
    needs: "read",
    own: true,
    about: "Keeps a view: a name, and the query of the screen's address; the caller's own of that name gives way",
    body: {
      screen,
      name: z.string().min(1).max(MOST_NAME),
      query: z.string().max(MOST_QUERY).openapi({ description: "as the address bears it", example: "lateFrom=31&order=-open&side=debit" }),
      forTeam: z.boolean().default(false),
    },
    answers: viewWire,
    refuses: ["BAD_VIEW"],
    async run(tx, { caller, body }) {
      // Who sees a part has views of their own, and neither sees nor makes the team's.
      if (caller.part && body.forTeam) throw lacks(caller, "read")
      return { body: await keepView(tx, caller.by, caller.id, body) }
    },
  })
  api.change({
    method: "post",
    path: "/views/{view}/remove",
    status: 200,
    needs: "read",
    own: true,
    about: "Removes a view: one's own, or, with the right company, a team's",
    params: { view: z.uuid() },
    body: {},
    answers: z.object({ id: z.uuid(), removed: z.boolean() }),
    refuses: ["UNKNOWN_VIEW", "NOT_YOUR_VIEW"],
    run: async (tx, { caller, path }) => ({ body: { id: await removeView(tx, caller.by, path.view, caller.may("company")), removed: true } }),
  })
}
