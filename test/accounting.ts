/** Reads a file of books the way an import does, and keeps everything: for tests on small files. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Accounting, type AccountingOptions, openAccounting, recogniseAccounting } from "../src/document/accounting/accounting.job.ts"
import { type Allocation, groupLettering } from "../src/document/accounting/lettering.ts"
import type { Posting } from "../src/document/accounting/posting.ts"
import type { Problem } from "../src/document/draft.ts"
import { currency, type Minor } from "../src/kernel/money.ts"

export type ReadBooks = {
  readonly file: Accounting
  readonly postings: readonly Posting[]
  readonly problems: readonly Problem[]
  readonly allocations: readonly Allocation[]
  readonly groups: number
  /** What stays open, per customer: signed, sorted. */
  readonly open: ReadonlyMap<string, readonly Minor[]>
}
export const EUR = currency("EUR")

export async function readBooksAt(path: string, options: Partial<AccountingOptions> = {}): Promise<ReadBooks | Problem | null> {
  const kind = await recogniseAccounting(path)
  if (kind === null) return null
  const opened = await openAccounting(path, kind, { currency: EUR, country: "FR", ...options })
  if (!opened.ok) return opened.refusal
  const postings: Posting[] = []
  const problems = [...opened.value.problems]
  for await (const batch of opened.value.postings()) {
    postings.push(...batch.postings)
    problems.push(...batch.problems)
  }
  const allocations: Allocation[] = []
  let groups = 0
  for (const own of Map.groupBy(postings, (p) => p.customerCode).values()) {
    const grouped = groupLettering(own)
    allocations.push(...grouped.allocations)
    problems.push(...grouped.problems)
    groups += grouped.groups
  }
  return { file: opened.value, postings, problems, allocations, groups, open: openAfter(postings, allocations) }
}

/** What the ledger would hold as open. Throws where an item would be settled beyond its amount. */
function openAfter(postings: readonly Posting[], allocations: readonly Allocation[]): Map<string, Minor[]> {
  const rest = new Map(postings.map((p) => [p.ref, p.amount]))
  for (const { debit, credit, amount } of allocations)
    for (const ref of [debit, credit]) {
      const left = rest.get(ref)! - amount
      if (left < 0n) throw new Error(`posting ${ref} is settled beyond its amount`)
      rest.set(ref, left)
    }
  const open = new Map<string, Minor[]>()
  for (const p of postings) {
    const left = rest.get(p.ref)!
    if (p.kind === "transfer" || left === 0n) continue
    open.set(p.customerCode, [...(open.get(p.customerCode) ?? []), p.side === "debit" ? left : -left])
  }
  for (const list of open.values()) list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return open
}

/** The same for bytes, by way of a file that is gone afterwards. */
export async function readBooksOf(bytes: Buffer | string, options: Partial<AccountingOptions> = {}, name = "books.txt") {
  const folder = mkdtempSync(join(tmpdir(), "encours-books-"))
  try {
    writeFileSync(join(folder, name), bytes)
    return await readBooksAt(join(folder, name), options)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
/** For files that must be read. */
export async function read(bytes: Buffer | string, options: Partial<AccountingOptions> = {}, name?: string): Promise<ReadBooks> {
  const books = await readBooksOf(bytes, options, name)
  if (books === null || "code" in books) throw new Error(`not read: ${JSON.stringify(books)}`)
  return books
}
export const codesOf = ({ problems }: Pick<ReadBooks, "problems">) => problems.map((p) => p.code)

const HEADER =
  "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
/** A FEC from rows like “VE 1 0110 411 ACME F1 120.00 A 0210”: journal, number, day of 2025, account, customer or -, piece, ±amount, letter, its day. */
export function fec(rows: string): string {
  const full = (monthDay: string | undefined) => (monthDay === undefined ? "" : `2025${monthDay}`)
  const lines = rows
    .trim()
    .split(/\s*\n\s*/)
    .map((row) => {
      const [journal = "", number = "", on, account = "", party = "", piece = "", amount = "", letter = "", letteredOn] = row.split(/ +/)
      const aux = party === "-" ? "" : party
      const plain = amount.replace("-", "").replace(".", ",")
      const sides = amount.startsWith("-") ? `0,00|${plain}` : `${plain}|0,00`
      return `${journal}|Journal ${journal}|${number}|${full(on)}|${account}|Compte|${aux}|${aux === "" ? "" : `Maison ${aux}`}|${piece}|${full(on)}|Libelle|${sides}|${letter}|${full(letteredOn)}|20251231||`
    })
  return [HEADER, ...lines, ""].join("\r\n")
}
