/**
 * Lives a company day by day: the day's deeds through the real acts, then the night, in which everything that must hold is asserted. The first
 * night that something does not hold ends the simulation and names it.
 */
import { type Check, runChecks } from "../activity/verify.act.ts"
import { addCompany, loadDirectory } from "../company/company.act.ts"
import { addDays, type Day } from "../kernel/day.ts"
import { assert, Refused } from "../kernel/result.ts"
import type { By, Creditor } from "../shell/context.ts"
import type { Database, Tx } from "../shell/db.ts"
import { openLines, writeLine } from "./book.ts"
import { weekdayOf } from "./calendar.ts"
import { type Chance, streamOf } from "./chance.ts"
import { nightOf, type SimClock } from "./clock.ts"
import { doDeed, HANDS, type Hands, type Ids, openAccounts } from "./deeds.act.ts"
import { liveDay } from "./life.ts"
import { openScene, type Scene } from "./scene.ts"
import { type Facts, hashFacts, loadOpen } from "./sim.store.ts"
import { makeCompany, type Setting } from "./world.ts"

/** What other rooms lend: every check of the house, and the sealing of the activity. program.ts hands it over. */
export type Lent = { readonly checks: readonly Check[]; seal(db: Database): Promise<void> }
/** Those made every night; all of them on Sundays and in the last night. */
const NIGHTLY = ["ledger.state", "ledger.limits", "ledger.control"]

/** What did not hold, and since which night. */
export type Fault = { readonly on: Day; readonly check: string; readonly detail: string }
export type Lived = {
  readonly company: Creditor
  readonly scene: Scene
  readonly nights: number
  readonly verified: number
  readonly facts: Facts
  readonly fault: Fault | null
}

const BY: By = { kind: "system", name: "sim" }
const OPENS = 8
const SHOWN = 5

export async function live(
  db: Database,
  clock: SimClock,
  setting: Setting,
  lent: Lent,
  told: (day: Day, scene: Scene) => void,
  hands: Hands = HANDS,
): Promise<Lived> {
  assert(
    NIGHTLY.every((name) => lent.checks.some((check) => check.name === name)),
    "the checks of every night are among those lent",
  )
  const scene = openScene(setting)
  const ids: Ids = { customers: new Map(), entries: new Map() }
  clock.set(setting.from, 0)
  const { name, country } = makeCompany(setting.seed)
  const company = await addCompany(db, BY, { code: await freeCode(db, setting.seed), name, country, currency: "EUR", matching: "encours" })
  await db.inCompany(company.id, (tx) => openAccounts(tx, BY, scene.customers, ids))
  const chance = streamOf(setting.seed, "nights")
  let nights = 0
  let verified = 0
  let fault: Fault | null = null
  for (let n = 0; n < setting.days && fault === null; n++) {
    const today = addDays(setting.from, n)
    clock.set(today, OPENS)
    const refused = await liveThrough(db, company.id, scene, today, ids, hands)
    const last = n === setting.days - 1
    fault = refused ?? (await spendNight(db, company, scene, ids, lent, chance, last))
    nights += 1
    if (weekdayOf(today) === 7 || last) verified += 1
    told(today, scene)
  }
  const facts = await db.inCompany(company.id, hashFacts)
  return { company, scene, nights, verified, facts, fault }
}

async function freeCode(db: Database, seed: number): Promise<string> {
  const taken = new Set((await loadDirectory(db)).map(({ code }) => code))
  for (let n = 1; ; n++) {
    const code = n === 1 ? `SIM-${seed}` : `SIM-${seed}-${n}`
    if (!taken.has(code)) return code
  }
}

/** A day is one transaction: what the clerk does is right or not at all. A refusal is a fault, since the clerk's book found it right. */
async function liveThrough(db: Database, company: number, scene: Scene, today: Day, ids: Ids, hands: Hands): Promise<Fault | null> {
  const deeds = liveDay(scene, today)
  try {
    await db.inCompany(company, async (tx) => {
      for (const deed of deeds) await doDeed(tx, BY, deed, ids, hands)
    })
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { on: today, check: "sim.refused", detail: error.message }
  }
}

async function spendNight(db: Database, company: Creditor, scene: Scene, ids: Ids, lent: Lent, chance: Chance, last: boolean): Promise<Fault | null> {
  const { today } = scene
  const told = await db.inCompany(company.id, (tx) => compareBooks(tx, scene, ids, chance))
  if (told) return told
  await lent.seal(db)
  const checks = weekdayOf(today) === 7 || last ? lent.checks : lent.checks.filter(({ name }) => NIGHTLY.includes(name))
  const bad = (await runChecks(db, checks, [company])).find((check) => !check.ok)
  return bad ? { on: today, check: bad.name, detail: bad.detail.en } : null
}

/**
 * The ledger beside the clerk's book: tonight, the day before and one past day as known now, and one past night as it was known then. What was
 * known that night never changes, whatever came later.
 */
async function compareBooks(tx: Tx, scene: Scene, ids: Ids, chance: Chance): Promise<Fault | null> {
  const { today, setting, book } = scene
  const labels = new Map([...ids.entries].map(([label, id]) => [id, label]))
  const codes = new Map([...ids.customers].map(([code, id]) => [id, code]))
  const past = () => addDays(today, -chance.int(Math.min(400, setting.days)))
  const [before, then] = [past(), past()]
  const asked = [
    { check: "sim.tonight", asOf: today, noted: null },
    { check: "sim.asOf", asOf: addDays(today, -1), noted: null },
    { check: "sim.asOf", asOf: before, noted: null },
    { check: "sim.knownThen", asOf: then, noted: then },
  ]
  for (const { check, asOf, noted } of asked) {
    const rows = await loadOpen(tx, asOf, noted === null ? null : nightOf(noted))
    const found = rows.map((r) =>
      writeLine(`${labels.get(r.entry) ?? r.entry}/${r.no}`, r.side, r.open, r.currency, r.dueOn, codes.get(r.customer) ?? r.customer),
    )
    const differing = compareLines(found, openLines(book, asOf, noted))
    if (differing !== null) return { on: today, check, detail: `${asOf}: ${differing}` }
  }
  return null
}

/** Null when both say the same; else the first lines only one of them has. */
function compareLines(ledger: readonly string[], book: readonly string[]): string | null {
  const [inLedger, inBook] = [new Set(ledger), new Set(book)]
  const [more, less] = [ledger.filter((line) => !inBook.has(line)), book.filter((line) => !inLedger.has(line))]
  if (more.length + less.length === 0) return null
  const shown = [...more.map((line) => `in the ledger: ${line}`), ...less.map((line) => `in the clerk's book: ${line}`)].sort()
  return `${more.length + less.length} open items differ; ${shown.slice(0, 2 * SHOWN).join("; ")}`
}
