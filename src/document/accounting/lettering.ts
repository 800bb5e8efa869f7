/**
 * Lettering (lettrage) of one customer → allocations: which credit settled which debit.
 *
 * Units     minor units, positive.
 * Days      an allocation counts from the day of the lettering where the file gives one, never before its two items; `metOn` is the later of
 *           the items' days, from which on the money was there.
 * Always    a group's debits equal its credits, and its allocations add up to them; a group that does not balance is named line by line
 *           and leaves its items open. A letter used again after its group balanced is a new group.
 */
import { type Day, later } from "../../kernel/day.ts"
import { type Minor, sum, toDecimal } from "../../kernel/money.ts"
import type { SettledBy } from "../../ledger/ledger.ts"
import type { Problem } from "../draft.ts"
import { type Posting, warned } from "./posting.ts"

/** What lettering needs to know of a posting. */
export type Lettered = Pick<
  Posting,
  | "ref"
  | "line"
  | "account"
  | "root"
  | "family"
  | "customerCode"
  | "side"
  | "amount"
  | "currency"
  | "day"
  | "issuedOn"
  | "letter"
  | "letteredOn"
  | "kind"
  | "settledBy"
  | "transfer"
>
export type Allocation = {
  /** The two postings, by `ref`. */
  readonly debit: number
  readonly credit: number
  readonly amount: Minor
  readonly on: Day
  readonly metOn: Day
  readonly settledBy: SettledBy
}
export type Grouped = { readonly allocations: readonly Allocation[]; readonly problems: readonly Problem[]; readonly groups: number }

const signed = (p: Pick<Lettered, "side" | "amount">) => (p.side === "debit" ? p.amount : -p.amount)
const balanceOf = (group: readonly Lettered[]) => sum(group.map(signed))

/** All postings of one customer in one currency, lettered or not, in any order. */
export function groupLettering(postings: readonly Lettered[]): Grouped {
  const problems: Problem[] = []
  const pairs: Pair[] = []
  let groups = 0
  for (const bearing of byLetter(postings))
    for (const group of partGroups(bearing)) {
      const difference = balanceOf(group)
      if (difference === 0n) {
        groups++
        pairs.push(...pairUp(group))
      } else
        for (const p of group)
          problems.push(
            warned(
              "LETTER_UNBALANCED",
              { letter: p.letter ?? "", customer: p.customerCode, difference: toDecimal(difference, p.currency) },
              p.line,
              "EcritureLet",
            ),
          )
    }
  pairs.push(...pairLooseTransfers(postings, pairs))
  const { allocations, alone } = followTransfers(postings, pairs)
  for (const p of alone)
    problems.push(warned("TRANSFER_ALONE", { account: p.account, customer: p.customerCode, amount: toDecimal(p.amount, p.currency) }, p.line))
  return { allocations, problems, groups }
}

function byLetter(postings: readonly Lettered[]): readonly (readonly Lettered[])[] {
  const bearing = new Map<string, Lettered[]>()
  for (const p of postings) if (p.letter !== null) push(bearing, p.letter, p)
  // A letter belongs to an account; only where that does not balance, to the customer across accounts.
  return [...bearing.values()].flatMap((all) => {
    const accounts = new Map<string, Lettered[]>()
    for (const p of all) push(accounts, p.account, p)
    const each = [...accounts.values()]
    return each.length > 1 && each.some((group) => balanceOf(group) !== 0n) && balanceOf(all) === 0n ? [all] : each
  })
}
function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

const dayOf = (p: Lettered) => p.letteredOn ?? p.day
const inTime = (a: Lettered, b: Lettered) =>
  dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.day < b.day ? -1 : a.day > b.day ? 1 : a.ref - b.ref

/** One letter, several groups: lines lettered on one day that balance are one; otherwise the running balance ends a group at zero, day by day. */
function partGroups(bearing: readonly Lettered[]): readonly (readonly Lettered[])[] {
  const days = new Map<string, Lettered[]>()
  for (const p of bearing) push(days, p.letteredOn ?? "", p)
  if (days.size === 1 && !days.has("")) return [bearing]
  const whole: (readonly Lettered[])[] = []
  const left: Lettered[] = []
  for (const [day, group] of days)
    if (day !== "" && balanceOf(group) === 0n) whole.push(group)
    else left.push(...group)
  let running = 0n
  let group: Lettered[] = []
  for (const p of left.sort(inTime)) {
    if (running === 0n && group.length > 0 && dayOf(p) > dayOf(group.at(-1)!)) {
      whole.push(group)
      group = []
    }
    group.push(p)
    running += signed(p)
  }
  if (group.length > 0) whole.push(group)
  return whole
}

