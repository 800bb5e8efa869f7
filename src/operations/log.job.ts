/** Logs in the data folder, a line an event. Not in the database: a restored one knows nothing of what came after it. */
import { mkdir, open } from "node:fs/promises"
import { join } from "node:path"
import { errorCode, fileTrouble } from "../shell/trouble.ts"
import { syncFolder } from "../shell/vault.ts"
import { type Logged, readLogged, writeLogged } from "./log.wire.ts"

export type LogName = "backups.log" | "erasures.log" | "removals.log"

/** The line is on the disk when this returns; one that a crash tore stays alone on its line. */
export async function appendLog(dataDir: string, name: LogName, line: string): Promise<void> {
  const path = join(dataDir, name)
  try {
    await mkdir(dataDir, { recursive: true })
    const file = await open(path, "a+", 0o600)
    try {
      const { size } = await file.stat()
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
      await file.appendFile(`${size === 0 || buffer.toString() === "\n" ? "" : "\n"}${line}\n`)
      await file.sync()
      if (size === 0) await syncFolder(dataDir)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileTrouble(error, path)
  }
}

/** Every line in order; none when there is no such log. */
export async function* readLog(dataDir: string, name: LogName): AsyncGenerator<string> {
  const path = join(dataDir, name)
  const file = await open(path, "r").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null
    throw fileTrouble(error, path)
  })
  if (file === null) return
  try {
    yield* file.readLines({ encoding: "utf8", autoClose: false })
  } finally {
    await file.close()
  }
}

/** What a line says; null where a crash tore it, or somebody wrote into the file. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

export const logBackup = (dataDir: string, entry: Logged): Promise<void> => appendLog(dataDir, "backups.log", writeLogged(entry))

/** A line a day, and one a month: the newest last. */
export async function readBackupLog(dataDir: string): Promise<Logged[]> {
  const entries: Logged[] = []
  for await (const line of readLog(dataDir, "backups.log")) {
    const entry = readLogged(line)
    if (entry) entries.push(entry)
  }
  return entries
}
