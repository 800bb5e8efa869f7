/** The team's month as it travels. */
import { z } from "zod"
import { toDecimal } from "../../kernel/money.ts"
import { shareOf, type TeamRow } from "./team.ts"

export const teamWire = z.object({
  /** Null: what nobody has. */
  name: z.string().nullable(),
  customers: z.number().int(),
  calls: z.number().int(),
  reached: z.number().int(),
  promises: z.object({ made: z.number().int(), kept: z.number().int(), partlyKept: z.number().int(), broken: z.number().int() }),
  money: z.array(
    z.object({
      currency: z.string(),
      overdue: z.string(),
      received: z.string(),
      target: z.string().nullable(),
      percent: z.number().int().nullable(),
    }),
  ),
})
export const teamAnswer = ({ money, ...row }: TeamRow): z.infer<typeof teamWire> => ({
  ...row,
  money: money.map(({ currency, overdue, received, target }) => ({
    currency,
    overdue: toDecimal(overdue, currency),
    received: toDecimal(received, currency),
    target: target === null ? null : toDecimal(target, currency),
    percent: shareOf({ received, target }),
  })),
})
