/** The API's own webhooks: registered, listed, rotated, removed; what was sent to them, page by page, and sent again. */
import { randomBytes } from "node:crypto"
import { z } from "@hono/zod-openapi"
import { Refused } from "../kernel/result.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import type { Allowed } from "../shell/outgoing/address.ts"
import { addEndpoint, known, release, rotateSecret, sendAgain, switchOn, withdrawEndpoint } from "./webhook.act.ts"
import { loadDeliveries, loadDelivery, loadEndpoints } from "./webhook.store.ts"
import { EVENTS, SECRET_BYTES } from "./webhook.ts"
import { attemptAnswer, attemptWire, deliveryAnswer, deliveryWire, endpointAnswer, endpointWire, messageWire } from "./webhook.wire.ts"

const needs = "company"
const webhook = { webhook: z.uuid() }
const one = { ...webhook, delivery: z.uuid() }
const withSecret = endpointWire.extend({ secret: z.string().openapi({ example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }) })
const drawn = () => randomBytes(SECRET_BYTES)

export function webhookEndpoints(api: Api, allowed: Allowed): void {
  api.app.openAPIRegistry.registerWebhook({
    method: "post",
    path: "changed",
    summary: "Something changed in the company",
    description: [
      "Sent to every webhook that asked for its type, as Standard Webhooks says: headers webhook-id (the same for every repetition), webhook-timestamp and",
      "webhook-signature (v1, HMAC-SHA256 of id.timestamp.body; two while a secret is being replaced). Answer 2xx within 15 seconds; anything else is",
      "repeated with growing pauses for three days, 410 ends it. Messages may come more than once and in another order.",
      `Types: ${Object.entries(EVENTS)
        .map(([type, about]) => `${type} (${about})`)
        .join("; ")}.`,
    ].join(" "),
    request: { body: { content: { "application/json": { schema: messageWire } } } },
    responses: { 204: { description: "taken" } },
  })
  api.read({
    path: "/webhooks",
    needs,
    about: "The webhooks of the company, newest first; never their secrets",
    answers: z.object({ webhooks: z.array(endpointWire) }),
    run: async (tx) => ({ body: { webhooks: (await loadEndpoints(tx)).map(endpointAnswer) } }),
  })
  api.change({
    method: "post",
    path: "/webhooks",
    status: 201,
    needs,
    about:
      "Registers an address; the answer holds its secret this once. An Idempotency-Key is not remembered here: asked again, it registers another",
    unremembered: true,
    body: {
      url: z.string().min(1).max(2_000),
      types: z.array(z.string().max(100)).max(100).default([]).openapi({ description: "none: all of them" }),
    },
    answers: withSecret,
    refuses: ["BAD_URL", "UNKNOWN_EVENT", "ADDRESS_NOT_ALLOWED", "TOO_MANY_WEBHOOKS"],
    async run(tx, { caller, body }) {
      const { endpoint, secret } = await addEndpoint(tx, caller.by, body, allowed, drawn())
      return { body: { ...endpointAnswer(endpoint), secret } }
    },
  })
  api.change({
    method: "post",
    path: "/webhooks/{webhook}/rotate",
    status: 200,
    needs,
    about: "A new secret, in the answer this once; for 24 hours the one before signs too",
    unremembered: true,
    params: webhook,
    body: {},
    answers: withSecret,
    refuses: ["UNKNOWN_WEBHOOK"],
    async run(tx, { caller, path }) {
      const { endpoint, secret } = await rotateSecret(tx, caller.by, path.webhook, drawn())
      return { body: { ...endpointAnswer(endpoint), secret } }
    },
  })
  api.change({
    method: "post",
    path: "/webhooks/{webhook}/enable",
    status: 200,
    needs,
    about: "Switches it on again; what happened meanwhile is not told",
    params: webhook,
    body: {},
    answers: endpointWire,
    refuses: ["UNKNOWN_WEBHOOK"],
    run: async (tx, { caller, path }) => ({ body: endpointAnswer(await switchOn(tx, caller.by, path.webhook)) }),
  })
  api.change({
    method: "post",
    path: "/webhooks/{webhook}/remove",
    status: 200,
    needs,
    about: "Removes it: nothing more is sent to it",
    params: webhook,
    body: {},
    answers: z.object({ id: z.uuid(), removed: z.boolean() }),
    refuses: ["UNKNOWN_WEBHOOK"],
    run: async (tx, { caller, path }) => ({ body: { id: (await withdrawEndpoint(tx, caller.by, path.webhook)).id, removed: true } }),
  })
  api.change({
    method: "post",
    path: "/webhooks/{webhook}/release",
    status: 200,
    needs,
    about: "Sends what was held back since a restore, or gives it up; how many deliveries",
    params: webhook,
    body: { discard: z.boolean().default(false).openapi({ description: "gives them up instead" }) },
    answers: z.object({ id: z.uuid(), count: z.number().int(), discarded: z.boolean() }),
    refuses: ["UNKNOWN_WEBHOOK", "WEBHOOK_OFF"],
    run: async (tx, { caller, path, body: { discard } }) => ({
      body: { id: path.webhook, count: await release(tx, caller.by, path.webhook, discard), discarded: discard },
    }),
  })
  api.read({
    path: "/webhooks/{webhook}/deliveries",
    needs,
    about: "What was sent to it, the newest first, and what came of it",
    params: webhook,
    query: pageFields,
    answers: z.object({ deliveries: z.array(deliveryWire), next: nextWire }),
    refuses: ["UNKNOWN_WEBHOOK", "BAD_CURSOR"],
    async run(tx, { path, query }) {
      const place = readCursor(query.cursor, z.tuple([z.uuid()]))
      await known(tx, path.webhook)
      const { rows, next } = cutPage(await loadDeliveries(tx, path.webhook, query.limit + 1, place?.[0] ?? null), query.limit, ({ act }) => [act])
      return { body: { deliveries: rows.map(deliveryAnswer), next } }
    },
  })
  api.read({
    path: "/webhooks/{webhook}/deliveries/{delivery}",
    needs,
    about: "One delivery: what is sent, and its newest hundred tries",
    params: one,
    answers: z.object({
      id: z.uuid(),
      type: z.string(),
      state: z.enum(["pending", "delivered", "failed"]),
      body: messageWire.nullable(),
      attempts: z.array(attemptWire),
    }),
    refuses: ["UNKNOWN_WEBHOOK", "UNKNOWN_DELIVERY"],
    async run(tx, { path }) {
      await known(tx, path.webhook)
      const delivery = await loadDelivery(tx, path.webhook, path.delivery)
      if (!delivery) throw new Refused("UNKNOWN_DELIVERY", { delivery: path.delivery })
      const { type, state, body, attempts } = delivery
      return { body: { id: path.delivery, type, state, body: body === null ? null : JSON.parse(body), attempts: attempts.map(attemptAnswer) } }
    },
  })
  api.change({
    method: "post",
    path: "/webhooks/{webhook}/deliveries/{delivery}/resend",
    status: 202,
    needs,
    about: "Sends it again within seconds, under the same id and with the same content",
    params: one,
    body: {},
    answers: z.object({ id: z.uuid(), state: z.literal("pending") }),
    refuses: ["UNKNOWN_WEBHOOK", "UNKNOWN_DELIVERY", "WEBHOOK_OFF"],
    run: async (tx, { caller, path }) => ({ body: { id: await sendAgain(tx, caller.by, path.webhook, path.delivery), state: "pending" } }),
  })
}
