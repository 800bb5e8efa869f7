/** A customer's files as they travel. */
import { z } from "zod"
import type { CustomerFile } from "./files.ts"

export const fileWire = z.object({
  id: z.uuid(),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
})
export const fileAnswer = ({ id, name, bytes, sha256, at, by }: CustomerFile): z.infer<typeof fileWire> => ({
  id,
  name,
  bytes: Number(bytes),
  sha256,
  at: at.toISOString(),
  by,
})
