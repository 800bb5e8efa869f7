/** The API's figures: the ageing and the portfolio figures, of any day, as known at any instant. */
import { z } from "@hono/zod-openapi"
import { loadSettings } from "../company/company.act.ts"
import { checkBounds } from "../company/company.ts"
import { findCustomer } from "../customer/find.act.ts"
import { Refused } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { amountWire, currencyField, cutPage, dayField, instantField, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import { loadAgeing } from "./ageing.store.ts"
import { DIMENSIONS, ROW_ORDER } from "./ageing.ts"
import { toAgeingAnswer, toAgeingPage } from "./ageing.wire.ts"
import { isPlaceOf, makeAgeingRows } from "./ageing-rows.ts"
import { loadKpi } from "./kpi.store.ts"
import { toKpiAnswer } from "./kpi.wire.ts"

const MOST_DAYS = 3660
/** Rows kept of ageings, of all companies together: half a kilobyte each, in all the orders asked for. */
const ROWS_KEPT = 150_000
const ROW_PLACE = z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])])
const asked = { asOf: dayField.optional(), knownAt: instantField.optional(), currency: currencyField.optional(), customer: z.string().optional() }
const bounds = z
  .string()
  .regex(/^\d{1,5}(,\d{1,5})*$/)
  .openapi({ description: "last day of each bucket, 0 being not due", example: "0,30,60,90" })

const bucket = { from: z.number().int().nullable(), to: z.number().int().nullable() }
const figures = {
  total: amountWire,
  count: z.number().int(),
  credits: amountWire,
  net: amountWire,
  buckets: z.array(z.object({ ...bucket, amount: amountWire, count: z.number().int() })),
}
const wholeWire = { currency: z.string(), ...figures, leftOut: z.object({ customers: z.number().int(), net: amountWire }) }
const rowWire = z.object({ key: z.string().nullable(), name: z.string().nullable(), ...figures })
const ageingWire = z.object({ asOf: z.iso.date(), currencies: z.array(z.object({ ...wholeWire, rows: z.array(rowWire).optional() })) })
const pageWire = z.object({
  asOf: z.iso.date(),
  currencies: z.array(z.object(wholeWire)).openapi({ description: "the totals, of every row" }),
  currency: z.string().nullable().openapi({ description: "whose rows these are; null: nothing is open" }),
  count: z.number().int().openapi({ description: "rows of the currency" }),
  found: z.number().int().openapi({ description: "those that fit what was looked for" }),
  rows: z.array(rowWire),
  next: nextWire,
})
const figure = z.number().nullable()
const behaviour = {
  daysToPay: z.object({ mean: figure, weighted: figure, median: figure }),
  late: z.object({ count: z.number().int(), share: figure, meanAll: figure, meanLate: figure, max: figure }),
}
const kpiWire = z.object({
  asOf: z.iso.date(),
  days: z.number().int(),
  currencies: z.array(
    z.looseObject({
      currency: z.string(),
      dso: z.object({ simple: figure, countBack: figure }),
      bestPossibleDso: figure,
      averageDaysDelinquent: figure,
      effectiveness: figure,
      overdueShare: figure,
      rollRates: z.array(z.object({ from: z.object(bucket), to: z.object(bucket), rate: figure })),
      weightedDaysLate: figure,
      ...behaviour,
      workings: z.looseObject({}).openapi({ description: "what each figure was made of" }),
      rows: z.array(z.object({ key: z.string(), name: z.string(), count: z.number().int(), ...behaviour })).optional(),
    }),
  ),
})

const customerOf = async (tx: Tx, code: string | undefined) => (code === undefined ? null : (await findCustomer(tx, code)).id)

export function figureEndpoints(api: Api): void {
  api.read({
    path: "/ageing",
    needs: "read",
    own: true,
    about: "The ageing of the open items",
    costly: ({ caller }) => caller.today,
    query: { ...asked, by: z.enum(DIMENSIONS).optional(), bounds: bounds.optional() },
    answers: ageingWire,
    refuses: ["UNKNOWN_CUSTOMER", "BAD_OPTION"],
    async run(tx, { caller, query }) {
      const given = query.bounds === undefined ? null : checkBounds(query.bounds.split(",").map(Number))
      if (given?.ok === false) throw new Refused("BAD_OPTION", { option: "bounds", value: query.bounds, takes: "0,30,60,90" })
      const found = await loadAgeing(tx, {
        asOf: query.asOf ?? caller.today,
        knownAt: query.knownAt ?? null,
        by: query.by ?? null,
        bounds: given?.value ?? (await loadSettings(tx)).ageing_bounds,
        currency: query.currency ?? null,
        customer: await customerOf(tx, query.customer),
      })
      return { body: toAgeingAnswer(found) }
    },
  })
  api.readShared({
    path: "/ageing/rows",
    needs: "read",
    own: true,
    about: "The ageing's totals, and its rows in an order of choice, a page at a time",
    query: {
      asOf: dayField.optional(),
      by: z.enum(DIMENSIONS).default("customer"),
      currency: currencyField.optional().openapi({ description: "else, or where nothing is open in it, the one with the most items" }),
      find: z.string().max(200).default("").openapi({ description: "part of a key or a name" }),
      order: z
        .string()
        .regex(ROW_ORDER)
        .default("-total")
        .openapi({ description: "name, total, credits, net, or b0, b1 … for a bucket; with - the largest first" }),
      ...pageFields,
    },
    answers: pageWire,
    refuses: ["BAD_CURSOR"],
    shared: {
      // Countries stand by the names the reader knows them by.
      of: ({ caller, query, lang }) => JSON.stringify([query.asOf ?? caller.today, query.by, query.by === "country" ? lang : null]),
      async make(tx, { caller, query, lang }) {
        const { ageing_bounds: bounds } = await loadSettings(tx)
        const asked = { asOf: query.asOf ?? caller.today, knownAt: null, by: query.by, bounds, currency: null, customer: null }
        return makeAgeingRows(await loadAgeing(tx, asked), lang)
      },
      most: ROWS_KEPT,
      sizeOf: ({ ageing }) => ageing.currencies.reduce((all, of) => all + of.rows.length, 1),
    },
    async run(_, { query }, kept) {
      const { order, limit } = query
      const after = readCursor(query.cursor, ROW_PLACE)
      if (after !== null && !isPlaceOf(after, order)) throw new Refused("BAD_CURSOR")
      const asked = { currency: query.currency ?? null, find: query.find, order, after, limit: limit + 1 }
      const { of, rows, found } = kept.find(asked)
      const page = cutPage(rows, limit, (row) => kept.placeOf(row, order))
      return { body: toAgeingPage(kept.ageing, of, found, page.rows, page.next) }
    },
  })
  api.read({
    path: "/kpi",
    needs: "read",
    own: true,
    about: "Days sales outstanding, collection effectiveness and how late customers pay",
    costly: ({ caller }) => caller.today,
    query: { ...asked, days: z.coerce.number().int().min(1).max(MOST_DAYS).default(90), by: z.enum(["customer"]).optional() },
    answers: kpiWire,
    refuses: ["UNKNOWN_CUSTOMER"],
    async run(tx, { caller, query }) {
      const asOf = query.asOf ?? caller.today
      const byCustomer = query.by !== undefined
      const sums = await loadKpi(tx, {
        asOf,
        byCustomer,
        days: query.days,
        knownAt: query.knownAt ?? null,
        currency: query.currency ?? null,
        customer: await customerOf(tx, query.customer),
      })
      return { body: toKpiAnswer(asOf, query.days, byCustomer, sums) }
    },
  })
}
