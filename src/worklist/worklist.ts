/**
 * The worklist: which customers to take up today, in the order of the cash an act is expected to move, each with why and how that was reckoned.
 *
 * Units    minor units of one currency; a row is one customer in one currency. No exchange rates are kept: rows of several currencies stand in one order by their
 *          minor units, which is a rough one between currencies.
 * Days     calendar days; an item is overdue from the day after its due day. A call before the due day comes on the last working day before it: what falls due
 *          up to the next working day of the company's calendar is due “tomorrow”, and says its day. Rounding: the score, once, half away from zero.
 * Score    (overdue still to be chased × the weight of its lateness + dispute waiting for our answer × 60 % + large amounts about to fall due × 40 %) × rules.
 *          Weights and rules are judgements, not measurements: what is a few days late mostly comes by itself, what is a year late rarely comes at all.
 * Always   what is promised, disputed or covered by money not yet allocated is not chased; who is held, snoozed, insolvent or was just spoken to waits, with the
 *          day on which they come back; every row says why in codes with figures, and the factors of its score multiply to it.
 */
import type { ChaseFacts } from "../chase/facts.ts"
import { addDays, type Day, daysBetween } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { type Currency, divRound, type Minor, sum } from "../kernel/money.ts"

/** Bands of lateness: overdue for at most so many days (null: longer), and how much of it an act is expected to move. */
export const BANDS = [
  { until: 7, percent: 60 },
  { until: 30, percent: 100 },
  { until: 60, percent: 120 },
  { until: 90, percent: 110 },
  { until: 180, percent: 80 },
  { until: 365, percent: 50 },
  { until: null, percent: 20 },
] as const
/** Today and so many days on, and further where nobody works in between: a call before the due day may still be made in time. */
export const SOON_DAYS = 3
/** A company closes for a month at most; what falls due later than that is called for when it is open again. */
export const CLOSED_DAYS = 35
/** How many days on something may fall due that is called for today. */
export const daysSoon = (asOf: Day, nextWorkday: Day): number => Math.max(SOON_DAYS, daysBetween(asOf, nextWorkday))
/** Calls older than this say nothing about today. */
export const CALLS_DAYS = 180

const SOON_PERCENT = 40
const DISPUTED_PERCENT = 60
const DECLARED_PERCENT = 20
/** Large is so many times what a customer usually has open in the currency; small is less than half of that. */
const LARGE_TIMES = 5n
const NO_CONTACT_DAYS = 14
const OLD_DAYS = 60
const UNANSWERED_DAYS = 7
const UNREACHED_TIMES = 3
/** Settled invoices that make a habit. */
const HABIT_COUNT = 3
/** Claims are declared within two months in France; after that nothing is left to do here. */
const DECLARE_DAYS = 60
const ASKED_BEFORE_DAYS = 7
const RULES = { promiseBroken: 150, firstTimeLate: 130, noContact: 120, unreached: 110, oldest: 110 } as const
type Ruled = keyof typeof RULES
/** For so many days after a call the customer is left alone; a document we owe is sent the next day. */
const LEFT_ALONE_DAYS: Readonly<Record<string, number>> = { notReached: 1, wrongContact: 1, documentMissing: 1, alreadyPaid: 5, promise: 7 }
const LEFT_ALONE_ELSE = 3

export type Calls = {
  readonly lastOn: Day
  readonly outcome: string
  readonly reachedOn: Day | null
  /** Calls in vain since somebody was reached. */
  readonly unreached: number
  /** When a call before a due day was last answered. */
  readonly beforeDueOn: Day | null
}
/** What is known of a customer in a currency. */
export type Situation = {
  readonly id: Id
  readonly code: string
  readonly name: string
  readonly country: string | null
  readonly collector: string | null
  /** Their account; null: a name the books know. */
  readonly collectorId: Id | null
  readonly currency: Currency
  /** Overdue debits by band. */
  readonly overdue: readonly Minor[]
  readonly oldestOn: Day | null
  /** All open debits, due or not; deposits apart. */
  readonly open: Minor
  /** Open credits: credit notes and money not allocated. */
  readonly credits: Minor
  /** Falling due today, tomorrow, … up to `daysSoon` on. */
  readonly soon: readonly Minor[]
  /** Invoices settled so far, and how many of them late; null: not asked. */
  readonly history: { readonly settled: number; readonly late: number } | null
  readonly calls: Calls | null
  readonly facts: ChaseFacts
  readonly snoozedUntil: Day | null
  readonly tasks: { readonly count: number; readonly firstOn: Day } | null
}
/** Of whom nothing is promised, disputed, held or barred. */
export const NO_FACTS: ChaseFacts = {
  promised: 0n,
  promisedUntil: null,
  broken: 0n,
  brokenOn: null,
  disputed: 0n,
  unansweredSince: null,
  held: 0n,
  heldUntil: null,
  heldWhole: false,
  barred: 0n,
  insolventSince: null,
}

