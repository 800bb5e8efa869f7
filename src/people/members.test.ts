import fc from "fast-check"
import { expect, test } from "vitest"
import type { Id } from "../kernel/id.ts"
import { changeStanding, checkPassword, isTaken, type Member, mayReset, readEmail, readPersonName } from "./members.ts"
import { ROLES } from "./roles.ts"

const member = (id: string, role: Member["role"], disabled = false): Member => ({ id: id as Id, role, disabled })

test("a company's last owner is neither lowered nor disabled", () => {
  const members = [member("a", "owner"), member("b", "owner", true), member("c", "auditor")]
  expect(changeStanding(members, "a", { role: "cfo" })).toEqual({ ok: false, refusal: { code: "LAST_OWNER" } })
  expect(changeStanding(members, "a", { disabled: true })).toEqual({ ok: false, refusal: { code: "LAST_OWNER" } })
  expect(changeStanding(members, "b", { disabled: false })).toEqual({ ok: true, value: { role: "owner", disabled: false } })
})

test("with a second owner the first may go", () => {
  const members = [member("a", "owner"), member("b", "owner")]
  expect(changeStanding(members, "a", { role: "sales" })).toEqual({ ok: true, value: { role: "sales", disabled: false } })
})

test("whatever is changed, a company that had an owner keeps one", () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ role: fc.constantFrom(...ROLES), disabled: fc.boolean() }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...ROLES), fc.boolean()), { maxLength: 20 }),
      (start, changes) => {
        let members = [member("0", "owner"), ...start.map(({ role, disabled }, i) => member(String(i + 1), role, disabled))]
        for (const [which, role, disabled] of changes) {
          const changed = changeStanding(members, String(which), { role, disabled })
          if (changed.ok) members = members.map((one) => (one.id === String(which) ? { ...one, ...changed.value } : one))
        }
        expect(members.some(({ role, disabled }) => role === "owner" && !disabled)).toBe(true)
      },
    ),
  ))

test("a stranger to the company is nobody here", () =>
  expect(changeStanding([member("a", "owner")], "z", { role: "owner" })).toEqual({ ok: false, refusal: { code: "UNKNOWN_MEMBER", id: "z" } }))

test("an owner makes a link to reset a password only where that opens no company but their own", () => {
  const here = { code: "A", role: "owner", disabled: false } as const
  const clerk = { code: "A", role: "collector", disabled: false } as const
  const elsewhere = { code: "B", role: "auditor", disabled: true } as const
  expect(mayReset([clerk], [here])).toBe(true)
  expect(mayReset([clerk, elsewhere], [here])).toBe(false)
  expect(mayReset([clerk, elsewhere], [here, { ...elsewhere, role: "owner", disabled: false }])).toBe(true)
  expect(mayReset([clerk], [clerk])).toBe(false)
})

test.each(["", "a", "a@", "@b", "a b@c", 'a@b>,"x"@c', "a@b\r\nBcc: c@d", `${"x".repeat(250)}@b.fr`])("“%s” is no address", (said) =>
  expect(readEmail(said)).toMatchObject({ ok: false, refusal: { code: "BAD_EMAIL" } }),
)
test("an address is kept in lower case", () => expect(readEmail(" Marie@Acme.FR ")).toEqual({ ok: true, value: "marie@acme.fr" }))
test("within a company a name is one person's, however it is written", () => {
  const members = [{ id: "a" as Id, name: "Zoé Peeters" }]
  expect(["ZOE  PEETERS", "zoé peeters", "Zoé Peters"].map((name) => isTaken(members, "b", name))).toEqual([true, true, false])
  expect(isTaken(members, "a", "zoe peeters")).toBe(false)
})
test("a name is not empty, of one line, and not endless", () => {
  expect(readPersonName(" Marie Dupont ")).toEqual({ ok: true, value: "Marie Dupont" })
  for (const bad of [" ", "a\nb", "x".repeat(101)]) expect(readPersonName(bad).ok).toBe(false)
})
test("a password has twelve characters at least, and is not its owner's name", () => {
  const who = { name: "Marie Dupont", email: "marie@acme.fr" }
  expect(checkPassword("a long sentence", who).ok).toBe(true)
  for (const bad of ["short", "aaaaaaaaaaaaaaaa", "marie dupont", "MARIE@ACME.FR", "x".repeat(129)])
    expect(checkPassword(bad, who).ok, bad).toBe(false)
})
