/** Portfolios as they travel. */
import { z } from "zod"
import { toDecimal } from "../kernel/money.ts"
import { PARTS, type Portfolio } from "./portfolio.ts"

export const portfolioWire = z.object({
  part: z.enum(PARTS),
  holder: z.uuid().nullable(),
  /** Null: the customers without a collector. */
  name: z.string().nullable(),
  customers: z.number().int(),
  balance: z.array(z.object({ currency: z.string(), open: z.string(), overdue: z.string() })),
})
export const portfolioAnswer = ({ balance, ...portfolio }: Portfolio): z.infer<typeof portfolioWire> => ({
  ...portfolio,
  balance: balance.map(({ currency, open, overdue }) => ({ currency, open: toDecimal(open, currency), overdue: toDecimal(overdue, currency) })),
})
export const spanWire = z.object({
  part: z.enum(PARTS),
  holder: z.uuid().nullable(),
  name: z.string(),
  /** Null: as the books named them when the customer came. */
  fromOn: z.iso.date().nullable(),
  /** The first day they no longer have it. */
  untilOn: z.iso.date().nullable(),
})
export const effectWire = z.object({
  preview: z.boolean(),
  to: z.string().nullable(),
  from: z.iso.date(),
  customers: z.number().int(),
  unchanged: z.number().int(),
  before: z.array(z.object({ name: z.string().nullable(), customers: z.number().int() })),
})
const holderWire = z.object({ id: z.uuid().nullable(), name: z.string() })
export const handOverWire = z.object({ id: z.uuid(), giver: holderWire, taker: holderWire, fromOn: z.iso.date(), untilOn: z.iso.date() })
export const candidateWire = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.string(),
  kind: z.enum(["person", "key"]),
})
