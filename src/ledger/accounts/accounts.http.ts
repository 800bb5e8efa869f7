/** The API's open items and customers, a page at a time. */
import { z } from "@hono/zod-openapi"
import { findCustomer } from "../../customer/find.act.ts"
import { toDecimal } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import type { Tx } from "../../shell/db.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, cutPage, dayField, dayPlace, instalmentPlace, nextWire, pageFields, readCursor } from "../../shell/http/fields.ts"
import { ENTRY_KINDS, SETTLED_BY } from "../ledger.ts"
import { loadCustomers } from "./customers.store.ts"
import { toCustomersAnswer } from "./customers.ts"
import { judgePayer } from "./habit.ts"
import { CUSTOMER_FIELDS, customersQuestion, ITEM_FIELDS, itemsQuestion, orderOf } from "./long-lists.http.ts"
import { type HeldBy, loadOpenItems, type OpenItemsQuestion, placeOf, sumOpenItems } from "./open-items.store.ts"
import { type ItemOrder, toItemsPage } from "./open-items.ts"
import { loadMatches, loadPaid } from "./payer.store.ts"
import { findKept, type KeptItems, keepItems, MOST_ROWS, once } from "./whole/whole.store.ts"

/** Days whose portfolios are kept, of all companies together. */
const DAYS_HELD = 10

const itemsWire = z.object({
  asOf: z.iso.date(),
  items: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      instalment: z.number().int(),
      kind: z.enum(ENTRY_KINDS),
      side: z.enum(["debit", "credit"]),
      customer: z.string(),
      name: z.string(),
      issuedOn: z.iso.date(),
      dueOn: z.iso.date(),
      currency: z.string(),
      gross: amountWire,
      open: amountWire,
      daysOverdue: z.number().int(),
      intercompany: z.boolean(),
    }),
  ),
  sums: z
    .array(z.object({ currency: z.string(), count: z.number().int(), open: amountWire }))
    .optional()
    .openapi({ description: "of all that was asked for, on the first page where `sums` asks for it; deposits are counted, not added" }),
  next: nextWire,
})
const customerWire = z.object({
  code: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  segment: z.string().nullable(),
  intercompany: z.boolean(),
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  balance: z.array(z.object({ currency: z.string(), open: amountWire, overdue: amountWire, exposure: amountWire })),
})
const customersWire = z.object({ customers: z.array(customerWire), next: nextWire })

const days = z.number().nullable()
const payerWire = z.object({
  count: z.number().int(),
  unpaid: z.number().int(),
  sum: z.number().int(),
  squares: z.number().int(),
  mean: days,
  spread: days,
  trend: days.openapi({ description: "days the last two quarters are later than those before" }),
  quarters: z.array(z.object({ from: z.string(), count: z.number().int(), sum: z.number().int(), mean: z.number() })),
  delays: z.array(z.object({ number: z.string(), dueOn: z.iso.date(), paidOn: z.iso.date().nullable(), days: z.number().int() })),
})
const matchWire = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  debit: z.string(),
  credit: z.string(),
  creditKind: z.enum(ENTRY_KINDS),
  amount: amountWire,
  currency: z.string(),
  settledBy: z.enum(SETTLED_BY),
  takenBack: z.boolean(),
})

/** A place in the order by open amount, in minor units. */
const amountPlace = z.string().regex(/^-?\d{1,18}$/)
const placeIn = (order: ItemOrder) => z.tuple([order === "due" ? dayPlace : order === "open" ? amountPlace : z.string(), z.uuid(), instalmentPlace])

