import { expect, test } from "vitest"
import { fec, read } from "../../../test/accounting.ts"
import { day } from "../../kernel/day.ts"

/** What a file's customer lines became: “customer kind side amount settledBy means”. */
async function understood(rows: string, country = "FR") {
  const { postings } = await read(fec(rows), { country })
  return postings.map((p) => [p.customerCode, p.kind, p.side, p.amount, p.settledBy, p.means].filter((x) => x !== null).join(" "))
}

const FRENCH: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a sale bills the customer",
    "VE 1 0110 411000 ACME F1 120.00\nVE 1 0110 706000 - F1 -100.00\nVE 1 0110 445710 - F1 -20.00",
    ["ACME invoice debit 12000"],
  ],
  ["the bank pays", "BQ 1 0210 512000 - B1 120.00\nBQ 1 0210 411000 ACME B1 -120.00", ["ACME payment credit 12000 cash"]],
  ["the till pays", "CA 1 0210 530000 - B1 20.00\nCA 1 0210 411000 ACME B1 -20.00", ["ACME payment credit 2000 cash"]],
  [
    "a cheque handed in is subject to collection",
    "BQ 1 0210 511200 - B1 120.00\nBQ 1 0210 411000 ACME B1 -120.00",
    ["ACME payment credit 12000 cash cheque"],
  ],
  [
    "a bill received pays, subject to collection",
    "OD 1 0210 413000 ACME L1 120.00\nOD 1 0210 411000 ACME L1 -120.00",
    ["ACME payment credit 12000 cash lcr"],
  ],
  [
    "sales reversed are a credit note",
    "VE 1 0210 709000 - A1 100.00\nVE 1 0210 445710 - A1 20.00\nVE 1 0210 411000 ACME A1 -120.00",
    ["ACME creditNote credit 12000 creditNote"],
  ],
  [
    "a loss writes off, with its tax",
    "OD 1 0210 654000 - P1 100.00\nOD 1 0210 445710 - P1 20.00\nOD 1 0210 411000 ACME P1 -120.00",
    ["ACME writeOff credit 12000 writeOff"],
  ],
  [
    "cash discount is no money",
    "BQ 1 0210 512000 - B1 98.00\nBQ 1 0210 665000 - B1 2.00\nBQ 1 0210 411000 ACME B1 -100.00",
    ["ACME payment credit 9800 cash", "ACME payment credit 200 discount"],
  ],
  [
    "the bank's own fee was paid by the customer all the same",
    "BQ 1 0210 512000 - B1 99.00\nBQ 1 0210 627000 - B1 1.00\nBQ 1 0210 411000 ACME B1 -100.00",
    ["ACME payment credit 10000 cash"],
  ],
  [
    "an exchange loss is none of the customer's money",
    "BQ 1 0210 512000 - B1 98.00\nBQ 1 0210 666000 - B1 2.00\nBQ 1 0210 411000 ACME B1 -100.00",
    ["ACME payment credit 9800 cash", "ACME exchangeDifference credit 200 exchangeDifference"],
  ],
  [
    "what the customer supplied is set off",
    "OD 1 0210 401000 ACME B1 100.00\nOD 1 0210 411000 ACME B1 -100.00",
    ["ACME payment credit 10000 setOff"],
  ],
  ["suspense says nothing", "OD 1 0210 471000 - B1 100.00\nOD 1 0210 411000 ACME B1 -100.00", ["ACME payment credit 10000 unknown"]],
  ["money back to the customer is a refund", "BQ 1 0210 411000 ACME B1 100.00\nBQ 1 0210 512000 - B1 -100.00", ["ACME refund debit 10000"]],
  ["a deposit is a credit of its own", "BQ 1 0210 512000 - B1 100.00\nBQ 1 0210 419100 ACME B1 -100.00", ["ACME deposit credit 10000 cash"]],
  [
    "a deposit that is billed is a claim and a credit, and no money",
    "VE 1 0210 411000 ACME B1 100.00\nVE 1 0210 419100 ACME B1 -100.00",
    ["ACME invoice debit 10000", "ACME deposit credit 10000 setOff"],
  ],
  [
    "doubtful is the same claim on another account",
    "OD 1 0210 416000 ACME D1 100.00\nOD 1 0210 411000 ACME D1 -100.00",
    ["ACME transfer debit 10000", "ACME transfer credit 10000"],
  ],
  [
    "a deposit used is the same credit on another account",
    "OD 1 0210 419100 ACME D1 100.00\nOD 1 0210 411000 ACME D1 -100.00",
    ["ACME transfer debit 10000", "ACME transfer credit 10000"],
  ],
  ["a cent of gain clears a cent of credit", "OD 1 0210 411000 ACME X 0.01\nOD 1 0210 778000 - X -0.01", ["ACME writeOff debit 1"]],
  ["a year-end accrual is nobody's item", "OD 1 1231 418100 ACME X 100.00\nOD 1 1231 706000 - X -100.00", []],
  [
    "a payment for two customers",
    "BQ 1 0210 512000 - B1 150.00\nBQ 1 0210 411000 ACME B1 -100.00\nBQ 1 0210 411000 BOLT B1 -50.00",
    ["ACME payment credit 10000 cash", "BOLT payment credit 5000 cash"],
  ],
  ["a negative sale is a credit", "VE 1 0110 411000 ACME F1 -120.00\nVE 1 0110 706000 - F1 120.00", ["ACME creditNote credit 12000 creditNote"]],
  [
    "a retention is part of the invoice",
    "VE 1 0110 411000 ACME F1 95.00\nVE 1 0110 411700 ACME F1 5.00\nVE 1 0110 706000 - F1 -100.00",
    ["ACME invoice debit 9500", "ACME invoice debit 500"],
  ],
]
test.each(FRENCH)("France: %s", async (_, rows, expected) => {
  expect(await understood(rows)).toEqual(expected)
})

