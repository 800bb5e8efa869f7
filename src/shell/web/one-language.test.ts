import { parseSync } from "rolldown/utils"
import { expect, test } from "vitest"
import { keepLanguage, type Node } from "./one-language.ts"

const SOURCE = `const text = {
  said: { en: "As of: now", fr: "Situation au : « ce jour » ; sûr ?", nl: "Toestand: nu", de: "Stand: jetzt" },
  left: { en: (n: number) => \`left: \${n}\`, fr: (n: number) => \`reste : \${n > 1 ? n : 0} ; fin\`, nl: (n: number) => "", de: (n: number) => "" },
}`
const kept = (lang: "fr" | "de") => keepLanguage(SOURCE, parseSync("some.text.ts", SOURCE).program as unknown as Node, lang)

test("a bundle keeps the words of its language alone", () => {
  expect(kept("de")).toMatch(/said: \{\s*de: "Stand: jetzt"\s*\}/)
  expect(kept("de")).not.toContain("Situation")
  expect(kept("fr")).not.toContain("Stand")
})

test("no French line can begin with its own colon, and code between the words stays as it is", () => {
  expect(kept("fr")).toContain('"Situation au\u202f: «\u202fce jour\u202f»\u202f; sûr\u202f?"')
  expect(kept("fr")).toMatch(/`reste\u202f: \$\{n > 1 \? n : 0\}\u202f; fin`/)
})
