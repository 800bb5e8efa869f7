/** The API's postings: entries, allocations and what happens to payments; each one act of the ledger's door. */
import { z } from "@hono/zod-openapi"
import type { Id } from "../kernel/id.ts"
import { type Currency, currency } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { amountWire, currencyField, dayField, itemField, itemFields, minorOf, positiveAmount } from "../shell/http/fields.ts"
import { fieldText } from "../shell/http/misfit.text.ts"
import { misfit } from "../shell/http/misfit.ts"
import {
  moveDueDate,
  postAllocations,
  postDeduction,
  postSaidEntries,
  recordCollection,
  returnPayment,
  reverseAllocations,
  settleOpen,
} from "./ledger.act.ts"
import { loadItem } from "./ledger.store.ts"
import { type SaidEntry, SETTLED_BY, sideOf } from "./ledger.ts"

const MOST_AT_ONCE = 1_000
const means = z.enum(["transfer", "sddCore", "sddB2b", "cheque", "lcr", "bor", "draft", "card"])
const settledBy = z.enum(SETTLED_BY)
const made = z.object({ id: z.uuid() })

const entry = z.strictObject({
  kind: z.enum(["invoice", "creditNote", "payment", "deposit"]),
  number: z.string().min(1).max(200),
  customer: z.string().openapi({ description: "the customer's code" }),
  currency: currencyField.optional().openapi({ description: "else the company's" }),
  amount: amountWire.openapi({
    description: "above zero in the ordinary case, payments and credit notes too; negative: it stands on the other side",
  }),
  on: dayField.openapi({ description: "an invoice's date, a payment's booking day" }),
  valueOn: dayField.optional().openapi({ description: "a payment's value day, where the bank says another one" }),
  dueOn: dayField.optional().openapi({ description: "where there are no instalments; else the entry's own day" }),
  instalments: z
    .array(z.strictObject({ dueOn: dayField, amount: positiveAmount }))
    .min(1)
    .max(120)
    .optional(),
  means: means.optional().openapi({ description: "how it was paid; bills and direct debits may still come back" }),
  collectionOn: dayField.optional().openapi({ description: "when a bill or a direct debit is due to be collected" }),
  settledBy: settledBy.optional().openapi({ description: "what it settles by, where that is not money" }),
  source: z.string().min(1).max(100).optional().openapi({ description: "else the company's default source" }),
})

function toEntry(id: Id, said: z.infer<typeof entry>, home: string, field: string): SaidEntry {
  const of = said.currency ?? currency(home)
  const signed = minorOf(said.amount, of, `${field}.amount`)
  const amount = signed < 0n ? -signed : signed
  const parts = said.instalments?.map((part, i) => ({ dueOn: part.dueOn, amount: minorOf(part.amount, of, `${field}.instalments.${i}.amount`) }))
  if (parts && parts.reduce((all, part) => all + part.amount, 0n) !== amount) throw misfit(`${field}.instalments`, "sum", fieldText.instalments)
  return {
    id,
    kind: said.kind,
    side: sideOf(said.kind, signed),
    number: said.number,
    customer: said.customer,
    currency: of,
    amount,
    on: said.on,
    instalments: parts ?? [{ dueOn: said.dueOn ?? said.on, amount }],
    ...(said.source && { source: said.source }),
    ...(said.valueOn && { valueOn: said.valueOn }),
    ...(said.means && { means: said.means }),
    ...(said.collectionOn && { collectionOn: said.collectionOn }),
    ...(said.settledBy && { settledBy: said.settledBy }),
  }
}

/** Amounts of acts on an item are read in its own currency. */
async function currencyOf(tx: Tx, entryId: Id): Promise<Currency> {
  const item = await loadItem(tx, { entryId, no: 1 })
  if (!item) throw new Refused("UNKNOWN_ITEM", { entry: entryId })
  return item.currency
}
const ITEM_REFUSALS = ["UNKNOWN_ITEM", "OVER_ALLOCATED", "PERIOD_CLOSED", "BAD_AMOUNT"]