const BELGIAN: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a sale bills the customer",
    "VE 1 0110 400000 ACME F1 121.00\nVE 1 0110 700000 - F1 -100.00\nVE 1 0110 451000 - F1 -21.00",
    ["ACME invoice debit 12100"],
  ],
  ["the bank pays", "BQ 1 0210 550000 - B1 121.00\nBQ 1 0210 400000 ACME B1 -121.00", ["ACME payment credit 12100 cash"]],
  [
    "a bill received",
    "OD 1 0210 401000 ACME L1 121.00\nOD 1 0210 400000 ACME L1 -121.00\nOD 2 0210 440000 X Y 1.00\nOD 2 0210 550000 - Y -1.00",
    ["ACME payment credit 12100 cash lcr"],
  ],
  ["a loss", "OD 1 0210 642000 - P1 100.00\nOD 1 0210 451000 - P1 21.00\nOD 1 0210 400000 ACME P1 -121.00", ["ACME writeOff credit 12100 writeOff"]],
  ["doubtful", "OD 1 0210 407000 ACME D1 100.00\nOD 1 0210 400000 ACME D1 -100.00", ["ACME transfer debit 10000", "ACME transfer credit 10000"]],
  ["an advance received", "BQ 1 0210 550000 - B1 100.00\nBQ 1 0210 460000 ACME B1 -100.00", ["ACME deposit credit 10000 cash"]],
  [
    "write-downs and invoices to issue are the books' own",
    "OD 1 1231 634000 - X 10.00\nOD 1 1231 409000 - X -10.00\nOD 2 1231 404000 - X 9.00\nOD 2 1231 700000 - X -9.00",
    [],
  ],
]
test.each(BELGIAN)("Belgium, in equal rank: %s", async (_, rows, expected) => {
  expect(await understood(rows, "BE")).toEqual(expected)
})

test("balances brought forward are items with their own piece; a credit is settled by nobody knows what", async () => {
  const rows = "AN 1 0101 411000 ACME F77 120.00\nAN 1 0101 411000 BOLT R9 -20.00\nAN 1 0101 419100 BOLT AC1 -30.00\nAN 1 0101 101000 - X -70.00"
  expect(await understood(rows)).toEqual(["ACME invoice debit 12000", "BOLT payment credit 2000 unknown", "BOLT deposit credit 3000 unknown"])
  const { postings, file } = await read(fec(rows))
  expect(postings.map((p) => [p.number, p.opening, p.counterpart])).toEqual([
    ["F77", true, "opening"],
    ["R9", true, "opening"],
    ["AC1", true, "opening"],
  ])
  expect(file.tieOut().every((row) => row.difference === 0n)).toBe(true)
  const known = await read(fec(`${rows}\nAN 1 0101 413000 BOLT L1 10.00\nAN 1 0101 101000 - X -10.00`), { earlier: day("2024-01-01") })
  expect([known.file.opening, known.postings.length]).toEqual([{ on: "2025-01-01", as: "known" }, 3])
  expect(known.file.tieOut().map((row) => [row.account, row.difference, row.because[0]?.code])).toEqual([
    ["411", 0n, undefined],
    ["413", 1000n, "BILLS_IN_HAND"],
    ["419", 0n, undefined],
  ])
})

test("opening bills are items until the bank collects them; a bill of the year is payment subject to collection", async () => {
  const rows = `AN 1 0101 413000 ACME L0 100.00
    AN 1 0101 101000 - X -100.00
    BQ 1 0115 512000 - E1 100.00
    BQ 1 0115 413000 ACME E1 -100.00
    OD 1 0210 413000 ACME L1 50.00
    OD 1 0210 411000 ACME L1 -50.00
    BQ 2 0310 512000 - E2 50.00
    BQ 2 0310 413000 ACME E2 -50.00`
  expect(await understood(rows)).toEqual(["ACME invoice debit 10000", "ACME payment credit 10000 cash lcr", "ACME payment credit 5000 cash lcr"])
})

test("sub-accounts without auxiliaries are customers, the same on 411 and 416; a collective account is said aloud", async () => {
  const { postings, problems } = await read(
    fec(`VE 1 0110 411DUPONT - F1 120.00
      VE 1 0110 706000 - F1 -120.00
      OD 1 0210 416DUPONT - D1 120.00
      OD 1 0210 411DUPONT - D1 -120.00
      VE 2 0110 411000 - F2 10.00
      VE 2 0110 706000 - F2 -10.00`),
  )
  expect(postings.map((p) => `${p.customerCode} ${p.kind}`)).toEqual([
    "411DUPONT invoice",
    "411DUPONT transfer",
    "411DUPONT transfer",
    "411000 invoice",
  ])
  expect(problems.filter((p) => p.code === "NO_CUSTOMER").map((p) => p.line)).toEqual([6])
})