/** `from`: not before this day, that of a transfer the claim went through. */
type Pair = {
  readonly debit: Lettered
  readonly credit: Lettered
  readonly amount: Minor
  readonly letteredOn: Day | null
  readonly from: Day | null
}
/** Oldest debits against oldest credits; first those of the same amount. */
function pairUp(group: readonly Lettered[]): Pair[] {
  const byDay = (a: Lettered, b: Lettered) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.ref - b.ref)
  const debits = group.filter((p) => p.side === "debit").sort(byDay)
  const credits = group.filter((p) => p.side === "credit").sort(byDay)
  const letteredOn = group.reduce<Day | null>(
    (latest, p) => (p.letteredOn !== null && (latest === null || p.letteredOn > latest) ? p.letteredOn : latest),
    null,
  )
  const rest = new Map(group.map((p) => [p, p.amount]))
  const pairs: Pair[] = []
  const take = (debit: Lettered, credit: Lettered, amount: Minor) => {
    if (amount === 0n) return
    pairs.push({ debit, credit, amount, letteredOn, from: null })
    rest.set(debit, rest.get(debit)! - amount)
    rest.set(credit, rest.get(credit)! - amount)
  }
  const waiting = new Map<Minor, Lettered[]>()
  for (const debit of debits) {
    const same = waiting.get(debit.amount)
    if (same) same.push(debit)
    else waiting.set(debit.amount, [debit])
  }
  for (const credit of credits) {
    const debit = waiting.get(credit.amount)?.shift()
    if (debit) take(debit, credit, credit.amount)
  }
  let at = 0
  for (const credit of credits)
    while (rest.get(credit)! > 0n) {
      const debit = debits[at]!
      if (rest.get(debit)! === 0n) {
        at++
        continue
      }
      const [d, c] = [rest.get(debit)!, rest.get(credit)!]
      take(debit, credit, d < c ? d : c)
    }
  return pairs
}

/**
 * A transfer's leg that bears no letter finds its item where only one fits: the claim that became doubtful, the deposit that was used. Only
 * open items of the leg's own account and amount count.
 */
function pairLooseTransfers(postings: readonly Lettered[], pairs: readonly Pair[]): Pair[] {
  const met = new Set(pairs.flatMap(({ debit, credit }) => [debit, credit]))
  const legs = postings.filter((p) => p.kind === "transfer" && !met.has(p))
  if (legs.length === 0) return []
  const keyOf = (p: Lettered, side: string) => `${p.account}|${side}|${p.amount}`
  const open = new Map<string, Lettered[]>()
  for (const p of postings) if (p.kind !== "transfer" && p.letter === null) push(open, keyOf(p, p.side), p)
  const found: Pair[] = []
  for (const leg of legs) {
    const fits = open.get(keyOf(leg, leg.side === "debit" ? "credit" : "debit")) ?? []
    const [only] = fits
    if (only === undefined || fits.length > 1) continue
    fits.pop()
    const [debit, credit] = leg.side === "debit" ? [leg, only] : [only, leg]
    found.push({ debit, credit, amount: leg.amount, letteredOn: null, from: null })
  }
  return found
}

/** What was set against one leg of a transfer is set against what met its other leg: the claim moved, the items did not. */
function followTransfers(postings: readonly Lettered[], pairs: readonly Pair[]): { allocations: Allocation[]; alone: Lettered[] } {
  type Carried = { readonly item: Lettered; rest: Minor; readonly letteredOn: Day | null; readonly from: Day | null }
  const allocations: Allocation[] = []
  const alone: Lettered[] = []
  const debitsOf = new Map<string, Carried[]>()
  const creditsOf = new Map<string, Carried[]>()
  const work = [...pairs]
  const transfers = [...new Set(postings.flatMap((p) => (p.kind === "transfer" && p.transfer !== null ? [p.transfer] : [])))]
  for (;;) {
    while (work.length > 0) {
      const { debit, credit, amount, letteredOn, from } = work.pop()!
      // The credit leg of a transfer takes the claim away, its debit leg brings it back on the other account.
      if (credit.kind === "transfer") push(debitsOf, credit.transfer!, { item: debit, rest: amount, letteredOn, from: latest(from, credit.day) })
      else if (debit.kind === "transfer") push(creditsOf, debit.transfer!, { item: credit, rest: amount, letteredOn, from: latest(from, debit.day) })
      else allocations.push(allocate(debit, credit, amount, letteredOn, from))
    }
    for (const transfer of transfers) {
      const debits = debitsOf.get(transfer) ?? []
      const credits = creditsOf.get(transfer) ?? []
      for (const debit of debits)
        for (const credit of credits) {
          const amount = debit.rest < credit.rest ? debit.rest : credit.rest
          if (amount === 0n) continue
          debit.rest -= amount
          credit.rest -= amount
          work.push({
            debit: debit.item,
            credit: credit.item,
            amount,
            letteredOn: latest(debit.letteredOn, credit.letteredOn),
            from: latest(debit.from, credit.from),
          })
        }
    }
    if (work.length === 0) break
  }
  const unmet = (carried: readonly Carried[] | undefined) => (carried ?? []).some((c) => c.rest > 0n)
  for (const p of postings) {
    if (p.kind !== "transfer" || p.transfer === null || p.side !== "debit") continue
    // Money came for a claim nobody names, or a deposit was used that nobody names. A claim that only became doubtful just stays open.
    const claims = debitsOf.get(p.transfer)
    const money = creditsOf.get(p.transfer)
    if ((unmet(money) && !claims) || (p.family === "advance" && unmet(claims) && !money)) alone.push(p)
  }
  return { allocations, alone }
}
const latest = (a: Day | null, b: Day | null) => (a === null ? b : b === null ? a : later(a, b))

function allocate(debit: Lettered, credit: Lettered, amount: Minor, letteredOn: Day | null, from: Day | null): Allocation {
  const both = later(debit.issuedOn, credit.issuedOn)
  const metOn = from === null ? both : later(both, from)
  const settledBy = credit.settledBy ?? "unknown"
  return { debit: debit.ref, credit: credit.ref, amount, on: letteredOn === null ? metOn : later(metOn, letteredOn), metOn, settledBy }
}
