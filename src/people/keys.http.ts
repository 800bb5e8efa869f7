/** The API's own keys: made, listed, revoked by whoever runs the company. */
import { randomBytes } from "node:crypto"
import { z } from "@hono/zod-openapi"
import type { Api } from "../shell/http/endpoint.ts"
import { addKey, loadKeys, withdrawKey } from "./keys.act.ts"
import { SECRET_BYTES } from "./keys.ts"
import { keyAnswer, keyWire } from "./keys.wire.ts"
import { ROLES } from "./roles.ts"

export function keyEndpoints(api: Api): void {
  api.read({
    path: "/keys",
    needs: "company",
    about: "The keys of the company, newest first; never their secrets",
    answers: z.object({ keys: z.array(keyWire) }),
    run: async (tx) => ({ body: { keys: (await loadKeys(tx)).map(keyAnswer) } }),
  })
  api.change({
    method: "post",
    path: "/keys",
    status: 201,
    needs: "company",
    about: "Makes a key; the answer holds it this once. An Idempotency-Key is not remembered here: asked again, it makes another key",
    unremembered: true,
    body: { name: z.string().min(1).max(100), role: z.enum(ROLES), scopes: z.array(z.string()).nullable().default(null) },
    answers: keyWire.extend({ key: z.string() }),
    refuses: ["BAD_KEY_NAME", "UNKNOWN_RIGHT"],
    async run(tx, { caller, body }) {
      const made = await addKey(tx, caller.by, body, randomBytes(SECRET_BYTES), caller.by.kind === "person" ? caller.id : null)
      return { body: { ...keyAnswer(made), key: made.secret } }
    },
  })
  api.change({
    method: "post",
    path: "/keys/{key}/revoke",
    status: 200,
    needs: "company",
    about: "Revokes a key: its next request is refused",
    params: { key: z.string() },
    body: {},
    answers: z.object({ id: z.uuid(), revoked: z.boolean() }),
    refuses: ["UNKNOWN_KEY"],
    run: async (tx, { caller, path }) => ({ body: { id: (await withdrawKey(tx, caller.by, path.key)).id, revoked: true } }),
  })
}