export const SUGGESTIONS = ["call", "write", "resolve", "send", "findContact", "match", "declare", "task", "wait"] as const
export type Suggested = (typeof SUGGESTIONS)[number]
export const WHY = [
  "insolvent",
  "promiseBroken",
  "disputeUnanswered",
  "documentMissing",
  "taskDue",
  "dueToday",
  "dueTomorrow",
  "dueSoon",
  "firstTimeLate",
  "wrongContact",
  "refusal",
  "unreached",
  "noContact",
  "oldest",
  "unmatched",
  "overdue",
  "snoozed",
  "held",
  "promised",
  "disputed",
  "contactedLately",
] as const
export type WhyCode = (typeof WHY)[number]
export type Why = { readonly code: WhyCode; readonly amount?: Minor; readonly days?: number; readonly on?: Day; readonly count?: number }
/** `until`: of what is overdue, the band's last day late; null: none. */
export type Part = {
  readonly of: "overdue" | "disputed" | "dueSoon"
  readonly until: number | null
  readonly amount: Minor
  readonly percent: number
}
export type Made = {
  readonly parts: readonly Part[]
  readonly rules: readonly { readonly code: Ruled; readonly percent: number }[]
  /** A task that is due counts at least as this. */
  readonly least: Minor | null
}
export type Ranked = {
  readonly of: Situation
  /** What the act is about: what is to be chased, answered or about to fall due. */
  readonly amount: Minor
  readonly overdue: Minor
  /** All the customer owes, less its credits. */
  readonly atRisk: Minor
  readonly oldestDays: number
  readonly why: readonly Why[]
  readonly act: Suggested
  /** The day for the act; of who waits, the day they come back, null: not by itself. */
  readonly dueOn: Day | null
  readonly score: Minor
  readonly made: Made
}
/** `standsIn`: for whom the row is on somebody's list, while that colleague is away. */
export type Listed = Ranked & { readonly standsIn: string | null }

/** The ranked rows, and which of them may be whose: by the collector's name and account, and by the customer, who has a row a currency. */
export type Ranking = { readonly rows: readonly Listed[]; readonly of: ReadonlyMap<string, readonly number[]> }
export function rankingOf(ranked: readonly Ranked[]): Ranking {
  const rows = ranked.map((row) => ({ ...row, standsIn: null }))
  const places = new Map<string, number[]>()
  for (const [at, { of }] of rows.entries())
    for (const key of [of.collector, of.collectorId, of.id]) {
      if (key === null) continue
      const known = places.get(key)
      if (known) known.push(at)
      else places.set(key, [at])
    }
  return { rows, of: places }
}

/** The highest score first, who waits last; rows that ask for nothing are left out. `nextWorkday`: the first one after `asOf`. */
export function rankWorklist(customers: readonly Situation[], asOf: Day, nextWorkday: Day): Ranked[] {
  const usual = usualAmounts(customers)
  const rows = customers.flatMap((of) => decide(of, asOf, nextWorkday, usual.get(of.currency)!) ?? [])
  const waits = (row: Ranked) => (row.act === "wait" ? 1 : 0)
  return rows.sort((a, b) => waits(a) - waits(b) || (a.score === b.score ? (a.of.code < b.of.code ? -1 : 1) : a.score > b.score ? -1 : 1))
}

/** What a customer usually has open, by currency: the middle one, which no single large account moves. */
function usualAmounts(customers: readonly Situation[]): ReadonlyMap<Currency, Minor> {
  const byCurrency = Map.groupBy(customers, ({ currency }) => currency)
  return new Map(
    [...byCurrency].map(([currency, own]) => {
      const owed = own.flatMap(({ open }) => (open > 0n ? [open] : [])).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      return [currency, owed[(owed.length - 1) >> 1] ?? 0n]
    }),
  )
}

