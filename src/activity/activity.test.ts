import { describe, expect, it } from "vitest"
import { redact } from "./activity.ts"
import { readHead, writeHead } from "./heads.ts"

describe("an act", () => {
  it("keeps days, amounts, ids and codes, and of every other text only its length", () => {
    const id = "01980000-0000-7000-8000-000000000001"
    const was = { name: "Atelier Dubois", iban: "FR7630006000011234567890189", limit: 500_000n, kind: "trade", id, since: "2026-01-31" }
    expect(redact(was)).toEqual({ ...was, name: "[text of 14]", iban: "[text of 27]" })
    expect(redact({ ...was, name: "Atelier Dupont", limit: 750_000n }, was)).toEqual({
      ...was,
      limit: 750_000n,
      name: "[text of 14, changed]",
      iban: "[text of 27]",
    })
  })

  it("keeps nothing personal that hides in lists, in nested fields or in figures written as text", () => {
    const after = { contacts: [{ email: "c@d.be", phone: "0470123456" }, "Jan"], totals: [{ currency: "EUR", amount: "12.50" }], ok: true, n: null }
    expect(redact(after, { contacts: [{ email: "a@b.be" }] })).toEqual({
      contacts: [{ email: "[text of 6, changed]", phone: "[text of 10]" }, "[text of 3]"],
      totals: [{ currency: "EUR", amount: "12.50" }],
      ok: true,
      n: null,
    })
  })
})

describe("a published head", () => {
  const line = writeHead({ seq: 42n, hash: "ab".repeat(32) }, new Date("2026-11-21T17:00:00.123Z"))

  it("is read as it was written", () => {
    expect(line).toBe(`42 ${"ab".repeat(32)} 2026-11-21T17:00:00.123Z`)
    expect(readHead(line)).toEqual({ seq: 42n, hash: "ab".repeat(32) })
  })

  it("torn anywhere by a crash is told apart from a line that is no head", () => {
    for (let cut = 0; cut < line.length; cut++) expect(readHead(line.slice(0, cut)), `cut at ${cut}`).toBe("torn")
    for (const wrong of [`x${line}`, line.replace("ab", "zz"), `${line}!`, "hello"]) expect(readHead(wrong)).toBe("unreadable")
  })
})
