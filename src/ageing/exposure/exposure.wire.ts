/** A customer's exposure as it travels. */
import { z } from "zod"
import type { Day } from "../../kernel/day.ts"
import { toDecimal } from "../../kernel/money.ts"
import type { Exposure, Part } from "./exposure.ts"

const part = z.object({ amount: z.string(), count: z.number().int() })
export const exposureWire = z.object({
  asOf: z.iso.date(),
  currencies: z.array(
    z.object({
      currency: z.string(),
      /** Buckets less credits and unallocated money, and what is subject to collection. */
      exposure: z.string(),
      disputed: z.string(),
      buckets: z.array(part.extend({ from: z.number().int().nullable(), to: z.number().int().nullable(), disputed: z.string() })),
      credited: part,
      unallocated: part,
      subject: part,
    }),
  ),
})

export function exposureAnswer(asOf: Day, exposures: readonly Exposure[]): z.infer<typeof exposureWire> {
  return {
    asOf,
    currencies: exposures.map(({ currency, exposure, disputed, buckets, credited, unallocated, subject }) => {
      const write = ({ amount, count }: Part) => ({ amount: toDecimal(amount, currency), count })
      return {
        currency,
        exposure: toDecimal(exposure, currency),
        disputed: toDecimal(disputed, currency),
        buckets: buckets.map((of) => ({ from: of.from, to: of.to, ...write(of), disputed: toDecimal(of.disputed, currency) })),
        credited: write(credited),
        unallocated: write(unallocated),
        subject: write(subject),
      }
    }),
  }
}
