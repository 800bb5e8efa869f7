import { describe, expect, test } from "vitest"
import { day } from "../kernel/day.ts"
import { CAUSES, checkCall, checkContact, checkHabit, checkText, mentionsIn, NO_HABIT, OUTCOMES } from "./contact.ts"

const CALL = { cause: null, complaint: null, paysOnDay: null } as const
const verdict = (said: Parameters<typeof checkCall>[0]) => {
  const checked = checkCall(said)
  return checked.ok ? "ok" : checked.refusal.code
}

describe("the cause of a delay", () => {
  test("is asked wherever somebody was reached about something late", () => {
    for (const outcome of ["reached", "promise", "dispute", "documentMissing", "refusal"] as const) {
      expect(verdict({ ...CALL, outcome })).toBe("CAUSE_MISSING")
      for (const cause of CAUSES) expect(verdict({ ...CALL, outcome, cause })).toBe("ok")
    }
  })

  test("cannot be known where nobody was reached, nor can answers", () => {
    for (const outcome of ["notReached", "wrongContact"] as const) {
      expect(verdict({ ...CALL, outcome })).toBe("ok")
      expect(verdict({ ...CALL, outcome, cause: "oversight" })).toBe("CAUSE_NOT_KNOWN")
      expect(verdict({ ...CALL, outcome, paysOnDay: true })).toBe("CAUSE_NOT_KNOWN")
    }
  })

  test("is not asked of what is said to be paid, nor before the due day, where the two questions are", () => {
    expect(verdict({ ...CALL, outcome: "alreadyPaid" })).toBe("ok")
    for (const outcome of OUTCOMES.filter((one) => one !== "notReached" && one !== "wrongContact"))
      expect(verdict({ ...CALL, outcome, complaint: false, paysOnDay: true })).toBe("ok")
  })
})

const PERSON = { name: "Ines Example", role: "buyer", phone: null, email: null, language: null, note: null, main: false } as const
test.each<[string, Partial<typeof PERSON> | object, "ok" | "name" | "phone" | "email"]>([
  ["a name alone", {}, "ok"],
  ["nobody", { name: "  " }, "name"],
  ["a name that turns a terminal", { name: "a\u001b[31mb" }, "name"],
  ["a number as people write it", { phone: "+32 (0)2 555.00.00" }, "ok"],
  ["a number with an extension", { phone: "01 55 50 00 00 ext. 12" }, "ok"],
  ["no number", { phone: "call me" }, "phone"],
  ["an address", { email: "ines.o'example+ap@example.co.uk" }, "ok"],
  ["an address without a host", { email: "ines@" }, "email"],
  ["two addresses", { email: "a@b.example,c@d.example" }, "email"],
  ["an empty number is none", { phone: " " }, "ok"],
])("of a contact, %s", (_, said, field) => {
  const checked = checkContact({ ...PERSON, ...said })
  expect(checked.ok ? "ok" : checked.refusal.field).toBe(field)
})

test("colleagues are named by what follows an @, once each; addresses name nobody", () => {
  expect(mentionsIn("@Anna, see @Jean-Luc.Petit and @Anna; ask ines@example.com (@Béa).")).toEqual(["Anna", "Jean-Luc.Petit", "Béa"])
  expect(mentionsIn("paid @ 9.50, a@b @@ @1")).toEqual([])
})

test("a text is not empty, and has an end", () => {
  expect(checkText("  said ")).toEqual({ ok: true, value: "said" })
  for (const wrong of ["", " \n", "x".repeat(10_001)]) expect(checkText(wrong).ok).toBe(false)
})

test("habits are kept in order, once each; days that no month has are refused", () => {
  const closures = [{ from: day("2026-12-24"), until: day("2027-01-01") }]
  const checked = checkHabit({ ...NO_HABIT, payDays: [25, 10, 25], payWeekdays: [4, 2], means: ["cheque", "transfer"], closures, cutOffDay: 20 })
  expect(checked).toMatchObject({ ok: true, value: { payDays: [10, 25], payWeekdays: [2, 4], means: ["transfer", "cheque"], closures } })
  for (const [field, wrong] of [
    ["payDays", { payDays: [0] }],
    ["payDays", { payDays: [1.5] }],
    ["payWeekdays", { payWeekdays: [8] }],
    ["cutOffDay", { cutOffDay: 32 }],
    ["closures", { closures: [{ from: day("2026-08-20"), until: day("2026-08-01") }] }],
  ] as const)
    expect(checkHabit({ ...NO_HABIT, ...wrong })).toEqual({ ok: false, refusal: { code: "BAD_HABIT", field } })
})
