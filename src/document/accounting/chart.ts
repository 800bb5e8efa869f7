/**
 * What an account is, by its number: which receivable, or what it means as the counterpart of one.
 *
 * Law       France: plan comptable général (41 customers). Belgium: PCMN/MAR (40 customers, 46 advances received). Norway: NS 4102 (15).
 * Always    the longest root wins; the user's roots win over ours.
 */
import { fold } from "../../kernel/text.ts"

export type Chart = "fr" | "be" | "no"
/** `unbilled`, `creditToIssue`: year-end accruals; `writeDown`: value lost in the books only. None of the three is an item of a customer. */
export type Family = "customer" | "bill" | "doubtful" | "retention" | "advance" | "unbilled" | "creditToIssue" | "writeDown"
export type Counter =
  | "bank"
  | "cash"
  | "bankCharge"
  | "sale"
  | "tax"
  | "loss"
  | "discount"
  | "exchange"
  | "income"
  | "charge"
  | "bill"
  | "advance"
  | "customer"
  | "accrual"
  | "thirdParty"
  | "suspense"
  | "other"
export type Account = { readonly family: Family | null; readonly root: string; readonly counter: Counter }

export const isItem = (family: Family | null): family is Exclude<Family, "unbilled" | "creditToIssue" | "writeDown"> =>
  family !== null && family !== "unbilled" && family !== "creditToIssue" && family !== "writeDown"

const RECEIVABLES: Readonly<Record<Chart, Readonly<Record<string, Family>>>> = {
  fr: {
    "411": "customer",
    "413": "bill",
    "416": "doubtful",
    "4117": "retention",
    "418": "unbilled",
    "419": "advance",
    "4196": "creditToIssue",
    "4197": "creditToIssue",
    "4198": "creditToIssue",
  },
  be: {
    "400": "customer",
    "401": "bill",
    "402": "customer",
    "403": "customer",
    "404": "unbilled",
    "407": "doubtful",
    "409": "writeDown",
    "46": "advance",
  },
  no: { "15": "customer", "153": "unbilled", "158": "writeDown" },
}

const counters = (list: string): readonly (readonly [string, Counter])[] =>
  list
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((row) => {
      const [counter, roots] = row.split(": ") as [Counter, string]
      return roots.split(" ").map((root) => [root, counter] as const)
    })
const COUNTERS: Readonly<Record<Chart, ReadonlyMap<string, Counter>>> = {
  fr: new Map(
    counters(`bank: 51 52 54 58
      cash: 53
      bankCharge: 627
      sale: 70 487 418
      tax: 445
      loss: 654 6714 651 658 671 678 491 6817 7714
      discount: 665
      exchange: 656 666 756 766 476 477
      income: 71 72 74 75 76 77 78 79
      charge: 6
      thirdParty: 40 42 43 44 45 46
      suspense: 47`),
  ),
  be: new Map(
    counters(`bank: 5
      cash: 57
      bankCharge: 6560 659
      sale: 70 493 404
      tax: 451 411
      loss: 642 643 644 648 649 634
      discount: 653 657
      exchange: 654 655 754 755
      income: 71 72 73 74 75 76 77
      charge: 6
      thirdParty: 41 42 43 44 45 48
      suspense: 499`),
  ),
  no: new Map(
    counters(`bank: 19
      cash: 190
      bankCharge: 777
      sale: 30 31 32 33 34 35 36 37 38 39
      tax: 27
      loss: 78
      exchange: 806 816
      discount: 815
      income: 80
      charge: 4 5 6 7
      thirdParty: 13 14 16 24 26 28 29`),
  ),
}
/** The root under which customers of a chart are numbered. */
const MAIN_ROOT: Readonly<Record<Chart, string>> = { fr: "411", be: "400", no: "15" }

const REMEMBERED = 50_000
export type ChartOptions = { readonly roots?: Readonly<Record<string, Family>> }
export type AccountReader = (account: string, name: string) => Account

export function accountReader(chart: Chart, options: ChartOptions = {}): AccountReader {
  const families = new Map(Object.entries({ ...RECEIVABLES[chart], ...options.roots }))
  const known = new Map<string, Account>()
  return (account, name) => {
    const found = known.get(account)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    let root = longest(account, families)
    // A customer may bear the number 411700: retentions also say so in their name.
    if (families.get(root) === "retention" && !/reten|garantie/.test(fold(name))) root = longest(account.slice(0, root.length - 1), families)
    const family = families.get(root) ?? null
    const counter = family === null ? (COUNTERS[chart].get(longest(account, COUNTERS[chart])) ?? "other") : counterOf(family)
    const read = { family, root, counter }
    known.set(` ${account}`.slice(1), read)
    return read
  }
}
const counterOf = (family: Family): Counter =>
  family === "bill" || family === "advance" ? family : isItem(family) ? "customer" : family === "writeDown" ? "loss" : "accrual"

function longest(account: string, roots: ReadonlyMap<string, unknown>): string {
  for (let length = Math.min(account.length, 6); length > 0; length--) {
    const root = account.slice(0, length)
    if (roots.has(root)) return root
  }
  return ""
}

/** What the accounts of a file show of its chart: banks stand at 512 in France and at 55 in Belgium, suppliers at 401 and at 440. */
export type ChartEvidence = { fr: number; be: number }
export function weighChart(evidence: ChartEvidence, account: string): void {
  if (account.startsWith("512") || account.startsWith("445")) evidence.fr++
  else if (account.startsWith("55") || account.startsWith("440") || account.startsWith("451")) evidence.be++
}
export const decideChart = (evidence: ChartEvidence, country: string): Chart =>
  evidence.fr === evidence.be ? (country === "BE" ? "be" : "fr") : evidence.be > evidence.fr ? "be" : "fr"

/**
 * Whose account a line is on: the auxiliary; else the sub-account (411DUPONT, 416DUPONT is the same DUPONT); `collective` where the file names
 * nobody.
 */
export function customerOf(chart: Chart, party: string, account: string, root: string): { readonly code: string; readonly collective: boolean } {
  if (party !== "") return { code: party, collective: false }
  const own = account.slice(root.length)
  return /^0*$/.test(own) ? { code: account, collective: true } : { code: MAIN_ROOT[chart] + own, collective: false }
}
