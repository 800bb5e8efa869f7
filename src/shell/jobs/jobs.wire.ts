/** A job as it travels. */
import { z } from "zod"
import { type Language, type RefusalTexts, wordRefusal } from "../../kernel/text.ts"
import { type DatabaseCode, databaseTexts } from "../database.text.ts"
import type { JobRow } from "./job.ts"

export const jobWire = z.object({
  id: z.uuid(),
  kind: z.string(),
  company: z.string(),
  subject: z.string(),
  by: z.string(),
  trial: z.boolean(),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  done: z.number().int(),
  total: z.number().int().nullable(),
  unit: z.string(),
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  attempt: z.number().int(),
  startedAt: z.string().nullable(),
  updatedAt: z.string(),
  code: z.string().nullable(),
  message: z.string().nullable(),
})
/** As the API shows it to somebody. */
export const seenJobWire = jobWire.extend({
  /** They asked for it. */
  mine: z.boolean(),
  /** What it left for a person is called, while it is there. */
  file: z.string().nullable(),
})

/** Why it failed, waits again or was cancelled, in words. */
export function jobMessage(job: JobRow, lang: Language, refusals: RefusalTexts): string | null {
  if (job.code === null) return null
  const database = databaseTexts[job.code as DatabaseCode]
  return database ? database[lang](job.figures ?? {}) : wordRefusal(refusals, { code: job.code, figures: job.figures ?? {} }, lang)
}

export const jobAnswer = (job: JobRow, company: string, lang: Language, refusals: RefusalTexts): z.infer<typeof jobWire> => ({
  id: job.id,
  kind: job.kind,
  company,
  subject: job.subject,
  by: job.by,
  trial: job.trial,
  state: job.state,
  done: job.done,
  total: job.total,
  unit: job.unit,
  rate: job.rate === null ? null : Math.round(job.rate),
  secondsLeft: job.secondsLeft,
  attempt: job.attempt,
  startedAt: job.startedAt?.toISOString() ?? null,
  updatedAt: job.updatedAt.toISOString(),
  code: job.code,
  message: jobMessage(job, lang, refusals),
})
