/**
 * SAF-T Financial (OECD 1.x and 2.x, as in Norway and Luxembourg): elements of the file, as they close → lines of the books.
 *
 * Units     minor units of the file's default currency.
 * Days      a line counts from its transaction's day; balances brought forward from the first day of the period selected.
 * Always    only accounts that the customer list names are receivables; each customer's stated closing balance is compared with its lines.
 * Refuses   by row: an amount or day that cannot be read.
 */
import { type Day, isDay } from "../../kernel/day.ts"
import { type Currency, currency, decimalsOf, isCurrency, type Minor, toDecimal } from "../../kernel/money.ts"
import { beginningOf } from "../../kernel/text.ts"
import { readAmount } from "../amounts.ts"
import type { Problem } from "../draft.ts"
import { type Books, nameDifference } from "./books.ts"
import type { Family } from "./chart.ts"
import { type BookLine, type ListedCustomer, refused, warned } from "./posting.ts"

type Party = { name: string; readonly country: string; readonly balances: { account: string; opening: Minor; closing: Minor | null }[] }
export type SaftReader = {
  open(name: string, line: number): void
  text(text: string): void
  close(name: string): void
  /** What came since the last time. */
  take(): { readonly lines: readonly BookLine[]; readonly problems: readonly Problem[] }
  currency(): Currency
  /** The receivable accounts the customer list names. */
  roots(): Readonly<Record<string, Family>>
  /** Every customer of the list, with or without lines. */
  listed(): readonly ListedCustomer[]
  /** After the last line: customers whose stated closing balance is not what their lines come to, and totals that differ. */
  closing(books: Books): readonly Problem[]
}

type Fields = Map<string, string>
const LONGEST_TEXT = 200

