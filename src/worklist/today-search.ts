/** What the address of the day's screen may say. */
import { oneOf, readFields } from "../kernel/address.ts"

export const readTodaySearch = (raw: Readonly<Record<string, unknown>>) => readFields(raw, { user: oneOf("me"), waiting: oneOf("true") })
export type TodaySearch = ReturnType<typeof readTodaySearch>
