/** What is known of a job: asked, at work, ended. What it asks and what came of it is said in the words of the room whose kind it is. */
import type { Id } from "../../kernel/id.ts"
import type { By } from "../context.ts"

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled"
export type Asked = {
  readonly kind: string
  readonly subject: string
  readonly unit: string
  readonly by: By
  /** In the words of the room whose kind it is. */
  readonly request: unknown
}
export type Progress = { readonly done: number; readonly total: number | null; readonly rate: number | null; readonly secondsLeft: number | null }
/** Why a job failed or waits: a code with its figures. */
export type Because = { readonly code: string; readonly figures: Readonly<Record<string, unknown>> }
export type Started = { readonly attempt: number; readonly by: By; readonly subject: string; readonly request: unknown }

export type JobRow = Progress & {
  readonly id: Id
  readonly kind: string
  readonly subject: string
  readonly unit: string
  readonly background: boolean
  /** Who asked for it. */
  readonly by: string
  /** It only tries: whatever comes of it, nothing is written (a request that says dryRun among its options). */
  readonly trial: boolean
  readonly state: JobState
  readonly attempt: number
  readonly code: string | null
  readonly figures: Readonly<Record<string, unknown>> | null
  readonly outcome: unknown
  readonly startedAt: Date | null
  readonly updatedAt: Date
}

/** How long a job that has ended is shown. */
export const KEPT_DAYS = 90

/** Silence after which whoever works a job counts as gone. */
export const SILENT_S = 15
