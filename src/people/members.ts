/**
 * Members: persons who work for a company, each in one role. A company always keeps an owner who may come in.
 *
 * Refuses LAST_OWNER, UNKNOWN_MEMBER, BAD_EMAIL, BAD_PERSON_NAME, BAD_PASSWORD.
 */
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import { fold } from "../kernel/text.ts"
import type { Role } from "./roles.ts"

/** A role and whether its holder may come in: what decides about a person in a company. */
export type Standing = { readonly role: Role; readonly disabled: boolean }
export type Member = Standing & { readonly id: Id }

export type NamedMember = {
  readonly id: Id
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly since: Date
  readonly disabledAt: Date | null
  readonly resetAskedAt: Date | null
  readonly secondFactor: boolean
}
export type Invitation = { readonly id: Id; readonly email: string; readonly role: Role; readonly madeAt: Date; readonly expiresAt: Date }

export type MemberRefusal = { readonly code: "UNKNOWN_MEMBER"; readonly id: string } | { readonly code: "LAST_OWNER" }

const isOwner = ({ role, disabled }: Standing) => role === "owner" && !disabled

/** The standing a member would have; refused where nobody could open the company any more. */
export function changeStanding(members: readonly Member[], id: string, change: Partial<Standing>): Result<Standing, MemberRefusal> {
  const member = members.find((one) => one.id === id)
  if (!member) return refuse({ code: "UNKNOWN_MEMBER", id })
  const next = { role: change.role ?? member.role, disabled: change.disabled ?? member.disabled }
  if (isOwner(member) && !isOwner(next) && members.filter(isOwner).length === 1) return refuse({ code: "LAST_OWNER" })
  return ok(next)
}

/** The log names who acted, and lists are somebody's by name: within a company a name is one person's, however it is written. */
export const isTaken = (members: readonly Pick<NamedMember, "id" | "name">[], id: string, name: string) =>
  members.some((other) => other.id !== id && fold(other.name) === fold(name))

/** Whether whoever resets a password gains nothing by it: every company of that person is one they own themselves. */
export const mayReset = (person: readonly (Standing & { readonly code: string })[], by: readonly (Standing & { readonly code: string })[]) =>
  person.every(({ code }) => by.some((own) => own.code === code && isOwner(own)))

const LONGEST_EMAIL = 254
const LONGEST_NAME = 100
export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

/** In the form it is kept in: lower case. */
export function readEmail(said: string): Result<string, { readonly code: "BAD_EMAIL"; readonly value: string }> {
  const email = said.trim().toLowerCase()
  const sound = email.length <= LONGEST_EMAIL && /^[^\s@"<>(),:;[\]\\\p{Cc}]+@[^\s@"<>(),:;[\]\\\p{Cc}]+$/u.test(email)
  return sound ? ok(email) : refuse({ code: "BAD_EMAIL", value: said.slice(0, 100) })
}

export function readPersonName(said: string): Result<string, { readonly code: "BAD_PERSON_NAME" }> {
  const name = said.trim()
  return name !== "" && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name) ? ok(name) : refuse({ code: "BAD_PERSON_NAME" })
}

/** Length alone: what is long and their own, people can remember. The name or address itself is no secret. */
export function checkPassword(password: string, { name, email }: { readonly name: string; readonly email: string }): Result<null, PasswordRefusal> {
  const told = password.toLowerCase()
  const known = [name.toLowerCase(), email.toLowerCase()].includes(told) || new Set(told).size < 4
  const fits = password.length >= SHORTEST_PASSWORD && password.length <= LONGEST_PASSWORD && !known
  return fits ? ok(null) : refuse({ code: "BAD_PASSWORD", least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD })
}
export type PasswordRefusal = { readonly code: "BAD_PASSWORD"; readonly least: number; readonly most: number }
