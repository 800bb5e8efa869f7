/**
 * Every act that is recorded, by its code: room and verb. Whoever records another one names it here first, and then has to say whether programs outside
 * are told of it (webhook.ts): the types hold the three together.
 */
export const ACTS = [
  "company.added",
  "company.changed",
  "customer.erased",
  "customer.registered",
  "document.importRequested",
  "document.importUndone",
  "document.imported",
  "ledger.allocated",
  "ledger.deduction",
  "ledger.dueDateMoved",
  "ledger.exchangeDifference",
  "ledger.payment.collected",
  "ledger.payment.discounted",
  "ledger.paymentReturned",
  "ledger.periodClosed",
  "ledger.posted",
  "ledger.refund",
  "ledger.unallocated",
  "ledger.writeOff",
  "operations.backedUp",
  "operations.moved",
  "operations.restored",
  "people.keyAdded",
  "people.keyRevoked",
  "webhook.added",
  "webhook.disabled",
  "webhook.enabled",
  "webhook.removed",
  "webhook.resent",
  "webhook.rotated",
] as const
export type ActCode = (typeof ACTS)[number]
