/** The door of the people room: keys are made, found and revoked. */
import { createHash } from "node:crypto"
import { recordAct } from "../activity/activity.act.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import { findKey, insertKey, loadKeys, loadKeysOf, revokeKey } from "./keys.store.ts"
import { type ApiKey, checkKey, companyOf, startOf, writeKey } from "./keys.ts"
import type { Role } from "./roles.ts"

export { loadKeys, loadKeysOf }

const digestOf = (key: string) => createHash("sha256").update(key).digest()

/** `drawn`: SECRET_BYTES of chance. The secret is in the answer and nowhere else. Refuses BAD_KEY_NAME, UNKNOWN_RIGHT. */
export async function addKey(
  tx: Tx,
  by: By,
  { name, role, scopes }: { readonly name: string; readonly role: Role; readonly scopes: readonly string[] | null },
  drawn: Uint8Array,
  /** The person who will know its secret; null at the command line. */
  maker: string | null = null,
): Promise<ApiKey & { readonly secret: string }> {
  const checked = checkKey(name, role, scopes)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  const secret = writeKey(tx.company, drawn)
  const key = { id: tx.newId(), name: name.trim(), role, scopes: checked.value, start: startOf(secret), madeAt: tx.now() }
  await insertKey(tx, key, digestOf(secret), maker)
  await recordAct(tx, by, { code: "people.keyAdded", subject: { key: key.id, role }, after: { name: key.name, scopes: key.scopes } })
  return { ...key, revokedAt: null, secret }
}

/** From the next request on nobody may use it. Refuses UNKNOWN_KEY. */
export async function withdrawKey(tx: Tx, by: By, sought: string): Promise<{ readonly id: Id; readonly name: string }> {
  const key = await revokeKey(tx, sought)
  if (!key) throw new Refused("UNKNOWN_KEY", { key: sought })
  await recordAct(tx, by, { code: "people.keyRevoked", subject: { key: key.id, role: key.role } })
  return key
}

/** Their own only: whoever made it may end it, whatever they may otherwise. Refuses UNKNOWN_KEY. */
export async function withdrawOwnKey(tx: Tx, by: By, person: string, id: string): Promise<void> {
  if (!(await loadKeysOf(tx, person)).some((key) => key.id === id)) throw new Refused("UNKNOWN_KEY", { key: id })
  await withdrawKey(tx, by, id)
}

/** Whose key this is, asked anew at every request: a revoked one ends at once. Null for everything that is no key in force. */
export async function recognise(db: Database, secret: string): Promise<{ readonly company: Creditor; readonly key: ApiKey } | null> {
  const company = companyOf(secret)
  return company === null ? null : findKey(db.alone(company), digestOf(secret))
}
