/** What the address of the figures' screen may say. */
import { aCurrency, anyText, matching, oneOf, readFields } from "../kernel/address.ts"

export const WINDOWS = ["30", "90", "180", "365"] as const
export const readKpiSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    currency: aCurrency,
    days: oneOf(...WINDOWS),
    view: oneOf("trend", "months"),
    find: anyText,
    sort: matching(/^-?(?:name|count|lateCount|lateShare|meanAll|max|payMean)$/),
  })
export type KpiSearch = ReturnType<typeof readKpiSearch>
