/**
 * What is known of backups and of their tests: a line each in `backups.log` of the data folder. Not in the database, since a restored one knows
 * nothing of what was done after it was packed.
 */
import { z } from "zod"

export const loggedWire = z.object({
  what: z.enum(["backup", "test", "restore", "upgrade"]),
  at: z.iso.datetime(),
  file: z.string(),
  ok: z.boolean(),
  /** Why it failed. */
  code: z.string().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  sealed: z.boolean().nullable(),
  rows: z.number().int().nullable(),
  /** Files of the vault that could not be packed. */
  faults: z.number().int(),
  seconds: z.number(),
  by: z.string(),
  planned: z.boolean(),
})
export type Logged = z.infer<typeof loggedWire>

export const writeLogged = (entry: Logged): string => JSON.stringify(entry)

/** Null where a crash tore the line, or somebody wrote into the file. */
export function readLogged(line: string): Logged | null {
  try {
    return loggedWire.parse(JSON.parse(line))
  } catch {
    return null
  }
}
