/**
 * Webhooks: what changes in a company is told to the addresses it has registered, as Standard Webhooks says.
 *
 * Units    pauses in seconds. A try that fails is followed by the next after a longer pause: three days in all.
 * Always   a message bears its act's id, however often it is sent; it is signed at each try, with the time of the try.
 * Refuses  BAD_URL, UNKNOWN_EVENT.
 */
import type { ActCode, ActRoom, Verb } from "../activity/acts.ts"
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"

/** The acts that are told, with what each means. */
export const EVENTS = {
  "ledger.posted": "invoices, credit notes, payments or deposits were posted",
  "ledger.allocated": "credits were set against debits",
  "ledger.unallocated": "allocations were taken back",
  "ledger.paymentReturned": "a payment came back: what it settled is open again",
  "ledger.payment.collected": "a payment subject to collection became final",
  "ledger.payment.discounted": "the bank discounted a bill",
  "ledger.writeOff": "something open was written off",
  "ledger.refund": "a credit was paid back",
  "ledger.exchangeDifference": "an exchange difference was booked",
  "ledger.deduction": "a short payment is kept as a claim of its own",
  "ledger.dueDateMoved": "an item has a new due day",
  "ledger.periodClosed": "the books are closed up to a day",
  "document.imported": "a file was imported",
  "document.importUndone": "an import was taken back",
  "company.changed": "the company's settings changed",
  "promise.made": "a customer promised to pay",
  "promise.withdrawn": "a promise to pay no longer counts",
  "promise.kept": "what was promised came in time",
  "promise.partlyKept": "a part of what was promised came in time, and the day is over",
  "promise.broken": "nothing of what was promised came in time",
  "dispute.opened": "a customer contests a part of items",
  "dispute.changed": "a dispute has another cause, resolver, day or description",
  "dispute.shrunk": "less is disputed, since less is open",
  "dispute.closed": "a dispute ended",
  "contact.called": "a call with a customer was logged",
  "worklist.questionAnswered": "a colleague answered a question about a customer",
  "worklist.taskDone": "a task was done",
  "hold.placed": "a customer or an item is not chased until a day",
  "hold.changed": "a hold has another last day or note",
  "hold.lifted": "a hold ended before its day",
  "recovery.insolvencyRecorded": "a customer is in insolvency proceedings",
  "recovery.insolvencyChanged": "insolvency proceedings were corrected or ended",
  "webhook.disabled": "a webhook was switched off, since nothing came through",
} as const satisfies { readonly [Code in ActCode]?: string }
export type EventType = keyof typeof EVENTS
type Untold = { readonly [Room in ActRoom]: { readonly [V in Verb<Room> as `${Room}.${V}` extends EventType ? never : V]: string } }
const WHO = "who may come in, and when they do, is nobody's business outside"
/** The acts that are not told, each with its reason. An act is in one of the two lists: a new one does not compile until somebody has decided. */
export const UNTOLD: Untold = {
  activity: { verified: "no figure changes: who wants the result asks for it" },
  company: {
    added: "nobody can have registered an address for it yet",
    bankAccountAdded: "where customers pay is asked of the API, by who may",
    bankAccountEnded: "where customers pay is asked of the API, by who may",
    calendarChanged: "it moves no figure",
    closingDayAdded: "it moves no figure",
    closingDayRemoved: "it moves no figure",
  },
  customer: {
    erased: "programs outside would learn when a person asked to be forgotten",
    registered: "customers come with their first import, which is told",
    segmentAdded: "how customers are cut into segments is asked of the API; no balance changes",
    segmentEnded: "how customers are cut into segments is asked of the API; no balance changes",
    segmentRenamed: "how customers are cut into segments is asked of the API; no balance changes",
    segmentSet: "how customers are cut into segments is asked of the API; no balance changes",
  },
  dispute: {},
  contact: {
    fileAdded: "files stay among colleagues",
    fileRemoved: "files stay among colleagues",
    takenBack: "a call that was told in error is not told a second time; the API tells what stands",
    habitChanged: "how customers pay is asked of the API; what was changed is mostly words, which are not told",
    notePinned: "notes stay among colleagues",
    noted: "notes stay among colleagues",
    personAdded: "people's data are asked of the API, by who may",
    personChanged: "people's data are asked of the API, by who may",
    personRemoved: "programs outside would learn when a person asked to be forgotten",
  },
  document: { importRequested: "nothing has changed yet: the import itself is told" },
  hold: {},
  ledger: {},
  operations: {
    backedUp: "no figure changes; the doctor and the log of backups say it",
    moved: "no figure changes: the same books at another place",
    restored: "what was told before may not have happened in these books: a person must decide, not a program",
    upgraded: "no figure changes: the same books on a newer PostgreSQL",
  },
  people: {
    disabled: WHO,
    enabled: WHO,
    invitationWithdrawn: WHO,
    invited: WHO,
    joined: WHO,
    keyAdded: WHO,
    keyRevoked: WHO,
    passkeyAdded: WHO,
    passkeyRemoved: WHO,
    passwordChanged: WHO,
    passwordReset: WHO,
    renamed: WHO,
    resetLinkMade: WHO,
    roleChanged: WHO,
    secondFactorRemoved: WHO,
    secondFactorSet: WHO,
    sessionsEnded: WHO,
    signedIn: WHO,
    viewKept: "a view is how somebody looks at the lists; no figure changes",
    viewRemoved: "a view is how somebody looks at the lists; no figure changes",
  },
  portfolio: {
    assigned: "who looks after whom is between colleagues",
    handedOver: "who is away is nobody's business outside",
    handOverWithdrawn: "who is away is nobody's business outside",
    released: "who looks after whom is between colleagues",
    targetSet: "what is expected of colleagues is nobody's business outside",
  },
  promise: {},
  worklist: {
    questionAsked: "a question is between colleagues until it is answered",
    questionWithdrawn: "a question is between colleagues until it is answered",
    snoozed: "what somebody puts off is nobody's business outside",
    taskAdded: "a task is between colleagues until it is done",
    taskSnoozed: "what somebody puts off is nobody's business outside",
    taskWithdrawn: "a task is between colleagues until it is done",
  },
  recovery: {},
  report: { exportRequested: "who takes which list away is nobody's business outside" },
  webhook: {
    added: "whoever registers addresses knows them; others need not",
    enabled: "whoever registers addresses knows them; others need not",
    released: "the messages themselves are sent, or are not",
    removed: "whoever registers addresses knows them; others need not",
    resent: "the message that is sent again says it by its id",
    rotated: "two signatures on each message say it",
  },
}
export const EVENT_TYPES = Object.keys(EVENTS) as readonly EventType[]

