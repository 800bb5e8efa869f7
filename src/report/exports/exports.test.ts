import { expect, test } from "vitest"
import { wordless } from "./exports.ts"

test("what a job keeps loses the texts that name somebody, and nothing else", () =>
  expect(wordless({ a: ["x Ann y", 3, null], b: { c: "Bob" } }, (text) => text.includes("Ann"))).toEqual({
    a: ["…", 3, null],
    b: { c: "Bob" },
  }))
