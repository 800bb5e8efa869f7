/** The API's exposure of a customer, by its parts. */
import { z } from "@hono/zod-openapi"
import { loadSettings } from "../../company/company.act.ts"
import { findCustomer } from "../../customer/find.act.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { dayField } from "../../shell/http/fields.ts"
import { loadExposure } from "./exposure.store.ts"
import { exposureAnswer, exposureWire } from "./exposure.wire.ts"

export function exposureEndpoint(api: Api): void {
  api.read({
    path: "/customers/{code}/exposure",
    needs: "read",
    own: true,
    about:
      "What makes up a customer's exposure: not due, overdue by bucket, credited, unallocated, subject to collection; and what is disputed of each bucket",
    params: { code: z.string().min(1).max(200) },
    query: { asOf: dayField.optional() },
    answers: exposureWire,
    refuses: ["UNKNOWN_CUSTOMER"],
    async run(tx, { caller, path, query }) {
      const asOf = query.asOf ?? caller.today
      const { id } = await findCustomer(tx, path.code)
      return { body: exposureAnswer(asOf, await loadExposure(tx, id, asOf, (await loadSettings(tx)).ageing_bounds)) }
    },
  })
}
