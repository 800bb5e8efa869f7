/**
 * Every act that is recorded, by its code: room and verb. Whoever records another one names it here first, and then has to say whether programs outside
 * are told of it (webhook.ts): the types hold the three together.
 */
const VERBS = {
  activity: ["verified"],
  company: ["added", "bankAccountAdded", "bankAccountEnded", "calendarChanged", "changed", "closingDayAdded", "closingDayRemoved"],
  contact: [
    "called",
    "fileAdded",
    "fileRemoved",
    "habitChanged",
    "notePinned",
    "noted",
    "personAdded",
    "personChanged",
    "personRemoved",
    "takenBack",
  ],
  customer: ["erased", "registered", "segmentAdded", "segmentEnded", "segmentRenamed", "segmentSet"],
  dispute: ["changed", "closed", "opened", "shrunk"],
  document: ["importRequested", "importUndone", "imported"],
  hold: ["changed", "lifted", "placed"],
  ledger: [
    "allocated",
    "deduction",
    "dueDateMoved",
    "exchangeDifference",
    "payment.collected",
    "payment.discounted",
    "paymentReturned",
    "periodClosed",
    "posted",
    "refund",
    "unallocated",
    "writeOff",
  ],
  operations: ["backedUp", "moved", "restored", "upgraded"],
  people: [
    "disabled",
    "enabled",
    "invitationWithdrawn",
    "invited",
    "joined",
    "keyAdded",
    "keyRevoked",
    "passkeyAdded",
    "passkeyRemoved",
    "passwordChanged",
    "passwordReset",
    "renamed",
    "resetLinkMade",
    "roleChanged",
    "secondFactorRemoved",
    "secondFactorSet",
    "sessionsEnded",
    "signedIn",
    "viewKept",
    "viewRemoved",
  ],
  portfolio: ["assigned", "handedOver", "handOverWithdrawn", "released", "targetSet"],
  promise: ["broken", "kept", "made", "partlyKept", "withdrawn"],
  report: ["exportRequested"],
  worklist: ["questionAnswered", "questionAsked", "questionWithdrawn", "snoozed", "taskAdded", "taskDone", "taskSnoozed", "taskWithdrawn"],
  recovery: ["insolvencyChanged", "insolvencyRecorded"],
  webhook: ["added", "disabled", "enabled", "released", "removed", "resent", "rotated"],
} as const

export type ActRoom = keyof typeof VERBS
export type Verb<Room extends ActRoom> = (typeof VERBS)[Room][number]
export type ActCode = { readonly [Room in ActRoom]: `${Room}.${Verb<Room>}` }[ActRoom]
export const ACTS: readonly string[] = Object.entries(VERBS).flatMap(([room, verbs]) => verbs.map((verb) => `${room}.${verb}`))
