/**
 * Random sequences of imports as users make them – journals with replacements, snapshots, late snapshots – undone in any order. After each step the
 * ledger's checks are clean and what was told stays as told (known at that instant); the last import undone leaves every day as it was before it;
 * when nothing is left, nothing is open on any day.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { runChecks } from "../../src/activity/verify.act.ts"
import { addCompany } from "../../src/company/company.act.ts"
import { type ImportOptions, importJournal, PLAIN_JOURNAL } from "../../src/document/import.job.ts"
import { undoImport } from "../../src/document/posting/undo.act.ts"
import { addDays, type Day, day } from "../../src/kernel/day.ts"
import type { Id } from "../../src/kernel/id.ts"
import { Refused } from "../../src/kernel/result.ts"
import { LEDGER_CHECKS } from "../../src/ledger/verify.store.ts"
import type { Creditor } from "../../src/shell/context.ts"
import { seeded } from "../../src/sim/chance.ts"
import { type TestDatabase, testDatabase } from "../database.ts"
import { BY, tickingClock } from "../ledger/books.ts"

// A process a file would take most of the time here; the reading itself is the same.
vi.mock("../../src/shell/guard.ts", async (original) => {
  const { readForPosting } = await import("../../src/document/reading/reading.job.ts")
  async function* runGuarded(_entry: URL, request: Parameters<typeof readForPosting>[0]) {
    const frames: ({ message: unknown } | { raw: Buffer })[] = []
    await readForPosting(request, {
      message: async (message: unknown) => void frames.push({ message: JSON.parse(JSON.stringify(message)) }),
      raw: async (raw: string | Uint8Array) => void frames.push({ raw: Buffer.from(raw) }),
    } as Parameters<typeof readForPosting>[1])
    yield* frames
  }
  return { ...(await original<object>()), runGuarded }
})

const SEQUENCES = 60
const seed = Number(process.env.ENCOURS_SEED ?? Date.now() % 1_000_000)
const home = mkdtempSync(join(tmpdir(), "encours-sequences-"))
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase(tickingClock())
})
afterAll(async () => {
  await db.drop()
  rmSync(home, { recursive: true, force: true })
})

const FIRST = day("2026-01-01")
const DAYS: Day[] = [4, 19, 35, 50, 63, 78, 94, 109, 364].map((n) => addDays(FIRST, n))
const HEAD = "Customer,Type,Invoice number,Invoice date,Due date,Currency,Amount,Open amount,Paid on,Applies to"
type Item = { customer: string; type: string; number: string; issued: number; due: number; currency: string; cents: number; applies: string }
type Step = { readonly import: { readonly text: string; readonly options: Partial<ImportOptions> } } | { readonly undo: number | "last" }

function drawSteps(chance: ReturnType<typeof seeded>): Step[] {
  const below = (n: number) => Math.floor(chance() * n)
  const one = <T>(list: readonly T[]) => list[below(list.length)]!
  const items = new Map<string, Item>()
  let lastSnapshot = 30
  const drawFile = (): Step => {
    const snapshot = chance() < 0.35
    const lines = new Map<string, string>()
    for (let i = 1 + below(5); i > 0; i--) {
      const type = snapshot ? one(["Invoice", "Invoice", "Credit note"]) : one(["Invoice", "Invoice", "Invoice", "Credit note", "Payment"])
      const customer = chance() < 0.85 ? "C1" : "C2"
      const number = `${type[0]}${1 + below(4)}`
      const key = `${type} ${number} ${customer}`
      let item = items.get(key)
      if (!item || chance() < (snapshot ? 0.1 : 0.35)) {
        const issued = below(60)
        const applies = (type === "Payment" && chance() < 0.7) || (type === "Credit note" && chance() < 0.5) ? `I${1 + below(4)}` : ""
        const currency = chance() < 0.93 ? "EUR" : "USD"
        item = { customer, type, number, issued, due: issued + one([0, 10, 30]), currency, cents: one([10_000, 20_000, 5_000, 12_345]), applies }
        items.set(key, item)
      }
      const open = snapshot
        ? one([item.cents, item.cents, Math.floor(item.cents / 2), 1_000])
        : type === "Invoice" && chance() < 0.15
          ? Math.floor(item.cents / 2)
          : null
      const paid = !snapshot && type === "Invoice" && open === null && chance() < 0.3 ? addDays(FIRST, item.issued + one([0, 5, 40])) : ""
      const due = snapshot && chance() < 0.15 ? item.due + 5 : item.due
      const figures = [(item.cents / 100).toFixed(2), open === null ? "" : (open / 100).toFixed(2), paid, snapshot ? "" : item.applies]
      lines.set(key, [customer, type, number, addDays(FIRST, item.issued), addDays(FIRST, due), item.currency, ...figures].join(","))
    }
    const backfill = snapshot && chance() < 0.25
    if (snapshot && !backfill) lastSnapshot = Math.min(110, lastSnapshot + below(20))
    const asOf = addDays(FIRST, backfill ? below(110) : snapshot ? lastSnapshot : 364)
    const options = {
      mode: snapshot ? "snapshot" : "journal",
      yes: snapshot,
      backfill,
      asOf,
      onConflict: chance() < 0.6 ? "replace" : "keep",
      acceptGood: true,
    } as const
    return { import: { text: [HEAD, ...lines.values(), ""].join("\n"), options } }
  }
  return Array.from({ length: 4 + below(6) }, (_, i): Step => (i > 0 && chance() < 0.35 ? { undo: chance() < 0.6 ? "last" : below(9) } : drawFile()))
}

/** What is open on each of the days, as known now or at an instant. */
async function told(company: number, knownAt?: Date): Promise<string[]> {
  const from = knownAt ? "ledger.open_items_known($1, d.eve, $3)" : "ledger.open_items($1, d.eve)"
  const { rows } = await db.owner.query(
    `SELECT d.eve, e.kind, e.side, c.code, e.number, o.no, o.currency, o.open::text, o.due_on FROM unnest($2::date[]) d (eve) CROSS JOIN LATERAL ${from} o
       JOIN ledger.entry e ON e.company_id = $1 AND e.id = o.entry_id JOIN customer.customer c ON c.company_id = $1 AND c.id = e.customer_id ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    knownAt ? [company, DAYS, knownAt] : [company, DAYS],
  )
  return rows.map((row) => Object.values(row).join(" "))
}
async function bring(company: Creditor, step: Extract<Step, { import: object }>["import"]) {
  const path = join(home, "rows.csv")
  writeFileSync(path, step.text)
  const options: ImportOptions = { ...PLAIN_JOURNAL, asOf: day("2026-12-31"), dataDir: join(home, "data"), ...step.options }
  const [answer] = await importJournal(db, { by: BY, home: company, directory: [company] }, path, options)
  return answer!
}
const lastRecorded = async (company: number): Promise<Date | null> =>
  (
    await db.owner.query(
      "SELECT greatest((SELECT max(recorded_at) FROM ledger.entry WHERE company_id = $1), (SELECT max(recorded_at) FROM ledger.allocation WHERE company_id = $1), (SELECT max(recorded_at) FROM ledger.due_change WHERE company_id = $1)) AS at",
      [company],
    )
  ).rows[0].at

async function play(company: Creditor, steps: readonly Step[]) {
  type Made = { readonly id: Id; readonly before: readonly string[]; undone: boolean; stale: boolean }
  const imports: Made[] = []
  const heard = new Map<number, string[]>()
  let now: string[] = []
  for (const [at, step] of steps.entries()) {
    if ("import" in step) {
      const { id } = await bring(company, step.import)
      if (id !== null) imports.push({ id, before: now, undone: false, stale: false })
      else expect(await told(company.id), `step ${at}: a refused file changes nothing`).toEqual(now)
    } else {
      const living = imports.filter((i) => !i.undone)
      const target = step.undo === "last" ? living.at(-1) : living[step.undo % Math.max(living.length, 1)]
      if (!target) continue
      try {
        await db.inCompany(company.id, (tx) => undoImport(tx, BY, target.id, { dryRun: false, yes: true }))
      } catch (error) {
        if (error instanceof Refused && error.code === "LATER_IMPORT_BUILDS") continue
        throw error
      }
      target.undone = true
      const after = await told(company.id)
      if (target === living.at(-1) && !target.stale) expect(after, `step ${at}: the last import undone`).toEqual(target.before)
      for (const later of imports.slice(imports.indexOf(target) + 1)) later.stale = true
      if (living.length === 1) expect(after, `step ${at}: nothing is left`).toEqual([])
    }
    expect(
      (await runChecks(db, LEDGER_CHECKS, [company])).filter((check) => !check.ok),
      `step ${at}`,
    ).toEqual([])
    now = await told(company.id)
    const recorded = await lastRecorded(company.id)
    if (recorded) heard.set(recorded.getTime(), now)
  }
  for (const [instant, was] of heard) expect(await told(company.id, new Date(instant)), `as known at ${new Date(instant).toISOString()}`).toEqual(was)
}

test(`P32 P80 ${SEQUENCES} random sequences of imports and undos: every day as it was, every check clean, nothing told is taken back`, async () => {
  console.log(`seed ${seed}`)
  for (let n = 0; n < SEQUENCES; n++) {
    const company = await addCompany(db, BY, { code: `S${n}`, name: `S${n}`, country: "FR", currency: "EUR", matching: "erp" })
    const steps = drawSteps(seeded(seed + n))
    await play(company, steps).catch((error: unknown) => {
      throw new Error(`sequence ${n} of seed ${seed}: ${error instanceof Error ? error.message : error}\n${JSON.stringify(steps, null, 1)}`, {
        cause: error,
      })
    })
  }
})
