/** S3 and S4: the ageing by customer, from the store to JSON text, against the bare aggregate with its rows fetched into Node. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { CompiledQuery, sql } from "kysely"
import { loadAgeing } from "../src/ageing/ageing.store.ts"
import { type AgeingAnswer, toAgeingAnswer } from "../src/ageing/ageing.wire.ts"
import { addDays, type Day } from "../src/kernel/day.ts"
import { type Empty, openGround, settle } from "./ground.ts"
import { fillLedger, RUN_DAY } from "./ledger.ts"
import { type Line, line } from "./line.ts"
import { takeTurns, type Work } from "./measure.ts"

const PAST_DAYS = 90
const query = { knownAt: null, by: "customer", bounds: [0, 30, 60, 90], currency: null, customer: null } as const

export async function benchAgeing(rows: number, rounds: number): Promise<Line[]> {
  const ground = await openGround()
  try {
    const here = await ground.empty()
    await here.db.inCompany(here.company.id, (tx) => fillLedger(tx, rows, 0))
    await settle(here)
    const turns = await takeTurns("ageing", oursOn(here, RUN_DAY), await bareOn(here, RUN_DAY), rounds)
    return [line("S3", `ageing by customer, ${rows} open`, rows, turns, { must: 1.5, aim: 1.2 })]
  } finally {
    await ground.end()
  }
}

export async function benchLargeAgeing(rows: number, rounds: number): Promise<Line[]> {
  const ground = await openGround()
  try {
    const here = await ground.empty()
    await here.db.inCompany(here.company.id, (tx) => fillLedger(tx, rows, 9))
    await settle(here)
    const past = addDays(RUN_DAY, -PAST_DAYS)
    const current = await takeTurns("ageing", oursOn(here, RUN_DAY), await bareOn(here, RUN_DAY), rounds)
    await takeTurns("ageing as of a past day", oursOn(here, past), await bareOn(here, past, "ageing_as_of"), 1)
    const asOf = await takeTurns("ageing as of a past day", { run: oursOn(here, past).run }, { run: oursOn(here, RUN_DAY).run }, rounds)
    return [
      line("S4", `ageing by customer, ${rows} invoices, 10 % open`, rows, current, { must: 2, aim: 1.3 }),
      line("S4", `the same as of ${PAST_DAYS} days before, against ours of the day`, rows, asOf, { must: 3, aim: 2 }),
    ]
  } finally {
    await ground.end()
  }
}

export const oursOn = ({ db, company }: Pick<Empty, "db" | "company">, asOf: Day): Work => ({
  run: () => db.inCompany(company.id, async (tx) => JSON.stringify(toAgeingAnswer(await loadAgeing(tx, { ...query, asOf })))),
  outcome: (text) =>
    (JSON.parse(text as string) as AgeingAnswer).currencies
      .flatMap((of) =>
        of.rows!.map((row) =>
          [row.key, of.currency, row.total, row.count, row.credits, ...row.buckets.flatMap((b) => [b.amount, b.count])].join(" "),
        ),
      )
      .sort()
      .join("\n"),
})

type Row = Readonly<Record<string, string | bigint | null>>
async function bareOn({ db, company }: Empty, asOf: Day, name: "ageing" | "ageing_as_of" = "ageing"): Promise<Work> {
  const text = await readFile(join(import.meta.dirname, `reference/${name}.sql`), "utf8")
  const amount = (minor: string | bigint | null) => (Number(minor ?? 0) / 100).toFixed(2)
  return {
    run: () =>
      db.inCompany(company.id, async (tx) => {
        // What ours allows itself.
        await sql`SELECT set_config('work_mem', '64MB', true)`.execute(tx.db)
        return (await tx.db.executeQuery<Row>(CompiledQuery.raw(text, [company.id, asOf]))).rows
      }),
    outcome: (rows) =>
      (rows as Row[])
        .map((row) =>
          [
            row.code,
            row.currency,
            amount(row.total!),
            row.count,
            amount(row.credits!),
            ...[0, 1, 2, 3, 4].flatMap((b) => [amount(row[`a${b}`]!), row[`n${b}`]]),
          ].join(" "),
        )
        .sort()
        .join("\n"),
  }
}
