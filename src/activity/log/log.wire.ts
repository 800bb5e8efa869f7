/** Entries of the activity log, as they travel. */
import { z } from "zod"
import { isCurrency, toDecimal } from "../../kernel/money.ts"
import type { Language } from "../../kernel/text.ts"
import { wordsOf } from "./acts.text.ts"
import type { Verified } from "./log.ts"
import { ACTOR_KINDS, amountOf, type LogEntry } from "./log.ts"

const fields = z.record(z.string(), z.unknown())
export const entryWire = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum(ACTOR_KINDS),
  by: z.string(),
  onBehalfOf: z.string().nullable(),
  act: z.string(),
  /** The act in plain words. */
  words: z.string(),
  customer: z.object({ code: z.string(), name: z.string() }).nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  subject: fields,
  before: fields.nullable(),
  after: fields.nullable(),
  digest: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Its place in the chain; null: not sealed yet. */
  seal: z.object({ number: z.string(), hash: z.string(), previous: z.string(), at: z.iso.datetime() }).nullable(),
})
export type EntryAnswer = z.infer<typeof entryWire>

export function entryAnswer(entry: LogEntry, lang: Language): EntryAnswer {
  const worth = amountOf(entry)
  const currency = worth !== null && isCurrency(worth.currency) ? worth.currency : null
  const { seal, at, ...rest } = entry
  return {
    ...rest,
    at: at.toISOString(),
    words: wordsOf(entry.act)?.[lang] ?? entry.act,
    amount: worth === null || currency === null ? null : toDecimal(worth.minor, currency),
    currency,
    seal: seal && { number: String(seal.seq), hash: seal.hash, previous: seal.prev, at: seal.at.toISOString() },
  }
}

export const verifiedWire = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  by: z.string(),
  ok: z.boolean(),
  checks: z.number().int(),
  faults: z.array(z.string()),
})
export const verifiedAnswer = ({ at, faults, ...one }: Verified): z.infer<typeof verifiedWire> => ({
  ...one,
  at: at.toISOString(),
  faults: [...faults],
})
