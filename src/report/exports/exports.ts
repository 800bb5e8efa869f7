/** Exports of long lists: what is asked, and what came of it, as it is kept with the job. */
import type { Day } from "../../kernel/day.ts"
import type { SheetFormat } from "../../kernel/sheet.ts"
import type { Language } from "../../kernel/text.ts"

/** The kind of job, and the name of its queue. */
export const EXPORT = "export"
/** How long the file of an export is there. */
export const KEPT_DAYS = 7

export type ExportRequest = {
  readonly list: string
  /** The fields of the list's own address. */
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly string[] | null
  readonly format: SheetFormat
  readonly lang: Language
  /** The day it was asked on: of the list where no other is asked for. */
  readonly today: Day
}
/** `file`: its name in the folder of the company's exports; `rows`: of the list; `part`: what it was made of, null: the whole. */
export type Exported = {
  readonly file: string
  readonly format: SheetFormat
  readonly rows: number
  readonly bytes: number
  readonly part: string | null
}

const GONE = "…"
/** The same without the texts that name somebody. */
export function wordless<T>(value: T, named: (text: string) => boolean): T {
  if (typeof value === "string") return (named(value) ? GONE : value) as T
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map((part: unknown) => wordless(part, named)) as T
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, wordless(part as unknown, named)])) as T
}
