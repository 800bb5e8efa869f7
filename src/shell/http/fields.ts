/** Fields that many endpoints take, read as the command line reads its options. */
import { z } from "@hono/zod-openapi"
import { type Day, isDay } from "../../kernel/day.ts"
import { type Currency, isCurrency } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"

export const dayField = z
  .string()
  .refine((text): text is Day => isDay(text), "a day as YYYY-MM-DD, from 1900 on")
  .transform((text) => text as Day)
  .openapi({ type: "string", format: "date", example: "2026-06-30" })
export const instantField = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .openapi({ type: "string", format: "date-time", example: "2026-06-30T17:00:00Z" })
export const currencyField = z
  .string()
  .transform((text) => text.toUpperCase())
  .refine((text): text is Currency => isCurrency(text), "a currency of ISO 4217")
  .transform((text) => text as Currency)
  .openapi({ type: "string", example: "EUR" })
/** Decimal text in the currency's own digits. */
export const amountWire = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/)
  .openapi({ description: "decimal text in the currency's own digits", example: "1250.00" })
/** The largest amount the books hold, in minor units. */
export const MOST_MINOR = 2n ** 63n - 1n

/** Where a text stands that the books cannot hold: a NUL, or half of a character. Null: nowhere. */
export function unheld(value: unknown, at: readonly (string | number)[] = []): string | null {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? at.join(".") : null
  if (typeof value !== "object" || value === null) return null
  for (const [key, part] of Object.entries(value)) {
    const found = unheld(part, [...at, key])
    if (found !== null) return found
  }
  return null
}

const MOST = 1_000
/** A page of a list: what follows a place in its order. Rows inserted or removed elsewhere neither repeat nor hide the others. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
  cursor: z.string().max(2_000).optional().openapi({ description: "`next` of the page before" }),
}
export const nextWire = z.string().nullable().openapi({ description: "the cursor of the following page; null: this is the last one" })

/** A place in an order: the values of the last row seen. */
const writeCursor = (place: readonly (string | number)[]) => Buffer.from(JSON.stringify(place)).toString("base64url")
/** Refuses BAD_CURSOR: the place is one of this list's order, or it is no cursor. */
export function readCursor<T>(cursor: string | undefined, place: z.ZodType<T>): T | null {
  if (cursor === undefined) return null
  let said: unknown
  try {
    said = JSON.parse(Buffer.from(cursor, "base64url").toString())
  } catch {
    throw new Refused("BAD_CURSOR")
  }
  const read = place.safeParse(said)
  if (!read.success) throw new Refused("BAD_CURSOR")
  return read.data
}

/** At most `limit` rows of a page that was loaded with one more, and where the next one begins. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  place: (row: T) => readonly (string | number)[],
): { rows: readonly T[]; next: string | null } {
  if (rows.length <= limit) return { rows, next: null }
  return { rows: rows.slice(0, limit), next: writeCursor(place(rows[limit - 1]!)) }
}
