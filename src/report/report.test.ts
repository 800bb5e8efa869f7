import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inflateRawSync } from "node:zlib"
import { expect, test } from "vitest"
import type { Listing } from "../kernel/listing.ts"
import { toCsv } from "./csv.ts"
import { exportListing } from "./export.cli.ts"
import { xlsxParts } from "./xlsx.ts"

const listing: Listing = {
  title: "Open items",
  facts: [
    ["Company", "=ACME"],
    ["As of", "2026-06-30", "day"],
  ],
  columns: [
    { title: "Name", kind: "text" },
    { title: "Due", kind: "day" },
    { title: "Open", kind: "amount" },
    { title: "Items", kind: "number" },
  ],
  rows: [
    ['=HYPERLINK("http://x")', "2026-01-31", "-12.50", 1],
    ["@SUM(A1)", "2026-02-28", "1234.50", 2],
    ["\tTab", null, "0.00", null],
    ["\rReturn", null, "-0.05", -3],
    ["+32 2 555", null, "12345678901234567.89", 0],
    ["-5", null, "7", 1.5],
    ['Dupont, "Fils"\nLille', null, null, null],
  ],
  sums: [["Total", null, "12345678901235796.84", 1.5]],
}

test("P65: in CSV a text that looks like a formula is neutral, and a number stays a number", () => {
  const lines = toCsv(listing, "en").split("\r\n")
  expect(lines[0]).toBe("\uFEFF,Open items")
  expect(lines.slice(1, 5)).toEqual(["Company,'=ACME", "As of,2026-06-30", "", "Name,Due,Open,Items"])
  expect(lines.slice(5, 8)).toEqual([`"'=HYPERLINK(""http://x"")",2026-01-31,-12.50,1`, "'@SUM(A1),2026-02-28,1234.50,2", "'\tTab,,0.00,"])
  expect(lines[8]).toBe(`"'\rReturn",,-0.05,-3`)
  expect(lines.slice(9, 11)).toEqual(["'+32 2 555,,12345678901234567.89,0", "'-5,,7,1.5"])
  expect(lines.slice(11)).toEqual(['"Dupont, ""Fils""\nLille",,,', "Total,,12345678901235796.84,1.5", ""])
})
test("P65: an amount column holding anything but an amount is neutral too", () =>
  expect(toCsv({ ...listing, rows: [["x", "=1", "=1+1", 1]], sums: [] }, "en")).toContain("x,'=1,'=1+1,1"))

test("P65: in a spreadsheet text is typed as text and amounts are numbers with their digits", async () => {
  const sheet = await partOf("xl/worksheets/sheet1.xml")
  expect(sheet).toContain('<c r="A2" s="0" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)</t></is></c>')
  expect(sheet).toContain('<c r="B2" s="10"><v>46053</v></c><c r="C2" s="4"><v>-12.50</v></c><c r="D2" s="2"><v>1</v></c>')
  expect(sheet).toContain('<c r="C6" s="0" t="inlineStr"><is><t xml:space="preserve">12345678901234567.89</t></is></c>')
  expect(sheet).toContain('<c r="D7" s="8"><v>1.5</v></c>')
  expect(sheet).toContain('<row r="9"><c r="A9" s="1" t="inlineStr"><is><t xml:space="preserve">Total</t></is></c>')
  expect(await partOf("xl/worksheets/sheet2.xml")).toContain(
    '<c r="A3" s="0" t="inlineStr"><is><t xml:space="preserve">As of</t></is></c><c r="B3" s="10"><v>46203</v></c>',
  )
})
test("a spreadsheet shows a text to the letter, whatever it holds", async () => {
  const text = await partOf("xl/worksheets/sheet1.xml", { ...listing, rows: [["a<b>&\u0000\u001b_x0041_\r", null, null, null]] })
  expect(text).toContain(">a&lt;b&gt;&amp;  _x005F_x0041_&#13;</t>")
})
test("the twenty-seventh column is AA", async () => {
  const wide = { ...listing, columns: Array.from({ length: 28 }, () => ({ title: "x", kind: "text" as const })), rows: [], sums: [] }
  expect(await partOf("xl/worksheets/sheet1.xml", wide)).toContain('r="AB1"')
})
const partOf = async (name: string, of: Listing = listing) => {
  let text = ""
  for await (const piece of xlsxParts(of).find((part) => part.name === name)!.content) text += piece
  return text
}

test("P65: the files themselves: no formula anywhere, days as days, nothing left beside them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "encours-export-"))
  try {
    await exportListing(join(folder, "list.XLSX"), listing, "en")
    await exportListing(join(folder, "list.csv"), listing, "en")
    expect((await readdir(folder)).sort()).toEqual(["list.XLSX", "list.csv"])
    expect(await readFile(join(folder, "list.csv"), "utf8")).toBe(toCsv(listing, "en"))
    const parts = unzip(await readFile(join(folder, "list.XLSX")))
    const sheet = parts.get("xl/worksheets/sheet1.xml")!
    expect([...parts.values()].join("")).not.toMatch(/<f[ >]/)
    expect(sheet).toContain("<v>-12.50</v>")
    expect([...parts.values()].join("")).toContain("=HYPERLINK(")
  } finally {
    await rm(folder, { recursive: true })
  }
})
test.each(["list.pdf", "list", "nowhere/list.csv"])("an export to %s is refused by name", async (file) => {
  await expect(exportListing(file, listing, "en")).rejects.toMatchObject({ code: "BAD_OPTION" })
})

test("more lines than a workbook has are refused before a file is made", async () => {
  const rows = Array.from({ length: 1_048_575 }, () => [])
  await expect(exportListing("nowhere/list.xlsx", { ...listing, rows }, "en")).rejects.toMatchObject({ code: "EXPORT_TOO_LONG" })
  await expect(exportListing("nowhere/list.xlsx", { ...listing, rows, sums: [] }, "en")).rejects.toMatchObject({ code: "BAD_OPTION" })
})

/** The parts of a zip file by its central directory. */
function unzip(file: Buffer): Map<string, string> {
  const parts = new Map<string, string>()
  const end = file.lastIndexOf(Buffer.from("PK\x05\x06"))
  for (let i = 0, at = file.readUInt32LE(end + 16); i < file.readUInt16LE(end + 10); i++) {
    const [method, size, name] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)]
    const start = file.readUInt32LE(at + 42)
    const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28)
    const content = file.subarray(from, from + size)
    parts.set(file.toString("utf8", at + 46, at + 46 + name), (method === 0 ? content : inflateRawSync(content)).toString("utf8"))
    at += 46 + name + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}
