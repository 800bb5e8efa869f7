/** House rules about what nobody uses: files and exports. */
import { KEPT_EXPORTS, WAITING } from "./allowed.ts"
import { codeOf, importsOf, isSource, isTest, reachableFrom, roomOf } from "./source.ts"
import type { Rule } from "./tidy.ts"

const isProgram = (path: string) => /^bin\/|^src\/main\.ts$|^src\/web\.tsx$|^bench\/bench\.ts$/.test(path)
const isTooling = (path: string) => /^(?:test\/run\.ts|vitest\.config\.ts)$/.test(path) || isTest(path)
/** Foundations may stand before anything is built on them, as long as tests use them. */
const isFoundation = (path: string) => ["kernel", "law"].includes(roomOf(path))

const waits = (path: string) => Object.keys(WAITING).some((start) => path.startsWith(start))

export const KEPT: readonly Rule[] = [
  {
    says: "every file is used",
    offences: (tree) => {
      const paths = tree.map((f) => f.path)
      const program = reachableFrom(tree, paths.filter(isProgram))
      const all = reachableFrom(
        tree,
        paths.filter((path) => isProgram(path) || isTooling(path)),
      )
      const unbuilt = !paths.includes("src/main.ts")
      const users = tree.filter((f) => isSource(f.path) && !waits(f.path)).flatMap(importsOf)
      const over = Object.keys(WAITING).filter((start) => users.some((path) => path.startsWith(start)))
      const unused = paths
        .filter((path) => !waits(path))
        .filter((path) => /^(?:src|test|bench)\/.*\.tsx?$/.test(path))
        .filter((path) => (isSource(path) && !isFoundation(path) && !unbuilt ? !program.has(path) : !all.has(path)))
        .map((path) => `${path}: nobody imports it (from src/main.ts, bin, bench${isSource(path) ? "" : " or a test"}); wire it or remove it`)
      return [...unused, ...over.map((start) => `test/allowed.ts: ${start} is used now; remove the line from WAITING`)]
    },
  },
  {
    says: "every exported function and constant is used outside its file",
    offences: (tree) => {
      if (!tree.some((f) => f.path === "src/main.ts")) return []
      const code = tree
        .filter((f) => /\.tsx?$|^bin\//.test(f.path) && f.path !== "test/allowed.ts")
        .map((f) => ({ path: f.path, names: countsOf(codeOf(f).match(/\b\w+\b/g) ?? []) }))
      // A part of a larger whole may be tested by itself; what only a test calls is dead.
      const used = (name: string, at: string) =>
        code.some((f) => f.path !== at && (!isTest(f.path) || isFoundation(at)) && f.names.has(name)) ||
        (code.some((f) => isTest(f.path) && f.names.has(name)) && (code.find((f) => f.path === at)?.names.get(name) ?? 0) > 1)
      const exports = tree
        .filter((f) => isSource(f.path) && f.path !== "src/shell/schema.ts" && !waits(f.path))
        .flatMap((f) => [...codeOf(f).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map((m) => ({ path: f.path, name: m[1]! })))
      const unused = exports.filter(({ path, name }) => KEPT_EXPORTS[name] === undefined && !used(name, path))
      const kept = tree.some((f) => f.path === "test/allowed.ts") ? Object.keys(KEPT_EXPORTS) : []
      const stale = kept.filter((one) => !exports.some(({ name, path }) => name === one && !used(name, path)))
      return [
        ...unused.map(
          ({ path, name }) =>
            `${path}: nobody uses ${name} (tests apart); remove it, drop the word export if its own file does, or keep it with a reason in test/allowed.ts`,
        ),
        ...stale.map((name) => `test/allowed.ts: ${name} needs no exception any more; remove the line`),
      ]
    },
  },
]

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
