import fc from "fast-check"
import { expect, test } from "vitest"
import type { Logged } from "../log.wire.ts"
import { backupDue, instantOf, KEEP, lastSlot, outOfDate, plannedName, testDue } from "./plan.ts"

const DAY = 86_400_000
const entry = (what: Logged["what"], at: string, said: Partial<Logged> = {}): Logged => ({
  what,
  at,
  file: "x",
  ok: true,
  code: null,
  bytes: 1,
  sha256: null,
  sealed: false,
  rows: 1,
  faults: 0,
  seconds: 1,
  by: "job backup",
  planned: true,
  ...said,
})
const at = (text: string) => new Date(text)

test("a night that was missed is made up for, one before the books were opened is not", () => {
  const now = at("2026-03-10T09:00:00")
  const slot = lastSlot(now, 2)
  expect(slot).toEqual(at("2026-03-10T02:00:00"))
  expect(lastSlot(at("2026-03-10T01:59:59"), 2)).toEqual(at("2026-03-09T02:00:00"))
  expect(backupDue([], slot, at("2026-03-01T00:00:00"))).toBe(true)
  expect(backupDue([], slot, at("2026-03-10T08:00:00"))).toBe(false)
  expect(backupDue([entry("backup", slot.toISOString())], slot, at("2026-03-01T00:00:00"))).toBe(false)
  expect(backupDue([entry("backup", now.toISOString(), { ok: false })], slot, at("2026-03-01T00:00:00"))).toBe(true)
  expect(backupDue([entry("backup", now.toISOString(), { planned: false })], slot, at("2026-03-01T00:00:00"))).toBe(false)
})

test("a backup is tried once a calendar month, and only where there is one", () => {
  const now = at("2026-03-10T09:00:00Z")
  const backup = entry("backup", "2026-03-09T02:00:00Z")
  expect(testDue([], now)).toBe(false)
  expect(testDue([backup], now)).toBe(true)
  expect(testDue([backup, entry("test", "2026-02-27T09:00:00Z")], now)).toBe(true)
  expect(testDue([backup, entry("test", "2026-03-01T09:00:00Z", { ok: false })], now)).toBe(false)
})

test("after years of nights there are seven days, four weeks and twelve months, and each is the newest of its period", () => {
  let kept: { at: Date }[] = []
  for (let night = 0; night < 900; night++) {
    kept.push({ at: new Date(at("2024-01-01T02:00:00Z").getTime() + night * DAY) })
    const gone = new Set(outOfDate(kept))
    kept = kept.filter((backup) => !gone.has(backup))
  }
  const days = kept.map((backup) => backup.at.toISOString().slice(0, 10))
  // The last night is 2026-06-18, a Thursday.
  expect(days).toEqual([
    ...["2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
    ...["2026-05-31", "2026-06-07"],
    ...["2026-06-12", "2026-06-13", "2026-06-14", "2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18"],
  ])
})

test("whatever was kept, the newest stays, nothing else is asked twice, and the number is bounded", () => {
  const instants = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(instants, (hours) => {
      const backups = hours.map((hour) => ({ at: new Date(hour * 7 * 3_600_000) }))
      const gone = new Set(outOfDate(backups))
      const kept = backups.filter((backup) => !gone.has(backup))
      const newest = Math.max(...backups.map((backup) => backup.at.getTime()))
      expect(kept.some((backup) => backup.at.getTime() === newest)).toBe(true)
      expect(kept.length).toBeLessThanOrEqual(KEEP.days + KEEP.weeks + KEEP.months)
      expect(outOfDate(kept)).toEqual([])
    }),
  )
})

test("the name of a planned backup tells its instant, and a person's file is none", () => {
  const now = at("2026-03-10T02:00:07Z")
  expect(plannedName(now)).toBe("encours-2026-03-10T020007Z.backup")
  expect(instantOf(plannedName(now))).toEqual(now)
  for (const name of ["my.backup", "encours-2026.backup", ".encours-2026-03-10T020007Z.backup.part-0123456789ab"]) expect(instantOf(name)).toBeNull()
})
