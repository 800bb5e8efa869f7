/** What the address of the ageing screen may say. */
import { aCurrency, anyText, matching, oneOf, readFields } from "../kernel/address.ts"
import { DIMENSIONS, ROW_ORDER } from "./ageing.ts"

export const readAgeingSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    by: oneOf(...DIMENSIONS),
    view: oneOf("trend"),
    find: anyText,
    currency: aCurrency,
    /** A column, with a minus sign the largest first. */
    sort: matching(ROW_ORDER),
  })
export type AgeingSearch = ReturnType<typeof readAgeingSearch>
