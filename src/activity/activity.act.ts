/** The door of the activity room: an act is recorded in its own transaction, and sealed after it is committed. */
import { createHash } from "node:crypto"
import type { Id } from "../kernel/id.ts"
import { assert } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"
import { type Actor, redact } from "./activity.ts"
import type { ActCode } from "./acts.ts"

export type Act = {
  /** What was done; tests of the log itself record acts of no room. */
  readonly code: ActCode | `test.${string}`
  /** What it was done to: ids, codes, counts; never names. */
  readonly subject: Readonly<Record<string, unknown>>
  /** Redacted before it is kept: figures, days, ids and codes pass, of any other text only the length. */
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  /** SHA-256 of all it touched, or the keys to make it from, in any order. */
  readonly digest?: string
  readonly touched?: readonly string[]
  readonly requestId?: string
  /** When its facts already bear its id. */
  readonly id?: Id
}

/** Writes one act; bigints become decimal strings. The id is what facts keep as `act_id`. */
export async function recordAct(tx: Tx, by: Actor, act: Act): Promise<Id> {
  assert(act.digest === undefined || act.touched === undefined, "an act has one digest: of a content or of the keys it touched")
  const id = act.id ?? tx.newId()
  await tx.db
    .insertInto("activity.act")
    .values({
      company_id: tx.company,
      id,
      at: tx.now(),
      actor_kind: by.kind,
      actor: by.name,
      on_behalf_of: by.onBehalfOf ?? null,
      act: act.code,
      subject: json(act.subject),
      before: act.before ? json(redact(act.before)) : null,
      after: act.after ? json(redact(act.after, act.before)) : null,
      digest: act.digest ?? (act.touched ? digestOf(act.touched) : null),
      request_id: act.requestId ?? null,
    })
    .execute()
  return id
}

const json = (fields: Readonly<Record<string, unknown>>) => JSON.stringify(fields, (_, value) => (typeof value === "bigint" ? String(value) : value))

/** The same for the same keys in any order. The length goes before each key, so that keys cannot run into each other. */
function digestOf(keys: readonly string[]): string {
  const hash = createHash("sha256")
  for (const key of keys.toSorted()) hash.update(`${Buffer.byteLength(key)}:${key},`)
  return hash.digest("hex")
}
