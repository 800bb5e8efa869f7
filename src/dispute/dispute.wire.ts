/** Disputes as they travel. */
import { z } from "zod"
import { toDecimal } from "../kernel/money.ts"
import { CAUSES, DISPUTE_STATES, type Dispute, OUTCOMES } from "./dispute.ts"

export const disputeWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  name: z.string(),
  /** As of the day that was asked for. */
  state: z.enum(DISPUTE_STATES),
  cause: z.enum(CAUSES),
  description: z.string(),
  resolver: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  currency: z.string(),
  /** When it was opened. */
  claimed: z.string(),
  /** Still: never more than is open. */
  disputed: z.string(),
  items: z.array(z.object({ item: z.uuid(), number: z.string(), instalment: z.number().int(), claimed: z.string(), disputed: z.string() })),
  opened: z.object({ on: z.iso.date(), by: z.string() }),
  closed: z.object({ on: z.iso.date(), by: z.string(), outcome: z.enum(OUTCOMES), because: z.string() }).nullable(),
})

export const totalOf = (dispute: Dispute, of: "claimed" | "disputed") => dispute.lines.reduce((all, line) => all + line[of], 0n)

export function disputeAnswer(dispute: Dispute): z.infer<typeof disputeWire> {
  const amount = (of: bigint) => toDecimal(of, dispute.currency)
  return {
    id: dispute.id,
    customer: dispute.customer,
    name: dispute.name,
    state: dispute.state,
    cause: dispute.cause,
    description: dispute.description,
    resolver: dispute.resolver,
    dueOn: dispute.dueOn,
    currency: dispute.currency,
    claimed: amount(totalOf(dispute, "claimed")),
    disputed: amount(totalOf(dispute, "disputed")),
    items: dispute.lines.map(({ entryId, no, number, claimed, disputed }) => ({
      item: entryId,
      number,
      instalment: no,
      claimed: amount(claimed),
      disputed: amount(disputed),
    })),
    opened: { on: dispute.openedOn, by: dispute.openedBy },
    closed: dispute.closed,
  }
}
