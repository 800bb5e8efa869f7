/** House rules a reviewer should never have to say twice. A failure names the file and the remedy. */
import { expect, test } from "vitest"
import { RULES } from "./tidy.ts"
import { readTree } from "./tree.ts"

const tree = readTree()

test.each(RULES)("$says", (rule) => {
  expect(rule.offences(tree)).toEqual([])
})
