/** Books for the journeys, as of 2026-06-30: customers of every kind, and a name that means harm to a careless screen. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { importJournal, PLAIN_JOURNAL } from "../../src/document/import.job.ts"
import { day } from "../../src/kernel/day.ts"
import type { Creditor } from "../../src/shell/context.ts"
import type { ServedApi } from "../api.ts"
import { BY } from "../ledger/books.ts"

export const ON = day("2026-06-30")
export const HARM = `<img src=x onerror=alert(1)><svg/onload=alert(2)>`

const HEAD = "type;number;customer;name;country;date;due date;amount;currency"
const ROWS = [
  "invoice;F-1;C-100;Menuiserie Lacombe;FR;2026-01-10;2026-02-09;1200.00;EUR",
  "invoice;F-2;C-100;Menuiserie Lacombe;FR;2026-05-10;2026-06-09;3400.50;EUR",
  "credit note;A-1;C-100;Menuiserie Lacombe;FR;2026-05-20;2026-05-20;100.00;EUR",
  "invoice;F-3;C-200;Bruxelles Bâti SRL;BE;2026-06-20;2026-07-20;9999.99;EUR",
  `invoice;F-4;C-300;"${HARM}";BE;2026-04-01;2026-05-01;50.00;EUR`,
  ...Array.from({ length: 300 }, (_, i) => `invoice;M-${i};M-${String(i).padStart(4, "0")};Client ${i};FR;2026-03-01;2026-03-31;${10 + i}.00;EUR`),
]

export async function fillBooks({ db, company: id }: ServedApi): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "encours-journey-"))
  try {
    const file = join(folder, "journal.csv")
    writeFileSync(file, [HEAD, ...ROWS, ""].join("\n"))
    const company: Creditor = { id, code: "ACME", name: "ACME", country: "FR", currency: "EUR" }
    const [done] = await importJournal(db, { by: BY, home: company, directory: [company] }, file, {
      ...PLAIN_JOURNAL,
      asOf: ON,
      dataDir: join(folder, "data"),
    })
    if (done?.posted?.accepted !== ROWS.length) throw new Error(`the journeys' books were refused: ${JSON.stringify(done?.problems.slice(0, 5))}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
