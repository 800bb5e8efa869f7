import { expect, test } from "vitest"
import { allow, RIGHTS, ROLES, readRole, rightsOf } from "./roles.ts"

const mayAll = (right: (typeof RIGHTS)[number]) => ROLES.filter((role) => allow(role, right).ok)

test("the owner may everything, and every right has somebody who may", () => {
  for (const right of RIGHTS) expect(mayAll(right)).toContain("owner")
})

test("only the owner opens companies, says who works for them, and runs the instance", () => {
  expect(mayAll("company")).toEqual(["owner"])
  expect(mayAll("people")).toEqual(["owner"])
  expect(mayAll("operate")).toEqual(["owner"])
  expect(mayAll("entrust")).toEqual(["owner", "creditManager"])
  expect(mayAll("team")).toEqual(["owner", "cfo", "creditManager"])
})

test("an auditor reads and proves, and changes nothing", () => {
  expect(RIGHTS.filter((right) => allow("auditor", right).ok)).toEqual(["read", "prove"])
})

test("who brings files in may also take them back", () => expect(mayAll("import")).toEqual(mayAll("reverse")))

test("who sees part of the customers does not read the figures of all", () => {
  const own: Readonly<Record<string, readonly string[]>> = { sales: ["readOwn", "tellOwn"], outsideCollector: ["readOwn", "tellOwn", "chaseOwn"] }
  for (const role of ["sales", "outsideCollector"] as const) expect(rightsOf(role)).toEqual(own[role])
})

test("a refusal names the role and who may", () => {
  expect(allow("collector", "import")).toEqual({
    ok: false,
    refusal: { code: "NOT_ALLOWED", role: "collector", right: "import", who: ["owner", "creditManager", "accountant"] },
  })
})

test("a role is taken by its name only", () => {
  for (const role of ROLES) expect(readRole(role)).toEqual({ ok: true, value: role })
  for (const wrong of ["", "Owner", "root", "constructor", "__proto__"])
    expect(readRole(wrong)).toMatchObject({ ok: false, refusal: { code: "UNKNOWN_ROLE", value: wrong } })
})
