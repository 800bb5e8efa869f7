/**
 * When a snapshot asks before it is believed: a file with half the items missing looks like half the customers having paid.
 *
 * Refuses, unless somebody says yes: more than a fifth of the open items or of their amount would be closed, the file names less than half
 * of the customers that had something open, a currency disappears, or the total misses the control balance. Older than the last snapshot:
 * only as a backfill.
 */
import type { Day } from "../../kernel/day.ts"
import type { Currency, Minor } from "../../kernel/money.ts"
import { toDecimal } from "../../kernel/money.ts"
import type { TieOut } from "../accounting/books.ts"

const CLOSES_AT_MOST_PERCENT = 20n

export type SnapshotFigures = {
  readonly sums: readonly {
    readonly currency: Currency
    readonly openCount: number
    readonly openAmount: Minor
    readonly goneCount: number
    readonly goneAmount: Minor
  }[]
  readonly scope: { readonly before: number; readonly still: number }
  readonly control: Pick<TieOut, "control" | "open" | "currency"> | null
}
export type Doubt =
  | {
      readonly code: "SNAPSHOT_CLOSES_MUCH"
      readonly figures: { readonly currency: string; readonly count: string; readonly of: string; readonly amount: string; readonly ofAmount: string }
    }
  | { readonly code: "SNAPSHOT_SCOPE_SHRANK"; readonly figures: { readonly before: string; readonly still: string } }
  | {
      readonly code: "SNAPSHOT_MISSES_CONTROL"
      readonly figures: { readonly control: string; readonly open: string; readonly difference: string; readonly currency: string }
    }

export function doubtSnapshot({ sums, scope, control }: SnapshotFigures): Doubt[] {
  const doubts: Doubt[] = []
  for (const s of sums) {
    const much =
      s.goneAmount * 100n > s.openAmount * CLOSES_AT_MOST_PERCENT || BigInt(s.goneCount) * 100n > BigInt(s.openCount) * CLOSES_AT_MOST_PERCENT
    const { currency } = s
    if (much)
      doubts.push({
        code: "SNAPSHOT_CLOSES_MUCH",
        figures: {
          currency,
          count: String(s.goneCount),
          of: String(s.openCount),
          amount: toDecimal(s.goneAmount, currency),
          ofAmount: toDecimal(s.openAmount, currency),
        },
      })
  }
  if (scope.still * 2 < scope.before)
    doubts.push({ code: "SNAPSHOT_SCOPE_SHRANK", figures: { before: String(scope.before), still: String(scope.still) } })
  if (control && control.control !== control.open) {
    const { control: stated, open: net, currency } = control
    doubts.push({
      code: "SNAPSHOT_MISSES_CONTROL",
      figures: { control: toDecimal(stated, currency), open: toDecimal(net, currency), difference: toDecimal(net - stated, currency), currency },
    })
  }
  return doubts
}

/** A snapshot of an earlier day than the last one believed would undo what is known since. */
export const isOlder = (day: Day, last: Day | null) => last !== null && day < last
