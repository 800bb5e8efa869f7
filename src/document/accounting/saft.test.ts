import { expect, test } from "vitest"
import { codesOf, read, readBooksOf } from "../../../test/accounting.ts"
import { makeSaft } from "../../../test/saft.ts"

const styles = [
  { prefix: "n1:", nested: false, flatAmounts: false },
  { prefix: "", nested: true, flatAmounts: true },
  { prefix: "doc:", nested: true, flatAmounts: false },
]
test.each(styles)("a SAF-T ($prefix nested $nested) gives each customer's balance, its opening and closing balances tie", async (style) => {
  for (const seed of [1, 2, 3]) {
    const made = makeSaft(seed, 5, 6, style)
    const books = await read(made.xml, {}, "books.xml")
    expect([books.file.currency, codesOf(books)]).toEqual(["NOK", []])
    expect(books.file.books()).toEqual({ debit: made.debit, credit: made.debit, entries: made.entries, unbalanced: 0 })
    const balances = new Map([...made.balances.keys()].map((code) => [code, (books.open.get(code) ?? []).reduce((sum, x) => sum + x, 0n)]))
    expect(balances).toEqual(made.balances)
    expect(books.postings.filter((p) => p.opening)).toHaveLength(made.opened)
    expect(books.file.tieOut().every((row) => row.difference === 0n)).toBe(true)
    const sold = books.postings.find((p) => p.kind === "invoice" && !p.opening)!
    expect([sold.dueOn === null, sold.label, sold.counterpart]).toEqual([false, "Sak & sønn", "sale"])
    expect(new Set(books.postings.filter((p) => p.side === "credit").map((p) => p.settledBy))).toEqual(new Set(["cash"]))
  }
})

test("a document type, an entity, broken or endless XML ends in a refusal of the whole file", async () => {
  const { xml } = makeSaft(4, 2, 3)
  const evil = xml.replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>\n')
  expect(await readBooksOf(evil)).toMatchObject({ code: "XML_DTD", severity: "refusal" })
  expect(await readBooksOf(xml.replace("Salg", "&unknown;"))).toMatchObject({ code: "XML_BROKEN" })
  expect(await readBooksOf(xml.slice(0, -400))).toMatchObject({ code: "XML_BROKEN" })
  expect(await readBooksOf(Buffer.concat([Buffer.from(xml.slice(0, 900)), Buffer.from([0xff, 0xfe]), Buffer.from(xml.slice(900))]))).toMatchObject({
    code: "XML_BROKEN",
  })
  expect(await readBooksOf(xml.replace("Salg", "x".repeat(3 << 20)))).toMatchObject({ code: "XML_TOO_LONG" })
  expect(await readBooksOf(xml.replace("Salg", `${"<a>".repeat(500)}${"</a>".repeat(500)}`))).toMatchObject({ code: "XML_TOO_DEEP" })
})

test("totals and closing balances that the lines do not come to are said", async () => {
  const { xml, debit } = makeSaft(5, 2, 3)
  const stated = /<n1:TotalDebit>[\d.]+/.exec(xml)![0]
  const wrong = await read(xml.replace(stated, "<n1:TotalDebit>1.00"))
  expect(wrong.problems).toMatchObject([
    {
      code: "TOTALS_DIFFER",
      severity: "refusal",
      figures: { statedDebit: "1.00", debit: `${debit / 100n}.${String(debit % 100n).padStart(2, "0")}` },
    },
  ])
  const closing = await read(xml.replace(/<n1:ClosingDebitBalance>[\d.]+/, "<n1:ClosingDebitBalance>9999999.00"))
  expect(codesOf(closing)).toEqual(["CLOSING_DIFFERS"])
  expect(closing.file.tieOut()[0]?.because.map((named) => named.code)).toEqual(["CLOSING_DIFFERS"])
})
