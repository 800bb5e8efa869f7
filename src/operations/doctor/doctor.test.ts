import { expect, test } from "vitest"
import { LANGUAGES } from "../../kernel/text.ts"
import type { Logged } from "../log.wire.ts"
import { judge, type Seen } from "./doctor.ts"

const NOW = new Date("2026-03-10T09:00:00Z")
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const entry = (what: Logged["what"], days: number, said: Partial<Logged> = {}): Logged => ({
  ...{ what, at: daysAgo(days).toISOString(), file: "/b/x.backup", ok: true, code: null, bytes: 1, sha256: null, sealed: true, rows: 1 },
  ...{ faults: 0, seconds: 1, by: "job backup", planned: true },
  ...said,
})
const WELL: Seen = {
  now: NOW,
  node: "v24.21.0",
  server: "18.4",
  kind: "embedded",
  schema: { database: 12, program: 12 },
  dataDir: "/data",
  freeMb: 5_000,
  driftS: 1,
  open: [],
  unsealed: { waiting: 2, since: new Date(NOW.getTime() - 1_000) },
  ownerKnown: true,
  companies: 1,
  booksSince: daysAgo(100),
  log: [entry("backup", 50), entry("test", 9), entry("backup", 1)],
  sameDisk: false,
  kept: [],
  held: [],
}
const ill = (seen: Partial<Seen>) =>
  judge({ ...WELL, ...seen })
    .filter(({ remedy }) => remedy !== null)
    .map(({ name }) => name)

test("an installation that is well needs nothing, nor does one of today, nor an empty one", () => {
  expect(ill({})).toEqual([])
  expect(ill({ log: [], booksSince: daysAgo(1) })).toEqual([])
  expect(ill({ log: [], companies: 0 })).toEqual([])
  expect(ill({ freeMb: null })).toEqual([])
  expect(ill({ kept: [{ path: "/data/postgres-17.kept-2026-02-09", since: "2026-02-09", sizeMb: 812 }] })).toEqual([])
  expect(ill({ log: [...WELL.log, entry("backup", 0, { ok: false, code: "CANNOT_CREATE", planned: false })] })).toEqual([])
})

test.each<[string, Partial<Seen>, string]>([
  ["a disk that is nearly full", { freeMb: 499 }, "disk"],
  ["clocks that differ by more than a minute", { driftS: 61 }, "clock"],
  ["a vault others may look into", { open: ["/data/vault"] }, "permissions"],
  ["acts that wait for their seal for hours", { unsealed: { waiting: 3, since: daysAgo(0.1) } }, "activity"],
  ["no backup after two days", { log: [] }, "backup"],
  ["a backup three days old", { log: [entry("test", 9), entry("backup", 3)] }, "backup"],
  ["a night that failed", { log: [entry("test", 9), entry("backup", 1), entry("backup", 0, { ok: false, code: "DISK_FULL" })] }, "backup"],
  ["a server whose owner is not known", { ownerKnown: false }, "backup"],
  ["a trial that failed", { log: [entry("backup", 1), entry("test", 0, { ok: false, code: "BACKUP_DAMAGED" })] }, "restoreTest"],
  ["an old database kept for more than a month", { kept: [{ path: "/data/postgres-17.kept-2026-02-07", since: "2026-02-07", sizeMb: 812 }] }, "kept"],
  ["messages held back since a restore", { held: [{ company: "ACME", count: 3 }] }, "held"],
  ["trials that stopped", { log: [entry("test", 41), entry("backup", 1)] }, "restoreTest"],
  ["backups that were never tried", { log: [entry("backup", 41), entry("backup", 1)] }, "restoreTest"],
])("%s is named with its remedy, in every language", (_, seen, name) => {
  expect(ill(seen)).toEqual([name])
  const { remedy } = judge({ ...WELL, ...seen }).find((found) => found.name === name)!
  const said = LANGUAGES.map((lang) => remedy![lang])
  expect(new Set(said).size).toBe(LANGUAGES.length)
  for (const text of said) expect(text).not.toMatch(/undefined|NaN/)
})

test("a backup beside the data is shown as such", () => {
  const value = judge({ ...WELL, sameDisk: true }).find(({ name }) => name === "backup")!.value
  expect(value.en).toContain("keep a copy elsewhere")
})
