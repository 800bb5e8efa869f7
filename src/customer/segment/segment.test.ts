import fc from "fast-check"
import { expect, test } from "vitest"
import { checkEnd, checkNew, findSegment, hadBefore, readSegment } from "./segment.ts"

const KNOWN = [
  { name: "Détail", customers: 3 },
  { name: "Public", customers: 0 },
]

test.each([
  ["blanks around it and between its words", "  Key \t accounts ", "Key accounts"],
  ["the longest there is", "x".repeat(100), "x".repeat(100)],
])("a segment is called as it is said, but for blanks: %s", (_, said, name) => {
  expect(readSegment(said)).toEqual({ ok: true, value: name })
})

test.each([
  ["nothing", ""],
  ["blanks alone", "  \t "],
  ["more than a hundred characters", "x".repeat(101)],
  ["a character nobody sees", "a\u0000b"],
])("%s is no name of a segment", (_, said) => {
  expect(readSegment(said)).toMatchObject({ ok: false, refusal: { code: "BAD_SEGMENT" } })
})

test("a second name that differs in case, accents or blanks alone is the same segment; one may be written otherwise", () => {
  expect(checkNew(KNOWN, " DETAIL ", null)).toMatchObject({ ok: false, refusal: { code: "SEGMENT_EXISTS", name: "Détail" } })
  expect(checkNew(KNOWN, "DETAIL", "Détail")).toEqual({ ok: true, value: "DETAIL" })
  expect(checkNew(KNOWN, "public", "Détail")).toMatchObject({ ok: false, refusal: { name: "Public" } })
  expect(findSegment(KNOWN, "detail")).toEqual({ ok: true, value: KNOWN[0] })
  expect(findSegment(KNOWN, "Export")).toMatchObject({ ok: false, refusal: { code: "UNKNOWN_SEGMENT", name: "Export" } })
})

test("of two names the books write alike, the one that is said letter by letter is meant", () => {
  const twins = [
    { name: "RETAIL", customers: 1 },
    { name: "retail", customers: 2 },
  ]
  expect(findSegment(twins, "retail")).toEqual({ ok: true, value: twins[1] })
})

test("a segment ends once nobody has it", () => {
  expect(KNOWN.map((one) => checkEnd(one).ok)).toEqual([false, true])
})

test("what customers had is told whole, each once: set back, it is what was", () => {
  const customers = fc.uniqueArray(fc.record({ code: fc.string({ minLength: 1 }), segment: fc.option(fc.constantFrom("a", "b", "c")) }), {
    selector: ({ code }) => code,
  })
  fc.assert(
    fc.property(customers, (all) => {
      const back = new Map(hadBefore(all).flatMap(({ segment, customers: own }) => own.map((code) => [code, segment] as const)))
      expect([...back].sort()).toEqual(all.map(({ code, segment }) => [code, segment] as const).sort())
    }),
  )
})
