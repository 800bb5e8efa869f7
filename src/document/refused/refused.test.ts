import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { withoutApostrophe } from "../../kernel/sheet.ts"
import { looksLikeAmount } from "../amounts.ts"
import { openTable } from "../table.job.ts"
import { SEPARATORS } from "../table.ts"
import { REASON } from "./refused.text.ts"
import { csvLine, MARK, withoutReason } from "./refused.ts"

const folder = mkdtempSync(join(tmpdir(), "encours-refused-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function read(text: string) {
  const path = join(folder, "rows.csv")
  writeFileSync(path, text)
  const opened = await openTable(path)
  if (!opened.ok) throw new Error(opened.refusal.code)
  const table = withoutReason(opened.value, Object.values(REASON))
  const rows: (readonly string[])[] = []
  for await (const batch of table.rows()) for (const row of batch.rows) rows.push(row.cells)
  return { header: table.header, rows }
}
const HEAD = ["customer code", "invoice number", "invoice date", "amount", "label"]

test("P69 whatever a refused row holds, it reads again as it was: cells, their number, texts that look like formulas", async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom("-12,50", "=1+1", "@SUM(A1)", "+33 1", "a;b,c|d\te", 'say "x"', "two\nlines", "'=kept", "» text", "", " padded "),
  )
  const row = fc.array(cell, { minLength: 1, maxLength: 8 }).filter((cells) => cells.some((c) => c.trim() !== "" && !c.startsWith(MARK)))
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...SEPARATORS),
      fc.constantFrom(...Object.values(REASON)),
      async (rows, separator, title) => {
        const first = ["K1", "F1", "2026-01-10", "12.50", "first"]
        const all = [first, ...rows]
        const lines = [[...HEAD, title], ...all.map((cells) => [...cells, `${MARK}${cells.length} cells; why`])]
        const got = await read(`\uFEFF${lines.map((cells) => csvLine(cells, separator)).join("")}`)
        expect(got.header).toEqual(HEAD)
        expect(got.rows.map((cells) => cells.map(withoutApostrophe))).toEqual(all.map((cells) => cells.map((c) => withoutApostrophe(c))))
      },
    ),
    { numRuns: 150 },
  )
})

test("what a spreadsheet did to the reason does not matter: padded, cleared, moved beside a cell that was put in", async () => {
  const text = [
    `${HEAD.join(";")};Ablehnungsgrund`,
    `K1;F1;2026-01-10;12.50;x;${MARK}why`,
    "K1;F2;2026-01-10;12.50;x;",
    `K1;F3;2026-01-10;${MARK}too few;;`,
    `K1;F4;2026-01-10;12;50;x;${MARK}too many`,
    "K1;F5;2026-01-10;12.50;x",
  ].join("\n")
  expect((await read(text)).rows).toEqual([
    ["K1", "F1", "2026-01-10", "12.50", "x"],
    ["K1", "F2", "2026-01-10", "12.50", "x"],
    ["K1", "F3", "2026-01-10"],
    ["K1", "F4", "2026-01-10", "12", "50", "x"],
    ["K1", "F5", "2026-01-10", "12.50", "x"],
  ])
})

test("a text that a spreadsheet would run never begins a cell; a figure stays a figure", () => {
  const dangerous = fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n"), fc.string()).map(([sign, rest]) => sign + rest)
  fc.assert(
    fc.property(dangerous, (text) => {
      expect(looksLikeAmount(text) || /^"?'/.test(csvLine([text], ";"))).toBe(true)
    }),
  )
})
