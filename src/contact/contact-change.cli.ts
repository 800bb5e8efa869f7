/** What is kept of people and notes, changed: a person's data, a pin, what a colleague has seen. */
import { Refused } from "../kernel/result.ts"
import { LANGUAGES } from "../kernel/text.ts"
import type { Call, Command, Values } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { readChoice, readText } from "../shell/options.ts"
import { changeContact, seeNote, setPinned } from "./contact.act.ts"
import { contactText as text } from "./contact.text.ts"
import { CONTACT_ROLES } from "./contact.ts"
import { contactAnswer } from "./contact.wire.ts"

const EXAMPLE = "0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa"
async function within<T>({ context }: Call<Context>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}

/** Said and empty: taken away; not said: as it was. */
const stated = (values: Values, option: string) => (values[option] === undefined ? undefined : readText(values, option))
const YES_NO = ["yes", "no"] as const

const change: Command<Context> = {
  name: "contact change",
  words: "ID [--name NAME] [--role R] [--phone N] [--email A] [--main yes|no]",
  about: text.change,
  example: `contact change ${EXAMPLE} --phone "+32 2 555 00 01" --email ""`,
  needs: "chase",
  takes: 1,
  options: {
    name: { type: "string", value: "NAME", about: text.name },
    role: { type: "string", value: CONTACT_ROLES.join("|"), about: text.role },
    phone: { type: "string", value: "NUMBER", about: text.phone },
    email: { type: "string", value: "ADDRESS", about: text.email },
    language: { type: "string", value: LANGUAGES.join("|"), about: text.language },
    note: { type: "string", value: "TEXT", about: text.note },
    main: { type: "string", value: YES_NO.join("|"), about: text.main },
  },
  async run(call) {
    const { words, values, context, json, answer, print } = call
    const [id] = words
    if (id === undefined) throw new Refused("MISSING_CONTACT")
    const main = readChoice(values, "main", YES_NO)
    const wanted = {
      name: stated(values, "name") ?? undefined,
      role: readChoice(values, "role", CONTACT_ROLES) ?? undefined,
      phone: stated(values, "phone"),
      email: stated(values, "email"),
      language: readChoice(values, "language", LANGUAGES) ?? undefined,
      note: stated(values, "note"),
      main: main === null ? undefined : main === "yes",
    }
    const changed = contactAnswer(await within(call, (tx) => changeContact(tx, context.by, id, wanted, () => {})))
    if (json) answer(changed)
    else print(changed.id)
    return 0
  },
}

const pin = (name: "pin" | "unpin"): Command<Context> => ({
  name: `note ${name}`,
  words: "ID",
  about: text[name === "pin" ? "pinNote" : "unpinNote"],
  example: `note ${name} ${EXAMPLE}`,
  needs: "chase",
  takes: 1,
  options: {},
  async run(call) {
    const pinned = name === "pin"
    const { id } = await within(call, (tx) => setPinned(tx, call.context.by, call.words[0] ?? "", pinned))
    if (call.json) call.answer({ id, pinned })
    else call.print(id)
    return 0
  },
})

const seen: Command<Context> = {
  name: "note seen",
  words: "ID",
  about: text.seenNote,
  example: `note seen ${EXAMPLE}`,
  needs: "read",
  takes: 1,
  options: {},
  async run(call) {
    const id = await within(call, (tx) => seeNote(tx, call.context.by, call.words[0] ?? ""))
    if (call.json) call.answer({ id, seen: true })
    else call.print(id)
    return 0
  },
}

export const contactChanges = [change, pin("pin"), pin("unpin"), seen]
