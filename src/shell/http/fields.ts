/** Fields that many endpoints take, read as the command line reads its options. */
import { z } from "@hono/zod-openapi"
import { type Day, isDay } from "../../kernel/day.ts"
import { type Currency, fromDecimal, isCurrency } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import { fieldText, notAmount, tooMuch } from "./misfit.text.ts"
import { misfit, says } from "./misfit.ts"

export const dayField = z
  .string()
  .refine((text): text is Day => isDay(text), says(fieldText.day))
  .transform((text) => text as Day)
  .openapi({ type: "string", format: "date", example: "2026-06-30" })
export const instantField = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((at) => isDay(at.toISOString().slice(0, 10)), says(fieldText.day))
  .openapi({ type: "string", format: "date-time", example: "2026-06-30T17:00:00Z" })
export const currencyField = z
  .string()
  .transform((text) => text.toUpperCase())
  .refine((text): text is Currency => isCurrency(text), says(fieldText.currency))
  .transform((text) => text as Currency)
  .openapi({ type: "string", example: "EUR" })
/** Decimal text in the currency's own digits. */
export const amountWire = z
  .string()
  .max(40)
  .refine((text) => /^-?\d+(\.\d+)?$/.test(text), says(fieldText.amount))
  .openapi({ pattern: "^-?\\d+(\\.\\d+)?$", description: "decimal text in the currency's own digits", example: "1250.00" })
/** The largest amount the books hold, in minor units. */
const MOST_MINOR = 2n ** 63n - 1n

export const positiveAmount = amountWire.refine((text) => Number(text) > 0, says(fieldText.aboveZero))

/** Decimal text of a currency, refused by the field's name where it does not fit. */
export function minorOf(text: string, of: Currency, field: string): bigint {
  let read: bigint
  try {
    read = fromDecimal(text, of)
  } catch {
    throw misfit(field, "decimals", notAmount(text, of))
  }
  if (read > MOST_MINOR || read < -MOST_MINOR) throw misfit(field, "too_big", tooMuch(text))
  return read
}

/** The highest number an instalment can have. */
const MOST_INSTALMENT = 32_767
/** An item, as /open-items shows it. */
export const itemFields = {
  item: z.uuid().openapi({ description: "the entry's id, as /open-items shows it" }),
  instalment: z.number().int().min(1).max(MOST_INSTALMENT).default(1),
}
export const itemField = z.strictObject(itemFields)

/** What people write in their own words: kept, so without characters a terminal would obey; lines and tabs may stand in it. */
export const prose = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[^\P{Cc}\n\t]/u.test(text), says(fieldText.controls))
/** A name of somebody or something, on one line. */
export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => !/\p{Cc}/u.test(text), says(fieldText.controls))

/** Refuses a text that the books cannot hold: a NUL, or half of a character. */
export function mustBeHeld(said: unknown): void {
  const field = unheld(said, [])
  if (field !== null) throw misfit(field, "characters", fieldText.characters)
}
/** Where one stands. */
function unheld(value: unknown, at: readonly string[]): string | null {
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

/** What places are made of: a cursor comes from outside, so each part must be what the database compares it with. */
export const dayPlace = z.string().refine(isDay)
/** A moment of a day that books have: it goes to the database as text. */
export const instantPlace = z.iso.datetime().refine((at) => isDay(at.slice(0, 10)))
export const instalmentPlace = z.number().int().min(1).max(MOST_INSTALMENT)

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
  if (!read.success || unheld(said, []) !== null) throw new Refused("BAD_CURSOR")
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
