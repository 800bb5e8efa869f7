import { expect, test } from "vitest"
import { ACTS } from "../activity/acts.ts"
import { checkEndpoint, EVENT_TYPES, EVENTS, pauseAfter, stateOf, UNTOLD, verdictOf } from "./webhook.ts"

test("of every act that is recorded somebody has decided whether programs outside are told of it, and why not", () => {
  const untold = Object.entries(UNTOLD).flatMap(([room, verbs]) =>
    Object.entries(verbs).map(([verb, reason]) => [`${room}.${verb}`, reason] as const),
  )
  const decided = [...Object.entries(EVENTS), ...untold]
  expect(decided.map(([act]) => act).sort()).toEqual([...ACTS].sort())
  for (const [act, reason] of decided) expect(reason.length, act).toBeGreaterThan(5)
})

test("a message is tried ten times within three days, after longer and longer pauses", () => {
  const pauses = Array.from({ length: 20 }, (_, i) => pauseAfter(i + 1))
  const said = pauses.filter((pause) => pause !== null)
  expect(said).toHaveLength(9)
  expect(said).toEqual(said.toSorted((a, b) => a - b))
  const days = said.reduce((sum, pause) => sum + pause, 0) / 86_400
  expect(days).toBeGreaterThan(3)
  expect(days).toBeLessThan(3.2)
})

test("a webhook goes to an https address without a log-in; plain http only within networks of one's own", () => {
  expect(checkEndpoint({ url: "https://erp.example/hook?x=1", types: [] }, false)).toMatchObject({ ok: true, value: { types: EVENT_TYPES } })
  for (const url of [
    "",
    "erp.example",
    "ftp://erp.example/",
    "javascript:alert(1)",
    "https://me:secret@erp.example/",
    "https://erp.example/#a",
    "https://",
  ])
    expect(checkEndpoint({ url, types: [] }, true), url).toMatchObject({ ok: false, refusal: { code: "BAD_URL" } })
  expect(checkEndpoint({ url: "http://erp.example/", types: [] }, false).ok).toBe(false)
  expect(checkEndpoint({ url: "http://erp.example/", types: [] }, true).ok).toBe(true)
  expect(checkEndpoint({ url: `https://erp.example/${"x".repeat(2_000)}`, types: [] }, true).ok).toBe(false)
  // The refusal never repeats what may be a secret in the address.
  expect(JSON.stringify(checkEndpoint({ url: "https://me:secret@erp.example/token", types: [] }, false))).not.toMatch(/secret|token/)
})

test("it is told of the events it asks for, each once, and of nothing that does not exist", () => {
  const asked = checkEndpoint({ url: "https://erp.example/", types: ["ledger.posted", "ledger.posted"] }, false)
  expect(asked).toMatchObject({ ok: true, value: { types: ["ledger.posted"] } })
  expect(checkEndpoint({ url: "https://erp.example/", types: ["people.keyAdded"] }, false)).toMatchObject({ refusal: { code: "UNKNOWN_EVENT" } })
})

test("only 2xx counts as received; a redirect does not, and 410 ends it", () => {
  expect([200, 204, 299].map((status) => verdictOf(status).code)).toEqual([null, null, null])
  expect(verdictOf(302)).toEqual({ code: "REDIRECTED", gone: false })
  expect([400, 404, 500, 503].map((status) => verdictOf(status))).toEqual(Array.from({ length: 4 }, () => ({ code: "ANSWERED", gone: false })))
  expect(verdictOf(410)).toEqual({ code: "ANSWERED", gone: true })
})

test("an endpoint is in force, failing or off", () => {
  const at = new Date(0)
  expect(stateOf({ disabledAt: null, failingSince: null })).toBe("inForce")
  expect(stateOf({ disabledAt: null, failingSince: at })).toBe("failing")
  expect(stateOf({ disabledAt: at, failingSince: at })).toBe("off")
})
