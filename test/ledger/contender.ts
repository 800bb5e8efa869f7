/**
 * One process of several that allocate the same payments at the same time: node test/ledger/contender.ts '{"app":…,"company":1,…}'.
 * Each of its sessions tries, for its share of the trials, to set a part of a contested payment against contested invoices.
 */

import { day } from "../../src/kernel/day.ts"
import { Refused } from "../../src/kernel/result.ts"
import { postAllocations, settleOpen } from "../../src/ledger/ledger.act.ts"
import { openDatabase } from "../../src/shell/db.ts"
import { BY } from "./books.ts"
import { chanceOf } from "./chance.ts"

export type Contest = {
  readonly app: { readonly host: string; readonly port: number; readonly user: string; readonly database: string }
  readonly company: number
  readonly payments: readonly string[]
  readonly invoices: readonly string[]
  readonly trials: number
  readonly sessions: number
  readonly seed: number
}
/** How the trials ended; `others` holds whatever was neither posted nor refused. */
export type Ended = {
  readonly posted: number
  readonly amount: string
  readonly refused: Readonly<Record<string, number>>
  readonly others: readonly string[]
}

async function contend(contest: Contest): Promise<Ended> {
  const { company, payments, invoices, trials, sessions, seed } = contest
  const db = openDatabase({ ...contest.app, max: sessions })
  const refused: Record<string, number> = {}
  const others: string[] = []
  let posted = 0
  let amount = 0n
  let left = trials
  const session = async (n: number) => {
    const chance = chanceOf(seed * 100 + n)
    while (left-- > 0) {
      // A small window of payments and invoices moves along, so that everybody is always at the same ones.
      const at = Math.floor(((trials - left) / trials) * payments.length)
      const near = (list: readonly string[]) => list[(at + chance.int(4)) % list.length]!
      const legs = Array.from({ length: 1 + chance.int(3) }, () => ({
        debit: near(invoices),
        credit: near(payments),
        amount: BigInt(1 + chance.int(60)),
      }))
      try {
        await db.inCompany(company, async (tx) => {
          for (const part of chance.yes(0.9) ? [legs] : legs.map((leg) => [leg])) {
            // Two postings in one transaction, or a write-off after one, take their locks in an order of their own: some wait in a circle.
            await postAllocations(
              tx,
              BY,
              part.map((leg) => ({ debit: { entryId: leg.debit, no: 1 }, credit: { entryId: leg.credit, no: 1 }, amount: leg.amount })),
            )
          }
          if (chance.yes(0.05)) await settleOpen(tx, BY, { entryId: legs[0]!.debit, no: 1 }, { kind: "writeOff", amount: 1n, on: day("2026-02-01") })
        })
        posted += 1
        amount += legs.reduce((sum, leg) => sum + leg.amount, 0n)
      } catch (error) {
        if (error instanceof Refused) refused[error.code] = (refused[error.code] ?? 0) + 1
        else others.push(`${(error as { code?: string }).code ?? ""} ${(error as Error).message}`)
      }
    }
  }
  await Promise.all(Array.from({ length: sessions }, (_, n) => session(n)))
  await db.close()
  return { posted, amount: String(amount), refused, others }
}

if (import.meta.main) console.log(JSON.stringify(await contend(JSON.parse(process.argv[2]!) as Contest)))
