/** The API's view of the law the program knows. */
import { z } from "@hono/zod-openapi"
import type { Api } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { CALENDAR_CODES } from "./holidays.ts"
import { LAW_KEYS, LAW_STATES, lawOn } from "./review.ts"

const day = z.iso.date().nullable()
const lawWire = z.object({
  asOf: z.iso.date(),
  figures: z.array(
    z.object({
      key: z.enum(LAW_KEYS),
      calendar: z.enum(CALENDAR_CODES as [string, ...string[]]).nullable(),
      value: z.string(),
      since: day,
      changesOn: day,
      source: z.object({ act: z.string(), article: z.string(), url: z.string().nullable(), readOn: day }),
      state: z.enum(LAW_STATES),
    }),
  ),
})

export function lawEndpoint(api: Api): void {
  api.read({
    path: "/law",
    needs: "read",
    about: "Legal figures in force on a day, each with its source and when it was read there",
    query: { asOf: dayField.optional() },
    answers: lawWire,
    async run(_, { caller, query }) {
      const asOf = query.asOf ?? caller.today
      return { body: { asOf, figures: lawOn(asOf) } }
    },
  })
}