export function postingEndpoints(api: Api): void {
  api.change({
    method: "post",
    path: "/entries",
    status: 201,
    needs: "post",
    about: "Posts invoices, credit notes, payments or deposits: all of them or none",
    body: { entries: z.array(entry).min(1).max(MOST_AT_ONCE) },
    answers: z.object({ entries: z.array(z.object({ id: z.uuid(), number: z.string() })) }),
    refuses: ["UNKNOWN_CUSTOMER", "DUPLICATE_ENTRY", "PERIOD_CLOSED", "BAD_AMOUNT"],
    async act(call, { caller, body }) {
      const entries = body.entries.map((said, i) => toEntry(call.newId(), said, caller.company.currency, `entries.${i}`))
      await postSaidEntries(call, caller.by, entries)
      return { body: { entries: entries.map(({ id, number }) => ({ id, number })) } }
    },
  })
  api.change({
    method: "post",
    path: "/allocations",
    status: 201,
    needs: "post",
    about: "Sets credits against debits: all of them or none",
    body: {
      allocations: z
        .array(
          z.strictObject({
            debit: itemField,
            credit: itemField,
            amount: positiveAmount,
            on: dayField.optional(),
            settledBy: settledBy.optional(),
          }),
        )
        .min(1)
        .max(MOST_AT_ONCE),
    },
    answers: z.object({ count: z.number().int() }),
    refuses: [...ITEM_REFUSALS, "ALLOCATION_MISFIT"],
    async run(tx, { caller, body }) {
      const allocations = []
      for (const [i, said] of body.allocations.entries())
        allocations.push({
          debit: { entryId: said.debit.item, no: said.debit.instalment },
          credit: { entryId: said.credit.item, no: said.credit.instalment },
          amount: minorOf(said.amount, await currencyOf(tx, said.debit.item), `allocations.${i}.amount`),
          ...(said.on && { on: said.on }),
          ...(said.settledBy && { settledBy: said.settledBy }),
        })
      await postAllocations(tx, caller.by, allocations)
      return { body: { count: allocations.length } }
    },
  })
  api.change({
    method: "post",
    path: "/allocations/reverse",
    status: 200,
    needs: "post",
    about: "Takes allocations back on a day: their items are open again from then on",
    body: { allocations: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), on: dayField },
    answers: z.object({ count: z.number().int() }),
    refuses: ["NOT_ALLOCATED", "REVERSED_TOO_EARLY", "PERIOD_CLOSED"],
    async run(tx, { caller, body }) {
      await reverseAllocations(tx, caller.by, body.allocations, body.on)
      return { body: { count: body.allocations.length } }
    },
  })
  api.change({
    method: "post",
    path: "/payments/{id}/return",
    status: 201,
    needs: "post",
    about: "A payment came back: what it settled is open again",
    params: { id: z.uuid() },
    body: { on: dayField, reason: z.string().min(1).max(200) },
    answers: made,
    refuses: ["UNKNOWN_ITEM", "RETURNED_TOO_EARLY", "ALREADY_RETURNED", "PERIOD_CLOSED"],
    run: async (tx, { caller, path, body }) => ({ body: { id: await returnPayment(tx, caller.by, path.id, body.on, body.reason) } }),
  })
  api.change({
    method: "post",
    path: "/payments/{id}/collection",
    status: 200,
    needs: "post",
    about: "A payment subject to collection became final, or the bank discounted the bill",
    params: { id: z.uuid() },
    body: { event: z.enum(["collected", "discounted"]), on: dayField },
    answers: made,
    refuses: ["UNKNOWN_ITEM"],
    async run(tx, { caller, path, body }) {
      await recordCollection(tx, caller.by, path.id, body.event, body.on)
      return { body: { id: path.id } }
    },
  })
  api.change({
    method: "post",
    path: "/items/{item}/settle",
    status: 201,
    needs: "post",
    about: "Writes off, refunds, or books an exchange difference on what is open of an item",
    params: { item: z.uuid() },
    body: {
      instalment: itemFields.instalment,
      kind: z.enum(["writeOff", "exchangeDifference", "refund"]),
      amount: positiveAmount,
      on: dayField,
      settledBy: settledBy.optional(),
    },
    answers: made,
    refuses: [...ITEM_REFUSALS, "WRONG_SIDE"],
    async run(tx, { caller, path, body }) {
      const amount = minorOf(body.amount, await currencyOf(tx, path.item), "amount")
      const counter = { kind: body.kind, amount, on: body.on, ...(body.settledBy && { settledBy: body.settledBy }) }
      return { body: { id: await settleOpen(tx, caller.by, { entryId: path.item, no: body.instalment }, counter) } }
    },
  })
  api.change({
    method: "post",
    path: "/items/{item}/deduction",
    status: 201,
    needs: "post",
    about: "Keeps a short payment as a claim of its own",
    params: { item: z.uuid() },
    body: { instalment: itemFields.instalment, amount: positiveAmount, on: dayField },
    answers: made,
    refuses: [...ITEM_REFUSALS, "WRONG_SIDE"],
    async run(tx, { caller, path, body }) {
      const amount = minorOf(body.amount, await currencyOf(tx, path.item), "amount")
      return { body: { id: await postDeduction(tx, caller.by, { entryId: path.item, no: body.instalment }, amount, body.on) } }
    },
  })
  api.change({
    method: "post",
    path: "/items/{item}/due-date",
    status: 200,
    needs: "post",
    about: "A new due day, from a day on; before it the old one still holds",
    params: { item: z.uuid() },
    body: { instalment: itemFields.instalment, dueOn: dayField, on: dayField },
    answers: made,
    refuses: ["UNKNOWN_ITEM", "PERIOD_CLOSED"],
    async run(tx, { caller, path, body }) {
      await moveDueDate(tx, caller.by, { entryId: path.item, no: body.instalment }, body.dueOn, body.on)
      return { body: { id: path.item } }
    },
  })
}
