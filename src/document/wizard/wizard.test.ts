import { expect, test } from "vitest"
import { LANGUAGES } from "../../kernel/text.ts"
import { type ProblemCode, refusal } from "../draft.ts"
import { problemInWords } from "../problem.text.ts"
import {
  fieldByHeader,
  fillIn,
  forScreen,
  leaveAllOut,
  leaveOut,
  meaning,
  mendAlike,
  mendCell,
  mendedTo,
  missingFields,
  sameCorrections,
  stepFor,
} from "./wizard.ts"

const problem = (code: string, line: number, severity: "refusal" | "warning" = "refusal") => ({ code, line, severity, column: null, message: "" })

test("a file begins where a person is needed: what keeps all of it out, then its refused rows, then what would come of it", () => {
  expect(stepFor([])).toBe("understood")
  expect(stepFor([{ problems: [problem("COLUMN_MISSING", 0)], refused: 1 }])).toBe("understood")
  expect(stepFor([{ problems: [problem("TOTAL_DIFFERS", 9)], refused: 1 }])).toBe("understood")
  expect(stepFor([{ problems: [problem("DATE_UNREADABLE", 4)], refused: 1 }])).toBe("rows")
  expect(stepFor([{ problems: [problem("CURRENCY_OF_COMPANY", 0, "warning")], refused: 0 }])).toBe("check")
  expect(stepFor([{ problems: [problem("SNAPSHOT_CLOSES_MUCH", 0)], refused: 0 }])).toBe("check")
})

test("a column means one thing, and a thing is meant by one column: choosing moves it", () => {
  const columns = { amount: "Solde", number: "Pièce" }
  expect(meaning(columns, "Montant", "amount")).toEqual({ amount: "Montant", number: "Pièce" })
  expect(meaning(columns, "Solde", "openAmount")).toEqual({ amount: null, number: "Pièce", openAmount: "Solde" })
  expect(meaning(columns, "Pièce", "")).toEqual({ amount: "Solde", number: null })
  expect([...fieldByHeader({ amount: "Solde", number: null })]).toEqual([["Solde", "amount"]])
})

test("what a journal needs is missing by name; a name stands for a code, debit or an open amount for the amount", () => {
  expect(missingFields({})).toEqual(["customerCode", "number", "issuedOn", "amount"])
  expect(missingFields({ customerName: "Nom", document: "Pièce", issuedOn: "Date", debit: "Débit" })).toEqual([])
  expect(missingFields({ customerCode: "C", number: "N", issuedOn: "D", openAmount: "Reste", amount: null })).toEqual([])
})

test("a cell typed back as it was is not mended, a row taken up again is not left out", () => {
  const none = { cells: [], drop: [] }
  const once = mendCell(none, 3, "Montant", "10,00", "1o,00")
  expect(once.cells).toEqual([{ line: 3, column: "Montant", value: "10,00" }])
  expect(mendCell(once, 3, "Montant", "11,00", "1o,00").cells).toEqual([{ line: 3, column: "Montant", value: "11,00" }])
  expect(mendCell(once, 3, "Montant", "1o,00", "1o,00")).toEqual(none)
  expect(leaveOut(leaveOut(none, 4, true), 4, true).drop).toEqual([4])
  expect(leaveOut(leaveOut(none, 4, true), 4, false)).toEqual(none)
})

test("a value mended throughout is what its cells say, until it is as it was; a cell of it typed over stands by itself, and empty ones are filled line by line", () => {
  const none = { cells: [], drop: [] }
  const all = mendAlike(mendAlike(none, "Pays", "Belgik", "B"), "Pays", "Belgik", "BE")
  expect(all.alike).toEqual([{ column: "Pays", was: "Belgik", value: "BE" }])
  expect([mendedTo(all, 3, "Pays", " Belgik"), mendedTo(all, 3, "Pays", "FR"), mendedTo(all, 3, "Ville", "Belgik")]).toEqual(["BE", null, null])
  const one = mendCell(all, 3, "Pays", "LU", "Belgik")
  expect([mendedTo(one, 3, "Pays", "Belgik"), mendedTo(one, 4, "Pays", "Belgik")]).toEqual(["LU", "BE"])
  expect(mendCell(one, 3, "Pays", "BE", "Belgik").cells).toEqual([])
  expect(mendAlike(all, "Pays", "Belgik", null).alike).toEqual([])
  expect(sameCorrections(mendAlike(all, "Pays", "Belgik", null), none)).toBe(true)
  expect(sameCorrections(all, none)).toBe(false)
  const filled = fillIn(mendCell(none, 4, "Devise", "USD", ""), [4, 7], "Devise", "EUR")
  expect(filled.cells).toEqual([
    { line: 4, column: "Devise", value: "EUR" },
    { line: 7, column: "Devise", value: "EUR" },
  ])
  expect(fillIn(filled, [4, 7], "Devise", "").cells).toEqual([])
  expect(leaveAllOut({ ...none, drop: [4] }, [4, 7]).drop).toEqual([4, 7])
})

test("a day that cannot be read, and an order that is remembered, say the order in words, in every language", () => {
  const words = { en: "day/month/year", fr: "jour/mois/année", nl: "dag/maand/jaar", de: "Tag/Monat/Jahr" }
  for (const lang of LANGUAGES)
    for (const problem of [
      { ...refusal("EMPTY_FILE", { value: "31.02.2026", order: "dmy" }), code: "DATE_UNREADABLE" as const },
      { ...refusal("EMPTY_FILE", { source: "main", dateOrder: "dmy", decimal: "," }), code: "MAPPING_REMEMBERED" as const },
    ]) {
      const said = problemInWords(problem, lang)
      expect(said, `${problem.code} ${lang}`).toContain(words[lang])
      expect(said, `${problem.code} ${lang}`).not.toContain("dmy")
    }
})

test("no message on the screen speaks of a terminal's options, in any language, and none is empty", () => {
  const figures = { field: "amount", headers: "A, B", example: "05/06/26", dmy: "31/01", mdy: "01/31", comma: "1,5", point: "1.5", value: "X" }
  const codes: readonly ProblemCode[] = [
    "COLUMN_MISSING",
    "DATE_ORDER_UNCLEAR",
    "DECIMAL_UNCLEAR",
    "KIND_UNKNOWN",
    "TOO_MANY_DECIMALS",
    "DATE_UNCLEAR",
    "AMOUNT_UNCLEAR",
    "SHEET_CHOSEN",
    "SNAPSHOT_CLOSES_MUCH",
    "LOOK_ALIKE_CUSTOMERS",
    "MAPPING_REMEMBERED",
  ]
  for (const code of codes)
    for (const lang of LANGUAGES) {
      const said = forScreen(problemInWords({ ...refusal("EMPTY_FILE", figures), code }, lang))
      expect(said, `${code} ${lang}`).not.toMatch(/--[a-z]/)
      expect(said.length, `${code} ${lang}`).toBeGreaterThan(3)
    }
})
