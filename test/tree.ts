import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import type { File } from "./source.ts"

export const ROOT = resolve(import.meta.dirname, "..")
const NOT_OURS = /^(?:\.git|node_modules|coverage|\.encours.*|bench\/results)$|\.log$/

/** Every text file of the package with its path from the root: what a clone would hold, and what waits to be committed. */
export function readTree(root = ROOT, under = ""): File[] {
  return readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === "" ? entry.name : `${under}/${entry.name}`
    if (NOT_OURS.test(path)) return []
    if (entry.isDirectory()) return readTree(root, path)
    if (!entry.isFile()) return []
    const text = readFileSync(join(root, path), "utf8")
    return text.includes("\0") ? [] : [{ path, text }]
  })
}
