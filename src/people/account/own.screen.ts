/** What opens an account besides its password: passkeys and API keys, as their owner knows them. */
import { useQuery } from "@tanstack/react-query"
import { ask } from "../../shell/web/ask.screen.ts"

export type Passkey = { readonly id: string; readonly name?: string | null; readonly createdAt: string }
export type OwnKey = { readonly company: string; readonly id: string; readonly name: string; readonly start: string }
export const PASSKEYS = ["me", "passkeys"] as const
const OWN_KEYS = ["me", "keys"] as const
export const SESSIONS = ["me", "sessions"] as const

export const act = <T>(path: string, body: object = {}) => ask<T>(path, { method: "POST", body })
export const usePasskeys = () =>
  useQuery({ queryKey: PASSKEYS, queryFn: () => ask<{ readonly rows: readonly Passkey[] }>("/api/auth/passkey/list-user-passkeys"), retry: false })
export const useOwnKeys = () =>
  useQuery({ queryKey: OWN_KEYS, queryFn: () => ask<{ readonly keys: readonly OwnKey[] }>("/api/me/keys"), retry: false })
