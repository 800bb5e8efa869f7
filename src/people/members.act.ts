/** The door of the people room for persons: who works for a company, in which role, and who is asked to. */
import { createHash } from "node:crypto"
import { recordAct } from "../activity/activity.act.ts"
import type { ActCode } from "../activity/acts.ts"
import type { Id } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import {
  endInvitations,
  findInvitation,
  holdMembers,
  holdSetup,
  insertInvitation,
  insertMember,
  loadInvitations,
  loadMembers,
  revokeKeysOf,
  updateMember,
  useInvitation,
  withdrawInvitation,
} from "./members.store.ts"
import { changeStanding, type Invitation, isTaken, readEmail, type Standing } from "./members.ts"
import type { Role } from "./roles.ts"
import { INVITED_DAYS, writeInvitation } from "./signing/links.ts"

export { endInvitations, findInvitation, loadInvitations, loadMembers }

export const digestOf = (token: string) => createHash("sha256").update(token).digest()

/** `drawn`: TOKEN_BYTES of chance. The token is in the answer and nowhere else. Refuses BAD_EMAIL, MEMBER_ALREADY. */
export async function invite(
  tx: Tx,
  by: By,
  wanted: { readonly email: string; readonly role: Role },
  drawn: Uint8Array,
): Promise<Invitation & { readonly token: string }> {
  const email = readEmail(wanted.email)
  if (!email.ok) throw new Refused(email.refusal.code, email.refusal)
  if ((await loadMembers(tx)).some((member) => member.email === email.value)) throw new Refused("MEMBER_ALREADY", { email: email.value })
  const token = writeInvitation(tx.company, drawn)
  const madeAt = tx.now()
  const made = { id: tx.newId(), email: email.value, role: wanted.role, madeAt, expiresAt: new Date(madeAt.getTime() + INVITED_DAYS * 86_400_000) }
  await insertInvitation(tx, made, digestOf(token))
  await recordAct(tx, by, { code: "people.invited", subject: { invitation: made.id, role: made.role } })
  return { ...made, token }
}

/** Refuses UNKNOWN_INVITATION. */
export async function takeBackInvitation(tx: Tx, by: By, id: string): Promise<Invitation> {
  const gone = await withdrawInvitation(tx, id)
  if (!gone) throw new Refused("UNKNOWN_INVITATION")
  await recordAct(tx, by, { code: "people.invitationWithdrawn", subject: { invitation: gone.id, role: gone.role } })
  return gone
}

/** `person`: who comes, made or found for the invitation's address before the transaction ends. Refuses UNKNOWN_INVITATION, MEMBER_ALREADY, NAME_TAKEN. */
export async function acceptInvitation(
  tx: Tx,
  token: string,
  person: (invitation: Invitation) => Promise<{ readonly id: Id; readonly name: string }>,
) {
  const invitation = await useInvitation(tx, digestOf(token))
  if (!invitation) throw new Refused("UNKNOWN_INVITATION")
  const { id, name } = await person(invitation)
  await mustBeFree(tx, id, name)
  if (!(await insertMember(tx, id, invitation.role))) throw new Refused("MEMBER_ALREADY", { email: invitation.email })
  await recordAct(tx, { kind: "person", name }, { code: "people.joined", subject: { person: id, role: invitation.role, invitation: invitation.id } })
}

/** Refuses NAME_TAKEN. */
export async function mustBeFree(tx: Tx, id: string, name: string): Promise<void> {
  if (isTaken(await loadMembers(tx), id, name)) throw new Refused("NAME_TAKEN", { name })
}

/** Who owns a company from its first day. */
export async function takeOver(tx: Tx, person: { readonly id: Id; readonly name: string }): Promise<void> {
  await insertMember(tx, person.id, "owner")
  await recordAct(tx, { kind: "person", name: person.name }, { code: "people.joined", subject: { person: person.id, role: "owner" } })
}
/** Setting up is there until somebody works here; then it never was: NO_SUCH_PLACE. */
export async function mustBeOpen(tx: Tx, path: string): Promise<void> {
  if ((await holdSetup(tx)).anybody) throw new Refused("NO_SUCH_PLACE", { path })
}

/**
 * Another role, disabled or not: in force with the next request. Whoever may no longer make keys leaves none behind. Refuses UNKNOWN_MEMBER,
 * LAST_OWNER.
 */
export async function changeMember(
  tx: Tx,
  by: By,
  id: string,
  change: { readonly role?: Role | undefined; readonly disabled?: boolean | undefined },
): Promise<Standing & { readonly id: string; readonly keysRevoked: number }> {
  const members = await holdMembers(tx)
  const wanted = {
    ...(change.role === undefined ? {} : { role: change.role }),
    ...(change.disabled === undefined ? {} : { disabled: change.disabled }),
  }
  const changed = changeStanding(members, id, wanted)
  if (!changed.ok) throw new Refused(changed.refusal.code, changed.refusal)
  const before = members.find((member) => member.id === id)!
  const { role, disabled } = changed.value
  if (role === before.role && disabled === before.disabled) return { id, role, disabled, keysRevoked: 0 }
  await updateMember(tx, id, role, disabled)
  const keys = role === "owner" && !disabled ? [] : await revokeKeysOf(tx, id)
  for (const key of keys) await recordAct(tx, by, { code: "people.keyRevoked", subject: { key, madeBy: id } })
  const record = (code: ActCode) => recordAct(tx, by, { code, subject: { person: id, role, roleBefore: before.role } })
  if (role !== before.role) await record("people.roleChanged")
  if (disabled !== before.disabled) await record(disabled ? "people.disabled" : "people.enabled")
  return { id, role, disabled, keysRevoked: keys.length }
}
