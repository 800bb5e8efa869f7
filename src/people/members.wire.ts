/** People as they travel. */
import { z } from "zod"
import type { Invitation, NamedMember } from "./members.ts"
import { ROLES } from "./roles.ts"

export const memberWire = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  since: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  resetAskedAt: z.iso.datetime().nullable(),
  secondFactor: z.boolean(),
})
export const memberAnswer = (m: NamedMember): z.infer<typeof memberWire> => ({
  ...m,
  since: m.since.toISOString(),
  disabledAt: m.disabledAt?.toISOString() ?? null,
  resetAskedAt: m.resetAskedAt?.toISOString() ?? null,
})

export const invitationWire = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export const invitationAnswer = ({ id, email, role, madeAt, expiresAt }: Invitation): z.infer<typeof invitationWire> => ({
  id,
  email,
  role,
  madeAt: madeAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
})
