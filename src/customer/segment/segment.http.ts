/** The API's segments: read by all who read, named and given by who entrusts customers. */
import { z } from "@hono/zod-openapi"
import type { Api } from "../../shell/http/endpoint.ts"
import { addSegment, endSegment, loadSegments, renameSegment, setSegments } from "./segment.act.ts"
import { MOST_SET } from "./segment.ts"

const named = z.string().min(1).max(200)
const segmentWire = z.object({ name: z.string(), customers: z.number().int() })
const codes = z.array(z.string().min(1).max(200)).max(MOST_SET)
const params = { name: named }

export function segmentEndpoints(api: Api): void {
  api.read({
    path: "/segments",
    needs: "read",
    about: "The segments of customers, each with how many have it",
    answers: z.object({ segments: z.array(segmentWire) }),
    run: async (tx) => ({ body: { segments: await loadSegments(tx) } }),
  })
  api.change({
    method: "post",
    path: "/segments",
    status: 201,
    needs: "entrust",
    about: "Adds a segment",
    body: { name: named },
    answers: segmentWire,
    refuses: ["BAD_SEGMENT", "SEGMENT_EXISTS"],
    run: async (tx, { caller, body }) => ({ body: await addSegment(tx, caller.by, body.name) }),
  })
  api.change({
    method: "post",
    path: "/segments/{name}/rename",
    status: 200,
    needs: "entrust",
    about: "Renames a segment; its customers come along, and imports that still bring the old name",
    params,
    body: { to: named },
    answers: segmentWire,
    refuses: ["BAD_SEGMENT", "SEGMENT_EXISTS", "UNKNOWN_SEGMENT"],
    run: async (tx, { caller, path, body }) => ({ body: await renameSegment(tx, caller.by, path.name, body.to) }),
  })
  api.change({
    method: "post",
    path: "/segments/{name}/end",
    status: 200,
    needs: "entrust",
    about: "Ends a segment that no customer has any more",
    params,
    body: {},
    answers: z.object({ name: z.string(), ended: z.boolean() }),
    refuses: ["UNKNOWN_SEGMENT", "SEGMENT_IN_USE"],
    run: async (tx, { caller, path }) => ({ body: { name: await endSegment(tx, caller.by, path.name), ended: true } }),
  })
  api.change({
    method: "post",
    path: "/segments/set",
    status: 200,
    needs: "entrust",
    about: "Sets the segment of customers, all of it or nothing; `before`, sent as `set`, undoes it",
    body: {
      set: z
        .array(z.object({ segment: named.nullable().openapi({ description: "null: none" }), customers: codes.min(1) }))
        .min(1)
        .max(500),
      preview: z.boolean().default(false),
    },
    answers: z.object({
      changed: z.number().int(),
      unchanged: z.number().int(),
      before: z.array(z.object({ segment: z.string().nullable(), customers: z.array(z.string()) })),
      preview: z.boolean(),
    }),
    refuses: ["UNKNOWN_SEGMENT", "UNKNOWN_CUSTOMER"],
    async run(tx, { caller, body: { set, preview } }) {
      const settings = set.map(({ segment, customers }) => ({ to: segment, codes: customers }))
      return { body: { ...(await setSegments(tx, caller.by, settings, preview)), preview } }
    },
  })
}
