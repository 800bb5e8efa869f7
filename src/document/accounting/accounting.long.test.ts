import { spawnSync } from "node:child_process"
import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { damageFec, damageSaft } from "../../../test/damaged-books.ts"
import { fecText, LAYOUTS, makeBooks } from "../../../test/fec.ts"

const home = mkdtempSync(join(tmpdir(), "encours-fec-"))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const BLOCKS = 20

/** Reads a file in a process of its own, as the guarded reader does, and says how it went. */
const READER = `
  const { openAccounting } = await import(process.argv[1])
  const started = performance.now()
  const opened = await openAccounting(process.argv[2], "fec", { currency: "EUR", country: "FR" })
  let postings = 0
  let refusals = 0
  for await (const batch of opened.value.postings()) {
    postings += batch.postings.length
    refusals += batch.problems.filter((p) => p.severity === "refusal").length
  }
  const { debit, credit, entries, unbalanced } = opened.value.books()
  const told = { rows: opened.value.rows, postings, refusals, debit: String(debit), credit: String(credit), entries, unbalanced }
  console.log(JSON.stringify({ ...told, ms: performance.now() - started, rssMb: process.resourceUsage().maxRSS / 1024 }))`

test("a FEC of a million lines streams: flat memory, debit = credit, nothing refused", () => {
  const path = join(home, "123456789FEC20251231.txt")
  let rows = 0
  for (let block = 0; block < BLOCKS; block++) {
    const { lines } = makeBooks(block, "fr", 240, 40)
    // Each block is another journal set with customers of its own, as a company with many establishments has.
    const named = lines.map((l) => ({
      ...l,
      journal: `${l.journal}${block}`,
      aux: l.aux === "" ? "" : `${block}-${l.aux}`,
      piece: `${block}-${l.piece}`,
    }))
    const text = fecText(named, LAYOUTS[0]!)
    appendFileSync(path, block === 0 ? text : text.slice(text.indexOf("\n") + 1))
    rows += lines.length
  }
  expect(statSync(path).size).toBeGreaterThan(100_000_000)
  const reader = join(import.meta.dirname, "accounting.job.ts")
  const ran = spawnSync(process.execPath, ["--max-old-space-size=256", "--input-type=module", "-e", READER, reader, path], { encoding: "utf8" })
  expect(ran.stderr).toBe("")
  const told = JSON.parse(ran.stdout)
  console.log(`${rows} rows in ${Math.round(told.ms)} ms (${Math.round((rows / told.ms) * 1000)} rows/s), ${Math.round(told.rssMb)} MB`)
  expect(told).toMatchObject({ rows, refusals: 0, unbalanced: 0 })
  expect(told.debit).toBe(told.credit)
  expect(told.rssMb).toBeLessThan(300)
})

test("P77: 5,000 damaged FEC files", async () => {
  for (let seed = 1_000; seed < 6_000; seed++) await damageFec(seed)
})
test("5,000 damaged SAF-T files", async () => {
  for (let seed = 1_000; seed < 6_000; seed++) await damageSaft(seed)
})
