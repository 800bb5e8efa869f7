/**
 * One entry → what its lines mean for the customers in it. The counterpart tells money from book entries.
 *
 * Units     minor units, signed while it works: debit positive.
 * Always    the parts of a line add up to the line. Money is only what stands against a bank or till; a bill taken is money subject to
 *           collection; what the counterpart does not tell is `unknown`, never guessed.
 */
import type { Minor } from "../../kernel/money.ts"
import { fold } from "../../kernel/text.ts"
import type { EntryKind, Means, SettledBy } from "../../ledger/ledger.ts"
import { type Account, type AccountReader, type Counter, isItem } from "./chart.ts"
import type { BookLine } from "./posting.ts"

export type Meaning = {
  readonly line: BookLine
  readonly account: Account
  readonly customer: string
  /** Signed: debit positive, never zero. */
  readonly amount: Minor
  readonly kind: EntryKind | "transfer"
  readonly settledBy: SettledBy | null
  readonly means: Means | null
  readonly counterpart: Counter | "opening"
  /** Both legs of one move between accounts of one customer bear the same. */
  readonly transfer: number | null
}
/** Lines that stand for no item: a bill in hand mirrors the payment by bill, accruals and write-downs are the books' own. */
export type Aside = {
  readonly line: BookLine
  readonly account: Account
  readonly amount: Minor
  readonly because: "BILLS_IN_HAND" | "ACCRUAL" | "WRITE_DOWN"
}
export type Understood = { readonly meanings: readonly Meaning[]; readonly asides: readonly Aside[] }

type Leg = { readonly line: BookLine; readonly account: Account; readonly customer: string; rest: Minor }
/** What a credit is settled by, from the class of what stands against it. */
type Class = "money" | "bill" | "sale" | "writeOff" | "discount" | "exchange" | "setOff" | "unknown"
const CLASSES: Readonly<Record<Counter, Class>> = {
  bank: "money",
  cash: "money",
  bankCharge: "money",
  bill: "bill",
  sale: "sale",
  tax: "sale",
  accrual: "sale",
  income: "sale",
  loss: "writeOff",
  discount: "discount",
  exchange: "exchange",
  thirdParty: "setOff",
  customer: "setOff",
  advance: "setOff",
  charge: "setOff",
  suspense: "unknown",
  other: "unknown",
}
/** Where one line has several explanations and their sum does not part it, the first of these names it. */
const WEIGHT: readonly Class[] = ["money", "bill", "sale", "writeOff", "discount", "exchange", "setOff", "unknown"]

/** `billsHeld`: takes from the bills of a customer that stand as items (opening bills), and returns how much it could take. */
export function understandEntry(
  lines: readonly BookLine[],
  opening: boolean,
  accounts: AccountReader,
  customerOf: (line: BookLine, account: Account) => string,
  billsHeld: (customer: string, amount: Minor) => Minor,
): Understood {
  const meanings: Meaning[] = []
  const asides: Aside[] = []
  const legs: Leg[] = []
  const others: { readonly counter: Counter; readonly amount: Minor; readonly line: BookLine }[] = []
  for (const line of lines) {
    const account = accounts(line.account, line.accountName)
    const amount = line.debit - line.credit
    if (amount === 0n) continue
    if (isItem(account.family)) legs.push({ line, account, customer: customerOf(line, account), rest: amount })
    else {
      others.push({ counter: account.counter, amount, line })
      if (account.family !== null) asides.push({ line, account, amount, because: account.family === "writeDown" ? "WRITE_DOWN" : "ACCRUAL" })
    }
  }
  if (legs.length === 0) return { meanings, asides }
  if (opening) {
    for (const leg of legs) meanings.push(openingMeaning(leg))
    return { meanings, asides }
  }
  moveBetweenAccounts(legs, meanings)
  const left = legs.filter((leg) => leg.rest !== 0n)
  const bills = left.filter((leg) => leg.account.family === "bill")
  const claims = left.filter((leg) => leg.account.family !== "bill")
  understandBills(bills, claims, others, billsHeld, meanings, asides)
  const credits = claims.filter((leg) => leg.rest < 0n)
  const debits = claims.filter((leg) => leg.rest > 0n)
  understandCredits(credits, pool(others, bills, debits, 1n), others, meanings)
  understandDebits(debits, pool(others, bills, credits, -1n), lines, meanings)
  return { meanings, asides }
}

function openingMeaning(leg: Leg): Meaning {
  const debit = leg.rest > 0n
  const credited = /\b(?:avoirs?|creditnota|credit ?notes?|gutschrift)\b/.test(fold(leg.line.label)) || /^(?:AV|CN|NC)[-\d ]/i.test(leg.line.piece)
  const kind: EntryKind = debit ? "invoice" : leg.account.family === "advance" ? "deposit" : credited ? "creditNote" : "payment"
  const settledBy: SettledBy | null = debit ? null : kind === "creditNote" ? "creditNote" : "unknown"
  return { ...base(leg), amount: leg.rest, kind, settledBy, means: null, counterpart: "opening", transfer: null }
}
const base = ({ line, account, customer }: Leg) => ({ line, account, customer })

