/** `npm run sim`: a seed becomes a company that lives for years; what must hold is asserted every night. */
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { loadDirectory } from "../company/company.act.ts"
import { addDays, type Day, day, daysBetween } from "../kernel/day.ts"
import { Refused } from "../kernel/result.ts"
import { type Command, EXIT } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { openDatabase } from "../shell/db.ts"
import { readDay, readText, readWhole } from "../shell/options.ts"
import { FIRST_DAY, simulatedClock } from "./clock.ts"
import { type Lent, type Lived, live } from "./sim.job.ts"
import { broken, held, progress, simText as text } from "./sim.text.ts"
import { tellTruth } from "./truth.ts"

/** What is sold on the last day of the longest life still falls due on a day (kernel/day.ts). */
const LAST_FROM = "2188-12-31"

export const simCommand = (lent: (context: Context) => Lent): Command<Context> => ({
  name: "sim",
  words: "[--seed N] [--years N|--days N] [--customers N] [--from YYYY-MM-DD] [--out DIR]",
  about: text.about,
  example: "sim --seed 42 --years 2 --customers 60 --out truth",
  needs: "operate",
  takes: 0,
  options: {
    seed: { type: "string", value: "N", about: text.seed },
    years: { type: "string", value: "N", about: text.years },
    days: { type: "string", value: "N", about: text.days },
    customers: { type: "string", value: "N", about: text.customers },
    from: { type: "string", value: "YYYY-MM-DD", about: text.from },
    out: { type: "string", value: "DIR", about: text.out },
  },
  async run({ values, context, lang, json, print, answer, note }) {
    const seed = readWhole(values, "seed", 42, { min: 0, max: 999_999_999 })
    const years = readWhole(values, "years", 2, { min: 1, max: 10 })
    const from = readDay(values, "from", FIRST_DAY)
    if (from > LAST_FROM) throw new Refused("BAD_OPTION", { option: "from", value: from, takes: `1900-01-01–${LAST_FROM}` })
    const days = readWhole(values, "days", daysOf(from, years), { min: 1, max: 3_660 })
    const customers = readWhole(values, "customers", 60, { min: 1, max: 2_000 })
    const out = readText(values, "out")
    const { cluster, db: there } = await context.instance("visitor")
    refuseRealBooks(await loadDirectory(there))
    const clock = simulatedClock(from)
    const db = openDatabase(cluster.app, clock.now)
    try {
      const setting = { seed, customers, from, days }
      const lived = await live(db, clock, setting, lent(context), (today, scene) => {
        if (today.endsWith("-01")) note(progress[lang]({ day: today, items: scene.truth.items.size, payments: scene.truth.payments.length }))
      })
      if (out !== null) await writeTruth(out, lived)
      const { company, fault, facts, nights, verified, scene } = lived
      const again = `npm run sim -- --seed ${seed} --days ${days} --customers ${customers}${from === FIRST_DAY ? "" : ` --from ${from}`}`
      const to = scene.today
      if (json) answer({ seed, customers, from, to, company: company.code, nights, verified, facts, truth: out, fault, again })
      else if (fault) print(broken[lang]({ ...fault, again }))
      else {
        const look = `node bin/encours --data ${context.config.dataDir} --company ${company.code} ageing --as-of ${to}`
        print(held[lang]({ ...facts, company: `${company.code} ${company.name}`, from, to, customers, nights, verified, look }))
      }
      return fault ? EXIT.failed : EXIT.done
    } finally {
      await db.close()
    }
  },
})

/** From a day up to the eve of the same day, years later. */
function daysOf(from: Day, years: number): number {
  const until = `${Number(from.slice(0, 4)) + years}-${from.slice(5) === "02-29" ? "02-28" : from.slice(5)}`
  return daysBetween(from, day(until))
}

/** An invented company among real ones would stand in their lists, backups and jobs; one that calls itself SIM-something is real. Refuses REAL_BOOKS. */
function refuseRealBooks(companies: readonly { readonly code: string }[]): void {
  const known = companies.map(({ code }) => code).filter((code) => !/^SIM-\d+(?:-\d+)?$/.test(code))
  if (known.length > 0) throw new Refused("REAL_BOOKS", { known })
}

async function writeTruth(folder: string, { scene, company, facts }: Lived): Promise<void> {
  await mkdir(folder, { recursive: true })
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("")
  for (const [name, rows] of Object.entries(tellTruth(scene))) await writeFile(join(folder, `${name}.jsonl`), lines(rows))
  const { seed, customers, from, days } = scene.setting
  const simulation = { seed, customers, from, to: addDays(from, days - 1), company: company.code, facts: facts.hash }
  await writeFile(join(folder, "simulation.json"), `${JSON.stringify(simulation, null, 2)}\n`)
}
