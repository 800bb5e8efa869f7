/** The API's bank accounts of the company, and its calendar: read by all who read, changed by its owner. */
import { z } from "@hono/zod-openapi"
import { CALENDAR_CODES, HOLIDAYS } from "../law/holidays.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { dayField } from "../shell/http/fields.ts"
import { addAccount, askCalendar, chooseCalendar, closeAccount, closeDay, loadAccounts } from "./premises.act.ts"

const account = { id: z.uuid(), iban: z.string(), bic: z.string().nullable(), label: z.string() }
const calendar = z.enum(CALENDAR_CODES as [(typeof CALENDAR_CODES)[number], ...(typeof CALENDAR_CODES)[number][]])
const label = z.string().max(100).default("")
const calendarWire = z.object({
  calendar: calendar.nullable(),
  year: z.number().int(),
  days: z.array(z.object({ on: z.iso.date(), holiday: z.enum(HOLIDAYS).nullable(), label: z.string(), source: z.string().nullable() })),
})

export function premisesEndpoints(api: Api): void {
  api.read({
    path: "/bank-accounts",
    needs: "read",
    about: "Where customers pay to",
    answers: z.object({ accounts: z.array(z.object({ ...account, madeAt: z.iso.datetime() })) }),
    run: async (tx) => ({ body: { accounts: (await loadAccounts(tx)).map((one) => ({ ...one, madeAt: one.madeAt.toISOString() })) } }),
  })
  api.change({
    method: "post",
    path: "/bank-accounts",
    status: 201,
    needs: "company",
    about: "Adds a bank account of the company",
    body: { iban: z.string().min(5).max(50), bic: z.string().min(1).max(20).nullable().default(null), label },
    answers: z.object(account),
    refuses: ["BAD_IBAN", "BAD_BIC", "IBAN_IN_USE"],
    run: async (tx, { caller, body }) => ({ body: await addAccount(tx, caller.by, body) }),
  })
  api.change({
    method: "post",
    path: "/bank-accounts/{iban}/end",
    status: 200,
    needs: "company",
    about: "A bank account is no longer used",
    params: { iban: z.string().max(50) },
    body: {},
    answers: z.object({ iban: z.string(), ended: z.boolean() }),
    refuses: ["BAD_IBAN", "UNKNOWN_ACCOUNT"],
    run: async (tx, { caller, path }) => ({ body: { iban: await closeAccount(tx, caller.by, path.iban), ended: true } }),
  })
  api.read({
    path: "/calendar",
    needs: "read",
    about: "The holidays of a year, each with where it is laid down, and the company's own closing days",
    query: { year: z.coerce.number().int().min(1990).max(2200).optional() },
    answers: calendarWire,
    run: async (tx, { caller, query }) => ({ body: await askCalendar(tx, query.year ?? Number(caller.today.slice(0, 4))) }),
  })
  api.change({
    method: "post",
    path: "/calendar",
    status: 200,
    needs: "company",
    about: "Chooses whose holidays count",
    body: { calendar },
    answers: z.object({ calendar }),
    async run(tx, { caller, body }) {
      await chooseCalendar(tx, caller.by, body.calendar)
      return { body }
    },
  })
  api.change({
    method: "post",
    path: "/calendar/closings",
    status: 200,
    needs: "company",
    about: "Closes the company on a day, or opens it again",
    body: { on: dayField, closed: z.boolean().default(true), label },
    answers: z.object({ on: z.iso.date(), closed: z.boolean() }),
    async run(tx, { caller, body: { on, closed, label: words } }) {
      await closeDay(tx, caller.by, on, closed ? words : null)
      return { body: { on, closed } }
    },
  })
}
