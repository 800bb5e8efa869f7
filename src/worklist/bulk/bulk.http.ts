/** The API's acts on many at once: what would come of it, doing it, and taking it back. */
import { z } from "@hono/zod-openapi"
import { CAUSES } from "../../dispute/dispute.ts"
import { REASONS } from "../../hold/hold.ts"
import type { Day } from "../../kernel/day.ts"
import { type Language, type RefusalTexts, wordRefusal } from "../../kernel/text.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { dayField, itemField, nameField, prose } from "../../shell/http/fields.ts"
import { preview } from "./attempt.store.ts"
import { actOnCustomers, actOnItems, undoAll } from "./bulk.act.ts"
import { MOST_AT_ONCE, type Outcome } from "./bulk.ts"
import { undoWire } from "./bulk.wire.ts"

const needs = "chase"
const day = dayField as unknown as z.ZodType<Day>
const hold = { act: z.literal("hold"), reason: z.enum(REASONS), until: day, note: prose(2_000).nullable().default(null) }
const onCustomers = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("snooze"), until: day }),
  z.strictObject({ act: z.literal("note"), text: z.string().min(1).max(10_000), pinned: z.boolean().default(false) }),
  z.strictObject(hold),
  z.strictObject({ act: z.literal("hand"), owner: nameField, dueOn: day, why: z.string().min(1).max(10_000) }),
])
const onItems = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("promise"), dueOn: day }),
  z.strictObject({ act: z.literal("dispute"), cause: z.enum(CAUSES), description: prose(2_000), resolver: nameField.nullable().default(null) }),
  z.strictObject(hold),
])
const unit = { customer: z.string(), name: z.string(), items: z.array(z.string()) }
const answers = z.object({
  done: z
    .array(z.object({ ...unit, undo: undoWire.nullable() }))
    .openapi({ description: "done, or, of a preview, what would be; undo: what takes it back" }),
  left: z.array(z.object({ ...unit, code: z.string(), why: z.string() })).openapi({ description: "left out, and why" }),
  preview: z.boolean(),
})
const dryRun = z.boolean().default(false).openapi({ description: "says who would be left out and why; nothing is done" })

function answer({ done, left }: Outcome, isPreview: boolean, refusals: RefusalTexts, lang: Language) {
  return {
    body: {
      done: done.map((one) => ({ ...one, undo: isPreview ? null : one.undo })),
      left: left.map(({ figures, ...one }) => ({ ...one, why: wordRefusal(refusals, { code: one.code, figures }, lang) })),
      preview: isPreview,
    },
  }
}

export function bulkEndpoints(api: Api, refusals: RefusalTexts): void {
  api.change({
    method: "post",
    path: "/worklist/bulk",
    status: 200,
    needs,
    own: true,
    about: "One act for many customers: put off, note, hold, a task for a colleague; who cannot is left out with why, the others in one transaction",
    body: { say: onCustomers, customers: z.array(z.string().min(1).max(200)).min(1).max(MOST_AT_ONCE), dryRun },
    answers,
    async run(tx, { caller, body, lang }) {
      const work = () => actOnCustomers(tx, caller.by, body.customers, body.say, caller.today)
      return answer(body.dryRun ? await preview(tx, work) : await work(), body.dryRun, refusals, lang)
    },
  })
  api.change({
    method: "post",
    path: "/items/bulk",
    status: 200,
    needs,
    own: true,
    about: "One act for many items: promised, disputed, on hold; by customer and currency, each hold by itself; what cannot be is left out with why",
    body: { say: onItems, items: z.array(itemField).min(1).max(MOST_AT_ONCE), dryRun },
    answers,
    async run(tx, { caller, body, lang }) {
      const named = body.items.map(({ item, instalment }) => ({ entry: item, no: instalment }))
      const work = () => actOnItems(tx, caller.by, named, body.say, caller.today)
      return answer(body.dryRun ? await preview(tx, work) : await work(), body.dryRun, refusals, lang)
    },
  })
  api.change({
    method: "post",
    path: "/worklist/bulk/undo",
    status: 200,
    needs,
    own: true,
    about: "Takes back what was done to many, by what the answer said would; all of it or nothing",
    body: { undo: z.array(undoWire).min(1).max(MOST_AT_ONCE), because: prose(500) },
    answers: z.object({ undone: z.number().int() }),
    refuses: [
      "UNKNOWN_CUSTOMER",
      "UNKNOWN_SAID",
      "NOT_ITS_AUTHOR",
      "UNKNOWN_HOLD",
      "HOLD_ENDED",
      "UNKNOWN_TASK",
      "TASK_DONE",
      "UNKNOWN_PROMISE",
      "PROMISE_OVER",
      "UNKNOWN_DISPUTE",
      "DISPUTE_CLOSED",
    ],
    run: async (tx, { caller, body }) => ({ body: { undone: await undoAll(tx, caller.by, body.undo, body.because, caller.today) } }),
  })
}