function decide(of: Situation, asOf: Day, nextWorkday: Day, usual: Minor): Ranked | null {
  const overdue = sum(of.overdue)
  const claimed = less(overdue, of.facts.promised + of.facts.disputed + of.facts.held + of.facts.barred)
  const chased = less(claimed, of.credits)
  const unanswered = unansweredDays(of, asOf) >= UNANSWERED_DAYS ? of.facts.disputed : 0n
  const soon = dueSoon(of, asOf, nextWorkday, usual)
  const taskDue = of.tasks !== null && of.tasks.firstOn <= asOf ? of.tasks : null
  const row = {
    of,
    overdue,
    atRisk: less(of.open, of.credits),
    oldestDays: of.oldestOn === null ? 0 : daysBetween(of.oldestOn, asOf),
  }
  const declare = toDeclare(of, asOf)
  if (declare !== null)
    return {
      ...row,
      amount: of.open,
      why: [declare],
      act: "declare",
      dueOn: asOf,
      ...scored([{ of: "overdue", until: null, amount: of.open, percent: DECLARED_PERCENT }], [], null),
    }
  if (claimed === 0n && unanswered === 0n && soon === null && taskDue === null) return overdue === 0n ? null : quiet(row, of)
  const waits = whoWaits(of, asOf, taskDue !== null, soon !== null)
  if (waits) return waiting(row, [waits.why], waits.until)

  const why = reasons(of, asOf, { chased, unanswered, soon, taskDue, oldestDays: row.oldestDays, unmatched: claimed > 0n && chased === 0n })
  const rules = chased === 0n ? [] : why.flatMap(({ code }) => (code in RULES ? [{ code: code as Ruled, percent: RULES[code as Ruled] }] : []))
  const parts = [
    ...chasedParts(of.overdue, chased),
    { of: "disputed" as const, until: null, amount: unanswered, percent: DISPUTED_PERCENT },
    { of: "dueSoon" as const, until: null, amount: soon?.amount ?? 0n, percent: SOON_PERCENT },
  ].filter(({ amount }) => amount > 0n)
  return {
    ...row,
    amount: chased + unanswered + (soon?.amount ?? 0n),
    why,
    act: suggest(of, why, { chased, small: chased * 2n < usual }),
    dueOn: asOf,
    ...scored(parts, rules, taskDue === null ? null : usual),
  }
}

const less = (amount: Minor, part: Minor): Minor => (amount > part ? amount - part : 0n)
/** A claim that may still be declared in the proceedings, unless somebody put the customer off. */
function toDeclare({ open, facts, snoozedUntil }: Situation, asOf: Day): Why | null {
  const since = facts.insolventSince
  if (since === null || since > asOf || open === 0n || (snoozedUntil !== null && snoozedUntil > asOf)) return null
  const days = daysBetween(since, asOf)
  return days > DECLARE_DAYS ? null : { code: "insolvent", on: since, days, amount: open }
}
const unansweredDays = ({ facts }: Situation, asOf: Day) => (facts.unansweredSince === null ? -1 : daysBetween(facts.unansweredSince, asOf))

/** What is still to be chased of each band. What is promised, disputed, held or covered is taken off the oldest first, as money is. */
function chasedParts(overdue: readonly Minor[], chased: Minor): Part[] {
  let off = sum(overdue) - chased
  const parts = overdue.toReversed().map((owed, i): Part => {
    const taken = owed < off ? owed : off
    off -= taken
    const { until, percent } = BANDS[BANDS.length - 1 - i]!
    return { of: "overdue", until, amount: owed - taken, percent }
  })
  return parts.toReversed()
}

type Soon = { readonly code: "dueToday" | "dueTomorrow" | "dueSoon"; readonly amount: Minor; readonly on: Day; readonly days: number }
/** The first day on which something large falls due, or anything at all of a customer who mostly pays late; nothing where the two questions were asked already. */
function dueSoon(of: Situation, asOf: Day, nextWorkday: Day, usual: Minor): Soon | null {
  if (of.calls?.beforeDueOn != null && daysBetween(of.calls.beforeDueOn, asOf) <= ASKED_BEFORE_DAYS) return null
  const risky = of.history !== null && of.history.settled >= HABIT_COUNT && of.history.late * 2 >= of.history.settled
  const least = risky || of.facts.brokenOn !== null ? usual : usual * LARGE_TIMES
  const inDays = of.soon.findIndex((amount) => amount > 0n && amount >= least)
  if (inDays < 0) return null
  const on = addDays(asOf, inDays)
  return { code: inDays === 0 ? "dueToday" : on <= nextWorkday ? "dueTomorrow" : "dueSoon", amount: of.soon[inDays]!, on, days: inDays }
}

/** Who owes something overdue of which nothing is ours to do: all of it is promised, disputed and in hand, held, or caught by an insolvency. */
function quiet(row: Pick<Ranked, "of" | "overdue" | "atRisk" | "oldestDays">, { facts }: Situation): Ranked {
  const parts: readonly (readonly [WhyCode, Minor, Day | null])[] = [
    ["insolvent", facts.barred, facts.insolventSince],
    ["promised", facts.promised, facts.promisedUntil],
    ["disputed", facts.disputed, null],
    ["held", facts.held, facts.heldUntil],
  ]
  const why = parts.flatMap(([code, amount, on]): Why[] => (amount === 0n ? [] : [{ code, amount, ...(on === null ? {} : { on }) }]))
  const ends = [facts.promised > 0n ? facts.promisedUntil : null, facts.held > 0n ? facts.heldUntil : null].filter((on) => on !== null).sort()
  return waiting(row, why, ends[0] === undefined ? null : addDays(ends[0], 1))
}

