/** A list longer than a page, as a job reads all of it: what its endpoint takes, its columns, and its rows in the order asked, some at a time. */
import { z } from "@hono/zod-openapi"
import type { Day } from "../../kernel/day.ts"
import { type Cell, type ListShape, withColumns } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"
import type { Creditor } from "../context.ts"
import type { Tx } from "../db.ts"
import { noColumn } from "./misfit.text.ts"
import { type Misfit, misfit, misfits, misfitsOf } from "./misfit.ts"

export type AskedList = {
  readonly company: Creditor
  /** The day where none is asked for. */
  readonly today: Day
  readonly lang: Language
  /** The fields of the list's own address, as they would stand there, without the page. */
  readonly query: Readonly<Record<string, string>>
  /** The columns wanted, by key, in their order; null: all. */
  readonly columns: readonly string[] | null
}
/** Some rows of the list; one of them may be several of the file. */
export type Batch = { readonly count: number; readonly rows: readonly (readonly Cell[])[] }
export type OpenedList = Omit<ListShape<never>, "cells"> & {
  count(): Promise<number>
  batches(): AsyncIterable<Batch>
}
export type LongList = {
  /** Whoever sees a part of the company reads the list of that part. */
  readonly own: boolean
  /** Refuses DOES_NOT_FIT, and what the list's own endpoint refuses. */
  open(tx: Tx, asked: AskedList): Promise<OpenedList>
}

export function openedList<Row>(
  whole: ListShape<Row>,
  { columns: wanted }: Pick<AskedList, "columns">,
  count: () => Promise<number>,
  rows: () => AsyncIterable<readonly Row[]>,
): OpenedList {
  const known = whole.columns.map(({ key }) => key)
  const unknown = wanted?.find((key) => !known.includes(key))
  if (unknown !== undefined) throw misfit("columns", "invalid_value", noColumn(unknown, known))
  const { title, facts, columns, cells } = wanted === null ? whole : withColumns(whole, wanted)
  return {
    title,
    facts,
    columns,
    count,
    async *batches() {
      for await (const batch of rows()) yield { count: batch.length, rows: batch.flatMap(cells) }
    },
  }
}

/** The fields of an address, said in a body: read by what the address takes. Refuses DOES_NOT_FIT. */
export function readFields<Fields extends z.ZodRawShape>(fields: Fields, said: Readonly<Record<string, string>>): z.infer<z.ZodObject<Fields>> {
  const read = z.strictObject(fields).safeParse(said)
  if (read.success) return read.data as z.infer<z.ZodObject<Fields>>
  const { errors } = misfitsOf(read.error).figures as { readonly errors: readonly Misfit[] }
  throw misfits(errors.map((error) => ({ ...error, field: `query.${error.field}` })))
}
