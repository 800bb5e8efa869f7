/** Views kept and removed, each with its act. */
import { recordAct } from "../../activity/activity.act.ts"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { endView, holdView, putView, renameOwner } from "./views.store.ts"
import { checkView, type NewView, type View } from "./views.ts"

export { renameOwner }

/** `holder`: the account it belongs to; null: who runs the books. Refuses BAD_VIEW. One's own view of that name gives way. */
export async function keepView(tx: Tx, by: By, holder: Id | null, said: NewView): Promise<View> {
  const checked = checkView(said)
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  const view = checked.value
  const actId = tx.newId()
  const id = await putView(tx, { name: by.name, id: holder }, view, actId).catch(refuseTaken)
  await recordAct(tx, by, { id: actId, code: "people.viewKept", subject: { view: id, screen: view.screen, team: view.forTeam } })
  return { ...view, id, owner: by.name }
}

/** The policy keeps who sees a part from a view of that name that is not theirs: one a namesake keeps, or that they made for the team in another role. */
function refuseTaken(error: { readonly code?: string }): never {
  if (error.code === "42501") throw new Refused("BAD_VIEW", { field: "name" })
  throw error
}

/** Whoever made it, or, of the team's, who may set up the company (`mayAll`). Another person's private view is none. Refuses UNKNOWN_VIEW, NOT_YOUR_VIEW. */
export async function removeView(tx: Tx, by: By, id: string, mayAll: boolean): Promise<Id> {
  const view = await holdView(tx, id)
  if (!view || (!view.forTeam && view.owner !== by.name)) throw new Refused("UNKNOWN_VIEW", { view: id })
  if (view.owner !== by.name && !mayAll) throw new Refused("NOT_YOUR_VIEW", { owner: view.owner })
  await recordAct(tx, by, { code: "people.viewRemoved", subject: { view: view.id, screen: view.screen } })
  await endView(tx, view.id)
  return view.id
}
