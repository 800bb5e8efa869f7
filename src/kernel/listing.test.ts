import { expect, test } from "vitest"
import { cellWriter, type Listing, plain, renderListing } from "./listing.ts"

const listing: Listing = {
  title: "Balance",
  facts: [
    ["Au", "2026-06-30", "day"],
    ["", "rien d'autre"],
  ],
  columns: [
    { title: "Client", kind: "text" },
    { title: "Ouvert", kind: "amount" },
  ],
  rows: [
    ["Éa\u001b[2J", "1234.50"],
    ["B", "-0.05"],
  ],
  sums: [["Total", "1234.45"]],
}
test("marks that turn the direction of writing are shown, controls become a blank, letters of every script stay", () => {
  expect(plain("Facture\u202Egpj.exe \u2066x\u2069")).toBe("Facture\\u202Egpj.exe \\u2066x\\u2069")
  expect(plain("a\u001b[2J\u2028b")).toBe("a [2J b")
  expect(plain("Œuvre, שלום, ورشة, 株式会社")).toBe("Œuvre, שלום, ورشة, 株式会社")
})
test("a list is aligned, words to the left, figures to the right, sums below a rule", () =>
  expect(renderListing(listing, "fr").replaceAll("\u202f", " ")).toBe(
    [
      "Balance",
      "Au : 30/06/2026",
      "rien d'autre",
      "",
      "Client    Ouvert",
      "──────  ────────",
      "Éa [2J  1 234,50",
      "B          -0,05",
      "──────  ────────",
      "Total   1 234,45",
    ].join("\n"),
  ))
test("long words at the end of a line lengthen no rule", () => {
  const long = { ...listing, columns: [...listing.columns].reverse(), rows: [["1.00", "w".repeat(300)]], sums: [] }
  expect(renderListing(long, "en").split("\n").at(-2)).toBe(`──────  ${"─".repeat(40)}`)
})
test.each([
  ["en", "12,345,678,901,234,567.89", "31/01/2026"],
  ["fr", "12 345 678 901 234 567,89", "31/01/2026"],
  ["nl", "12.345.678.901.234.567,89", "31/01/2026"],
  ["de", "12.345.678.901.234.567,89", "31.01.2026"],
] as const)("amounts keep every digit and days their order in %s", (lang, amount, on) => {
  const write = cellWriter(lang)
  expect([write("12345678901234567.89", "amount").replaceAll("\u202f", " "), write("2026-01-31", "day"), write(null, "amount")]).toEqual([
    amount,
    on,
    "",
  ])
})
