/** What the address of the activity screen may say. */
import { aDay, anyText, matching, oneOf, readFields } from "../../kernel/address.ts"
import { ACTOR_KINDS, SUBJECT_KINDS } from "./log.ts"

const anId = matching(/^[0-9a-f-]{36}$/)
export const readLogSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    from: aDay,
    to: aDay,
    kind: oneOf(...ACTOR_KINDS),
    by: anyText,
    act: matching(/^[a-z][A-Za-z.]*$/),
    subject: oneOf(...SUBJECT_KINDS),
    id: anId,
    customer: anyText,
    text: anyText,
    /** The entry that is opened. */
    entry: anId,
  })
export type LogSearch = ReturnType<typeof readLogSearch>
