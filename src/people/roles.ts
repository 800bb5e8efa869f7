/**
 * Roles: what somebody does in a firm's credit management, and so what they may do here. Decided in the server (and by the command line
 * for who runs it); a screen only mirrors it.
 *
 * Always  a role that sees part of a company's customers may not read figures of the whole: a total would tell what it does not see.
 * Refuses NOT_ALLOWED, UNKNOWN_ROLE.
 */
import { ok, type Result, refuse } from "../kernel/result.ts"

export const ROLES = ["owner", "cfo", "creditManager", "collector", "accountant", "sales", "auditor", "outsideCollector"] as const
export type Role = (typeof ROLES)[number]

/**
 * read: figures and files of a whole company · import: bring files in · post: book and match by hand · reverse: take back what was posted · prove: verify the books · company: open and set up companies ·
 * operate: run the instance · chase: call, note, promise, dispute, hold: whatever is agreed with customers.
 */
export const RIGHTS = ["read", "import", "post", "reverse", "chase", "prove", "company", "operate"] as const
export type Right = (typeof RIGHTS)[number]

/** Sales and outside collectors see some customers only: nothing here yet gives a part of a company's figures, so they may nothing yet. */
const GRANTED: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  cfo: ["read", "prove"],
  creditManager: ["read", "import", "post", "reverse", "chase", "prove"],
  collector: ["read", "post", "chase"],
  accountant: ["read", "import", "post", "reverse", "chase", "prove"],
  sales: [],
  auditor: ["read", "prove"],
  outsideCollector: [],
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

export const isRight = (name: string): name is Right => RIGHTS.some((right) => right === name)

export function readRole(value: string): Result<Role, RoleRefusal> {
  const role = ROLES.find((one) => one === value)
  return role ? ok(role) : refuse({ code: "UNKNOWN_ROLE", value, takes: ROLES })
}
