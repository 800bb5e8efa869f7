/** The API's view of the company itself: its settings, changed by who saw them last. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { mustMatch, tagOf } from "../shell/http/match.ts"
import { changeSettings, loadWholeCompany } from "./company.act.ts"
import { MATCHINGS } from "./company.ts"

const settings = {
  name: z.string().min(1).max(200),
  matching: z.enum(MATCHINGS),
  defaultSource: z.string().min(1).max(100),
  ageingBounds: z.array(z.number().int().min(0)).min(1).max(20),
}
const companyWire = z.object({ code: z.string(), country: z.string(), currency: z.string(), ...settings })

export function companyEndpoints(api: Api): void {
  api.read({
    path: "",
    needs: "read",
    about: "The company and its settings; the ETag is what a change must match",
    answers: companyWire,
    async run(tx) {
      const company = await loadWholeCompany(tx)
      return { body: company, headers: { ETag: tagOf(company) } }
    },
  })
  api.change({
    method: "patch",
    path: "",
    status: 200,
    needs: "company",
    about: "Changes settings of the company; If-Match says which state was seen",
    body: z.object(settings).partial().shape,
    answers: companyWire,
    refuses: ["MATCH_MISSING", "CHANGED_SINCE", "BAD_BOUNDS"],
    async run(tx, { caller, body, header }) {
      const changed = await changeSettings(tx, caller.by, body, (current) =>
        mustMatch(header("If-Match"), current, () => lastChange(tx, ["company.changed"], { company: current.code })),
      )
      return { body: changed, headers: { ETag: tagOf(changed) } }
    },
  })
}
