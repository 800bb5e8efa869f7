/**
 * Absence: somebody hands their customers and tasks over to a colleague, from day to day; both days count, and then it ends by itself.
 *
 * Refuses BAD_ABSENCE, OWN_ABSENCE.
 */
import { addDays, type Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"
import { type Holder, isSame } from "./portfolio.ts"

export type HandOver = { readonly id: Id; readonly giver: Holder; readonly taker: Holder; readonly fromOn: Day; readonly untilOn: Day }
const LONGEST_ABSENCE_DAYS = 366

export type AbsenceRefusal =
  | { readonly code: "BAD_ABSENCE"; readonly from: Day; readonly until: Day; readonly most: number }
  | { readonly code: "OWN_ABSENCE"; readonly name: string }

export function checkAbsence(giver: Holder, taker: Holder, from: Day, until: Day, today: Day): Result<null, AbsenceRefusal> {
  if (isSame(giver, taker) || giver.name === taker.name) return refuse({ code: "OWN_ABSENCE", name: taker.name })
  const fits = until >= from && until >= today && until <= addDays(from, LONGEST_ABSENCE_DAYS)
  return fits ? ok(null) : refuse({ code: "BAD_ABSENCE", from, until, most: LONGEST_ABSENCE_DAYS })
}