const waiting = (row: Pick<Ranked, "of" | "overdue" | "atRisk" | "oldestDays">, why: readonly Why[], dueOn: Day | null): Ranked => ({
  ...row,
  amount: 0n,
  why,
  act: "wait",
  dueOn,
  score: 0n,
  made: { parts: [], rules: [], least: null },
})

/** Held or snoozed beats everything; who was just spoken to waits unless something happened since, a large amount falls due, or a task says otherwise. */
function whoWaits(of: Situation, asOf: Day, taskDue: boolean, soon: boolean): { readonly why: Why; readonly until: Day | null } | null {
  const { heldUntil, heldWhole, brokenOn } = of.facts
  if (heldWhole && heldUntil !== null && heldUntil >= asOf) return { why: { code: "held", on: heldUntil }, until: addDays(heldUntil, 1) }
  if (of.snoozedUntil !== null && of.snoozedUntil > asOf) return { why: { code: "snoozed", on: of.snoozedUntil }, until: of.snoozedUntil }
  if (taskDue || of.calls === null) return null
  const { lastOn, outcome } = of.calls
  const until = addDays(lastOn, LEFT_ALONE_DAYS[outcome] ?? LEFT_ALONE_ELSE)
  if (until <= asOf || (brokenOn !== null && brokenOn > lastOn) || (soon && lastOn < asOf)) return null
  return { why: { code: "contactedLately", on: lastOn, days: daysBetween(lastOn, asOf) }, until }
}

type Found = {
  readonly chased: Minor
  readonly unanswered: Minor
  readonly soon: Soon | null
  readonly taskDue: Situation["tasks"]
  readonly oldestDays: number
  readonly unmatched: boolean
}

/** The most telling first. */
function reasons(of: Situation, asOf: Day, found: Found): Why[] {
  const { facts, calls, history } = of
  const why: Why[] = []
  if (found.chased > 0n && facts.brokenOn !== null) why.push({ code: "promiseBroken", on: facts.brokenOn, amount: facts.broken })
  if (found.unanswered > 0n) why.push({ code: "disputeUnanswered", amount: found.unanswered, days: unansweredDays(of, asOf) })
  if (calls?.outcome === "documentMissing") why.push({ code: "documentMissing", on: calls.lastOn })
  if (found.taskDue) why.push({ code: "taskDue", count: found.taskDue.count, on: found.taskDue.firstOn })
  if (found.soon) why.push(found.soon)
  if (found.unmatched) why.push({ code: "unmatched", amount: of.credits })
  if (found.chased === 0n) return why
  if (history !== null && history.settled >= HABIT_COUNT && history.late === 0) why.push({ code: "firstTimeLate", count: history.settled })
  if (calls?.outcome === "wrongContact") why.push({ code: "wrongContact", on: calls.lastOn })
  if (calls?.outcome === "refusal") why.push({ code: "refusal", on: calls.lastOn })
  if (calls !== null && calls.unreached >= UNREACHED_TIMES) why.push({ code: "unreached", count: calls.unreached })
  const silent = calls === null ? found.oldestDays : daysBetween(calls.lastOn, asOf)
  if (silent >= NO_CONTACT_DAYS) why.push({ code: "noContact", days: silent })
  if (found.oldestDays >= OLD_DAYS) why.push({ code: "oldest", days: found.oldestDays })
  if (why.length === 0) why.push({ code: "overdue", days: found.oldestDays, amount: found.chased })
  return why
}

/** What to do about it: the first reason that names an act decides; small amounts are written about, larger ones called about. */
function suggest(of: Situation, why: readonly Why[], { chased, small }: { readonly chased: Minor; readonly small: boolean }): Suggested {
  const has = (code: WhyCode) => why.some((one) => one.code === code)
  if (has("unmatched")) return "match"
  if (has("documentMissing")) return "send"
  if (has("disputeUnanswered") && chased <= of.facts.disputed) return "resolve"
  if (has("wrongContact")) return "findContact"
  if (has("unreached") || has("refusal")) return "write"
  if (has("promiseBroken") || has("dueToday") || has("dueTomorrow") || has("dueSoon")) return "call"
  if (chased === 0n) return has("disputeUnanswered") ? "resolve" : "task"
  return small ? "write" : "call"
}

function scored(parts: Made["parts"], rules: Made["rules"], least: Minor | null): Pick<Ranked, "score" | "made"> {
  const before = sum(parts.map(({ amount, percent }) => amount * BigInt(percent)))
  const times = rules.reduce((all, { percent }) => all * BigInt(percent), 1n)
  const score = divRound(before * times, 100n ** BigInt(rules.length + 1))
  return { score: least !== null && least > score ? least : score, made: { parts, rules, least } }
}
