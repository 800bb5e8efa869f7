/** Plainly fictional SAF-T files, with what they must come to. Seeded. */
import { addDays, day } from "../src/kernel/day.ts"
import { chanceOf } from "./ledger/chance.ts"

export type SaftStyle = { readonly prefix: string; readonly nested: boolean; readonly flatAmounts: boolean }
const two = (amount: bigint) => `${amount / 100n}.${String(amount % 100n).padStart(2, "0")}`

export function makeSaft(seed: number, customers: number, sales: number, style: SaftStyle = { prefix: "n1:", nested: false, flatAmounts: false }) {
  const chance = chanceOf(seed)
  const { prefix: p } = style
  const tag = (name: string, content: string) => `<${p}${name}>${content}</${p}${name}>`
  const balances = new Map<string, bigint>()
  const masters: string[] = []
  const transactions: string[] = []
  let [debit, opened, id] = [0n, 0, 0]
  const amount = (side: "Debit" | "Credit", value: bigint) =>
    tag(`${side}Amount`, style.flatAmounts ? two(value) : tag("Amount", two(value)) + tag("CurrencyCode", "NOK"))
  const line = (account: string, customer: string, value: bigint, piece: string, due: string) =>
    tag(
      "Line",
      `${tag("RecordID", "1")}${tag("AccountID", account)}${customer === "" ? "" : tag("CustomerID", customer)}${tag("Description", "Sak & s\u00f8nn".replace("&", "&amp;"))}${
        value < 0n ? amount("Credit", -value) : amount("Debit", value)
      }${tag("ReferenceNumber", piece)}${due === "" ? "" : tag("DueDate", due)}`,
    )
  for (let c = 0; c < customers; c++) {
    const customer = `K${1000 + c}`
    const opening = chance.yes(0.4) ? BigInt(100 + chance.int(100_000)) : 0n
    if (opening > 0n) opened++
    let balance = opening
    for (let s = 0; s < sales; s++) {
      const net = BigInt(100 + chance.int(100_000))
      const on = addDays(day("2025-01-02"), chance.int(300))
      const sold = (lines: string, when: string) =>
        transactions.push(
          `${tag("Transaction", `${tag("TransactionID", String(++id))}${tag("TransactionDate", when)}${tag("Description", "Salg")}${lines}`)}\n`,
        )
      sold(line("1500", customer, net, `${c}-${s}`, addDays(on, 30)) + line("3000", "", -net, `${c}-${s}`, ""), on)
      debit += net
      balance += net
      if (chance.yes(0.6)) {
        sold(line("1920", "", net, `P${c}-${s}`, "") + line("1500", customer, -net, `P${c}-${s}`, ""), addDays(on, 20))
        debit += net
        balance -= net
      }
    }
    balances.set(customer, balance)
    const stated = `${tag("AccountID", "1500")}${tag("OpeningDebitBalance", two(opening))}${tag("ClosingDebitBalance", two(balance))}`
    masters.push(
      `${tag("Customer", `${tag("Name", `Oppdiktet ${c}`)}${tag("CustomerID", customer)}${style.nested ? tag("BalanceAccountStructure", stated) : stated}`)}\n`,
    )
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${p}AuditFile xmlns${p === "" ? "" : `:${p.slice(0, -1)}`}="urn:StandardAuditFile-Taxation-Financial:NO">
${tag("Header", `${tag("DefaultCurrencyCode", "NOK")}${tag("SelectionCriteria", tag("PeriodStart", "1") + tag("PeriodStartYear", "2025"))}`)}
${tag("MasterFiles", tag("Customers", masters.join("")))}
${tag("GeneralLedgerEntries", `${tag("TotalDebit", two(debit))}${tag("TotalCredit", two(debit))}${tag("Journal", `${tag("JournalID", "S")}${tag("Description", "Salg")}${transactions.join("")}`)}`)}
</${p}AuditFile>\n`
  return { xml, balances, debit, opened, entries: transactions.length }
}
