/** Failures of the data folder and the database, each with a stable code, its figures, and words that name the path and the way out. */
import { execFileSync } from "node:child_process"
import { statfsSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { Refused } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import { type DatabaseCode, databaseTexts } from "./database.text.ts"

export class DatabaseTrouble extends Refused {
  constructor(code: DatabaseCode, figures: Readonly<Record<string, unknown>>) {
    super(code, figures)
    this.message = databaseTexts[code].en(figures)
  }
  /** sysexits: 75 is "busy, try later"; the rest is a plain failure. */
  get exitCode() {
    return this.code === "ALREADY_RUNNING" || this.code === "UPGRADING" ? 75 : 1
  }
  inWords(lang: Language): string {
    return databaseTexts[this.code as DatabaseCode][lang](this.figures)
  }
}

export const errorCode = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "")
/** The queue tells plain objects with a message, not errors. */
export const errorLine = (error: unknown) => {
  const { message } = (error ?? {}) as { message?: unknown }
  return (typeof message === "string" && message !== "" ? message : String(error)).split("\n")[0]!
}

/** A user's name for a message; the number where the system has no name for it. */
export function nameOf(uid: number | undefined): string {
  try {
    return execFileSync("id", ["-nu", String(uid)], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim()
  } catch {
    return `uid ${uid}`
  }
}
export const myName = () => nameOf(process.getuid?.())

export function freeMegabytes(path: string): number | null {
  try {
    const disk = statfsSync(path)
    return Math.floor((disk.bavail * disk.bsize) / 1048576)
  } catch {
    return null
  }
}

/** A failed file operation on `path` as a trouble with a remedy; what is not recognised comes back as it was. */
export function fileTrouble(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return new DatabaseTrouble("DISK_FULL", { path, freeMb: freeMegabytes(nearest(path)) })
    case "EROFS":
      return new DatabaseTrouble("READ_ONLY", { path })
    case "EACCES":
    case "EPERM":
    case "ENOENT": {
      const there = nearest(path)
      const figures = { path, above: there, owner: nameOf(statSync(there).uid), user: myName() }
      return new DatabaseTrouble(there === path ? "WRONG_OWNER" : "CANNOT_CREATE", figures)
    }
    case "ENAMETOOLONG":
      return new DatabaseTrouble("NAME_TOO_LONG", { path })
    case "ENOTDIR":
    case "EEXIST":
      return new DatabaseTrouble("NOT_A_FOLDER", { path })
    default:
      return error
  }
}

/** The deepest part of the path that can be seen: the one whose owner decides. */
function nearest(path: string): string {
  try {
    statSync(path)
    return path
  } catch {
    return nearest(dirname(path))
  }
}

const LOST = /^(57P0[123]|08\w{3}|ECONNRESET|ECONNREFUSED|EPIPE)$/
/** What the client says without a code: of the statement under way, and of the next one. */
export const CONNECTION_GONE = /^(Connection terminated|Client (has encountered a connection error|was closed))/

/** A failed statement as a trouble with a remedy, where the fault is the disk's or the connection's; null for everything else. */
export function statementTrouble(error: unknown, path: string): DatabaseTrouble | null {
  const outside = fileTrouble(error, path)
  if (outside instanceof DatabaseTrouble) return outside
  const freeMb = freeMegabytes(path)
  const lost = LOST.test(errorCode(error)) || CONNECTION_GONE.test(errorLine(error))
  // A full disk under the write-ahead log ends the server itself: then only the connection is seen to go.
  if (errorCode(error) === "53100" || (lost && freeMb !== null && freeMb < 50)) return new DatabaseTrouble("DISK_FULL", { path, freeMb })
  return lost ? new DatabaseTrouble("DATABASE_LOST", { path, reason: errorLine(error) }) : null
}
