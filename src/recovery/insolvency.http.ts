/** The API's insolvencies: entered by hand, listed, corrected and ended. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import { customerAsked } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, dayField, nameField, nextWire, pageFields, prose, readCursor } from "../shell/http/fields.ts"
import { mustMatch, tagOf } from "../shell/http/match.ts"
import { changeInsolvency, knownInsolvency, listInsolvencies, recordInsolvency } from "./insolvency.act.ts"
import { INSOLVENCY_STATES, type Insolvency, KINDS } from "./insolvency.ts"
import { insolvencyAnswer, insolvencyWire } from "./insolvency.wire.ts"

const insolvency = { insolvency: z.uuid() }
const facts = {
  kind: z.enum(KINDS).openapi({ description: "of those of the customer's country" }),
  judgedOn: dayField.openapi({ description: "the legal date of the judgment that opens them" }),
  court: nameField.nullable(),
  reference: nameField.nullable(),
  source: prose(2_000).openapi({ description: "where it was read" }),
  endedOn: dayField.nullable(),
}
const tagged = (found: Insolvency, today: Day) => {
  const body = insolvencyAnswer(found, today)
  return { body, headers: { ETag: tagOf(body) } }
}
const REFUSES = ["INSOLVENCY_KIND", "INSOLVENCY_TOO_LATE", "INSOLVENCY_ENDS_EARLY", "INSOLVENCY_KNOWN"]

export function insolvencyEndpoints(api: Api): void {
  api.read({
    path: "/insolvencies",
    needs: "read",
    own: true,
    about: "Insolvency proceedings of customers, the newest recorded first, each with its state at the end of the day",
    query: {
      customer: z.string().optional(),
      state: z.enum(INSOLVENCY_STATES).optional(),
      asOf: dayField.optional().openapi({ description: "the day looked at; else today, where the company is" }),
      ...pageFields,
    },
    answers: z.object({ asOf: z.iso.date(), insolvencies: z.array(insolvencyWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { caller, query }) {
      const asOf = query.asOf ?? caller.today
      const found = await listInsolvencies(tx, {
        asOf,
        customer: await customerAsked(tx, query.customer),
        state: query.state ?? null,
        before: readCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null,
        limit: query.limit + 1,
      })
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { asOf, insolvencies: rows.map((one) => insolvencyAnswer(one, asOf)), next } }
    },
  })
  api.read({
    path: "/insolvencies/{insolvency}",
    needs: "read",
    own: true,
    about: "One insolvency as it stands today; the ETag is what a change must match",
    params: insolvency,
    answers: insolvencyWire,
    refuses: ["UNKNOWN_INSOLVENCY"],
    run: async (tx, { caller, path }) => tagged(await knownInsolvency(tx, path.insolvency), caller.today),
  })
  api.change({
    method: "post",
    path: "/insolvencies",
    status: 201,
    needs: "chase",
    about: "Records that a customer is in insolvency proceedings: items dated before the judgment leave the chase",
    body: {
      customer: z.string().min(1).max(200).openapi({ description: "the customer's code" }),
      ...facts,
      court: facts.court.default(null),
      reference: facts.reference.default(null),
      endedOn: facts.endedOn.default(null),
    },
    answers: insolvencyWire,
    refuses: ["UNKNOWN_CUSTOMER", ...REFUSES],
    async run(tx, { caller, body }) {
      const today = caller.today
      const { customer, ...said } = body
      return tagged(await recordInsolvency(tx, caller.by, customer, said, today), today)
    },
  })
  api.change({
    method: "patch",
    path: "/insolvencies/{insolvency}",
    status: 200,
    needs: "chase",
    about: "Corrects an insolvency, or says that it ended; If-Match says which state was seen",
    params: insolvency,
    body: z.object(facts).partial().shape,
    answers: insolvencyWire,
    refuses: ["MATCH_MISSING", "CHANGED_SINCE", "UNKNOWN_INSOLVENCY", ...REFUSES],
    async run(tx, { caller, path, body, header }) {
      const today = caller.today
      const seen = (current: Insolvency) =>
        mustMatch(header("If-Match"), insolvencyAnswer(current, today), () =>
          lastChange(tx, ["recovery.insolvencyChanged"], { insolvency: current.id }),
        )
      return tagged(await changeInsolvency(tx, caller.by, path.insolvency, body, seen, today), today)
    },
  })
}