export const MOST_ENDPOINTS = 20
/** Bytes of chance in a secret. */
export const SECRET_BYTES = 32
/** How long the secret before a rotation still signs. */
export const BOTH_SIGN_HOURS = 24

/** How long what was sent is kept, with its log. */
export const KEPT_DAYS = 90

const PAUSES_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** The pause after the try of this number (from 1); null when there is no further one. */
export const pauseAfter = (tries: number): number | null => PAUSES_S[tries - 1] ?? null

/** Held: it waited when a backup was made that was restored since, and may have been sent meanwhile; a person decides. */
export type DeliveryState = "pending" | "held" | "delivered" | "failed"
export type Endpoint = {
  readonly id: Id
  readonly url: string
  readonly types: readonly string[]
  readonly madeAt: Date
  /** Until then the secret before the last rotation signs too. */
  readonly bothSignUntil: Date | null
  readonly failingSince: Date | null
  readonly disabledAt: Date | null
  readonly disabledBecause: "FAILING" | "GONE" | null
  /** Deliveries held back since a restore. */
  readonly held: number
}
export type Attempt = {
  readonly at: Date
  readonly status: number | null
  readonly code: string | null
  readonly ms: number
  readonly answer: string | null
}
export type Delivery = {
  readonly id: Id
  readonly act: Id
  readonly type: string
  readonly state: DeliveryState
  readonly tries: number
  readonly nextAt: Date | null
  readonly last: Attempt | null
}

export const writeSecret = (secret: Uint8Array) => `whsec_${Buffer.from(secret).toString("base64")}`

/** Which of an endpoint's states people are told: in force, failing, off. */
export const stateOf = ({ disabledAt, failingSince }: Pick<Endpoint, "disabledAt" | "failingSince">) =>
  disabledAt ? "off" : failingSince ? "failing" : "inForce"

export type EndpointRefusal =
  | { readonly code: "BAD_URL"; readonly url: string }
  | { readonly code: "UNKNOWN_EVENT"; readonly value: string; readonly takes: readonly string[] }

/** An address without a log-in in it; plain http only where networks of one's own are allowed. No types: all of them. */
export function checkEndpoint(
  said: { readonly url: string; readonly types: readonly string[] },
  plainHttp: boolean,
): Result<{ readonly url: URL; readonly types: readonly EventType[] }, EndpointRefusal> {
  const url = URL.parse(said.url)
  const schemes = plainHttp ? ["https:", "http:"] : ["https:"]
  if (!url || !schemes.includes(url.protocol) || url.username || url.password || url.hash || url.href.length > 2_000)
    return refuse({ code: "BAD_URL", url: url ? `${url.protocol}//${url.host}` : "" })
  for (const type of said.types)
    if (!EVENT_TYPES.some((known) => known === type)) return refuse({ code: "UNKNOWN_EVENT", value: type, takes: EVENT_TYPES })
  return ok({ url, types: said.types.length === 0 ? EVENT_TYPES : EVENT_TYPES.filter((type) => said.types.includes(type)) })
}

/** What a try met: it came through, it may be tried again, or the receiver wants nothing more (410). */
export const verdictOf = (status: number): { readonly code: string | null; readonly gone: boolean } => ({
  code: status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? "REDIRECTED" : "ANSWERED",
  gone: status === 410,
})
