/** A passphrase comes from a file or from the environment, never from the command line, where every user of the machine could read it. */
import { readFile } from "node:fs/promises"
import { Refused } from "../kernel/result.ts"
import { errorCode } from "../shell/trouble.ts"

const SHORTEST = 8

/** Null: none was given, and nothing is sealed. Refuses NO_SUCH_FILE, PASSPHRASE_SHORT. */
export async function readPassphrase(file: string | null, env: NodeJS.ProcessEnv): Promise<string | null> {
  const from = file ?? (env.ENCOURS_BACKUP_PASSPHRASE_FILE || null)
  const passphrase = from === null ? env.ENCOURS_BACKUP_PASSPHRASE || null : await firstLine(from)
  if (passphrase !== null && passphrase.length < SHORTEST) throw new Refused("PASSPHRASE_SHORT", { least: SHORTEST })
  return passphrase
}

async function firstLine(file: string): Promise<string> {
  try {
    // Some editors begin a file with a mark; it is no part of what was typed.
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "").split(/\r?\n/)[0]!
  } catch (error) {
    throw new Refused("NO_SUCH_FILE", { file, why: errorCode(error) })
  }
}
