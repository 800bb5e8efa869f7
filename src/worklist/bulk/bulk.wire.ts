import { z } from "zod"
import type { Day } from "../../kernel/day.ts"
import { MOST_AT_ONCE } from "./bulk.ts"

/** What takes back one thing that was done to many. */
const until = (z.iso.date() as unknown as z.ZodType<Day>).nullable()
export const undoWire = z.discriminatedUnion("of", [
  /** Its id is the customer's code. */
  z.strictObject({ of: z.literal("snooze"), id: z.string().min(1).max(200), until }),
  z.strictObject({ of: z.enum(["note", "hold", "task", "promise", "dispute"]), id: z.uuid(), until }),
])
/** Of an answer, what undoes it. */
export const undoneWire = z.object({ done: z.array(z.object({ undo: undoWire })).max(MOST_AT_ONCE) })
