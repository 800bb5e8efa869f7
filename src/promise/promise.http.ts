/** The API's promises to pay: taken down, listed with what came of them, withdrawn. */
import { z } from "@hono/zod-openapi"
import { lastChange } from "../activity/last-change.act.ts"
import { customerAsked } from "../customer/find.act.ts"
import { currency } from "../kernel/money.ts"
import type { Api } from "../shell/http/endpoint.ts"
import {
  currencyField,
  cutPage,
  dayField,
  itemField,
  minorOf,
  nameField,
  nextWire,
  pageFields,
  positiveAmount,
  prose,
  readCursor,
} from "../shell/http/fields.ts"
import { mustMatchIfSaid, tagOf } from "../shell/http/match.ts"
import { knownPromise, listPromises, makePromise, withdrawPromise } from "./promise.act.ts"
import { MOST_GRACE, MOST_ITEMS, MOST_PARTS, PROMISE_STATES, SAID_HOW } from "./promise.ts"
import { promiseAnswer, promiseWire } from "./promise.wire.ts"

const promise = { promise: z.uuid() }
const asOf = dayField.optional().openapi({ description: "the day looked at; else today, where the company is" })
const tagged = (found: Parameters<typeof promiseAnswer>[0]) => {
  const body = promiseAnswer(found)
  return { body, headers: { ETag: tagOf(body) } }
}

export function promiseEndpoints(api: Api): void {
  api.read({
    path: "/promises",
    needs: "read",
    own: true,
    about: "Promises to pay, the newest first, each with its state at the end of the day: kept or broken as the money says",
    query: { customer: z.string().optional(), state: z.enum(PROMISE_STATES).optional(), asOf, ...pageFields },
    answers: z.object({ asOf: z.iso.date(), promises: z.array(promiseWire), next: nextWire }),
    refuses: ["UNKNOWN_CUSTOMER", "BAD_CURSOR"],
    async run(tx, { caller, query }) {
      const day = query.asOf ?? caller.today
      const found = await listPromises(tx, {
        asOf: day,
        customer: await customerAsked(tx, query.customer),
        state: query.state ?? null,
        before: readCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null,
        limit: query.limit + 1,
      })
      const { rows, next } = cutPage(found, query.limit, (one) => [one.promise.id])
      return { body: { asOf: day, promises: rows.map(promiseAnswer), next } }
    },
  })
  api.read({
    path: "/promises/{promise}",
    needs: "read",
    own: true,
    about: "One promise, with its state at the end of the day",
    params: promise,
    query: { asOf },
    answers: promiseWire,
    refuses: ["UNKNOWN_PROMISE"],
    run: async (tx, { caller, path, query }) => tagged(await knownPromise(tx, path.promise, query.asOf ?? caller.today)),
  })
  api.change({
    method: "post",
    path: "/promises",
    status: 201,
    needs: "chase",
    own: true,
    about: "Takes down what a customer promised to pay: in one part or several, for items or for the account",
    body: {
      customer: z.string().min(1).max(200).openapi({ description: "the customer's code" }),
      currency: currencyField.optional().openapi({ description: "else the company's" }),
      parts: z
        .array(z.strictObject({ amount: positiveAmount, dueOn: dayField }))
        .min(1)
        .max(MOST_PARTS),
      items: z.array(itemField).max(MOST_ITEMS).default([]).openapi({ description: "none: it was said for the account" }),
      saidOn: dayField.optional().openapi({ description: "else today" }),
      how: z.enum(SAID_HOW),
      by: nameField.optional().openapi({ description: "who said it at the customer's" }),
      takenBy: nameField.optional().openapi({ description: "who took it down; else whose key it is" }),
      graceDays: z.number().int().min(0).max(MOST_GRACE).default(0),
    },
    answers: promiseWire,
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_ITEM", "PROMISE_CURRENCY", "PROMISE_PARTS", "PROMISE_TOO_EARLY", "PROMISE_TOO_LATE", "PROMISED_TOO_MUCH"],
    async run(tx, { caller, body }) {
      const today = caller.today
      const of = body.currency ?? currency(caller.company.currency)
      const made = await makePromise(
        tx,
        caller.by,
        {
          customer: body.customer,
          currency: of,
          parts: body.parts.map(({ amount, dueOn }, i) => ({ amount: minorOf(amount, of, `parts.${i}.amount`), dueOn })),
          items: body.items.map(({ item, instalment }) => ({ entry: item, no: instalment })),
          saidOn: body.saidOn ?? today,
          saidHow: body.how,
          saidBy: body.by ?? null,
          takenBy: body.takenBy ?? null,
          graceDays: body.graceDays,
        },
        today,
      )
      return { body: promiseAnswer(made) }
    },
  })
  api.change({
    method: "post",
    path: "/promises/{promise}/withdraw",
    status: 200,
    needs: "chase",
    own: true,
    about: "A promise that is still open no longer counts: its items are chased again",
    params: promise,
    body: { because: prose(500) },
    answers: promiseWire,
    refuses: ["CHANGED_SINCE", "UNKNOWN_PROMISE", "PROMISE_OVER"],
    async run(tx, { caller, path, body, header }) {
      const seen = (current: Parameters<typeof promiseAnswer>[0]) =>
        mustMatchIfSaid(header("If-Match"), promiseAnswer(current), () => lastChange(tx, ["promise.withdrawn"], { promise: path.promise }))
      return tagged(await withdrawPromise(tx, caller.by, path.promise, body.because, caller.today, seen))
    },
  })
}
