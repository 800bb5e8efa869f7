/** The API's holds: placed, listed, changed, lifted. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import { customerAsked } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Tx } from "../shell/db.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { cutPage, dayField, itemField, nextWire, pageFields, prose, readCursor } from "../shell/http/fields.ts"
import { mustMatch, mustMatchIfSaid, tagOf } from "../shell/http/match.ts"
import { changeHold, knownHold, liftHold, listHolds, placeHold } from "./hold.act.ts"
import { HOLD_STATES, type Hold, REASONS } from "./hold.ts"
import { holdAnswer, holdWire } from "./hold.wire.ts"

const hold = { hold: z.uuid() }
const until = dayField.openapi({ description: "the last day it counts, at most a year ahead" })
const note = prose(2_000).nullable()
const tagged = (found: Hold, today: Day) => {
  const body = holdAnswer(found, today)
  return { body, headers: { ETag: tagOf(body) } }
}
const whoChanged =
  (tx: Tx, { id }: Hold) =>
  () =>
    lastChange(tx, ["hold.changed", "hold.lifted"], { hold: id })

export function holdEndpoints(api: Api): void {
  api.read({
    path: "/holds",
    needs: "read",
    own: true,
    about: "Holds, the newest first, each with its state at the end of the day",
    query: {
      customer: z.string().optional(),
      state: z.enum(HOLD_STATES).optional(),
      asOf: dayField.optional().openapi({ description: "the day looked at; else today, where the company is" }),
      ...pageFields,
    },
    answers: z.object({ asOf: z.iso.date(), holds: z.array(holdWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { caller, query }) {
      const asOf = query.asOf ?? caller.today
      const found = await listHolds(tx, {
        asOf,
        customer: await customerAsked(tx, query.customer),
        state: query.state ?? null,
        before: readCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null,
        limit: query.limit + 1,
      })
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { asOf, holds: rows.map((one) => holdAnswer(one, asOf)), next } }
    },
  })
  api.read({
    path: "/holds/{hold}",
    needs: "read",
    own: true,
    about: "One hold as it stands today; the ETag is what a change must match",
    params: hold,
    answers: holdWire,
    refuses: ["UNKNOWN_HOLD"],
    run: async (tx, { caller, path }) => tagged(await knownHold(tx, path.hold), caller.today),
  })
  api.change({
    method: "post",
    path: "/holds",
    status: 201,
    needs: "chase",
    own: true,
    about: "Leaves a customer, or one of its items, alone until a day",
    body: {
      customer: z.string().min(1).max(200).openapi({ description: "the customer's code" }),
      item: itemField.optional().openapi({ description: "else all of the customer" }),
      reason: z.enum(REASONS),
      note: note.default(null).openapi({ description: "needed where the reason is other" }),
      until,
    },
    answers: holdWire,
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_ITEM", "HOLD_PAST", "HOLD_TOO_LONG", "HOLD_NEEDS_WORDS"],
    async run(tx, { caller, body }) {
      const today = caller.today
      const item = body.item ? { entry: body.item.item, no: body.item.instalment } : null
      return tagged(await placeHold(tx, caller.by, { ...body, item }, today), today)
    },
  })
  api.change({
    method: "patch",
    path: "/holds/{hold}",
    status: 200,
    needs: "chase",
    own: true,
    about: "Changes the last day or the note of an active hold; If-Match says which state was seen",
    params: hold,
    body: z.object({ until, note }).partial().shape,
    answers: holdWire,
    refuses: ["MATCH_MISSING", "CHANGED_SINCE", "UNKNOWN_HOLD", "HOLD_ENDED", "HOLD_PAST", "HOLD_TOO_LONG", "HOLD_NEEDS_WORDS"],
    async run(tx, { caller, path, body, header }) {
      const today = caller.today
      const seen = (current: Hold) => mustMatch(header("If-Match"), holdAnswer(current, today), whoChanged(tx, current))
      return tagged(await changeHold(tx, caller.by, path.hold, body, seen, today), today)
    },
  })
  api.change({
    method: "post",
    path: "/holds/{hold}/lift",
    status: 200,
    needs: "chase",
    own: true,
    about: "Lifts a hold before its day: chasing goes on",
    params: hold,
    body: { because: note.default(null) },
    answers: holdWire,
    refuses: ["CHANGED_SINCE", "UNKNOWN_HOLD", "HOLD_ENDED"],
    async run(tx, { caller, path, body, header }) {
      const today = caller.today
      const seen = (current: Hold) => mustMatchIfSaid(header("If-Match"), holdAnswer(current, today), whoChanged(tx, current))
      return tagged(await liftHold(tx, caller.by, path.hold, body.because, today, seen), today)
    },
  })
}
