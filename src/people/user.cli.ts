import { randomBytes } from "node:crypto"
import { recordAct } from "../activity/activity.act.ts"
import { plain } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import type { Call, Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { readChoice, readText } from "../shell/options.ts"
import { changeMember, digestOf, invite, loadInvitations, loadMembers, takeBackInvitation } from "./members.act.ts"
import { invitationAnswer, memberAnswer } from "./members.wire.ts"
import { ROLES } from "./roles.ts"
import { invitationAddress, RESET_HOURS, resetAddress, TOKEN_BYTES, writeToken } from "./signing/links.ts"
import { endSessions, keepLink, removeFactors } from "./signing/persons.store.ts"
import { userText as text, userDone } from "./user.text.ts"

/** Where people open the instance: as configured, else where it is served now. */
type Placed = (context: Context) => Promise<string>
type Named = { readonly id: string; readonly email: string }

const roleOption = { type: "string", value: ROLES.join("|"), about: text.theRole } as const
const readRole = (call: Call<Context>) => {
  const role = readChoice(call.values, "role", ROLES)
  if (role === null) throw new Refused("MISSING_OPTION", { option: "role" })
  return role
}

async function inBooks<T>({ context }: Call<Context>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
/** Whom the command names, by their address. Refuses MISSING_MEMBER, UNKNOWN_MEMBER. */
const withMember = <T>(call: Call<Context>, work: (tx: Tx, member: Named) => Promise<T>): Promise<T> =>
  inBooks(call, async (tx) => {
    const sought = call.words[0]?.trim().toLowerCase()
    if (!sought) throw new Refused("MISSING_MEMBER")
    const member = (await loadMembers(tx)).find(({ email }) => email === sought)
    if (!member) throw new Refused("UNKNOWN_MEMBER", { id: sought })
    return work(tx, member)
  })
const doorOf = async ({ context }: Call<Context>) => (await context.instance("visitor")).signIn()

const list: Command<Context> = {
  name: "user list",
  words: "",
  about: text.list,
  example: "user list",
  needs: "people",
  takes: 0,
  options: {},
  async run(call) {
    const { lang, json, answer, print } = call
    const { members, invitations } = await inBooks(call, async (tx) => ({ members: await loadMembers(tx), invitations: await loadInvitations(tx) }))
    if (json) answer({ people: members.map(memberAnswer), invitations: invitations.map(invitationAnswer) })
    else if (members.length + invitations.length === 0) print(text.none[lang])
    else {
      for (const m of members) print([m.email, m.role, (m.disabledAt ? text.disabled : text.active)[lang], plain(m.name)].join("  "))
      for (const i of invitations) print([i.email, i.role, text.invited[lang], `→ ${i.expiresAt.toISOString().slice(0, 10)}`].join("  "))
    }
    return 0
  },
}

const role: Command<Context> = {
  name: "user role",
  words: "EMAIL --role ROLE",
  about: text.role,
  example: "user role marie@acme.fr --role creditManager",
  needs: "people",
  takes: 1,
  options: { role: roleOption },
  async run(call) {
    const wanted = readRole(call)
    const done = await withMember(call, async (tx, { id, email }) => ({ email, ...(await changeMember(tx, call.context.by, id, { role: wanted })) }))
    if (call.json) call.answer(done)
    else call.print(userDone.role[call.lang](done.email, done.role))
    return 0
  },
}

const setDisabled = (name: "disable" | "enable"): Command<Context> => ({
  name: `user ${name}`,
  words: "EMAIL",
  about: text[name],
  example: `user ${name} marie@acme.fr`,
  needs: "people",
  takes: 1,
  options: {},
  async run(call) {
    const disabled = name === "disable"
    const done = await withMember(call, async (tx, { id, email }) => ({ email, ...(await changeMember(tx, call.context.by, id, { disabled })) }))
    if (call.json) call.answer(done)
    else call.print(userDone[disabled ? "disabled" : "enabled"][call.lang](done.email, done.keysRevoked))
    return 0
  },
})

const signOut: Command<Context> = {
  name: "user sign-out",
  words: "EMAIL",
  about: text.signOut,
  example: "user sign-out marie@acme.fr",
  needs: "people",
  takes: 1,
  options: {},
  async run(call) {
    const done = await withMember(call, async (tx, { id, email }) => {
      const door = await doorOf(call)
      await recordAct(tx, call.context.by, { code: "people.sessionsEnded", subject: { person: id } })
      return { id, email, ended: await endSessions(door, id) }
    })
    if (call.json) call.answer(done)
    else call.print(userDone.signedOut[call.lang](done.email, done.ended))
    return 0
  },
}

const withdraw: Command<Context> = {
  name: "user withdraw",
  words: "EMAIL",
  about: text.withdraw,
  example: "user withdraw marie@acme.fr",
  needs: "people",
  takes: 1,
  options: {},
  async run(call) {
    const sought = call.words[0]?.trim().toLowerCase()
    if (!sought) throw new Refused("MISSING_MEMBER")
    const gone = await inBooks(call, async (tx) => {
      const open = (await loadInvitations(tx)).find(({ email }) => email === sought)
      if (!open) throw new Refused("UNKNOWN_INVITATION")
      return invitationAnswer(await takeBackInvitation(tx, call.context.by, open.id))
    })
    if (call.json) call.answer(gone)
    else call.print(gone.email)
    return 0
  },
}

export function userCommands(placed: Placed): Command<Context>[] {
  const asking: Command<Context> = {
    name: "user invite",
    words: "--email EMAIL --role ROLE",
    about: text.invite,
    example: "user invite --email marie@acme.fr --role creditManager",
    needs: "people",
    takes: 0,
    options: { email: { type: "string", value: "EMAIL", about: text.email }, role: roleOption },
    async run(call) {
      const email = readText(call.values, "email")
      if (email === null) throw new Refused("MISSING_OPTION", { option: "email" })
      const wanted = { email, role: readRole(call) }
      const made = await inBooks(call, (tx) => invite(tx, call.context.by, wanted, randomBytes(TOKEN_BYTES)))
      return show(call, invitationAnswer(made), invitationAddress(await placed(call.context), made.token))
    },
  }
  const reset: Command<Context> = {
    name: "user reset",
    words: "EMAIL [--second-factor]",
    about: text.reset,
    example: "user reset marie@acme.fr",
    needs: "people",
    takes: 1,
    options: { "second-factor": { type: "boolean", about: text.secondFactor } },
    async run(call) {
      const token = writeToken(randomBytes(TOKEN_BYTES))
      const factors = call.values["second-factor"] === true
      const made = await withMember(call, async (tx, { id, email }) => {
        const door = await doorOf(call)
        const until = new Date(tx.now().getTime() + RESET_HOURS * 3_600_000)
        await recordAct(tx, call.context.by, { code: "people.resetLinkMade", subject: { person: id } })
        if (factors) await recordAct(tx, call.context.by, { code: "people.secondFactorRemoved", subject: { person: id } })
        if (factors) await removeFactors(door, id)
        await keepLink(door, id, "reset", digestOf(token), until)
        return { id, email, expiresAt: until.toISOString() }
      })
      return show(call, made, resetAddress(await placed(call.context), token))
    },
  }
  return [asking, withdraw, list, role, setDisabled("disable"), setDisabled("enable"), reset, signOut]
}

/** The link is in the answer and nowhere else. */
function show({ json, lang, answer, print, note }: Call<Context>, made: object, url: string): number {
  if (json) answer({ ...made, url })
  else {
    print(url)
    note(text.once[lang])
  }
  return 0
}