export function saftReader(fallback: Currency): SaftReader {
  const path: string[] = []
  let text = ""
  let code = fallback
  let lines: BookLine[] = []
  let problems: Problem[] = []
  const parties = new Map<string, Party>()
  const moved = new Map<string, Minor>()
  const totals = { debit: 0n, credit: 0n, statedDebit: null as Minor | null, statedCredit: null as Minor | null }
  let period: { day: Day | null; year: string; month: string } = { day: null, year: "", month: "" }
  let journal = { code: "", name: "" }
  let entry = { id: "", day: "", label: "" }
  let party: Fields = new Map()
  let balances: Fields[] = []
  let row: Fields = new Map()
  let rowAt = 0
  let openings = 0
  let country = ""

  const amountOf = (value: string, at: number, name: string): Minor => {
    if (value === "") return 0n
    const read = readAmount(value, ".", decimalsOf(code))
    if (typeof read === "bigint") return read
    problems.push(refused(read, { value: beginningOf(value, 40), currency: code, decimals: String(decimalsOf(code)) }, at, name))
    return 0n
  }
  const dayOf = (value: string): Day | null => {
    const day = value.slice(0, 10)
    return isDay(day) ? day : null
  }
  const periodStart = (): Day =>
    period.day ?? (dayOf(`${period.year}-${(period.month || "1").padStart(2, "0")}-01`) as Day | null) ?? ("1970-01-01" as Day)

  const balanceOf = (fields: Fields, which: string, at: number): Minor | null => {
    const debit = fields.get(`${which}DebitBalance`)
    const credit = fields.get(`${which}CreditBalance`)
    if (debit === undefined && credit === undefined) return null
    return amountOf(debit ?? "", at, `${which}DebitBalance`) - amountOf(credit ?? "", at, `${which}CreditBalance`)
  }
  const closeParty = (at: number) => {
    const id = party.get("CustomerID") ?? ""
    const name = beginningOf(party.get("Name") ?? "", LONGEST_TEXT)
    const found: Party = { name, country: beginningOf(country, LONGEST_TEXT), balances: [] }
    const stated = balances.length > 0 ? balances : [party]
    for (const fields of stated) {
      const account = fields.get("AccountID") ?? party.get("AccountID") ?? ""
      const opening = balanceOf(fields, "Opening", at) ?? 0n
      found.balances.push({ account, opening, closing: balanceOf(fields, "Closing", at) })
      if (opening !== 0n && account !== "") lines.push(openingLine(id, name, account, opening, at))
    }
    if (id !== "") parties.set(id, found)
    party = new Map()
    balances = []
    country = ""
  }
  const blank = { journalName: "", accountName: "", pieceOn: null, letter: "", letteredOn: null, dueOn: null, mode: "", foreign: false } as const
  const openingLine = (id: string, name: string, account: string, opening: Minor, at: number): BookLine => ({
    ...blank,
    line: at,
    journal: "OPENING",
    entry: String(++openings),
    day: periodStart(),
    account,
    party: id,
    partyName: name,
    piece: "",
    label: name,
    debit: opening > 0n ? opening : 0n,
    credit: opening < 0n ? -opening : 0n,
    opening: true,
  })
  const closeRow = () => {
    const day = dayOf(entry.day)
    if (day === null) {
      problems.push(refused("DATE_UNREADABLE", { value: beginningOf(entry.day, 40), order: "ymd" }, rowAt, "TransactionDate"))
      return
    }
    const debit = amountOf(row.get("DebitAmount") ?? "", rowAt, "DebitAmount")
    const credit = amountOf(row.get("CreditAmount") ?? "", rowAt, "CreditAmount")
    totals.debit += debit
    totals.credit += credit
    const account = row.get("AccountID") ?? ""
    if (account === "") problems.push(refused("VALUE_MISSING", {}, rowAt, "AccountID"))
    const customer = row.get("CustomerID") ?? ""
    const known = parties.get(customer)
    if (known !== undefined) {
      const key = `${customer}|${account}`
      if (known.balances.some((b) => b.account === account)) moved.set(key, (moved.get(key) ?? 0n) + debit - credit)
    }
    lines.push({
      ...blank,
      line: rowAt,
      journal: journal.code,
      journalName: journal.name,
      entry: entry.id,
      day,
      account,
      party: customer,
      partyName: known?.name ?? "",
      piece: beginningOf(row.get("ReferenceNumber") ?? row.get("SourceDocumentID") ?? "", LONGEST_TEXT),
      pieceOn: dayOf(row.get("ValueDate") ?? ""),
      label: beginningOf(row.get("Description") ?? entry.label, LONGEST_TEXT),
      debit,
      credit,
      dueOn: dayOf(row.get("DueDate") ?? ""),
      foreign: (row.get("CurrencyCode") ?? code) !== code,
      opening: false,
    })
  }

  return {
    open(name, line) {
      path.push(name)
      text = ""
      if (name === "Line" || name === "TransactionLine") {
        row = new Map()
        rowAt = line
      } else if (name === "Customer") {
        party = new Map()
        balances = []
        rowAt = line
      } else if (name === "BalanceAccountStructure" || name === "BalanceAccount") balances.push(new Map())
      else if (name === "Transaction") entry = { id: "", day: "", label: "" }
      else if (name === "Journal") journal = { code: "", name: "" }
    },
    text(part) {
      if (text.length < 1_000) text += part
    },
    close(name) {
      const value = text.trim()
      text = ""
      path.pop()
      const parent = path.at(-1) ?? ""
      if (path.includes("Line") || path.includes("TransactionLine")) {
        if (name === "Amount" && (parent === "DebitAmount" || parent === "CreditAmount")) row.set(parent, value)
        else if ((name === "DebitAmount" || name === "CreditAmount") && value !== "") row.set(name, value)
        else if (name === "CurrencyCode" && (parent === "DebitAmount" || parent === "CreditAmount")) row.set(name, value)
        else if ((parent === "Line" || parent === "TransactionLine") && value !== "") row.set(name, value)
      } else if (name === "Line" || name === "TransactionLine") closeRow()
      else if (parent === "BalanceAccountStructure" || parent === "BalanceAccount") balances.at(-1)?.set(name, value)
      else if (parent === "Customer") party.set(name, value)
      else if (name === "Country" && path.includes("Customer")) country ||= value
      else if (name === "Customer") closeParty(rowAt)
      else if (parent === "Transaction") {
        if (name === "TransactionID") entry.id = value
        else if (name === "TransactionDate") entry.day = value
        else if (name === "Description") entry.label = value
      } else if (parent === "Journal") {
        if (name === "JournalID") journal.code = beginningOf(value, 40)
        else if (name === "Description") journal.name = beginningOf(value, LONGEST_TEXT)
      } else if (name === "DefaultCurrencyCode" && isCurrency(value)) code = currency(value)
      else if (parent === "SelectionCriteria") {
        if (name === "PeriodStartYear") period = { ...period, year: value }
        else if (name === "PeriodStart") period = { ...period, month: value }
        else if (name === "SelectionStartDate") period = { ...period, day: dayOf(value) }
      } else if (parent === "GeneralLedgerEntries" && name === "TotalDebit") totals.statedDebit = amountOf(value, 0, name)
      else if (parent === "GeneralLedgerEntries" && name === "TotalCredit") totals.statedCredit = amountOf(value, 0, name)
    },
    take() {
      const taken = { lines, problems }
      lines = []
      problems = []
      return taken
    },
    currency: () => code,
    roots: () =>
      Object.fromEntries(
        [...new Set([...parties.values()].flatMap((p) => p.balances.map((b) => b.account)))].filter(Boolean).map((a) => [a, "customer" as const]),
      ),
    listed: () => [...parties].map(([code, { name, country }]) => ({ code, name, country })),
    closing(books) {
      const told: Problem[] = []
      for (const [id, { name, balances: stated }] of parties)
        for (const { account, opening, closing } of stated) {
          const computed = opening + (moved.get(`${id}|${account}`) ?? 0n)
          if (closing === null || closing === computed) continue
          const figures = { customer: id, name, stated: toDecimal(closing, code), computed: toDecimal(computed, code) }
          told.push(warned("CLOSING_DIFFERS", figures))
          nameDifference(books, account, "CLOSING_DIFFERS", closing - computed)
          const root = books.roots.get(account)
          if (root) root.control += closing - computed
        }
      if ((totals.statedDebit ?? totals.debit) !== totals.debit || (totals.statedCredit ?? totals.credit) !== totals.credit) {
        const [debit, credit] = [toDecimal(totals.debit, code), toDecimal(totals.credit, code)]
        const stated = { statedDebit: toDecimal(totals.statedDebit ?? 0n, code), statedCredit: toDecimal(totals.statedCredit ?? 0n, code) }
        told.push(refused("TOTALS_DIFFER", { debit, credit, ...stated }))
      }
      return told
    },
  }
}
