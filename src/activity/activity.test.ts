import { describe, expect, it } from "vitest"
import { redact } from "./activity.ts"
import { readHead, writeHead } from "./heads.ts"

describe("an act", () => {
  it("keeps days, amounts, ids and named codes, and of every other text only its length", () => {
    const id = "01980000-0000-7000-8000-000000000001"
    const { before, after } = redact(
      { name: "Atelier Dubois", iban: "FR7630006000011234567890189", limit: 500_000n, kind: "trade", id, since: "2026-01-31" },
      { name: "Atelier Dupont", iban: "FR7630006000011234567890189", limit: 750_000n, kind: "trade", id, since: "2026-01-31" },
      ["kind"],
    )
    expect(before).toEqual({ name: "[text of 14]", iban: "[text of 27]", limit: "500000", kind: "trade", id, since: "2026-01-31" })
    expect(after).toEqual({ name: "[text of 14, changed]", iban: "[text of 27]", limit: "750000", kind: "trade", id, since: "2026-01-31" })
  })

  it("keeps nothing personal that hides in lists, in nested fields or in figures written as text", () => {
    const { after } = redact(
      { contacts: [{ email: "a@b.be" }] },
      { contacts: [{ email: "c@d.be", phone: "0470123456" }, "Jan"], at: new Date(0), ok: true, n: null },
      [],
    )
    expect(after).toEqual({
      contacts: [{ email: "[text of 6, changed]", phone: "[text of 10]" }, "[text of 3]"],
      at: "1970-01-01T00:00:00.000Z",
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
