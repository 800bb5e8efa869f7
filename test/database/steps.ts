/** For programs that tests kill: before their n-th step, on the disk or in the database, they die as by kill -9. */
import files from "node:fs/promises"
import { syncBuiltinESMExports } from "node:module"
import pg from "pg"

type Steps = Record<string, (...given: unknown[]) => unknown>

/** Called before the code under test is loaded, so that it sees what counts its steps. */
export async function dieBefore(step: number): Promise<void> {
  const any = await files.open(import.meta.filename)
  await any.close()
  let steps = 0
  const count = (of: object, names: readonly string[]) => {
    const owner = of as Steps
    for (const name of names) {
      const original = owner[name]!
      owner[name] = function (this: unknown, ...given) {
        if (++steps === step) process.kill(process.pid, "SIGKILL")
        return original.apply(this, given)
      }
    }
  }
  count(Object.getPrototypeOf(any), ["appendFile", "sync", "close"])
  count(files, ["mkdir", "open", "rename", "rm", "statfs"])
  syncBuiltinESMExports()
  count(pg.Client.prototype, ["query"])
}
