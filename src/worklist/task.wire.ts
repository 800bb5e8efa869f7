import { z } from "zod"
import { TASK_KINDS, type Task } from "./task.ts"

export const taskWire = z.object({
  id: z.uuid(),
  customer: z.string(),
  owner: z.string(),
  kind: z.enum(TASK_KINDS),
  dueOn: z.iso.date(),
  why: z.string().nullable(),
  snoozedUntil: z.iso.date().nullable(),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
})
export const taskAnswer = ({ madeAt, doneAt, ...task }: Task): z.infer<typeof taskWire> => ({
  ...task,
  madeAt: madeAt.toISOString(),
  doneAt: doneAt?.toISOString() ?? null,
})
