/** What is to come in from a collector's customers in a month: set anew, the last word counts. */
import { recordAct } from "../activity/activity.act.ts"
import type { Day } from "../kernel/day.ts"
import type { Currency, Minor } from "../kernel/money.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { findHolder } from "./portfolio.act.ts"
import { keepTarget } from "./portfolio.store.ts"
import type { Target } from "./portfolio.ts"

/** `month`: its first day. Refuses UNKNOWN_HOLDER. */
export async function setTarget(
  tx: Tx,
  by: By,
  said: { readonly of: string; readonly month: Day; readonly currency: Currency; readonly amount: Minor },
): Promise<Target> {
  const { id, name } = await findHolder(tx, said.of, "collector")
  const { of: _, ...target } = { ...said, collector: name }
  await recordAct(tx, by, {
    code: "portfolio.targetSet",
    subject: { month: said.month, ...(id === null ? {} : { holder: id }) },
    after: { currency: said.currency, amount: said.amount },
  })
  await keepTarget(tx, target)
  return target
}
