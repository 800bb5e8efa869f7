/** What is known of a job: asked, at work, ended. What it asks and what came of it is said in the words of the room whose kind it is. */
import type { Id } from "../../kernel/id.ts"
import type { By } from "../context.ts"

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled"
export type Asked = {
  readonly kind: string
  readonly subject: string
  readonly unit: string
  readonly by: By
  /** Their account or key, where they have one: whoever sees a part of the company sees their own jobs. */
  readonly asker?: string
  /** In the words of the room whose kind it is. */
  readonly request: unknown
}
export type Progress = { readonly done: number; readonly total: number | null; readonly rate: number | null; readonly secondsLeft: number | null }
/** Why a job failed or waits: a code with its figures. */
export type Because = { readonly code: string; readonly figures: Readonly<Record<string, unknown>> }
export type Started = {
  readonly attempt: number
  readonly by: By
  readonly asker: string | null
  readonly subject: string
  readonly request: unknown
}

export type JobRow = Progress & {
  readonly id: Id
  readonly kind: string
  readonly subject: string
  readonly unit: string
  readonly background: boolean
  /** Who asked for it: the name, and the account or key where it is known. */
  readonly by: string
  readonly asker: string | null
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

/** A file a job left for a person: where it lies, and what it is handed out as. */
export type JobFile = { readonly path: string; readonly name: string }

/** How long a job that has ended is shown. */
export const KEPT_DAYS = 90

/** Silence after which whoever works a job counts as gone. */
export const SILENT_S = 15