export function accountEndpoints(api: Api, heldBy: HeldBy): void {
  api.readEased({
    path: "/open-items",
    needs: "read",
    own: true,
    about: "What is open, item by item; the order is that of recording unless `order` names another",
    query: { ...ITEM_FIELDS, sums: z.enum(["yes"]).optional(), ...pageFields },
    answers: itemsWire,
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    kept: {
      of: ({ caller, query }) => (looksAtAll(query) ? (query.asOf ?? caller.today) : null),
      make: (tx, { caller, query }) => keepItems(tx, query.asOf ?? caller.today),
      most: MOST_ROWS,
      sizeOf: ({ whole }) => whole?.count ?? 1,
    },
    async run(tx, { caller, query }, kept) {
      const asked = {
        ...(await itemsQuestion(tx, query, caller.company, caller.today, kept ? rememberedBy(kept, heldBy) : heldBy)),
        page: placed(query),
      }
      const { asOf, page } = asked
      const summed = query.sums !== undefined && page.after === null
      const found = (kept && (await findKept(tx, kept, asked, summed))) ?? (await findItems(tx, asked, summed))
      const { rows, next } = cutPage(found.items, query.limit, (item) => placeOf(item, page.order))
      return { body: toItemsPage(asOf, rows, found.sums, next) }
    },
  })
  api.readEased({
    path: "/customers",
    needs: "read",
    own: true,
    about: "Customers with what they owe, by code",
    query: { ...CUSTOMER_FIELDS, ...pageFields },
    answers: customersWire,
    refuses: ["BAD_CURSOR"],
    kept: {
      of: ({ caller, query }) => (query.collector === undefined ? null : (query.asOf ?? caller.today)),
      make: async () => ({ more: new Map() }),
      most: DAYS_HELD,
      sizeOf: () => 1,
    },
    async run(tx, { caller, query }, kept) {
      const after = readCursor(query.cursor, z.tuple([z.string()]))
      const found = await loadCustomers(tx, {
        ...(await customersQuestion(tx, query, caller.today, kept ? rememberedBy(kept, heldBy) : heldBy)),
        page: { after: after?.[0] ?? null, limit: query.limit + 1 },
      })
      const { rows, next } = cutPage(found, query.limit, (customer) => [customer.code])
      return { body: { ...toCustomersAnswer(rows), next } }
    },
  })
  api.read({
    path: "/customers/{code}",
    needs: "read",
    own: true,
    about: "One customer, with what they owe",
    params: { code: z.string().min(1).max(200) },
    query: { asOf: dayField.optional() },
    answers: customerWire,
    refuses: ["UNKNOWN_CUSTOMER"],
    async run(tx, { caller, path, query }) {
      const { customers } = toCustomersAnswer(await loadCustomers(tx, { asOf: query.asOf ?? caller.today, search: null, code: path.code }))
      if (!customers[0]) throw new Refused("UNKNOWN_CUSTOMER", { code: path.code })
      return { body: customers[0] }
    },
  })
  const ofCustomer = { params: { code: z.string().min(1).max(200) }, query: { asOf: dayField.optional() }, refuses: ["UNKNOWN_CUSTOMER"] }
  api.read({
    ...ofCustomer,
    path: "/customers/{code}/payer",
    needs: "read",
    own: true,
    about:
      "How late the customer pays: mean and spread of the days over a year, unpaid invoices counted as late as they are, by quarter, with every invoice behind it",
    answers: payerWire,
    async run(tx, { caller, path, query }) {
      const asOf = query.asOf ?? caller.today
      return { body: judgePayer(await loadPaid(tx, (await findCustomer(tx, path.code)).id, asOf), asOf) }
    },
  })
  api.read({
    ...ofCustomer,
    path: "/customers/{code}/lettering",
    needs: "read",
    own: true,
    about: "Which payment or credit settled which item, the newest first; what was taken back is told as such",
    answers: z.object({ matches: z.array(matchWire) }),
    async run(tx, { caller, path, query }) {
      const found = await loadMatches(tx, (await findCustomer(tx, path.code)).id, query.asOf ?? caller.today)
      return { body: { matches: found.map((one) => ({ ...one, amount: toDecimal(one.amount, one.currency) })) } }
    },
  })
}

/** In the order of recording a page of all is read off an index, and one customer's items are few; whatever else is asked looks at every open item. */
function looksAtAll({ knownAt, customer, order, sums, ...said }: z.infer<z.ZodObject<typeof ITEM_FIELDS>> & { readonly sums?: unknown }): boolean {
  if (knownAt !== undefined || customer !== undefined) return false
  const narrows = Object.entries(said).some(([field, value]) => field in ITEM_FIELDS && !["asOf", "currency"].includes(field) && value !== undefined)
  return order !== "recorded" || sums !== undefined || narrows
}
/** Whose customers are whose is found once for a day, while the books stand. Who has none may be anybody's invention, and is not remembered. */
const rememberedBy =
  (kept: Pick<KeptItems, "more">, heldBy: HeldBy): HeldBy =>
  async (tx, collector, on) => {
    const name = `held ${collector}`
    const held = await once(kept, name, () => heldBy(tx, collector, on))
    if (held.length === 0) kept.more.delete(name)
    return held
  }

async function findItems(tx: Tx, asked: OpenItemsQuestion, summed: boolean) {
  return { items: await loadOpenItems(tx, asked), sums: summed ? await sumOpenItems(tx, asked) : null }
}

/** Where the page begins, and one row more than it holds. */
function placed({ order: said, cursor, limit }: { readonly order: string; readonly cursor?: string | undefined; readonly limit: number }) {
  const order = orderOf(said)
  return { ...order, after: readCursor(cursor, placeIn(order.order)), limit: limit + 1 }
}
