/** What somebody may do in a company as things stand: for work that is done later than it was asked for. */
import type { Tx } from "../shell/db.ts"
import { loadKeys } from "./keys.act.ts"
import { keyMay } from "./keys.ts"
import { loadMembers } from "./members.act.ts"
import { allow, isRight } from "./roles.ts"

/** `id`: of a member or of a key. Nobody who may not come in any more has a right. */
export async function mayNow(tx: Tx, id: string): Promise<(right: string) => boolean> {
  const member = (await loadMembers(tx)).find((one) => one.id === id && one.disabledAt === null)
  if (member) return (right) => isRight(right) && allow(member.role, right).ok
  const key = (await loadKeys(tx)).find((one) => one.id === id && one.revokedAt === null)
  return (right) => key !== undefined && isRight(right) && keyMay(key, right)
}
