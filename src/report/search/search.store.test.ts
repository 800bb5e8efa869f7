import { expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { BY } from "../../../test/ledger/books.ts"
import { addCompany } from "../../company/company.act.ts"
import { searchCustomers, searchItems } from "./search.store.ts"
import { readSought } from "./search.ts"

const desk = openDesk("customer code,customer name,siren,invoice number,invoice date,due date,currency,amount")
const row = (code: string, name: string, number: string, siren = "") => `${code},${name},${siren},${number},2026-01-15,2026-02-14,EUR,120.00`
const ROWS = [
  row("C1", "Menuiserie Lacombe", "F-2026/00041", "732829320"),
  row("C2", "Bruxelles Bâti SRL", "F-2026/00042"),
  row("C3", "Hôtel du Port", "F-2025/00042"),
  row("C4", "Coopérative œnologique", "AV 7"),
]
const find = (typed: string, company = desk.company.id) =>
  desk.db.inCompanies([company], async (_, choose) => {
    const tx = await choose(company)
    const sought = readSought(typed)!
    return { customers: await searchCustomers(tx, sought, 8), items: await searchItems(tx, sought, 8) }
  })
const codes = async (typed: string) => (await find(typed)).customers.map((c) => c.code)
const numbers = async (typed: string) => (await find(typed)).items.map((i) => i.number)

test("customers are found by any words of their name, without accents, by code, by how an identifier begins, and misspelt", async () => {
  expect(await desk.bring(ROWS)).toMatchObject({ refused: 0, posted: { accepted: 4 } })
  expect(await codes("lacombe")).toEqual(["C1"])
  expect(await codes("Bâti bruxelles")).toEqual(["C2"])
  expect(await codes("HOTEL")).toEqual(["C3"])
  expect(await codes("oenolog")).toEqual(["C4"])
  expect(await codes("c2")).toEqual(["C2"])
  expect((await find("732 829")).customers).toMatchObject([{ code: "C1", because: "identifier" }])
  expect((await find("Menuisrie")).customers).toMatchObject([{ code: "C1", because: "similar" }])
  expect((await find("lacmobe")).customers).toMatchObject([{ code: "C1", because: "similar" }])
  expect(await codes("zzzz")).toEqual([])
  // Signs that a pattern gives a meaning to are looked for as they are.
  expect(await codes("100%_")).toEqual([])
})

test("documents are found by how their number begins or ends, whatever signs stand between; what was taken back is not", async () => {
  const { id } = await desk.bring(ROWS)
  expect(await numbers("F-2026")).toEqual(["F-2026/00041", "F-2026/00042"])
  expect(await numbers("f202600042")).toEqual(["F-2026/00042"])
  expect(await numbers("00042")).toEqual(["F-2025/00042", "F-2026/00042"])
  expect(await numbers("av7")).toEqual(["AV 7"])
  expect((await find("av 7")).items).toMatchObject([{ kind: "invoice", customer: "C4", amount: 120_00n, open: 120_00n, issuedOn: "2026-01-15" }])
  expect(await numbers("/")).toEqual([])
  await desk.undo(id)
  expect(await numbers("F-2026")).toEqual([])
})

test("P48 nothing of another company is found, by whatever it is called", async () => {
  await desk.bring(ROWS)
  const other = await addCompany(desk.db, BY, { code: "OTHER", name: "Other", country: "FR", currency: "EUR", matching: "erp" })
  for (const typed of ["lacombe", "Menuisrie", "732829320", "F-2026", "00042", "C1"])
    expect(await find(typed, other.id)).toEqual({ customers: [], items: [] })
})
