/** What is said with customers, as it travels. */
import { z } from "zod"
import { type Currency, toDecimal } from "../kernel/money.ts"
import { LANGUAGES } from "../kernel/text.ts"
import { CAUSES, type Call, CONTACT_ROLES, type Contact, type Habit, MOST_TEXT, type Note, OUTCOMES, PAYS_BY, PURCHASE_ORDER } from "./contact.ts"

const short = z.string().max(500).nullable()
export const contactFields = {
  name: z.string().min(1).max(200),
  role: z.enum(CONTACT_ROLES),
  phone: z.string().max(60).nullable(),
  email: z.string().max(254).nullable(),
  language: z.enum(LANGUAGES).nullable(),
  note: z.string().max(2_000).nullable(),
  /** Whom to ask first; who was so before gives way. */
  main: z.boolean(),
}
export const contactWire = z.object({ id: z.uuid(), customer: z.string(), ...contactFields, name: z.string().nullable(), removed: z.boolean() })
export const contactAnswer = ({ id, customer, name, role, phone, email, language, note, main, removed }: Contact): z.infer<typeof contactWire> => ({
  id,
  customer,
  name,
  role,
  phone,
  email,
  language,
  note,
  main,
  removed,
})

export const callFields = {
  outcome: z.enum(OUTCOMES),
  cause: z.enum(CAUSES).nullable().default(null),
  contact: z.uuid().nullable().default(null),
  /** Asked before the due day: is there any complaint? */
  complaint: z.boolean().nullable().default(null),
  /** Asked before the due day: will it be paid on the day? */
  paysOnDay: z.boolean().nullable().default(null),
  note: z.string().max(MOST_TEXT).nullable().default(null),
}
export const callWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  outcome: z.enum(OUTCOMES),
  cause: z.enum(CAUSES).nullable(),
  contact: z.uuid().nullable(),
  complaint: z.boolean().nullable(),
  paysOnDay: z.boolean().nullable(),
  note: z.string().nullable(),
  items: z.array(z.object({ id: z.uuid(), number: z.string(), instalment: z.number().int() })),
})
export const callAnswer = ({ at, items, ...call }: Call): z.infer<typeof callWire> => ({ ...call, at: at.toISOString(), items: [...items] })

export const noteWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  text: z.string().nullable(),
  mentions: z.array(z.string()),
  pinnedAt: z.iso.datetime().nullable(),
})
export const noteAnswer = ({ at, pinnedAt, mentions, ...note }: Note): z.infer<typeof noteWire> => ({
  ...note,
  at: at.toISOString(),
  mentions: [...mentions],
  pinnedAt: pinnedAt?.toISOString() ?? null,
})

const whole = (most: number) => z.number().int().min(1).max(most)
export const habitFields = {
  portal: short,
  purchaseOrder: z.enum(PURCHASE_ORDER).nullable(),
  purchaseOrderRule: short,
  approver: short,
  cutOffDay: whole(31).nullable(),
  payDays: z.array(whole(31)).max(31),
  payWeekdays: z.array(whole(7)).max(7),
  means: z.array(z.enum(PAYS_BY)).max(PAYS_BY.length),
}
export const habitWire = z.object({ ...habitFields, closures: z.array(z.object({ from: z.iso.date(), until: z.iso.date() })) })
export const habitAnswer = (habit: Habit): z.infer<typeof habitWire> => ({
  portal: habit.portal,
  purchaseOrder: habit.purchaseOrder,
  purchaseOrderRule: habit.purchaseOrderRule,
  approver: habit.approver,
  cutOffDay: habit.cutOffDay,
  payDays: [...habit.payDays],
  payWeekdays: [...habit.payWeekdays],
  means: [...habit.means],
  closures: habit.closures.map(({ from, until }) => ({ from, until })),
})

const ofLedger = z.object({
  entries: z.string(),
  side: z.enum(["debit", "credit"]),
  currency: z.string(),
  amount: z.string(),
  count: z.number().int(),
  /** The first five. */
  numbers: z.array(z.string()),
})
/** In lists: the ETag of the row, which a change of it may match. */
export const rowTag = z.string()
const ofCall = callWire.omit({ id: true, customer: true, at: true, items: true, contact: true }).extend({
  contact: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  numbers: z.array(z.string()),
})
const ofNote = z.object({ by: z.string(), text: z.string().nullable(), mentions: z.array(z.string()), pinned: z.boolean() })
const ofAct = z.object({
  by: z.string(),
  code: z.string(),
  subject: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()).nullable(),
})
const placed = { id: z.string(), at: z.iso.datetime(), on: z.iso.date() }
export const eventWire = z.discriminatedUnion("kind", [
  ofCall.extend({ kind: z.literal("call"), ...placed }),
  ofNote.extend({ kind: z.literal("note"), tag: rowTag.optional(), ...placed }),
  ofLedger.extend({ kind: z.literal("ledger"), ...placed }),
  ofAct.extend({ kind: z.literal("act"), ...placed }),
])
export type TimelineRow = { readonly at: Date; readonly id: string } & (
  | { readonly kind: "call"; readonly body: z.infer<typeof ofCall> }
  | { readonly kind: "note"; readonly body: z.infer<typeof ofNote> }
  | { readonly kind: "ledger"; readonly body: z.infer<typeof ofLedger> }
  | { readonly kind: "act"; readonly body: z.infer<typeof ofAct> }
)
export function eventAnswer(row: TimelineRow): z.infer<typeof eventWire> {
  const at = row.at.toISOString()
  const place = { id: row.id, at, on: at.slice(0, 10) }
  if (row.kind !== "ledger") return { ...row.body, kind: row.kind, ...place } as z.infer<typeof eventWire>
  return { ...row.body, kind: "ledger", ...place, amount: toDecimal(BigInt(row.body.amount), row.body.currency as Currency) }
}
