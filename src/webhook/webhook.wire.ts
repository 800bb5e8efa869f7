/** Webhooks as they travel: never their secret, but once, when it is made; and the messages themselves. */
import { z } from "zod"
import { type Attempt, type Delivery, type Endpoint, EVENT_TYPES, stateOf } from "./webhook.ts"

export const endpointWire = z.object({
  id: z.uuid(),
  url: z.url(),
  types: z.array(z.string()),
  state: z.enum(["inForce", "failing", "off"]),
  madeAt: z.iso.datetime(),
  bothSignUntil: z.iso.datetime().nullable(),
  failingSince: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  disabledBecause: z.enum(["FAILING", "GONE"]).nullable(),
  /** Deliveries held back since a restore, until they are released. */
  held: z.number().int(),
})
export const attemptWire = z.object({
  at: z.iso.datetime(),
  status: z.number().int().nullable(),
  code: z.string().nullable(),
  ms: z.number().int(),
  answer: z.string().nullable(),
})
export const deliveryWire = z.object({
  id: z.uuid(),
  message: z.uuid(),
  type: z.string(),
  state: z.enum(["pending", "held", "delivered", "failed"]),
  tries: z.number().int(),
  nextAt: z.iso.datetime().nullable(),
  last: attemptWire.nullable(),
})

/** What a receiver gets. */
export const messageWire = z.object({
  type: z.enum(EVENT_TYPES as [string, ...string[]]),
  timestamp: z.iso.datetime(),
  data: z.object({
    company: z.string(),
    /** The act in the activity log; also the header webhook-id. */
    act: z.uuid(),
    /** What it was done to: ids, codes, counts. */
    subject: z.record(z.string(), z.unknown()),
    /** The state it led to: figures and days; of free text only the length. */
    after: z.record(z.string(), z.unknown()).nullable(),
    /** The entries it posted or touched, at most a hundred. */
    entries: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        side: z.enum(["debit", "credit"]),
        number: z.string(),
        customer: z.string(),
        currency: z.string(),
        amount: z.string(),
        on: z.iso.date(),
      }),
    ),
    /** False: there were more, or the act touched items it does not name. */
    complete: z.boolean(),
  }),
})

export const endpointAnswer = (endpoint: Endpoint): z.infer<typeof endpointWire> => ({
  id: endpoint.id,
  url: endpoint.url,
  types: [...endpoint.types],
  state: stateOf(endpoint),
  madeAt: endpoint.madeAt.toISOString(),
  bothSignUntil: endpoint.bothSignUntil?.toISOString() ?? null,
  failingSince: endpoint.failingSince?.toISOString() ?? null,
  disabledAt: endpoint.disabledAt?.toISOString() ?? null,
  disabledBecause: endpoint.disabledBecause,
  held: endpoint.held,
})
export const attemptAnswer = (attempt: Attempt): z.infer<typeof attemptWire> => ({ ...attempt, at: attempt.at.toISOString() })
export const deliveryAnswer = ({ id, act, type, state, tries, nextAt, last }: Delivery): z.infer<typeof deliveryWire> => ({
  id,
  message: act,
  type,
  state,
  tries,
  nextAt: nextAt?.toISOString() ?? null,
  last: last && attemptAnswer(last),
})
