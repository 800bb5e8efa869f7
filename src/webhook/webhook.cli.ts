import { randomBytes } from "node:crypto"
import { Refused } from "../kernel/result.ts"
import type { Call, Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { limitText } from "../shell/options.text.ts"
import { LIMIT_OPTION, readLimit, readText, upTo } from "../shell/options.ts"
import { addEndpoint, known, release, rotateSecret, type Shown, sendAgain, switchOn, withdrawEndpoint } from "./webhook.act.ts"
import { loadDeliveries, loadEndpoints } from "./webhook.store.ts"
import { offText, releasedText, stateText, webhookText as text } from "./webhook.text.ts"
import { type Endpoint, EVENT_TYPES, SECRET_BYTES, stateOf } from "./webhook.ts"
import { deliveryAnswer, endpointAnswer } from "./webhook.wire.ts"

type Told = Call<Context>
const EXAMPLE = "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa"
const needs = "company"

async function within<T>({ context }: Told, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
function named({ words }: Told, which = 0): string {
  const word = words[which]
  if (word === undefined) throw new Refused("MISSING_WEBHOOK")
  return word
}
function showOnce({ json, answer, print, note, lang }: Told, { endpoint, secret }: Shown): number {
  if (json) answer({ ...endpointAnswer(endpoint), secret })
  else {
    print(`${endpoint.id}  ${secret}`)
    note(text.once[lang])
  }
  return 0
}

const add: Command<Context> = {
  name: "webhook add",
  words: "URL [--types ledger.posted,ledger.allocated]",
  about: text.add,
  example: "webhook add https://erp.example/encours --types ledger.posted",
  needs,
  takes: 1,
  options: { types: { type: "string", value: "EVENTS", about: text.types } },
  async run(call) {
    const url = named(call)
    const types = readText(call.values, "types")?.split(/\s*,\s*/) ?? []
    const { webhookAllow } = call.context.config
    return showOnce(call, await within(call, (tx) => addEndpoint(tx, call.context.by, { url, types }, webhookAllow, randomBytes(SECRET_BYTES))))
  },
}

const list: Command<Context> = {
  name: "webhook list",
  words: "",
  about: text.list,
  example: "webhook list",
  needs,
  takes: 0,
  options: {},
  async run(call) {
    const { lang, json, answer, print } = call
    const endpoints = await within(call, loadEndpoints)
    if (json) answer({ webhooks: endpoints.map(endpointAnswer) })
    else if (endpoints.length === 0) print(text.none[lang])
    else
      for (const endpoint of endpoints) {
        const { disabledAt, disabledBecause } = endpoint
        const because = disabledAt && disabledBecause ? ` ${offText[disabledBecause][lang](disabledAt.toISOString().slice(0, 10))}` : ""
        const held = endpoint.held > 0 ? [`${stateText.held[lang]}: ${endpoint.held}`] : []
        print(
          [
            endpoint.id,
            endpoint.url,
            `${stateText[stateOf(endpoint)][lang]}${because}`,
            ...held,
            endpoint.types.length === EVENT_TYPES.length ? text.all[lang] : endpoint.types.join(","),
          ].join("  "),
        )
      }
    return 0
  },
}

const rotate: Command<Context> = {
  name: "webhook rotate",
  words: "ID",
  about: text.rotate,
  example: `webhook rotate ${EXAMPLE}`,
  needs,
  takes: 1,
  options: {},
  run: async (call) => showOnce(call, await within(call, (tx) => rotateSecret(tx, call.context.by, named(call), randomBytes(SECRET_BYTES)))),
}

/** What is done to one endpoint and says that it was. */
const simple = (name: "enable" | "remove", act: (tx: Tx, call: Told) => Promise<Endpoint>): Command<Context> => ({
  name: `webhook ${name}`,
  words: "ID",
  about: text[name],
  example: `webhook ${name} ${EXAMPLE}`,
  needs,
  takes: 1,
  options: {},
  async run(call) {
    const endpoint = await within(call, (tx) => act(tx, call))
    if (call.json) call.answer(name === "remove" ? { id: endpoint.id, removed: true } : endpointAnswer(endpoint))
    else call.print((name === "remove" ? text.removed : text.enabled)[call.lang])
    return 0
  },
})
const enable = simple("enable", (tx, call) => switchOn(tx, call.context.by, named(call)))
const remove = simple("remove", (tx, call) => withdrawEndpoint(tx, call.context.by, named(call)))

const deliveries: Command<Context> = {
  name: "webhook deliveries",
  words: "ID [--limit N]",
  about: text.deliveries,
  example: `webhook deliveries ${EXAMPLE}`,
  needs,
  takes: 1,
  options: LIMIT_OPTION,
  async run(call) {
    const { lang, json, answer, print, note } = call
    const limit = readLimit(call.values)
    const { shown, more } = upTo(await within(call, async (tx) => loadDeliveries(tx, (await known(tx, named(call))).id, limit + 1, null)), limit)
    if (json) answer({ deliveries: shown.map(deliveryAnswer), more })
    else if (shown.length === 0) print(text.nothingSent[lang])
    else
      for (const { id, type, state, tries, last } of shown)
        print([id, type, stateText[state][lang], `${tries}×`, ...(last ? [String(last.status ?? last.code), last.at.toISOString()] : [])].join("  "))
    if (more && !json) note(limitText.more[lang])
    return 0
  },
}

const resend: Command<Context> = {
  name: "webhook resend",
  words: "ID DELIVERY",
  about: text.resend,
  example: `webhook resend ${EXAMPLE} 3f6b2c1e-8a44-4b7e-9c3e-2f6d9b1e07aa`,
  needs,
  takes: 2,
  options: {},
  async run(call) {
    const id = await within(call, (tx) => sendAgain(tx, call.context.by, named(call), named(call, 1)))
    if (call.json) call.answer({ id, state: "pending" })
    else call.print(text.resent[call.lang])
    return 0
  },
}

const releasing: Command<Context> = {
  name: "webhook release",
  words: "ID [--discard]",
  about: text.release,
  example: `webhook release ${EXAMPLE}`,
  needs,
  takes: 1,
  options: { discard: { type: "boolean", about: text.discard } },
  async run(call) {
    const id = named(call)
    const discarded = call.values.discard === true
    const count = await within(call, (tx) => release(tx, call.context.by, id, discarded))
    if (call.json) call.answer({ id, count, discarded })
    else call.print(releasedText[discarded ? "discarded" : "sent"][call.lang](count))
    return 0
  },
}

export const webhookCommands = [add, list, rotate, enable, remove, deliveries, resend, releasing]
