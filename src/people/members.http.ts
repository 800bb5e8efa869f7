/** Who works for the company: asked in, given a role, kept out. */
import { randomBytes } from "node:crypto"
import { z } from "@hono/zod-openapi"
import { recordAct } from "../activity/activity.act.ts"
import { Refused } from "../kernel/result.ts"
import type { Tx } from "../shell/db.ts"
import type { Api, Caller } from "../shell/http/endpoint.ts"
import { changeMember, digestOf, invite, loadInvitations, loadMembers, takeBackInvitation } from "./members.act.ts"
import { mayReset } from "./members.ts"
import { invitationAnswer, invitationWire, memberAnswer, memberWire } from "./members.wire.ts"
import { ROLES, type Role } from "./roles.ts"
import type { Ground } from "./signing/guard.http.ts"
import { invitationAddress, RESET_HOURS, resetAddress, TOKEN_BYTES, writeToken } from "./signing/links.ts"
import { companiesOf, endSessions, keepLink } from "./signing/persons.store.ts"

const standing = z.object({ id: z.uuid(), role: z.enum(ROLES), disabled: z.boolean(), keysRevoked: z.number().int() })
const person = { person: z.uuid() }

export function memberEndpoints(api: Api, ground: Pick<Ground, "door" | "place">): void {
  api.read({
    path: "/colleagues",
    needs: "read",
    about: "Who works for the company now, by name",
    answers: z.object({ colleagues: z.array(memberWire.pick({ id: true, name: true, role: true })) }),
    run: async (tx) => ({
      body: { colleagues: (await loadMembers(tx)).flatMap(({ id, name, role, disabledAt }) => (disabledAt ? [] : [{ id, name, role }])) },
    }),
  })
  api.read({
    path: "/people",
    needs: "people",
    about: "Who works for the company, also who no longer may, by name",
    answers: z.object({ people: z.array(memberWire) }),
    run: async (tx) => ({ body: { people: (await loadMembers(tx)).map(memberAnswer) } }),
  })
  api.change({
    method: "post",
    path: "/people/{person}/role",
    status: 200,
    needs: "people",
    about: "Another role, from the next request on; whoever is owner no more loses the keys they made",
    params: person,
    body: { role: z.enum(ROLES) },
    answers: standing,
    refuses: ["UNKNOWN_MEMBER", "LAST_OWNER"],
    run: async (tx, { caller, path, body }) => ({ body: await changeMember(tx, caller.by, path.person, { role: body.role }) }),
  })
  for (const [verb, disabled, about] of [
    ["disable", true, "Keeps somebody out, from the next request on; the keys they made are revoked"],
    ["enable", false, "Lets somebody in again"],
  ] as const)
    api.change({
      method: "post",
      path: `/people/{person}/${verb}`,
      status: 200,
      needs: "people",
      about,
      params: person,
      body: {},
      answers: standing,
      refuses: ["UNKNOWN_MEMBER", "LAST_OWNER"],
      run: async (tx, { caller, path }) => ({ body: await changeMember(tx, caller.by, path.person, { disabled }) }),
    })
  api.change({
    method: "post",
    path: "/people/{person}/reset-link",
    status: 201,
    needs: "people",
    about: "A link with which somebody chooses a new password, once, within a day; the answer holds it this once, to be handed over",
    unremembered: true,
    params: person,
    body: {},
    answers: z.object({ id: z.uuid(), url: z.string(), expiresAt: z.iso.datetime() }),
    refuses: ["UNKNOWN_MEMBER", "WORKS_ELSEWHERE"],
    async run(tx, { caller, path }) {
      const id = (await memberOf(tx, path.person)).id
      const door = await ground.door()
      const own = caller.by.kind === "person" ? await companiesOf(door, caller.id) : [standingOf(caller)]
      if (!mayReset(await companiesOf(door, id), own)) throw new Refused("WORKS_ELSEWHERE")
      const token = writeToken(randomBytes(TOKEN_BYTES))
      const until = new Date(tx.now().getTime() + RESET_HOURS * 3_600_000)
      await recordAct(tx, caller.by, { code: "people.resetLinkMade", subject: { person: id } })
      await keepLink(door, id, "reset", digestOf(token), until)
      return { body: { id, url: resetAddress(ground.place(), token), expiresAt: until.toISOString() } }
    },
  })
  api.change({
    method: "post",
    path: "/people/{person}/end-sessions",
    status: 200,
    needs: "people",
    about: "Signs somebody out everywhere",
    params: person,
    body: {},
    answers: z.object({ id: z.uuid(), ended: z.number().int() }),
    refuses: ["UNKNOWN_MEMBER"],
    async run(tx, { caller, path }) {
      const { id } = await memberOf(tx, path.person)
      await recordAct(tx, caller.by, { code: "people.sessionsEnded", subject: { person: id } })
      return { body: { id, ended: await endSessions(await ground.door(), id) } }
    },
  })
  api.read({
    path: "/invitations",
    needs: "people",
    about: "Invitations that still let somebody in, newest first; never their links",
    answers: z.object({ invitations: z.array(invitationWire) }),
    run: async (tx) => ({ body: { invitations: (await loadInvitations(tx)).map(invitationAnswer) } }),
  })
  api.change({
    method: "post",
    path: "/invitations",
    status: 201,
    needs: "people",
    about: "Asks somebody in, by a link for one person and seven days; the answer holds it this once, to be handed over",
    unremembered: true,
    body: { email: z.string().max(300), role: z.enum(ROLES) },
    answers: invitationWire.extend({ url: z.string() }),
    refuses: ["BAD_EMAIL", "MEMBER_ALREADY"],
    async run(tx, { caller, body }) {
      const made = await invite(tx, caller.by, body, randomBytes(TOKEN_BYTES))
      return { body: { ...invitationAnswer(made), url: invitationAddress(ground.place(), made.token) } }
    },
  })
  api.change({
    method: "post",
    path: "/invitations/{invitation}/withdraw",
    status: 200,
    needs: "people",
    about: "Takes an invitation back: its link lets nobody in",
    params: { invitation: z.uuid() },
    body: {},
    answers: invitationWire,
    refuses: ["UNKNOWN_INVITATION"],
    run: async (tx, { caller, path }) => ({ body: invitationAnswer(await takeBackInvitation(tx, caller.by, path.invitation)) }),
  })
}

async function memberOf(tx: Tx, id: string) {
  const member = (await loadMembers(tx)).find((one) => one.id === id)
  if (!member) throw new Refused("UNKNOWN_MEMBER", { id })
  return member
}
/** A key owns the one company it is of. */
const standingOf = ({ company, role }: Caller) => ({ code: company.code, role: role as Role, disabled: false })