/** Doubtful, retained, or a deposit used: what leaves one account of a customer and arrives on another is the same claim. */
function moveBetweenAccounts(legs: readonly Leg[], meanings: Meaning[]): void {
  let transfer = 0
  for (const from of legs) {
    if (from.rest >= 0n || from.account.family === "bill") continue
    for (const to of legs) {
      if (from.rest === 0n) break
      const other = to.customer === from.customer && to.account.root !== from.account.root && to.account.family !== "bill"
      // A deposit that is billed (customer debit, advance credit) is a claim and a credit of its own; one that is used runs the other way.
      if (!other || to.rest <= 0n || from.account.family === "advance") continue
      const amount = to.rest < -from.rest ? to.rest : -from.rest
      transfer++
      const leg = { kind: "transfer", settledBy: null, means: null, transfer } as const
      meanings.push({ ...base(from), ...leg, amount: -amount, counterpart: to.account.counter })
      meanings.push({ ...base(to), ...leg, amount, counterpart: from.account.counter })
      from.rest += amount
      to.rest -= amount
    }
  }
}

function understandBills(
  bills: readonly Leg[],
  claims: readonly Leg[],
  others: readonly { readonly counter: Counter; readonly amount: Minor }[],
  billsHeld: (customer: string, amount: Minor) => Minor,
  meanings: Meaning[],
  asides: Aside[],
): void {
  for (const bill of bills) {
    const { line, account, rest } = bill
    const mirrored = claims.some((claim) => claim.rest > 0n !== rest > 0n)
    const aside = (amount: Minor) => asides.push({ line, account, amount, because: "BILLS_IN_HAND" })
    if (mirrored) {
      // A bill that stood as an item and comes back: the claim begins anew on the customer's account.
      const held = rest < 0n ? billsHeld(bill.customer, -rest) : 0n
      const back = { kind: "payment", settledBy: "setOff", means: null, counterpart: "customer", transfer: null } as const
      if (held > 0n) meanings.push({ ...base(bill), amount: -held, ...back })
      if (rest + held !== 0n) aside(rest + held)
    } else if (rest > 0n) {
      const sold = others.some((o) => o.amount < 0n && CLASSES[o.counter] === "sale")
      billsHeld(bill.customer, -rest)
      const counterpart = sold ? "sale" : "bank"
      meanings.push({
        ...base(bill),
        amount: rest,
        kind: sold ? "invoice" : "paymentReturn",
        settledBy: null,
        means: null,
        counterpart,
        transfer: null,
      })
    } else {
      const held = billsHeld(bill.customer, -rest)
      if (held > 0n)
        meanings.push({ ...base(bill), amount: -held, kind: "payment", settledBy: "cash", means: "lcr", counterpart: "bank", transfer: null })
      if (held < -rest) aside(rest + held)
    }
  }
}

type Share = { readonly class: Class; readonly counter: Counter; rest: Minor }
/** What stands on the side that explains the other (`sign` 1: debits explain credits), by class; other customers only where nothing else does. */
function pool(
  others: readonly { readonly counter: Counter; readonly amount: Minor }[],
  bills: readonly Leg[],
  claims: readonly Leg[],
  sign: bigint,
): Share[] {
  const shares = new Map<Class, { class: Class; counter: Counter; rest: Minor }>()
  const add = (counter: Counter, amount: Minor, as = CLASSES[counter]) => {
    if (amount * sign <= 0n) return
    const share = shares.get(as)
    if (share) share.rest += amount * sign
    else shares.set(as, { class: as, counter, rest: amount * sign })
  }
  const against = others.filter((o) => o.amount * sign > 0n)
  const hasMoney = against.some((o) => CLASSES[o.counter] === "money" && o.counter !== "bankCharge")
  const taxOf: Class =
    (["sale", "writeOff", "discount"] as const).find((c) => against.some((o) => o.counter !== "tax" && CLASSES[o.counter] === c)) ?? "sale"
  for (const { counter, amount } of against) {
    if (counter === "tax") add(counter, amount, taxOf)
    else if (counter === "bankCharge" && !hasMoney) add(counter, amount, "setOff")
    else if (counter === "charge" && hasMoney) add("bankCharge", amount)
    else add(counter, amount)
  }
  for (const bill of bills) add("bill", bill.rest)
  if (shares.size === 0) for (const claim of claims) add(claim.account.counter, claim.rest)
  return [...shares.values()].sort((a, b) => WEIGHT.indexOf(a.class) - WEIGHT.indexOf(b.class))
}

