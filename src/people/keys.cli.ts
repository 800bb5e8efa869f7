import { randomBytes } from "node:crypto"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { readChoice, readText } from "../shell/options.ts"
import { addKey, loadKeys, withdrawKey } from "./keys.act.ts"
import { revokedNow, keysText as text } from "./keys.text.ts"
import { SECRET_BYTES } from "./keys.ts"
import { keyAnswer } from "./keys.wire.ts"
import { RIGHTS, ROLES } from "./roles.ts"

const STANDARD_NAME = "API"

const add: Command<Context> = {
  name: "key add",
  words: "--role ROLE [--name NAME] [--scopes read,import]",
  about: text.add,
  example: 'key add --role accountant --name "ERP export" --scopes read,import',
  needs: "company",
  takes: 0,
  options: {
    role: { type: "string", value: ROLES.join("|"), about: text.role },
    name: { type: "string", value: "NAME", about: text.name },
    scopes: { type: "string", value: RIGHTS.join(","), about: text.scopes },
  },
  async run({ values, context, lang, json, answer, print, note }) {
    const role = readChoice(values, "role", ROLES)
    if (role === null) throw new Refused("MISSING_OPTION", { option: "role" })
    const scopes =
      readText(values, "scopes")
        ?.split(",")
        .map((one) => one.trim()) ?? null
    const company = await context.company()
    const made = await (await context.database()).inCompany(company.id, (tx) =>
      addKey(tx, context.by, { name: readText(values, "name") ?? STANDARD_NAME, role, scopes }, randomBytes(SECRET_BYTES)),
    )
    if (json) answer({ ...keyAnswer(made), key: made.secret })
    else {
      print(made.secret)
      note(text.once[lang])
    }
    return 0
  },
}

const list: Command<Context> = {
  name: "key list",
  words: "",
  about: text.list,
  example: "key list",
  needs: "company",
  takes: 0,
  options: {},
  async run({ context, lang, json, answer, print }) {
    const company = await context.company()
    const keys = await (await context.database()).inCompany(company.id, loadKeys)
    if (json) answer({ keys: keys.map(keyAnswer) })
    else if (keys.length === 0) print(text.none[lang])
    else
      for (const key of keys) {
        const state = key.revokedAt === null ? text.inForce[lang] : `${text.revoked[lang]} ${key.revokedAt.toISOString().slice(0, 10)}`
        print([key.id, `${key.start}…`, key.role, key.scopes?.join(",") ?? "*", key.name, state].join("  "))
      }
    return 0
  },
}

const revoke: Command<Context> = {
  name: "key revoke",
  words: "ID",
  about: text.revoke,
  example: "key revoke 0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa",
  needs: "company",
  takes: 1,
  options: {},
  async run({ words, context, lang, json, answer, print }) {
    const sought = words[0]
    if (sought === undefined) throw new Refused("MISSING_KEY")
    const company = await context.company()
    const key = await (await context.database()).inCompany(company.id, (tx) => withdrawKey(tx, context.by, sought))
    if (json) answer({ id: key.id, revoked: true })
    else print(revokedNow[lang](key.name))
    return 0
  },
}

export const keyCommands = [add, list, revoke]
