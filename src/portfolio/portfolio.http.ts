/** The API's portfolios: who has which customers, given and taken from a day on, after a look at what it does. */
import { z } from "@hono/zod-openapi"
import type { Api } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { entrust, entrustedTo, loadCollectors, loadEntrusting, loadPortfolios } from "./portfolio.act.ts"
import { PARTS } from "./portfolio.ts"
import { candidateWire, effectWire, portfolioAnswer, portfolioWire, spanWire } from "./portfolio.wire.ts"

const whose = z.string().max(100).nullable().default(null)
const selection = {
  customers: z.array(z.string().min(1).max(100)).max(10_000).nullable().default(null),
  segment: z.string().min(1).max(100).nullable().default(null),
  country: z.string().length(2).nullable().default(null),
  letters: z.string().min(1).max(10).nullable().default(null).openapi({ description: "the first letters of their names", example: "A-F" }),
  of: whose.openapi({ description: "who has them now, in this part; empty: nobody" }),
}

export function portfolioEndpoints(api: Api): void {
  api.read({
    path: "/portfolios",
    needs: "read",
    about: "Who has how many customers, and what they owe; of collectors also what nobody has",
    costly: ({ caller }) => caller.today,
    query: { asOf: dayField.optional() },
    answers: z.object({ asOf: z.iso.date(), portfolios: z.array(portfolioWire) }),
    async run(tx, { caller, query }) {
      const asOf = query.asOf ?? caller.today
      return { body: { asOf, portfolios: (await loadPortfolios(tx, asOf)).map(portfolioAnswer) } }
    },
  })
  api.read({
    path: "/portfolios/collectors",
    needs: "read",
    about: "Everybody who is some customer's collector on a day, by name: what lists and ageings can be asked for",
    costly: ({ caller }) => caller.today,
    query: { asOf: dayField.optional() },
    answers: z.object({ collectors: z.array(z.string()) }),
    run: async (tx, { caller, query }) => ({ body: { collectors: await loadCollectors(tx, query.asOf ?? caller.today) } }),
  })
  api.read({
    path: "/portfolios/choices",
    needs: "entrust",
    about: "To whom customers may be entrusted, and what they can be chosen by",
    answers: z.object({ candidates: z.array(candidateWire), segments: z.array(z.string()), countries: z.array(z.string()) }),
    run: async (tx) => ({ body: await loadEntrusting(tx) }),
  })
  api.read({
    path: "/customers/{code}/entrusted",
    needs: "read",
    own: true,
    about: "To whom a customer is, was and will be entrusted",
    params: { code: z.string().min(1).max(200) },
    answers: z.object({ entrusted: z.array(spanWire) }),
    refuses: ["UNKNOWN_CUSTOMER"],
    run: async (tx, { path }) => ({ body: { entrusted: await entrustedTo(tx, path.code) } }),
  })
  api.change({
    method: "post",
    path: "/portfolios/entrust",
    status: 200,
    needs: "entrust",
    about: "Entrusts customers to somebody from a day on, or takes them away; with `preview` it only says what it would do",
    body: {
      part: z.enum(PARTS).default("collector"),
      to: z
        .string()
        .min(1)
        .max(254)
        .nullable()
        .openapi({ description: "name, address or key; null: nobody, taken away from `of` or whoever has them" }),
      from: dayField.optional(),
      preview: z.boolean().default(false),
      ...selection,
    },
    answers: effectWire,
    refuses: ["NOTHING_SELECTED", "BAD_LETTERS", "BAD_FROM", "UNKNOWN_CUSTOMER", "UNKNOWN_HOLDER", "TOO_MANY_SELECTED"],
    async run(tx, { caller, body: { part, to, from = caller.today, preview, ...selected } }) {
      const { from: before, ...effect } = await entrust(tx, caller.by, { part, selection: selected, from, to }, caller.today, preview)
      return { body: { ...effect, before, preview, from } }
    },
  })
}
