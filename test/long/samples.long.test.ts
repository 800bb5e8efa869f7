/** The real journals of the samples folder, through the command line: figures nobody here made. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testDatabase } from "../database.ts"
import { plainEnv } from "../environment.ts"
import { samplesDir } from "../samples.ts"

const samples = samplesDir()
const home = mkdtempSync(join(tmpdir(), "encours-samples-"))
let db: Awaited<ReturnType<typeof testDatabase>> | undefined

function encours(...args: string[]) {
  const url = (user: string) => `postgres://${user}@localhost/${db!.app.database}?host=${encodeURIComponent(String(db!.app.host))}`
  const env = {
    ...plainEnv(home),
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

beforeAll(async () => {
  if (samples) db = await testDatabase()
})
afterAll(async () => {
  await db?.drop()
  rmSync(home, { recursive: true, force: true })
})

const ofA = (...args: string[]) => encours("--company", "A", ...args)

describe.runIf(samples)("A1–A3: a journal of paid invoices", () => {
  beforeAll(() => {
    encours("company", "add", "--code", "A", "--name", "A", "--country", "FR", "--currency", "USD")
    const { exit, answer } = ofA("import", join(samples!, "receivables/ibm_ar_dev_customers.csv"))
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({
      rows: 1762,
      accepted: 1762,
      refused: 0,
      totals: [{ currency: "USD", invoices: 1762, amount: "106838.31" }],
    })
  }, 60_000)

  test("A1: customers, lateness and days to pay", () => {
    expect(ofA("customers").answer.customers).toHaveLength(72)
    const kpi = ofA("kpi", "--as-of", "2014-12-31").answer.currencies[0]
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
    const [ageing] = ofA("ageing", "--as-of", asOf).answer.currencies
    expect(ageing).toMatchObject({ count, total, credits: "0.00", net: total })
    expect(ageing.buckets.slice(0, 3).map((b: { count: number; amount: string }) => [b.count, b.amount])).toEqual(buckets)
  })
  test("A3: the worst payers come first", () => {
    const { rows } = ofA("kpi", "--as-of", "2014-12-31", "--by", "customer").answer.currencies[0]
    expect(rows.slice(0, 3).map((r: { key: string; count: number; late: { meanAll: number } }) => [r.key, r.count, r.late.meanAll])).toEqual([
      ["2621-XCLEH", 15, 19.6],
      ["8102-ABPKQ", 27, 14.593],
      ["0688-XNJRO", 34, 14.441],
    ])
  })
})

describe.runIf(samples)("E: the books of a year", () => {
  const ofE = (...args: string[]) => encours("--company", "E", ...args)
  const fec = join(samples ?? "", "ledger/fec")
  test("E a FEC through the command line: books, account 411 to the cent, the largest debtors, one customer in credit, every letter met", async () => {
    encours("company", "add", "--code", "E", "--name", "E", "--country", "FR", "--currency", "EUR")
    const { exit, answer } = ofE("import", join(fec, "111111111FEC20221231.TXT"), "--control", "14416.52")
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({
      kind: "fec",
      rows: 934,
      accepted: 151,
      refused: 0,
      books: { debit: "225682.23", credit: "225682.23", entries: 248, unbalanced: 0 },
      tieOut: [
        { account: "411", control: "14416.52", open: "14416.52", difference: "0.00", because: [] },
        { account: "control", control: "14416.52", open: "14416.52", difference: "0.00", because: [] },
      ],
    })
    const { customers } = ofE("customers").answer as { customers: { code: string; balance: { open: string }[] }[] }
    const owed = customers.map((c) => [c.code, Number(c.balance[0]?.open ?? 0)] as const).sort((a, b) => b[1] - a[1])
    expect(owed).toHaveLength(34)
    expect(owed.slice(0, 3)).toEqual([
      ["41101050", 6439.94],
      ["41102430", 2489.13],
      ["41102106", 1871.65],
    ])
    expect(owed.filter(([, open]) => open < 0)).toHaveLength(1)
    const { items } = ofE("open-items", "--as-of", "2023-12-31").answer as { items: { side: string; open: string }[] }
    expect(items).toHaveLength(34)
    const signed = items.reduce((sum, i) => sum + Math.round(Number(i.open) * 100) * (i.side === "credit" ? -1 : 1), 0)
    expect(signed).toBe(1_441_652)
    const { rows } = await db!.owner.query<{ customer: string; debit: string; credit: string; days: number }>(SETTLED_WHOLE)
    const days = aloneUnderTheirLetter(join(fec, "111111111FEC20221231.TXT")).map(
      (group) =>
        rows.find((r) => r.customer === group.customer && r.debit.includes(`-${group.invoice}`) && r.credit.includes(`-${group.settlement}`))!.days,
    )
    days.sort((a, b) => a - b)
    expect(days).toHaveLength(38)
    expect(Math.round((days.reduce((sum, d) => sum + d, 0) / days.length) * 100) / 100).toBe(51.71)
    expect((days[18]! + days[19]!) / 2).toBe(41.5)
  })
  test("E payment modes posing as customers are named, none becomes one, and 411 says where its balance went", () => {
    encours("company", "add", "--code", "M", "--name", "M", "--country", "FR", "--currency", "EUR")
    const { answer } = encours("--company", "M", "import", join(fec, "000000000FEC20231231.txt"))
    expect(answer.imports[0]).toMatchObject({
      rows: 2102,
      accepted: 0,
      refused: 0,
      books: { debit: "1265350.82", credit: "1265350.82" },
      tieOut: [
        { account: "411", control: "27771.70", open: "0.00", difference: "-27771.70", because: [{ code: "PAYMENT_MODE", amount: "-27771.70" }] },
      ],
    })
    expect(answer.imports[0].problems.map((p: { code: string }) => p.code)).toEqual(Array(4).fill("PAYMENT_MODE"))
    expect(encours("--company", "M", "customers").answer.customers).toEqual([])
  })
  test("E a SAF-T: one customer, debit = credit = 25,000", () => {
    encours("company", "add", "--code", "S", "--name", "S", "--country", "NO", "--currency", "NOK")
    const file = join(samples!, "ledger/saft-no/ExampleFile_SAF-T_Financial_999999999_20161125213512.xml")
    const { exit, answer } = encours("--company", "S", "import", file)
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({ kind: "saft", refused: 0, books: { debit: "25000.00", credit: "25000.00", entries: 2, unbalanced: 0 } })
    expect(encours("--company", "S", "customers").answer.customers.map((c: { code: string; name: string }) => [c.code, c.name])).toEqual([
      ["12000", "Kunden AS"],
    ])
  })
})

/** The invoices of a FEC that share their letter with one other line only. */
function aloneUnderTheirLetter(path: string): { readonly customer: string; readonly invoice: string; readonly settlement: string }[] {
  const [head = [], ...lines] = readFileSync(path, "latin1")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split("|"))
  const at = (name: string) => head.indexOf(name)
  const lettered = lines.filter((cells) => cells[at("EcritureLet")] !== "" && cells[at("CompteNum")]!.startsWith("411"))
  return [...Map.groupBy(lettered, (cells) => `${cells[at("CompAuxNum")]}|${cells[at("EcritureLet")]}`).values()].flatMap((group) => {
    const isDebit = (cells: readonly string[]) => /[1-9]/.test(cells[at("Debit")]!)
    const invoice = group.find(isDebit)
    const settlement = group.find((cells) => !isDebit(cells))
    if (group.length !== 2 || !invoice || !settlement) return []
    return [{ customer: invoice[at("CompAuxNum")]!, invoice: invoice[at("EcritureNum")]!, settlement: settlement[at("EcritureNum")]! }]
  })
}
/** The ledger's own facts: what one settlement closed whole, and how many days after its own day. */
const SETTLED_WHOLE = `
  SELECT k.code AS customer, d.number AS debit, c.number AS credit, a.effective_on - d.effective_on AS days FROM ledger.allocation a
    JOIN company.company o ON o.id = a.company_id AND o.code = 'E'
    JOIN ledger.entry d ON d.company_id = a.company_id AND d.id = a.debit_entry AND d.amount = a.amount
    JOIN ledger.entry c ON c.company_id = a.company_id AND c.id = a.credit_entry
    JOIN customer.customer k ON k.company_id = a.company_id AND k.id = d.customer_id`

