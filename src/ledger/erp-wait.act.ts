/**
 * Items an import of the ERP shows open for more than these books do. By who closed them and who matches (decideReappearance) an item waits
 * for the ERP, opens again with its history, or stays as it is.
 *
 * Days    everything counts on the day the import speaks of; what was closed after it is no contradiction.
 * Always  allocations are taken back the latest first, until as much is open as the ERP shows; never one that frees a deduction, whose claim
 *         stands for what the ERP still shows.
 */
import type { Matching } from "../company/company.ts"
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import type { Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { endWaitsOf, endWaitsPast, insertWaits, loadStands, type Stand } from "./erp-wait.store.ts"
import { refusing, takeBack } from "./ledger.act.ts"
import { type LiveAllocation, loadLiveAllocations } from "./ledger.store.ts"
import type { InstalmentKey } from "./ledger.ts"
import { type Closing, decideReappearance } from "./reappear.ts"

export type Shown = InstalmentKey & { readonly open: Minor }
export type Reappeared = {
  readonly waiting: readonly InstalmentKey[]
  readonly reopened: readonly InstalmentKey[]
  readonly kept: readonly InstalmentKey[]
}

/** Answers each item the import shows open on `seenOn`; an item it shows as we do is in none of the three lists. The import's act speaks for it. */
export async function reappearItems(tx: Tx, actId: Id, matching: Matching, shown: readonly Shown[], seenOn: Day): Promise<Reappeared> {
  const stands = await loadStands(tx, shown, seenOn)
  const said = new Map(shown.map((item) => [keyText(item), item.open]))
  const risen = stands.filter((stand) => said.get(keyText(stand))! > stand.open)
  const agreed = stands.filter((stand) => stand.wait?.ended === null && !risen.includes(stand))
  const live = risen.length === 0 ? [] : (await loadLiveAllocations(tx, { items: risen })).filter((a) => a.effectiveOn <= seenOn)
  const byItem = new Map<string, LiveAllocation[]>()
  for (const a of live) for (const key of [keyText(a.debit), keyText(a.credit)]) byItem.set(key, [...(byItem.get(key) ?? []), a])

  const waits: (InstalmentKey & { until: Day })[] = []
  const lists: Record<keyof Reappeared, Stand[]> = { waiting: [], reopened: [], kept: [] }
  const back = new Map<string, LiveAllocation>()
  for (const stand of risen) {
    const legs = byItem.get(keyText(stand)) ?? []
    const deducted = sumOf(legs.filter((a) => a.relief))
    const closers = legs.filter((a) => !a.relief)
    const missing = said.get(keyText(stand))! - stand.open - deducted
    const last = closers.at(-1)
    const answer = missing <= 0n || !last ? null : decideReappearance(closingOf(stand, last), matching, seenOn)
    if (answer?.act === "wait") {
      lists.waiting.push(stand)
      if (stand.wait?.ended !== null) waits.push({ entryId: stand.entryId, no: stand.no, until: answer.until })
    } else if (answer?.act === "reopen") {
      lists.reopened.push(stand)
      for (const a of latestFor(missing, closers)) back.set(a.id, a)
    } else lists.kept.push(stand)
  }

  const { waiting, reopened, kept } = lists
  const outcome = { waiting: waiting.map(keyOf), reopened: reopened.map(keyOf), kept: kept.map(keyOf) }
  if (waits.length + reopened.length + agreed.length === 0) return outcome
  await insertWaits(tx, actId, waits, seenOn)
  await endWaitsOf(tx, [...reopened, ...agreed], seenOn, "reopened")
  await refusing(() => takeBack(tx, actId, [...back.values()], seenOn, "import"))
  return outcome
}

/** After an import: waits of the items it shows closed end, and so do those whose last day has passed. */
export async function endWaits(
  tx: Tx,
  closedThere: readonly InstalmentKey[],
  on: Day,
): Promise<{ readonly erpClosed: number; readonly expired: number }> {
  const erpClosed = closedThere.length === 0 ? 0 : await endWaitsOf(tx, closedThere, on, "erpClosed")
  const expired = await endWaitsPast(tx, on)
  return { erpClosed, expired }
}

/** Once the ERP has confirmed a closing, it is the ERP's own; a wait that ran out still says until when. */
function closingOf({ wait }: Stand, last: LiveAllocation): Closing {
  const ofThisClosing = wait !== null && wait.since >= last.effectiveOn ? wait : null
  if (ofThisClosing?.ended === "erpClosed") return { origin: "import", waitsUntil: null }
  return { origin: last.origin, waitsUntil: ofThisClosing === null || ofThisClosing.ended === "reopened" ? null : ofThisClosing.until }
}

function latestFor(missing: Minor, closers: readonly LiveAllocation[]): LiveAllocation[] {
  let left = missing
  return closers.toReversed().filter((a) => {
    const needed = left > 0n
    if (needed) left -= a.amount
    return needed
  })
}
const sumOf = (allocations: readonly LiveAllocation[]) => allocations.reduce((sum, a) => sum + a.amount, 0n)
const keyText = ({ entryId, no }: InstalmentKey) => `${entryId}/${no}`
const keyOf = ({ entryId, no }: InstalmentKey): InstalmentKey => ({ entryId, no })
