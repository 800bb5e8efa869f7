/** Damage done to files of books, and what must hold afterwards. Seeded. */
import { expect } from "vitest"
import { codesOf, type ReadBooks, readBooksOf } from "./accounting.ts"
import { fecBytes, LAYOUTS, makeBooks } from "./fec.ts"
import { chanceOf } from "./ledger/chance.ts"
import { makeSaft } from "./saft.ts"

const signed = (books: ReadBooks) => books.postings.reduce((sum, p) => sum + (p.side === "debit" ? p.amount : -p.amount), 0n)
/** Whatever was done to the file: it is refused, or what is taken from it ties to what it says. */
function ties(books: Awaited<ReturnType<typeof readBooksOf>>, seed: number) {
  if (books === null || "code" in books) return
  const { debit, credit } = books.file.books()
  let open = 0n
  for (const row of books.file.tieOut()) {
    open += row.open
    expect(row.difference, `seed ${seed}`).toBe(row.because.reduce((sum, named) => sum + named.amount, 0n))
  }
  expect(signed(books), `seed ${seed}`).toBe(open)
  const items = [...books.open.values()].flat().reduce((sum, x) => sum + x, 0n)
  const transfers = books.postings.filter((p) => p.kind === "transfer").reduce((sum, p) => sum + (p.side === "debit" ? p.amount : -p.amount), 0n)
  expect([items, transfers], `seed ${seed}`).toEqual([open, 0n])
  const refused = books.problems.some((p) => p.severity === "refusal") || codesOf(books).includes("ENTRY_UNBALANCED")
  if (!refused) expect(debit, `seed ${seed}`).toBe(credit)
}

function mutate(bytes: Buffer, seed: number): Buffer {
  const chance = chanceOf(seed)
  let text = bytes.toString("latin1")
  for (let n = 1 + chance.int(4); n > 0; n--) {
    const at = chance.int(text.length + 1)
    const lines = text.split("\n")
    const [a, b] = [1 + chance.int(lines.length - 1), 1 + chance.int(lines.length - 1)]
    const how = lines.length < 3 ? 0 : chance.int(7)
    if (how === 0) text = text.slice(0, at) + String.fromCharCode(chance.int(256)) + text.slice(at + 1)
    else if (how === 1) text = text.slice(0, at) + text.slice(at + chance.int(80))
    else if (how === 2) text = text.slice(0, at) + text.slice(at, at + chance.int(300)) + text.slice(at)
    else if (how === 3) text = lines.filter((_, i) => i !== a).join("\n")
    else if (how === 4) text = lines.with(a, lines[b]!).join("\n")
    else if (how === 5) text = lines.with(a, lines[b]!).with(b, lines[a]!).join("\n")
    else text = text.slice(0, at)
  }
  return Buffer.from(text, "latin1")
}

export async function damageFec(seed: number): Promise<void> {
  const made = makeBooks(seed, seed % 2 === 0 ? "fr" : "be", 3, 6)
  ties(await readBooksOf(mutate(fecBytes(made.lines, LAYOUTS[seed % LAYOUTS.length]!), seed)), seed)
}
export async function damageSaft(seed: number): Promise<void> {
  ties(await readBooksOf(mutate(Buffer.from(makeSaft(seed, 3, 4).xml), seed)), seed)
}
