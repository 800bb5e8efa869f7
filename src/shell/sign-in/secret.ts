/** What signs cookies and seals the second factors: drawn once for a data folder, readable by its owner alone. There is no other one to fall back to. */
import { randomBytes } from "node:crypto"
import { linkSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { writePrivately } from "../postgres/private.ts"
import { errorCode, fileTrouble } from "../trouble.ts"

const SECRET_FILE = "sign-in.secret"
const SECRET = /^[A-Za-z0-9_-]{43}$/

export function signInSecret(dataDir: string): string {
  const path = join(dataDir, SECRET_FILE)
  const kept = read(path)
  if (kept !== null) return kept
  const drawn = randomBytes(32).toString("base64url")
  const aside = `${path}.${randomBytes(6).toString("hex")}`
  writePrivately(aside, `${drawn}\n`)
  try {
    // Of two servers that start at once one names its file; the other takes what it finds.
    linkSync(aside, path)
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw fileTrouble(error, path)
  } finally {
    rmSync(aside, { force: true })
  }
  return read(path) ?? drawn
}

function read(path: string): string | null {
  let text: string
  try {
    text = readFileSync(path, "utf8").trim()
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null
    throw fileTrouble(error, path)
  }
  if (!SECRET.test(text)) throw new Error(`${path} holds no secret: remove it, and everybody signs in anew`)
  return text
}
