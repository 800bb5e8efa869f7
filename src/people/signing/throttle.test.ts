import { expect, test } from "vitest"
import { type Aim, judgeTry, type Tried } from "./throttle.ts"

const START = new Date("2026-11-02T08:00:00Z")
const at = (seconds: number) => new Date(START.getTime() + seconds * 1000)

/** Tries every `step` seconds for `seconds`; how many were let through. */
function attack(aim: Aim, step: number, seconds: number) {
  let known: Tried | null = null
  let passed = 0
  for (let s = 0; s < seconds; s += step) {
    const verdict = judgeTry(aim, known, at(s))
    if (!verdict.allowed) continue
    passed++
    known = verdict.next
  }
  return { passed, known: known! }
}

test("P57: five wrong passwords are free, then each costs a pause twice as long", () => {
  let known: Tried | null = null
  const pauses: number[] = []
  for (let s = 0; pauses.length < 12; ) {
    const verdict = judgeTry("account", known, at(s))
    if (!verdict.allowed) throw new Error("waited long enough")
    known = verdict.next
    const pause: number = known.blockedUntil ? (known.blockedUntil.getTime() - at(s).getTime()) / 1000 : 0
    pauses.push(pause)
    s += pause
  }
  expect(pauses).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900])
})

test("P57: whoever tries every second for a day gets a hundred tries at one account, not 86,400", () =>
  expect(attack("account", 1, 86_400).passed).toBeLessThan(110))

test("P57: a pause that is not respected does not grow: the owner's next try is at most a quarter of an hour away", () => {
  const { known } = attack("account", 1, 86_400)
  expect(known.blockedUntil!.getTime() - at(86_400).getTime()).toBeLessThanOrEqual(900_000)
  expect(judgeTry("account", known, at(86_400 + 901)).allowed).toBe(true)
})

test("P57: an office behind one address may mistype fifty times", () => expect(attack("address", 1, 49).known.blockedUntil).toBeNull())

test("after a quiet day everything is forgotten", () => {
  const { known } = attack("account", 1, 3_600)
  const verdict = judgeTry("account", known, new Date(known.lastAt.getTime() + 86_400_000))
  expect(verdict).toMatchObject({ allowed: true, next: { tries: 1, blockedUntil: null } })
})
