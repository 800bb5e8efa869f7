/** Insolvencies as they travel. */
import { z } from "zod"
import type { Day } from "../kernel/day.ts"
import { INSOLVENCY_STATES, type Insolvency, insolvencyStateOn, KINDS } from "./insolvency.ts"

export const insolvencyWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  /** As of the day that was asked for. */
  state: z.enum(INSOLVENCY_STATES),
  kind: z.enum(KINDS),
  judgedOn: z.iso.date(),
  court: z.string().nullable(),
  reference: z.string().nullable(),
  source: z.string(),
  endedOn: z.iso.date().nullable(),
  recorded: z.object({ by: z.string(), at: z.iso.datetime() }),
})

export function insolvencyAnswer(insolvency: Insolvency, asOf: Day): z.infer<typeof insolvencyWire> {
  const { id, customer, name, country, kind, judgedOn, court, reference, source, endedOn, recordedBy, recordedAt } = insolvency
  const state = insolvencyStateOn(insolvency, asOf)
  const recorded = { by: recordedBy, at: recordedAt.toISOString() }
  return { id, customer, name, country, state, kind, judgedOn, court, reference, source, endedOn, recorded }
}
