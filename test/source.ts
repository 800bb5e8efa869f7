/** How the house rules read a file: pure text work, exact enough for our own formatted code. Paths are from the package's root. */
import { posix } from "node:path"

export type File = { readonly path: string; readonly text: string }
export type Tree = readonly File[]

const LITERAL = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\`(?:\\.|[^\`\\])*\``
const PATTERN = String.raw`(?<=[=(,:!&|?{};\[\n]\s*)\/(?![*\/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n\[])+\/[dgimsuvy]*`
const COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`
const TOKENS = new RegExp(`(${LITERAL}|${PATTERN})|(?:${COMMENT})`, "g")

/** The text without its comments; literals stay. */
export const codeOf = (file: File) => file.text.replace(TOKENS, (_, literal: string | undefined) => literal ?? "")
/** The code without the words in it: plain strings and patterns are emptied, templates stay (they hold code). */
export const bareCodeOf = (file: File) => file.text.replace(TOKENS, (_, literal: string | undefined) => (literal?.startsWith("`") ? literal : '""'))

const IMPORTS = [/^[ \t]*(?:import|export)\b[^"'`;]*?\bfrom\s*"([^"]+)"/gm, /^[ \t]*import\s*"([^"]+)"/gm, /\bimport\(\s*"([^"]+)"/g]
/** What a file imports: paths from the root, or `npm:name` for packages and Node's own modules. */
export function importsOf(file: File) {
  const code = codeOf(file)
  const named = IMPORTS.flatMap((form) => [...code.matchAll(form)]).sort((a, b) => a.index - b.index)
  return named.map((m) => (m[1]!.startsWith(".") ? posix.join(posix.dirname(file.path), m[1]!) : `npm:${m[1]}`))
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path)
export const isSource = (path: string) => /^src\/.*\.tsx?$/.test(path) && !isTest(path)
/** "src/ledger/post.store.ts" → "ledger"; a file directly in src is its own room ("main", "web"). */
export const roomOf = (path: string) => {
  const [, room, rest] = path.split("/")
  return rest === undefined ? (room ?? "").split(".")[0]! : room!
}
/** The words between the first name and the extension: "post.store.test.ts" → ["store", "test"]. */
export const suffixesOf = (path: string) => posix.basename(path).split(".").slice(1, -1)

const EDGE = ["store", "act", "http", "job", "cli", "screen"]
export const isEdge = (path: string) => suffixesOf(path).some((suffix) => EDGE.includes(suffix))
/** Where everything meets: files directly in src, which may reach into any room. */
export const isWiring = (path: string) => /^src\/(?:main|program|serving|checks|web)\.tsx?$|^src\/(?:refusals|web)\.text\.ts$/.test(path)
/** Pure: neither an edge file nor the shell nor the wiring. */
export const isPure = (path: string) => !isEdge(path) && !isWiring(path) && roomOf(path) !== "shell"

/** Every file reachable from `roots` through imports and through file names written in literals ("test/database.ts"). */
export function reachableFrom(tree: Tree, roots: readonly string[]): ReadonlySet<string> {
  const fileByPath = new Map(tree.map((f) => [f.path, f]))
  const reached = new Set<string>()
  const open = roots.filter((path) => fileByPath.has(path))
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    const file = fileByPath.get(path)!
    open.push(...[...importsOf(file), ...mentionsOf(file, tree)].filter((to) => fileByPath.has(to)))
  }
  return reached
}

/** Files named in a literal: relative to the file, from the root, or by a base name that only one file has. */
function mentionsOf(file: File, tree: Tree) {
  const named = [...codeOf(file).matchAll(/["'`]([\w./-]+\.(?:ts|mjs|sh))["'`]/g)].map((m) => m[1]!)
  return named.flatMap((name) => {
    const sameName = tree.filter((f) => posix.basename(f.path) === posix.basename(name)).map((f) => f.path)
    const here = posix.join(posix.dirname(file.path), name)
    const exact = sameName.filter((path) => path === here || path === posix.normalize(name) || path.endsWith(`/${name.replace(/^(\.\.?\/)+/, "")}`))
    return exact.length > 0 ? exact : sameName.length === 1 ? sameName : []
  })
}
