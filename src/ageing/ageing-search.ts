/** What the address of the ageing screen may say. */
import { aCurrency, anyText, matching, oneOf, readFields } from "../kernel/address.ts"
import { DIMENSIONS } from "./ageing.ts"

export const readAgeingSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    by: oneOf(...DIMENSIONS),
    view: oneOf("trend"),
    find: anyText,
    currency: aCurrency,
    /** A column, with a minus sign the largest first. */
    sort: matching(/^-?(?:name|total|credits|net|b\d{1,2})$/),
  })
export type AgeingSearch = ReturnType<typeof readAgeingSearch>