const CREDIT_KIND: Readonly<Record<Class, readonly [EntryKind, SettledBy]>> = {
  money: ["payment", "cash"],
  bill: ["payment", "cash"],
  sale: ["creditNote", "creditNote"],
  writeOff: ["writeOff", "writeOff"],
  discount: ["payment", "discount"],
  exchange: ["exchangeDifference", "exchangeDifference"],
  setOff: ["payment", "setOff"],
  unknown: ["payment", "unknown"],
}
function understandCredits(
  credits: readonly Leg[],
  shares: Share[],
  others: readonly { readonly counter: Counter; readonly amount: Minor; readonly line: BookLine }[],
  meanings: Meaning[],
): void {
  const total = credits.reduce((sum, leg) => sum - leg.rest, 0n)
  const explained = shares.reduce((sum, share) => sum + share.rest, 0n)
  // A bank line on the customer's own side: several things netted in one entry; which paid which cannot be told.
  const netted =
    shares.every((share) => share.class === "setOff" || share.class === "unknown") && others.some((o) => o.amount < 0n && o.counter === "bank")
  const state = (leg: Leg, share: Share | undefined, amount: Minor) => {
    const as = share === undefined || netted ? "unknown" : share.class
    const [kind, settledBy] = CREDIT_KIND[as]
    const isDeposit = leg.account.family === "advance" && kind === "payment"
    const money =
      as === "money"
        ? meansOf(
            leg.line,
            others.filter((o) => o.amount > 0n),
          )
        : as === "bill"
          ? "lcr"
          : null
    const counterpart = share?.counter ?? "other"
    meanings.push({ ...base(leg), amount: -amount, kind: isDeposit ? "deposit" : kind, settledBy, means: money, counterpart, transfer: null })
  }
  // Exact matches first, then in order; parts only where everything adds up.
  const parts = shares.length > 1 && total === explained
  const open = parts ? credits.filter((leg) => !takeExact(leg, shares, state)) : credits
  for (const leg of open) {
    let rest = -leg.rest
    if (parts)
      for (const share of shares) {
        const amount = share.rest < rest ? share.rest : rest
        if (amount <= 0n) continue
        state(leg, share, amount)
        share.rest -= amount
        rest -= amount
      }
    else state(leg, shares[0], rest)
  }
}
function takeExact(leg: Leg, shares: Share[], state: (leg: Leg, share: Share, amount: Minor) => void): boolean {
  const exact = shares.find((share) => share.rest === -leg.rest)
  if (exact === undefined) return false
  exact.rest = 0n
  state(leg, exact, -leg.rest)
  return true
}

const RETURNED = /impaye|rejet|retour|unpaid|return|onbetaald|teruggekeerd|rucklast|rucklauf|chargeback|stornering/
const TINY = 100n
function understandDebits(debits: readonly Leg[], shares: readonly Share[], lines: readonly BookLine[], meanings: Meaning[]): void {
  if (debits.length === 0) return
  const said = fold(
    lines
      .map((line) => line.label)
      .join(" ")
      .slice(0, 2_000),
  )
  const share = shares.find((s) => s.class === "sale") ?? shares[0]
  for (const leg of debits) {
    const advance = leg.account.family === "advance"
    const against = share?.class ?? "unknown"
    const rounding = share?.counter === "income" && leg.rest <= TINY
    const kind: EntryKind =
      against === "money"
        ? RETURNED.test(said) && !advance
          ? "paymentReturn"
          : "refund"
        : against === "bill"
          ? "paymentReturn"
          : against === "writeOff" || against === "discount" || rounding
            ? "writeOff"
            : against === "exchange"
              ? "exchangeDifference"
              : against === "setOff" && share?.counter !== "advance"
                ? "refund"
                : share?.counter === "suspense"
                  ? "refund"
                  : "invoice"
    meanings.push({ ...base(leg), amount: leg.rest, kind, settledBy: null, means: null, counterpart: share?.counter ?? "other", transfer: null })
  }
}

const MEANS: readonly (readonly [Means, RegExp])[] = [
  ["sddCore", /\b(?:prlv|prelevements?|sdd|sepa core|domiciliering|domiciliation|lastschrift)\b/],
  ["lcr", /\b(?:lcr|effets?|traites?)\b/],
  ["bor", /\b(?:bor|billet a ordre)\b/],
  ["cheque", /\b(?:chq|cheques?|chk|scheck)\b/],
  ["card", /\b(?:cb|carte|cartes|bancontact|stripe|tpe|visa|mastercard|karte)\b/],
  ["transfer", /\b(?:vir|virt|virements?|vrt|overschrijving|uberweisung|transfer)\b/],
]
const MODES: Readonly<Record<string, Means>> = {
  vir: "transfer",
  vrt: "transfer",
  prl: "sddCore",
  prlv: "sddCore",
  cb: "card",
  chq: "cheque",
  lcr: "lcr",
  bor: "bor",
}
/** Guessed from the money account, the settlement mode, then the words; null where nothing says it. */
function meansOf(line: BookLine, against: readonly { readonly counter: Counter; readonly line: BookLine }[]): Means | null {
  const accounts = against.map((o) => o.line.account)
  if (against.some((o) => o.counter === "cash") && !against.some((o) => o.counter === "bank")) return null
  if (accounts.some((account) => account.startsWith("5112"))) return "cheque"
  if (accounts.some((account) => account.startsWith("5113") || account.startsWith("5114"))) return "lcr"
  if (accounts.some((account) => account.startsWith("5115"))) return "card"
  const mode = MODES[fold(line.mode)]
  if (mode !== undefined) return mode
  const said = fold(`${line.label} ${line.piece}`)
  return MEANS.find(([, words]) => words.test(said))?.[0] ?? null
}