describe.runIf(samples)("A4 and A5: two exports of one source", () => {
  const A4 = join(samples ?? "", "receivables/highradius_open_items_dev.csv")
  const A5 = join(samples ?? "", "receivables/highradius_open_items_ddmmyyyy_dev.csv")
  const joined = join(home, "joined.json")
  /** Each company its own books. */
  const books = (code: string) => {
    encours("company", "add", "--code", code, "--name", code, "--country", "US", "--currency", "USD")
    return (...args: string[]) => encours("--company", code, ...args)
  }
  const codesOf = (answer: { problems: { code: string }[] }) =>
    Object.entries(Object.groupBy(answer.problems, (p) => p.code)).map(([code, all]) => [code, all?.length])
  const bucketsOf = (currency: { buckets: { amount: string; count: number }[] }) => currency.buckets.map((b) => [b.count, b.amount])
  beforeAll(() => writeFileSync(joined, JSON.stringify({ customer: { trimZeros: true } })))

  const agedOn = (run: ReturnType<typeof books>, day: string) =>
    run("ageing", "--as-of", day).answer.currencies.map((c: { currency: string; count: number; total: string }) => [c.currency, c.count, c.total])

  test("A4: 4,691 open invoices in two currencies, 405 customers as written; look-alikes are named, never joined by themselves", () => {
    const run = books("RAW")
    const { exit, answer } = run("import", A4)
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({ rows: 4691, accepted: 4691, refused: 0, refusedFile: null })
    expect(codesOf(answer.imports[0])).toContainEqual(["LOOK_ALIKE_CUSTOMERS", 91])
    expect(run("customers").answer.customers).toHaveLength(405)
  }, 120_000)

  test("A5 after A4, customers not joined: every number that stands under a look-alike customer is a named possible double, refused until decided", () => {
    const run = books("RAW")
    const refused = run("import", A5, "--round", "half-up")
    expect(refused.exit).toBe(65)
    expect(refused.answer.imports[0]).toMatchObject({ id: null, accepted: 0, refused: 373 })
    expect(codesOf(refused.answer.imports[0])).toContainEqual(["POSSIBLE_DOUBLE", 373])
    const good = run("import", A5, "--round", "half-up", "--accept-good").answer.imports[0]
    expect(good).toMatchObject({ rows: 4811, accepted: 4411, skipped: 25, conflicts: 2, refused: 373 })
    // Decided: they are the same customers. What stands under the very code is there; 53 of all differ by their currency.
    const decided = run("import", good.refusedFile, "--round", "half-up", "--map", joined).answer.imports[0]
    expect(decided).toMatchObject({ rows: 373, accepted: 0, skipped: 322, conflicts: 51, refused: 0 })
  }, 180_000)

  test("A4 with customers joined: 314, and ageing by due day in each currency", () => {
    const run = books("JOINED")
    const { exit, answer } = run("import", A4, "--map", joined)
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({ rows: 4691, accepted: 4691, refused: 0 })
    expect(codesOf(answer.imports[0]).map(([code]) => code)).not.toContain("LOOK_ALIKE_CUSTOMERS")
    expect(run("customers").answer.customers).toHaveLength(314)
    const { currencies } = run("ageing", "--as-of", "2020-05-31").answer
    const [cad, usd] = [
      currencies.find((c: { currency: string }) => c.currency === "CAD"),
      currencies.find((c: { currency: string }) => c.currency === "USD"),
    ]
    expect([usd.count, usd.total, cad.count, cad.total]).toEqual([4119, "147673485.46", 572, "37545055.58"])
    expect(bucketsOf(usd)).toEqual([
      [81, "1238823.26"],
      [1221, "44101656.54"],
      [1901, "73019089.69"],
      [908, "29143509.86"],
      [8, "170406.11"],
    ])
    expect(bucketsOf(cad)).toEqual([
      [0, "0.00"],
      [144, "8947690.66"],
      [250, "16635667.66"],
      [178, "11961697.26"],
      [0, "0.00"],
    ])
    expect(agedOn(run, "2020-04-30").sort()).toEqual([
      ["CAD", 517, "33414703.25"],
      ["USD", 3775, "135054303.34"],
    ])
  }, 120_000)

  test("A5 after A4, customers joined: 347 are there already, 53 are named conflicts", () => {
    const run = books("JOINED")
    const { exit, answer } = run("import", A5, "--map", joined, "--round", "half-up")
    expect(exit).toBe(0)
    expect(answer.imports[0]).toMatchObject({ rows: 4811, accepted: 4411, skipped: 347, conflicts: 53, refused: 0 })
    expect(codesOf(answer.imports[0])).toContainEqual(["CONFLICT", 53])
  }, 120_000)

  test("A5 alone: 448 rows of three decimals are refused by name, then left out, or rounded when that is asked; days come first", () => {
    const run = books("ALONE")
    const refused = run("import", A5)
    expect(refused.exit).toBe(65)
    expect(refused.answer.imports[0]).toMatchObject({ id: null, rows: 4811, accepted: 0, refused: 448 })
    expect(codesOf(refused.answer.imports[0])).toContainEqual(["TOO_MANY_DECIMALS", 448])
    const good = run("import", A5, "--accept-good").answer.imports[0]
    expect(good).toMatchObject({ accepted: 4363, refused: 448, totals: [{ currency: "USD", amount: "153471244.89" }] })
    expect(readFileSync(good.refusedFile, "utf8").trimEnd().split("\n")).toHaveLength(449)
    // What was left out comes back by itself, rounded when that is asked: together they are the whole file.
    const rest = run("import", good.refusedFile, "--round", "half-up").answer.imports[0]
    expect(rest).toMatchObject({ rows: 448, accepted: 448, refused: 0 })
    expect(agedOn(run, "2020-12-31")).toEqual([["USD", 4811, "175436372.96"]])
    const items: { number: string; issuedOn: string }[] = run("open-items", "--as-of", "2020-12-31").answer.items
    expect(items.find(({ number }) => number === "2960623488")?.issuedOn).toBe("2020-03-30")
    expect(books("ROUNDED")("import", A5, "--round", "half-up").answer.imports[0]).toMatchObject({
      accepted: 4811,
      refused: 0,
      totals: [{ currency: "USD", amount: "175436372.96" }],
    })
  }, 180_000)
})
