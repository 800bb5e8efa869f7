import { expect, test } from "vitest"
import { openDesk } from "../../../test/desk.ts"
import { BY } from "../../../test/ledger/books.ts"
import type { Imported } from "../import.job.ts"
import { undoImport } from "../posting/undo.act.ts"

const HEAD = "Client;N° facture;Date facture;Montant"
const desk = openDesk(HEAD)
const { bring } = desk
const codes = (answer: Imported) => answer.problems.map((p) => p.code).filter((code) => code !== "CURRENCY_OF_COMPANY")
const days = async () =>
  (
    await desk.db.owner.query("SELECT number, effective_on FROM ledger.entry WHERE company_id = $1 AND kind = 'invoice' ORDER BY 1", [
      desk.company.id,
    ])
  ).rows.map((r) => `${r.number} ${r.effective_on}`)

test("P69 the day order is asked once for a source: its next file with the same headers takes the answer, and says so", async () => {
  expect(codes(await bring(["K1;F1;03/02/2026;10,00"]))).toEqual(["DATE_ORDER_UNCLEAR"])
  const first = await bring(["K1;F1;03/02/2026;10,00"], { dateOrder: "dmy" })
  expect([first.posted?.accepted, codes(first)]).toEqual([1, []])
  const next = await bring(["K1;F2;04/02/2026;1.234"])
  expect([next.posted?.accepted, codes(next)]).toEqual([1, ["MAPPING_REMEMBERED"]])
  expect(next.problems.find((p) => p.code === "MAPPING_REMEMBERED")?.figures).toMatchObject({ source: "main", dateOrder: "dmy", decimal: "," })
  expect(await days()).toEqual(["F1 2026-02-03", "F2 2026-02-04"])
  // Another source, other headers: asked again.
  expect(codes(await bring(["K1;F3;04/02/2026;1,00"], { source: "other" }))).toEqual(["DATE_ORDER_UNCLEAR"])
  const changed = await bring(["K1;F3;04/02/2026;1,00;x"], {}, `${HEAD};Remarque`)
  expect(codes(changed)).toEqual(["DATE_ORDER_UNCLEAR", "HEADER_CHANGED"])
  expect(changed.problems.at(-1)?.figures).toMatchObject({ added: "Remarque", gone: "" })
})

test("what the file proves stands above what is remembered, and what the user says above both", async () => {
  await bring(["K1;F1;03/02/2026;10,00"], { dateOrder: "dmy" })
  const proves = await bring(["K1;F2;03/02/2026;10,00", "K1;F3;02/28/2026;10,00"])
  expect([proves.posted?.accepted, codes(proves)]).toEqual([2, []])
  const says = await bring(["K1;F4;05/06/2026;10,00"], { dateOrder: "mdy" })
  expect(codes(says)).toEqual([])
  expect(await days()).toEqual(["F1 2026-02-03", "F2 2026-03-02", "F3 2026-02-28", "F4 2026-05-06"])
  expect(codes(await bring(["K1;F5;05/06/2026;10,00"]))).toEqual(["MAPPING_REMEMBERED"])
  expect((await days()).at(-1)).toBe("F5 2026-05-06")
})

test("a user's own columns are remembered too; rounding is asked for each time, since it changes amounts", async () => {
  const head = "A;B;C;D;E"
  const map = { columns: { customerCode: "A", number: "B", issuedOn: "C", amount: "E" } } as const
  expect((await bring(["K1;F1;2026-02-13;9,99;10,005", "K1;F0;2026-02-13;9,99;5,00"], { map, round: true }, head)).posted?.totals).toMatchObject([
    { amount: 1501n },
  ])
  const next = await bring(["K1;F2;2026-02-14;9,99;20,00"], {}, head)
  expect([next.posted?.totals[0]?.amount, codes(next)]).toEqual([2000n, ["MAPPING_REMEMBERED"]])
  expect(codes(await bring(["K1;F3;2026-02-14;9,99;20,005"], {}, head))).toContain("TOO_MANY_DECIMALS")
})

test("P69 nothing is asked again for refused rows that are mended: their file is read as the one they come from", async () => {
  const rows = ["K1;F1;13/02/2026;10,00", "K1;F2;03/02/2026;1.234,567"]
  const refused = await bring(rows)
  expect(refused).toMatchObject({ id: null, refused: 1 })
  const mended = await bring(["K1;F2;03/02/2026;1.234;» ..."], {}, `${HEAD};Motif du refus`)
  expect([mended.posted?.totals[0]?.amount, codes(mended)]).toEqual([123400n, ["MAPPING_REMEMBERED"]])
  expect(await days()).toEqual(["F2 2026-02-03"])
})

test("a dry run is not remembered, and an import that is undone is forgotten: its next file is looked at with fresh eyes", async () => {
  await bring(["K1;F1;03/02/2026;10,00"], { dateOrder: "mdy", dryRun: true })
  expect(codes(await bring(["K1;F1;03/02/2026;10,00"]))).toEqual(["DATE_ORDER_UNCLEAR"])
  const wrong = await bring(["K1;F1;03/02/2026;10,00"], { dateOrder: "mdy" })
  await desk.db.inCompany(desk.company.id, (tx) => undoImport(tx, BY, wrong.id!, { dryRun: false, yes: false }))
  expect(codes(await bring(["K1;F1;03/02/2026;10,00"]))).toEqual(["DATE_ORDER_UNCLEAR"])
})
