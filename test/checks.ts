/** docs/checks.md: the public checks P01 … P95, and in the last column the test files that name each. */
import { isTest, type Tree } from "./source.ts"

/** The page with its last column filled from the test files; equal to the page when it is current. */
export function withTestFiles(page: string, tree: Tree): string {
  const tests = tree.filter((f) => isTest(f.path)).sort((a, b) => (a.path < b.path ? -1 : 1))
  return page.replace(/^(\| (P\d\d) \|.*\|)[^|]*\|$/gm, (_, row: string, number: string) => {
    const files = tests.filter((f) => new RegExp(`\\b${number}\\b`).test(f.text)).map((f) => `\`${f.path}\``)
    return `${row} ${files.join(", ") || "–"} |`
  })
}
