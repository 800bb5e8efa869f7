/**
 * Roles: what somebody does in a firm's credit management, and so what they may do here. Decided in the server (and by the command line
 * for who runs it); a screen only mirrors it.
 *
 * Always  a role that sees part of a company's customers may not read figures of the whole: a total would tell what it does not see. Its rights end in `Own`: what an
 *         endpoint opens to them is narrowed in the database to the customers entrusted to them.
 * Refuses NOT_ALLOWED, UNKNOWN_ROLE.
 */
import { ok, type Result, refuse } from "../kernel/result.ts"

export const ROLES = ["owner", "cfo", "creditManager", "collector", "accountant", "sales", "auditor", "outsideCollector"] as const
export type Role = (typeof ROLES)[number]

/**
 * read: figures and files of a whole company · import: bring files in · post: book and match by hand · reverse: take back what was posted · prove: verify the books · company: open and set up companies ·
 * tell: add files to a customer and ask colleagues about it · chase: promises, disputes, holds, insolvencies, calls, tasks · readOwn, tellOwn, chaseOwn: the same, of the customers entrusted to them · entrust: who has which customers, who stands
 * in for whom · team: load and results of colleagues, their targets · people: invite, change roles, disable · operate: run the instance.
 */
export const RIGHTS = [
  "read",
  "import",
  "post",
  "tell",
  "chase",
  "readOwn",
  "tellOwn",
  "chaseOwn",
  "entrust",
  "team",
  "reverse",
  "prove",
  "company",
  "people",
  "operate",
] as const
export type Right = (typeof RIGHTS)[number]

const GRANTED: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  cfo: ["read", "team", "prove"],
  creditManager: ["read", "import", "post", "tell", "chase", "entrust", "team", "reverse", "prove"],
  collector: ["read", "post", "tell", "chase"],
  accountant: ["read", "import", "post", "tell", "chase", "reverse", "prove"],
  sales: ["readOwn", "tellOwn"],
  auditor: ["read", "prove"],
  outsideCollector: ["readOwn", "tellOwn", "chaseOwn"],
}

/** The roles that have a right, the most powerful first. */
export const whoMay = (right: string): readonly Role[] => ROLES.filter((role) => GRANTED[role].some((granted) => granted === right))

export type RoleRefusal =
  | { readonly code: "NOT_ALLOWED"; readonly role: Role; readonly right: Right; readonly who: readonly Role[] }
  | { readonly code: "UNKNOWN_ROLE"; readonly value: string; readonly takes: readonly Role[] }

/** Whether `role` may; the refusal names who may. */
export function allow(role: Role, right: Right): Result<null, RoleRefusal> {
  if (GRANTED[role].includes(right)) return ok(null)
  return refuse({ code: "NOT_ALLOWED", role, right, who: whoMay(right) })
}

export const rightsOf = (role: Role): readonly Right[] => GRANTED[role]
export const isRight = (name: string): name is Right => RIGHTS.some((right) => right === name)

export function readRole(value: string): Result<Role, RoleRefusal> {
  const role = ROLES.find((one) => one === value)
  return role ? ok(role) : refuse({ code: "UNKNOWN_ROLE", value, takes: ROLES })
}
