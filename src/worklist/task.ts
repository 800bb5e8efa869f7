/** Tasks: something a person is to do for a customer by a day, with why; done or put off by somebody. Refuses BAD_OWNER, SNOOZE_PAST. */
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"

export const TASK_KINDS = ["call", "write", "document", "answer", "other"] as const
export type TaskKind = (typeof TASK_KINDS)[number]
export type Task = {
  readonly id: Id
  readonly customer: string
  readonly owner: string
  readonly kind: TaskKind
  readonly dueOn: Day
  /** Null: erased. */
  readonly why: string | null
  readonly snoozedUntil: Day | null
  readonly madeAt: Date
  readonly madeBy: string
  readonly doneAt: Date | null
  readonly doneBy: string | null
}

export function checkOwner(said: string): Result<string, { readonly code: "BAD_OWNER"; readonly value: string }> {
  const owner = said.trim()
  return owner === "" || owner.length > 200 || /\p{Cc}/u.test(owner) ? refuse({ code: "BAD_OWNER", value: said }) : ok(owner)
}

/** What is put off comes back on a later day. */
export const checkSnooze = (until: Day, today: Day): Result<Day, { readonly code: "SNOOZE_PAST"; readonly until: Day }> =>
  until > today ? ok(until) : refuse({ code: "SNOOZE_PAST", until })
