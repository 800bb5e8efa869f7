import { mkdir, open } from "node:fs/promises"
import { join } from "node:path"
import { errorCode, fileTrouble } from "../shell/trouble.ts"
import { syncFolder } from "../shell/vault.ts"
import { type Logged, readLogged, writeLogged } from "./log.wire.ts"

const logFile = (dataDir: string) => join(dataDir, "backups.log")

/** The line is on the disk when this returns; one that a crash tore stays alone on its line. */
export async function logBackup(dataDir: string, entry: Logged): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    const file = await open(logFile(dataDir), "a+", 0o600)
    try {
      const { size } = await file.stat()
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
      await file.appendFile(`${size === 0 || buffer.toString() === "\n" ? "" : "\n"}${writeLogged(entry)}\n`)
      await file.sync()
      if (size === 0) await syncFolder(dataDir)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileTrouble(error, logFile(dataDir))
  }
}

/** A line a day, and one a month: the newest last. */
export async function readBackupLog(dataDir: string): Promise<Logged[]> {
  const file = await open(logFile(dataDir), "r").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null
    throw fileTrouble(error, logFile(dataDir))
  })
  if (file === null) return []
  const entries: Logged[] = []
  try {
    for await (const line of file.readLines({ encoding: "utf8", autoClose: false })) {
      const entry = readLogged(line)
      if (entry) entries.push(entry)
    }
  } finally {
    await file.close()
  }
  return entries
}
