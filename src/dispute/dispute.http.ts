/** The API's disputes: opened, listed, worked on, closed. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import { customerAsked } from "../customer/find.act.ts"
import type { Tx } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, dayField, itemFields, minorOf, nameField, nextWire, pageFields, positiveAmount, prose, readCursor } from "../shell/http/fields.ts"
import { mustMatch, mustMatchIfSaid, tagOf } from "../shell/http/match.ts"
import { changeDispute, closeDispute, currencySaid, knownDispute, listDisputes, openDispute } from "./dispute.act.ts"
import { CAUSES, CLOSINGS, DISPUTE_STATES, type Dispute, MOST_LINES } from "./dispute.ts"
import { disputeAnswer, disputeWire } from "./dispute.wire.ts"

const dispute = { dispute: z.uuid() }
const asOf = dayField.optional().openapi({ description: "the day looked at; else today, where the company is" })
const details = {
  cause: z.enum(CAUSES),
  description: prose(2_000),
  resolver: nameField.nullable().openapi({ description: "who clears it up" }),
  dueOn: dayField.nullable().openapi({ description: "by when it should be cleared up" }),
}
const tagged = (found: Dispute) => {
  const body = disputeAnswer(found)
  return { body, headers: { ETag: tagOf(body) } }
}
const whoChanged =
  (tx: Tx, { id }: Dispute) =>
  () =>
    lastChange(tx, ["dispute.changed", "dispute.shrunk", "dispute.closed"], { dispute: id })

export function disputeEndpoints(api: Api): void {
  api.read({
    path: "/disputes",
    needs: "read",
    own: true,
    about: "Disputes, the newest first, each as it stood at the end of the day",
    query: { customer: z.string().optional(), state: z.enum(DISPUTE_STATES).optional(), asOf, ...pageFields },
    answers: z.object({ asOf: z.iso.date(), disputes: z.array(disputeWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { caller, query }) {
      const day = query.asOf ?? caller.today
      const found = await listDisputes(tx, {
        asOf: day,
        customer: await customerAsked(tx, query.customer),
        state: query.state ?? null,
        before: readCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null,
        limit: query.limit + 1,
      })
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { asOf: day, disputes: rows.map(disputeAnswer), next } }
    },
  })
  api.read({
    path: "/disputes/{dispute}",
    needs: "read",
    own: true,
    about: "One dispute as it stands today; the ETag is what a change must match",
    params: dispute,
    answers: disputeWire,
    refuses: ["UNKNOWN_DISPUTE"],
    run: async (tx, { caller, path }) => tagged(await knownDispute(tx, path.dispute, caller.today)),
  })
  api.change({
    method: "post",
    path: "/disputes",
    status: 201,
    needs: "chase",
    own: true,
    about: "Opens a dispute: the contested part of items leaves the chase and stays in the exposure",
    body: {
      customer: z.string().min(1).max(200).openapi({ description: "the customer's code" }),
      items: z
        .array(
          z.strictObject({ ...itemFields, amount: positiveAmount.optional().openapi({ description: "else all that is open and not disputed yet" }) }),
        )
        .min(1)
        .max(MOST_LINES),
      ...details,
      resolver: details.resolver.default(null),
      dueOn: details.dueOn.default(null),
      openedOn: dayField.optional().openapi({ description: "else today" }),
    },
    answers: disputeWire,
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_ITEM", "DISPUTE_NOTHING", "DISPUTE_CURRENCY", "DISPUTE_TOO_LATE", "DISPUTED_TOO_MUCH"],
    async run(tx, { caller, body }) {
      const today = caller.today
      const { items, openedOn, ...said } = body
      const keys = items.map(({ item, instalment }) => ({ entry: item, no: instalment }))
      const of = await currencySaid(tx, { customer: body.customer, items: keys }, caller.company.currency, today)
      const named = items.map(({ amount }, i) => ({ ...keys[i]!, amount: amount === undefined ? null : minorOf(amount, of, `items.${i}.amount`) }))
      return tagged(await openDispute(tx, caller.by, { ...said, items: named, openedOn: openedOn ?? today }, today))
    },
  })
  api.change({
    method: "patch",
    path: "/disputes/{dispute}",
    status: 200,
    needs: "chase",
    own: true,
    about: "Changes cause, description, resolver or day of an open dispute; If-Match says which state was seen",
    params: dispute,
    body: z.object(details).partial().shape,
    answers: disputeWire,
    refuses: ["MATCH_MISSING", "CHANGED_SINCE", "UNKNOWN_DISPUTE", "DISPUTE_CLOSED"],
    run: async (tx, { caller, path, body, header }) =>
      tagged(
        await changeDispute(
          tx,
          caller.by,
          path.dispute,
          body,
          (current) => mustMatch(header("If-Match"), disputeAnswer(current), whoChanged(tx, current)),
          caller.today,
        ),
      ),
  })
  api.change({
    method: "post",
    path: "/disputes/{dispute}/close",
    status: 200,
    needs: "chase",
    own: true,
    about: "Closes a dispute: what is still open is chased again",
    params: dispute,
    body: { outcome: z.enum(CLOSINGS), because: prose(2_000) },
    answers: disputeWire,
    refuses: ["CHANGED_SINCE", "UNKNOWN_DISPUTE", "DISPUTE_CLOSED"],
    async run(tx, { caller, path, body, header }) {
      const seen = (current: Dispute) => mustMatchIfSaid(header("If-Match"), disputeAnswer(current), whoChanged(tx, current))
      return tagged(await closeDispute(tx, caller.by, path.dispute, body.outcome, body.because, caller.today, seen))
    },
  })
}
