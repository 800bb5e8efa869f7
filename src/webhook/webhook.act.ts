/** The door of the webhook room: endpoints are registered, get a new secret, are switched on again and removed; what was told is told again. */
import { recordAct } from "../activity/activity.act.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { type Allowed, mayCall } from "../shell/outgoing/address.ts"
import {
  countHeld,
  disableEndpoint,
  enableEndpoint,
  endHolding,
  holdEndpoint,
  holdWaiting,
  insertEndpoint,
  loadEndpoints,
  makeDue,
  removeEndpoint,
  replaceSecret,
} from "./webhook.store.ts"
import { checkEndpoint, type Endpoint, MOST_ENDPOINTS, writeSecret } from "./webhook.ts"

export type Shown = { readonly endpoint: Endpoint; readonly secret: string }

/**
 * `drawn`: SECRET_BYTES of chance. The secret is in this answer and in no later one. Refuses BAD_URL, UNKNOWN_EVENT, TOO_MANY_WEBHOOKS, and
 * ADDRESS_NOT_ALLOWED where the address itself lies inside; a name is looked up when it is called.
 */
export async function addEndpoint(
  tx: Tx,
  by: By,
  said: { readonly url: string; readonly types: readonly string[] },
  allowed: Allowed,
  drawn: Uint8Array,
): Promise<Shown> {
  const checked = checkEndpoint(said, allowed.any)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  const { url, types } = checked.value
  const literal = /^\[|^[\d.]+$/.test(url.hostname)
  if (url.hostname === "localhost" || (literal && !mayCall(url.hostname, allowed))) throw new Refused("ADDRESS_NOT_ALLOWED", { host: url.hostname })
  if ((await loadEndpoints(tx)).length >= MOST_ENDPOINTS) throw new Refused("TOO_MANY_WEBHOOKS", { most: MOST_ENDPOINTS })
  const id = tx.newId()
  await insertEndpoint(tx, { id, url: url.href, types }, drawn)
  await recordAct(tx, by, { code: "webhook.added", subject: { webhook: id, types } })
  return { endpoint: await found(tx, id), secret: writeSecret(drawn) }
}

/** From now on the new secret signs, and for a day the one before as well. */
export async function rotateSecret(tx: Tx, by: By, id: string, drawn: Uint8Array): Promise<Shown> {
  const endpoint = await found(tx, id)
  await replaceSecret(tx, endpoint.id, drawn)
  await recordAct(tx, by, { code: "webhook.rotated", subject: { webhook: endpoint.id } })
  return { endpoint: await found(tx, id), secret: writeSecret(drawn) }
}

export async function withdrawEndpoint(tx: Tx, by: By, id: string): Promise<Endpoint> {
  const endpoint = await found(tx, id)
  await removeEndpoint(tx, endpoint.id)
  await recordAct(tx, by, { code: "webhook.removed", subject: { webhook: endpoint.id } })
  return endpoint
}

/** What happened while it was off is not told: the books are asked for that, or single deliveries are sent again. */
export async function switchOn(tx: Tx, by: By, id: string): Promise<Endpoint> {
  const endpoint = await found(tx, id)
  if (endpoint.disabledAt === null) return endpoint
  await enableEndpoint(tx, endpoint.id)
  await recordAct(tx, by, { code: "webhook.enabled", subject: { webhook: endpoint.id } })
  return found(tx, id)
}

/** Nothing more is told; the company's other endpoints hear of it. */
export async function switchOff(tx: Tx, by: By, id: Id, because: "FAILING" | "GONE"): Promise<void> {
  const endpoint = await holdEndpoint(tx, id)
  if (endpoint === null || endpoint.disabledAt !== null) return
  await disableEndpoint(tx, id, because)
  await recordAct(tx, by, { code: "webhook.disabled", subject: { webhook: id, code: because } })
}

/** Sends it once more, under the same id and with the same bytes. Refuses UNKNOWN_DELIVERY, WEBHOOK_OFF. */
export async function sendAgain(tx: Tx, by: By, id: string, delivery: string): Promise<Id> {
  const endpoint = await found(tx, id)
  if (endpoint.disabledAt !== null) throw new Refused("WEBHOOK_OFF", { webhook: endpoint.id })
  const due = await makeDue(tx, endpoint.id, delivery)
  if (due === null) throw new Refused("UNKNOWN_DELIVERY", { delivery })
  await recordAct(tx, by, { code: "webhook.resent", subject: { webhook: endpoint.id, delivery: due } })
  return due
}

/** After a restore: what waited then is not sent by itself, for it may have been sent since. */
export const holdBack = (tx: Tx): Promise<void> => holdWaiting(tx)

export const heldBack = (tx: Tx): Promise<number> => countHeld(tx)

/** What was held back is sent, or given up (single ones can still be sent again); how many. Refuses UNKNOWN_WEBHOOK, WEBHOOK_OFF. */
export async function release(tx: Tx, by: By, id: string, discard: boolean): Promise<number> {
  const endpoint = await found(tx, id)
  if (endpoint.disabledAt !== null && !discard) throw new Refused("WEBHOOK_OFF", { webhook: endpoint.id })
  const count = await endHolding(tx, endpoint.id, discard ? "failed" : "pending")
  if (count > 0) await recordAct(tx, by, { code: "webhook.released", subject: { webhook: endpoint.id, count, discarded: discard } })
  return count
}

/** Read only. Refuses UNKNOWN_WEBHOOK. */
export async function known(tx: Tx, id: string): Promise<Endpoint> {
  const endpoint = (await loadEndpoints(tx)).find((one) => one.id === id)
  if (!endpoint) throw new Refused("UNKNOWN_WEBHOOK", { webhook: id })
  return endpoint
}

async function found(tx: Tx, id: string): Promise<Endpoint> {
  const endpoint = await holdEndpoint(tx, id)
  if (!endpoint) throw new Refused("UNKNOWN_WEBHOOK", { webhook: id })
  return endpoint
}
