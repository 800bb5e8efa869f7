/** The worklist as it travels. */
import { z } from "zod"
import type { Day } from "../kernel/day.ts"
import { toDecimal } from "../kernel/money.ts"
import { type Listed, SUGGESTIONS, WHY } from "./worklist.ts"

const amount = z.string()
export const rankedWire = z.object({
  /** The colleague for whom it is on this list while they are away. */
  standsIn: z.string().nullable(),
  customer: z.object({ code: z.string(), name: z.string(), country: z.string().nullable(), collector: z.string().nullable() }),
  /** What the act is about. */
  amount,
  currency: z.string(),
  overdue: amount,
  /** All the customer owes, less its credits. */
  atRisk: amount,
  oldestDays: z.number().int(),
  why: z.array(
    z.object({
      code: z.enum(WHY),
      figures: z.object({
        amount: amount.optional(),
        days: z.number().int().optional(),
        on: z.iso.date().optional(),
        count: z.number().int().optional(),
      }),
    }),
  ),
  lastContact: z.object({ on: z.iso.date(), kind: z.literal("call"), outcome: z.string() }).nullable(),
  act: z.enum(SUGGESTIONS),
  /** The day for the act; of who waits, the day they come back, null: not by itself. */
  dueOn: z.iso.date().nullable(),
  /** Minor units; how it was made stands beside it. */
  score: z.string(),
  scoreMade: z.object({
    parts: z.array(
      z.object({ of: z.enum(["overdue", "disputed", "dueSoon"]), until: z.number().int().nullable(), amount, percent: z.number().int() }),
    ),
    rules: z.array(z.object({ code: z.string(), percent: z.number().int() })),
    least: amount.nullable(),
  }),
})

export function rankedAnswer({ of, why, made, ...row }: Listed): z.infer<typeof rankedWire> {
  const write = (minor: bigint) => toDecimal(minor, of.currency)
  return {
    standsIn: row.standsIn,
    customer: { code: of.code, name: of.name, country: of.country, collector: of.collector },
    amount: write(row.amount),
    currency: of.currency,
    overdue: write(row.overdue),
    atRisk: write(row.atRisk),
    oldestDays: row.oldestDays,
    why: why.map(({ code, amount: figure, ...figures }) => ({
      code,
      figures: { ...figures, ...(figure === undefined ? {} : { amount: write(figure) }) },
    })),
    lastContact: of.calls && { on: of.calls.lastOn, kind: "call", outcome: of.calls.outcome },
    act: row.act,
    dueOn: row.dueOn,
    score: String(row.score),
    scoreMade: {
      parts: made.parts.map((part) => ({ ...part, amount: write(part.amount) })),
      rules: [...made.rules],
      least: made.least === null ? null : write(made.least),
    },
  }
}

/** What scripts get from the command line: codes alone. */
export const worklistAnswer = (asOf: Day, rows: readonly Listed[]) => ({
  asOf,
  tasks: rows.map((row) => {
    const { customer, why, ...answer } = rankedAnswer(row)
    return { ...answer, customer: customer.code, name: customer.name, why: why.map(({ code }) => code) }
  }),
})
