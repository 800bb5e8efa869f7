/**
 * The ledger replayed naively from its facts: slow, obvious, and the twin of `ledger.open_items` and `ledger.open_items_known`.
 * Tests hold the two equal on random histories; nothing else may compute a balance a third way.
 */
import type { Day } from "../../src/kernel/day.ts"
import type { Minor } from "../../src/kernel/money.ts"

export type Facts = {
  readonly instalments: readonly {
    readonly item: string
    readonly effectiveOn: Day
    readonly recordedAt: number
    readonly dueOn: Day
    readonly amount: Minor
  }[]
  readonly legs: readonly {
    readonly debit: string
    readonly credit: string
    readonly effectiveOn: Day
    readonly recordedAt: number
    readonly net: Minor
  }[]
  readonly dueChanges: readonly { readonly item: string; readonly dueOn: Day; readonly effectiveOn: Day; readonly recordedAt: number }[]
}

/** Open amount and due day of each item with something open at the end of `asOf`, counting only facts recorded by `knownAt`. */
export function replayOpenItems(
  facts: Facts,
  asOf: Day,
  knownAt = Number.POSITIVE_INFINITY,
): Map<string, { readonly open: Minor; readonly dueOn: Day }> {
  const counts = (fact: { effectiveOn: Day; recordedAt: number }) => fact.effectiveOn <= asOf && fact.recordedAt <= knownAt
  const open = new Map<string, { open: Minor; dueOn: Day }>()
  for (const i of facts.instalments.filter(counts)) open.set(i.item, { open: i.amount, dueOn: i.dueOn })
  for (const leg of facts.legs.filter(counts)) for (const item of [open.get(leg.debit), open.get(leg.credit)]) if (item) item.open -= leg.net
  const inOrder = facts.dueChanges
    .filter(counts)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.recordedAt - b.recordedAt))
  for (const change of inOrder) {
    const item = open.get(change.item)
    if (item) item.dueOn = change.dueOn
  }
  for (const [item, { open: left }] of open) if (left === 0n) open.delete(item)
  return open
}
