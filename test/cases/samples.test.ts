/** The real journals of the samples folder, through the command line: figures nobody here made. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testDatabase } from "../database.ts"
import { samplesDir } from "../samples.ts"

const samples = samplesDir()
const home = mkdtempSync(join(tmpdir(), "encours-samples-"))
let db: Awaited<ReturnType<typeof testDatabase>>

function encours(...args: string[]) {
  const url = (user: string) => `postgres://${user}@localhost/${db.app.database}?host=${encodeURIComponent(String(db.app.host))}`
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    LANG: "C.UTF-8",
    TZ: "UTC",
    DATABASE_URL: url("encours_app"),
    DATABASE_OWNER_URL: url("encours_owner"),
  }
  const ran = spawnSync(process.execPath, [join(import.meta.dirname, "../../src/main.ts"), ...args, "--json"], {
    cwd: home,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  })
  return { exit: ran.status, answer: ran.stdout === "" ? null : JSON.parse(ran.stdout), told: ran.stderr }
}

describe.runIf(samples)("A1–A3: a journal of paid invoices", () => {
  beforeAll(async () => {
    db = await testDatabase()
    encours("company", "add", "--code", "A", "--name", "A", "--country", "FR", "--currency", "USD")
    const { exit, answer } = encours("import", join(samples!, "receivables/ibm_ar_dev_customers.csv"))
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({
      rows: 1762,
      accepted: 1762,
      refused: 0,
      totals: [{ currency: "USD", invoices: 1762, amount: "106838.31" }],
    })
  }, 60_000)
  afterAll(async () => {
    await db.drop()
    rmSync(home, { recursive: true, force: true })
  })

  test("A1: customers, lateness and days to pay", () => {
    expect(encours("customers").answer.customers).toHaveLength(72)
    const kpi = encours("kpi", "--as-of", "2014-12-31").answer.currencies[0]
    expect(kpi.late).toEqual({ count: 683, share: 38.76, meanAll: 3.739, meanLate: 9.646, max: 45 })
    expect(kpi.daysToPay).toMatchObject({ mean: 27.448, weighted: 27.779 })
  })
  test.each([
    [
      "2012-12-31",
      73,
      "4351.57",
      [
        [63, "3752.30"],
        [10, "599.27"],
        [0, "0.00"],
      ],
    ],
    [
      "2013-01-31",
      64,
      "4090.92",
      [
        [51, "3217.46"],
        [12, "787.07"],
        [1, "86.39"],
      ],
    ],
    [
      "2013-06-30",
      63,
      "3948.82",
      [
        [52, "3179.32"],
        [11, "769.50"],
        [0, "0.00"],
      ],
    ],
  ] as const)("A2: as of %s", (asOf, count, total, buckets) => {
    const [ageing] = encours("ageing", "--as-of", asOf).answer.currencies
    expect(ageing).toMatchObject({ count, total, credits: "0.00", net: total })
    expect(ageing.buckets.slice(0, 3).map((b: { count: number; amount: string }) => [b.count, b.amount])).toEqual(buckets)
  })
  test("A3: the worst payers come first", () => {
    const { rows } = encours("kpi", "--as-of", "2014-12-31", "--by", "customer").answer.currencies[0]
    expect(rows.slice(0, 3).map((r: { key: string; count: number; late: { meanAll: number } }) => [r.key, r.count, r.late.meanAll])).toEqual([
      ["2621-XCLEH", 15, 19.6],
      ["8102-ABPKQ", 27, 14.593],
      ["0688-XNJRO", 34, 14.441],
    ])
  })
})
