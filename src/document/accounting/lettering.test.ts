import { expect, test } from "vitest"
import { codesOf, fec, read } from "../../../test/accounting.ts"

const bill = (n: number, on: string, amount: string, letter = "", letteredOn = "") =>
  `VE ${n} ${on} 411000 ACME F${n} ${amount} ${letter} ${letteredOn}\nVE ${n} ${on} 706000 - F${n} -${amount}`
const pay = (n: number, on: string, amount: string, letter = "", letteredOn = "") =>
  `BQ ${n} ${on} 512000 - B${n} ${amount}\nBQ ${n} ${on} 411000 ACME B${n} -${amount} ${letter} ${letteredOn}`
async function settle(...entries: readonly string[]) {
  const books = await read(fec(entries.join("\n")))
  const numberOf = (ref: number) => books.postings.find((p) => p.ref === ref)!.number
  return { ...books, settled: books.allocations.map((a) => `${numberOf(a.debit)}←${numberOf(a.credit)} ${a.amount} ${a.on}`).sort() }
}

test("an invoice and its payment settle each other from the day of the lettering", async () => {
  const { settled, open, groups } = await settle(bill(1, "0110", "100.00", "A", "0215"), pay(1, "0210", "100.00", "A", "0215"))
  expect([settled, groups, open.size]).toEqual([["F1←B1 10000 2025-02-15"], 1, 0])
})

test("without a lettering day the later of the two counts; `metOn` always tells it", async () => {
  const { settled, allocations } = await settle(bill(1, "0110", "100.00", "A"), pay(1, "0210", "100.00", "A"))
  expect([settled, allocations[0]?.metOn]).toEqual([["F1←B1 10000 2025-02-10"], "2025-02-10"])
})

test("one payment settles many invoices, oldest first, and an equal amount before others", async () => {
  const { settled } = await settle(
    bill(1, "0110", "100.00", "A"),
    bill(2, "0111", "60.00", "A"),
    pay(1, "0210", "60.00", "A"),
    pay(2, "0220", "100.00", "A"),
  )
  expect(settled).toEqual(["F1←B2 10000 2025-02-20", "F2←B1 6000 2025-02-10"])
  const { settled: spread } = await settle(bill(1, "0110", "100.00", "A"), bill(2, "0111", "60.00", "A"), pay(1, "0210", "160.00", "A"))
  expect(spread).toEqual(["F1←B1 10000 2025-02-10", "F2←B1 6000 2025-02-10"])
})

test("P77: a letter used again after its group balanced is a new group, by the days of the lettering or by the running balance", async () => {
  const dated = [
    bill(1, "0110", "100.00", "A", "0210"),
    pay(1, "0210", "100.00", "A", "0210"),
    bill(2, "0310", "70.00", "A", "0410"),
    pay(2, "0410", "70.00", "A", "0410"),
  ]
  const undated = dated.map((entry) => entry.replace(/ 0[24]10$/, "").replace(/A 0[24]10\n/, "A\n"))
  for (const entries of [dated, undated]) {
    const { settled, groups } = await settle(...entries)
    expect([groups, settled]).toEqual([2, ["F1←B1 10000 2025-02-10", "F2←B2 7000 2025-04-10"]])
  }
  // The second use lacks a payment: the first group stands, the second is named.
  const { settled, open, problems } = await settle(...dated.slice(0, 3))
  expect(settled).toEqual(["F1←B1 10000 2025-02-10"])
  expect(open.get("ACME")).toEqual([7000n])
  expect(problems.filter((p) => p.code === "LETTER_UNBALANCED").map((p) => [p.line, p.figures.difference])).toEqual([[6, "70.00"]])
})

test("P77: lettering that does not balance is named row by row, and its items stay open", async () => {
  const books = await settle(bill(1, "0110", "100.00", "A", "0210"), pay(1, "0210", "90.00", "A", "0210"), pay(2, "0211", "5.00"))
  expect(books.settled).toEqual([])
  expect(books.open.get("ACME")).toEqual([-9000n, -500n, 10000n])
  expect(books.problems.filter((p) => p.code === "LETTER_UNBALANCED").map((p) => [p.line, p.severity, p.figures.difference])).toEqual([
    [2, "warning", "10.00"],
    [5, "warning", "10.00"],
  ])
})

test("the same letter of two customers is two groups; across two accounts of one customer it is one only where it must be", async () => {
  const other = [bill(1, "0110", "100.00", "A"), pay(1, "0210", "100.00", "A")].map((e) => e.replaceAll("ACME", "BOLT").replaceAll(" 1 ", " 9 "))
  const { groups } = await settle(bill(1, "0110", "100.00", "A"), pay(1, "0210", "100.00", "A"), ...other)
  expect(groups).toBe(2)
  const across = await settle(bill(1, "0110", "100.00", "B"), pay(1, "0210", "100.00", "B").replace("411000", "416000"))
  expect([across.groups, across.open.size]).toEqual([1, 0])
})

test("a claim that became doubtful keeps its invoice: the payment on the doubtful account settles it", async () => {
  const moved = "OD 1 0301 416000 ACME D1 100.00 Z 0401\nOD 1 0301 411000 ACME D1 -100.00 A 0301"
  const paid =
    "BQ 5 0401 512000 - B5 40.00\nBQ 5 0401 416000 ACME B5 -40.00 Z 0401\nOD 6 0401 654000 - P6 60.00\nOD 6 0401 416000 ACME P6 -60.00 Z 0401"
  const { settled, open, allocations } = await settle(bill(1, "0110", "100.00", "A", "0301"), moved, paid)
  expect(settled).toEqual(["F1←B5 4000 2025-04-01", "F1←P6 6000 2025-04-01"])
  expect(allocations.map((a) => a.settledBy).sort()).toEqual(["cash", "writeOff"])
  expect(open.size).toBe(0)
  const still = await settle(bill(1, "0110", "100.00", "A", "0301"), moved.replace(" Z 0401", ""))
  expect([still.open.get("ACME"), codesOf(still)]).toEqual([[10000n], []])
  expect(still.file.tieOut().map((row) => [row.account, row.control, row.open])).toEqual([
    ["411", 0n, 0n],
    ["416", 10000n, 10000n],
  ])
})

test("a deposit used settles the invoice it was used for; one that nobody can name stays open and is said", async () => {
  const deposit = "BQ 1 0105 512000 - B1 30.00\nBQ 1 0105 419100 ACME B1 -30.00"
  const used = "OD 1 0115 419100 ACME U1 30.00\nOD 1 0115 411000 ACME U1 -30.00 A"
  const rest = pay(2, "0210", "70.00", "A")
  const { settled, open } = await settle(deposit, bill(1, "0110", "100.00", "A"), used, rest)
  expect(settled).toEqual(["F1←B1 3000 2025-01-15", "F1←B2 7000 2025-02-10"])
  expect(open.size).toBe(0)
  const doubt = await settle(deposit, deposit.replaceAll(" 1 0105", " 7 0106").replaceAll("B1", "B7"), bill(1, "0110", "100.00", "A"), used, rest)
  expect(doubt.problems.filter((p) => p.code === "TRANSFER_ALONE")).toHaveLength(1)
  expect(doubt.open.get("ACME")).toEqual([-3000n, -3000n, 3000n])
})
