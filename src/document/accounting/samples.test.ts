import { join } from "node:path"
import { expect, test } from "vitest"
import { codesOf, type ReadBooks, readBooksAt } from "../../../test/accounting.ts"
import { samplesDir } from "../../../test/samples.ts"
import { daysBetween } from "../../kernel/day.ts"
import { toDecimal } from "../../kernel/money.ts"

const samples = samplesDir()
async function readSample(...path: readonly string[]): Promise<ReadBooks> {
  const books = await readBooksAt(join(samples!, "ledger", ...path))
  if (books === null || "code" in books) throw new Error(JSON.stringify(books))
  return books
}
const decimals = ({ file }: ReadBooks) => {
  const { debit, credit, entries, unbalanced } = file.books()
  return [toDecimal(debit, file.currency), toDecimal(credit, file.currency), entries, unbalanced]
}

test.runIf(samples)(
  "E a FEC ties to the cent: 248 entries, 34 customers, 411 = open items = 14,416.52; days to pay of one-invoice groups",
  async () => {
    const books = await readSample("fec", "111111111FEC20221231.TXT")
    const { file, postings, allocations, open } = books
    expect([file.rows, file.chart, file.customers.length]).toEqual([934, "fr", 34])
    expect(decimals(books)).toEqual(["225682.23", "225682.23", 248, 0])
    expect(file.tieOut()).toEqual([{ account: "411", control: 1_441_652n, open: 1_441_652n, difference: 0n, because: [] }])
    expect(postings.filter((p) => p.letter !== null)).toHaveLength(117)
    expect([...open.values()].flat()).toHaveLength(34)
    const balances = [...open].map(([code, list]) => [code, list.reduce((sum, x) => sum + x, 0n)] as const).sort((a, b) => (a[1] < b[1] ? 1 : -1))
    expect(balances.slice(0, 3).map(([, balance]) => balance)).toEqual([643_994n, 248_913n, 187_165n])
    expect(balances.filter(([, balance]) => balance < 0n).map(([, balance]) => balance)).toEqual([-5_603n])
    expect(codesOf(books).filter((code) => code !== "NUMBERS_MADE")).toEqual(["YEAR_DIFFERS"])

    const byRef = new Map(postings.map((p) => [p.ref, p]))
    const groups = Map.groupBy(
      postings.filter((p) => p.letter !== null),
      (p) => `${p.customerCode}|${p.letter}`,
    )
    const single = [...groups.values()].filter((group) => group.filter((p) => p.side === "debit").length === 1 && group.length === 2)
    const days = single.map((group) => {
      const invoice = group.find((p) => p.side === "debit")!
      const { credit, metOn } = allocations.find((a) => a.debit === invoice.ref)!
      expect(byRef.get(credit)?.side).toBe("credit")
      return daysBetween(invoice.issuedOn, metOn)
    })
    days.sort((a, b) => a - b)
    expect(days).toHaveLength(38)
    expect(Math.round((days.reduce((sum, d) => sum + d, 0) / days.length) * 100) / 100).toBe(51.71)
    expect((days[18]! + days[19]!) / 2).toBe(41.5)
  },
)

test.runIf(samples)(
  "E payment modes posing as auxiliaries: four are named, none becomes a customer, and 411 says where its 27,771.70 went",
  async () => {
    const books = await readSample("fec", "000000000FEC20231231.txt")
    expect([books.file.rows, books.file.customers.length, books.postings.length]).toEqual([2102, 0, 0])
    expect(decimals(books).slice(0, 2)).toEqual(["1265350.82", "1265350.82"])
    expect(codesOf(books)).toEqual(["PAYMENT_MODE", "PAYMENT_MODE", "PAYMENT_MODE", "PAYMENT_MODE"])
    expect(books.file.tieOut()).toEqual([
      { account: "411", control: 2_777_170n, open: 0n, difference: 2_777_170n, because: [{ code: "PAYMENT_MODE", amount: 2_777_170n, lines: 153 }] },
    ])
  },
)

test.runIf(samples)(
  "E a SAF-T: one customer, debit = credit = 25,000, its opening balance an item, its stated closing balance compared",
  async () => {
    const books = await readSample("saft-no", "ExampleFile_SAF-T_Financial_999999999_20161125213512.xml")
    expect([books.file.kind, books.file.currency, books.file.rows, books.file.customers.map((c) => c.code)]).toEqual(["saft", "NOK", 5, ["12000"]])
    expect(decimals(books)).toEqual(["25000.00", "25000.00", 2, 0])
    expect(books.postings.map((p) => [p.kind, p.side, p.amount, p.day])).toEqual([["invoice", "debit", 123_456n, "2015-01-01"]])
    expect(codesOf(books)).toEqual(["CLOSING_DIFFERS"])
    expect(books.file.tieOut()).toMatchObject([{ account: "1500", control: 1_234_567n, open: 123_456n, difference: 1_111_111n }])
  },
)
