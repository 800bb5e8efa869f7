/** Every refusal a person may meet has words in four languages, and no words stand for a refusal nobody makes. */
import { expect, test } from "vitest"
import { LANGUAGES } from "../src/kernel/text.ts"
import { WORDED } from "./refusals.ts"
import { readTree } from "./tree.ts"

const tree = readTree()
const worded = WORDED.flatMap((room) => Object.entries(room))
const sources = tree.filter(({ path }) => path.startsWith("src/") && !/\.(text|test)\.ts$/.test(path) && path.endsWith(".ts"))

/** Codes in `new Refused("CODE", …)` and `new Refused(told ? "ONE" : "OTHER", …)`. */
const thrown = sources.flatMap(({ text }) =>
  [...text.matchAll(/new Refused\(([^,)]*)/g)].flatMap(([, first]) => [...first!.matchAll(/"([A-Z][A-Z_]+)"/g)].map(([, code]) => code!)),
)

test("every refusal that is thrown has words", () => {
  expect(thrown.length).toBeGreaterThan(40)
  const codes = new Set(worded.map(([code]) => code))
  expect([...new Set(thrown)].filter((code) => !codes.has(code) && code !== "EACCES")).toEqual([])
})

test("no words stand for a refusal nobody makes, and none is worded twice", () => {
  const said = (code: string) => sources.some(({ text }) => text.includes(`"${code}"`))
  expect(worded.map(([code]) => code).filter((code, i, all) => !said(code) || all.indexOf(code) !== i)).toEqual([])
})

test("the words stand without figures too, and say something in each language", () => {
  for (const [code, words] of worded) {
    for (const lang of LANGUAGES) {
      if (code !== "USAGE") expect(words[lang]({}), `${code} ${lang}`).toMatch(/\w{3}/)
      expect(words[lang]({}), `${code} ${lang}`).not.toContain("undefined")
    }
  }
})
