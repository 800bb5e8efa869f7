/** A key as it travels: never its secret, but once, when it is made. */
import { z } from "zod"
import type { ApiKey } from "./keys.ts"
import { RIGHTS, ROLES } from "./roles.ts"

export const keyWire = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  scopes: z.array(z.enum(RIGHTS)).nullable(),
  start: z.string(),
  madeAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})

export const keyAnswer = (key: ApiKey): z.infer<typeof keyWire> => ({
  id: key.id,
  name: key.name,
  role: key.role,
  scopes: key.scopes === null ? null : [...key.scopes],
  start: key.start,
  madeAt: key.madeAt.toISOString(),
  revokedAt: key.revokedAt?.toISOString() ?? null,
})
