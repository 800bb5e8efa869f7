/** Columns of the staging table of a bulk posting, in the order a COPY line gives them. `settle_…`: what the sender says was settled of the row. */
export const STAGE_COLUMNS = [
  "company_id",
  "line",
  "kind",
  "side",
  "number",
  "customer_code",
  "customer_name",
  "country",
  "segment",
  "collector",
  "group_code",
  "identifiers",
  "currency",
  "amount",
  "issued_on",
  "due_on",
  "instalment",
  "settle_on",
  "settle_by",
  "settle_amount",
  "means",
  "applies_to",
] as const

/** What a posting makes ids for: each kind of row is numbered in a lane of its own, of 2³² numbers, so that no two share an id. Sixteen lanes fit. */
const LANES = [
  "row",
  "settlement",
  "settlementAllocation",
  "namedAllocation",
  "pair",
  "annulment",
  "annulmentAllocation",
  "snapshotPart",
  "snapshotGone",
  "dueChange",
  "reallocation",
  "restored",
  "reversal",
  "undoneAllocation",
  "revived",
  "revivedAllocation",
] as const
export type Lane = (typeof LANES)[number]
export const firstOf = (lane: Lane) => LANES.indexOf(lane) * 2 ** 32
