/**
 * API keys: a program acts for one company, in a role, confined to some of its rights.
 *
 * Written  enc_<company's number>_<43 characters, base64url of 32 random bytes>. Only the SHA-256 of the whole is kept.
 * Refuses  BAD_KEY_NAME, UNKNOWN_RIGHT.
 */
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import { allow, RIGHTS, type Right, type Role } from "./roles.ts"

export type ApiKey = {
  readonly id: Id
  readonly name: string
  readonly role: Role
  /** Null: all rights of the role. */
  readonly scopes: readonly Right[] | null
  readonly start: string
  readonly madeAt: Date
  readonly revokedAt: Date | null
}

export const SECRET_BYTES = 32
/** So many characters of a key are shown: its company and the beginning of its secret. */
const SHOWN = 6

export const writeKey = (company: number, secret: Uint8Array) => `enc_${company}_${Buffer.from(secret).toString("base64url")}`
/** The secret itself may hold underscores: the first two alone part a key. */
export const startOf = (key: string) => key.slice(0, key.indexOf("_", "enc_".length) + 1 + SHOWN)

/** The company a key says it is for; null where it is no key at all. */
export function companyOf(key: string): number | null {
  const read = /^enc_([1-9]\d{0,8})_[A-Za-z0-9_-]{43}$/.exec(key)
  return read ? Number(read[1]) : null
}

export type KeyRefusal =
  | { readonly code: "BAD_KEY_NAME"; readonly value: string }
  | { readonly code: "UNKNOWN_RIGHT"; readonly value: string; readonly takes: readonly Right[] }

/** Scopes must be rights the role has: a key never does more than its role. */
export function checkKey(name: string, role: Role, scopes: readonly string[] | null): Result<readonly Right[] | null, KeyRefusal> {
  if (name.trim() === "" || name.length > 100) return refuse({ code: "BAD_KEY_NAME", value: name })
  if (scopes === null) return ok(null)
  const granted = RIGHTS.filter((right) => allow(role, right).ok)
  for (const scope of scopes) if (!granted.some((right) => right === scope)) return refuse({ code: "UNKNOWN_RIGHT", value: scope, takes: granted })
  return ok(granted.filter((right) => scopes.includes(right)))
}

export const keyMay = (key: Pick<ApiKey, "role" | "scopes">, right: Right) =>
  allow(key.role, right).ok && (key.scopes === null || key.scopes.includes(right))
