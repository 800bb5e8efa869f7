import { z } from "zod"
import type { Day } from "../../kernel/day.ts"
import { MOST_AT_ONCE } from "./bulk.ts"

/** What takes back one thing that was done to many. */
export const undoWire = z.strictObject({
  of: z.enum(["snooze", "note", "hold", "task", "promise", "dispute"]),
  id: z.string().min(1).max(200),
  until: (z.iso.date() as unknown as z.ZodType<Day>).nullable(),
})
/** Of an answer, what undoes it. */
export const undoneWire = z.object({ done: z.array(z.object({ undo: undoWire })).max(MOST_AT_ONCE) })
