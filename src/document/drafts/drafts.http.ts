/**
 * Drafts of imports: a file that was sent is kept, and every look at it is a dry run of it. What was said about it (columns, mended cells, rows left
 * out) lives with that job, so that a draft survives a reload, a restart and a night; the same file is then checked again, or imported, without
 * being sent again.
 */
import { existsSync } from "node:fs"
import { stat } from "node:fs/promises"
import { z } from "@hono/zod-openapi"
import { loadDirectory, loadSettings } from "../../company/company.act.ts"
import type { Day } from "../../kernel/day.ts"
import { type Currency, currency } from "../../kernel/money.ts"
import { Refused } from "../../kernel/result.ts"
import type { Language } from "../../kernel/text.ts"
import type { Creditor } from "../../shell/context.ts"
import type { Database } from "../../shell/db.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { amountWire, dayField, minorOf, nameField } from "../../shell/http/fields.ts"
import { inEach, misfits } from "../../shell/http/misfit.ts"
import type { Jobs } from "../../shell/jobs/jobs.ts"
import { findAsked } from "../../shell/jobs/work.ts"
import { storedPath, vaultFolder } from "../../shell/vault.ts"
import { type ImportRequest, queueAgain, unpack } from "../background.job.ts"
import type { Problem } from "../draft.ts"
import { problemForPeople } from "../import.text.ts"
import { type MappingSaid, parseMapping } from "../mapping.ts"
import { problemInWords } from "../problem.text.ts"
import { lookAt } from "../reading/read.job.ts"
import type { LookAsked } from "../reading/reading.ts"
import { loadUnderstandings } from "../remembered/remembered.store.ts"
import { correctionsWire, type DraftAnswer, draftWire } from "./draft.wire.ts"

/** Rows with problems on a page, where not said otherwise. */
const PAGE = 50
const paging = {
  from: z.coerce.number().int().min(0).max(2_000_000_000).default(0).openapi({ description: "of the rows that want a look: how many go before" }),
  rows: z.coerce.number().int().min(1).max(300).default(PAGE).openapi({ description: "how many of them are shown" }),
  only: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional()
    .openapi({ description: "the key of a group: the rows that suffer from the same", example: "0123456789abcdef" }),
  lines: z.enum(["true", "false"]).default("false").openapi({ description: "the lines of all that are refused, rather than a page of them" }),
}

const change = {
  as: z.enum(["journal", "snapshot", "turnover"]).optional(),
  asOf: dayField.optional(),
  source: nameField.nullable().optional(),
  sheet: z.string().max(200).nullable().optional(),
  dateOrder: z.enum(["dmy", "mdy", "ymd"]).nullable().optional(),
  round: z.boolean().optional(),
  control: amountWire.nullable().optional(),
  onConflict: z.enum(["keep", "replace"]).optional(),
  acceptGood: z.boolean().optional(),
  yes: z.boolean().optional(),
  backfill: z.boolean().optional(),
  map: z
    .record(z.string(), z.unknown())
    .nullable()
    .optional()
    .openapi({
      description: "which column is which, as the dry run's mapping says it; null: as the program would",
      example: { columns: { amount: "Solde" } },
    }),
  corrections: correctionsWire
    .optional()
    .openapi({ description: "cells mended, one by one or all that say the same, and lines left out, laid over the file: all of them" }),
  dryRun: z.boolean().default(true).openapi({ description: "true: looks again; false: imports" }),
}

type Ground = { readonly dataDir: string; jobs(): Promise<Jobs> }
export function draftEndpoints(api: Api, { dataDir, jobs }: Ground): void {
  api.handle({
    method: "get",
    path: "/imports/drafts/{job}",
    status: 200,
    needs: "import",
    about: "A file that was sent: what was said about it, its columns, its first rows, and those that have problems",
    params: { job: z.uuid() },
    query: paging,
    answers: draftWire,
    refuses: ["UNKNOWN_JOB", "FILE_MISSING"],
    async run(db, { caller, path, query, lang }, c) {
      const asked = await db.inCompany(caller.company.id, (tx) => findAsked(tx, "import", path.job))
      const request = requestOf(asked.request, path.job)
      const { from, rows, only, lines } = query
      const wanted = { ...linesOf(asked.outcome), from, most: rows, only: only ?? null, lines: lines === "true" }
      const looked = await look(db, dataDir, caller.company, asked.subject, request, wanted, lang)
      const answer: DraftAnswer = { job: path.job, file: asked.subject, options: optionsAnswer(request.options), looked }
      return c.json(draftWire.parse(answer), 200, { "Cache-Control": "no-store" })
    },
  })
  api.change({
    method: "post",
    path: "/imports/drafts/{job}",
    status: 202,
    needs: "import",
    about: "Looks through a file that was sent once more, or imports it, with what is said about it now; the rest stays as it was said before",
    params: { job: z.uuid() },
    body: change,
    answers: z.object({ job: z.uuid(), file: z.string() }),
    refuses: ["UNKNOWN_JOB"],
    async run(tx, { caller, path, body, lang }) {
      const asked = await findAsked(tx, "import", path.job)
      const request = requestOf(asked.request, path.job)
      const { as, map, corrections, ...said } = body
      if (typeof said.control === "string") minorOf(said.control, caller.company.currency as Currency, "control")
      const mapping = map === undefined ? {} : { map: map === null ? null : readMapping(map) }
      const options = {
        ...request.options,
        ...defined(said),
        ...(as === undefined ? {} : { mode: as }),
        ...mapping,
        ...(corrections === undefined ? {} : { corrections }),
        lang,
      }
      const job = await queueAgain(tx, await jobs(), caller.by, asked.subject, { sha256: request.sha256, options })
      return { body: { job, file: asked.subject } }
    },
  })
}

/** A job of the terminal keeps no file: it is no draft. */
function requestOf(request: unknown, id: string): ImportRequest {
  const said = request as Partial<ImportRequest> | undefined
  if (said?.sha256 === undefined || said.options === undefined) throw new Refused("UNKNOWN_JOB", { id })
  return said as ImportRequest
}

type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> }
const defined = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Said<T>

export function readMapping(map: unknown): MappingSaid {
  const read = parseMapping(typeof map === "string" ? map : JSON.stringify(map))
  if (read.ok) return read.value
  throw misfits(read.refusal.map((p) => ({ field: "map", code: p.code, message: inEach((lang) => problemInWords(p, lang)) })))
}

/** What the dry run said of single rows: those it lists as refused; where none is, those worth a look. */
function linesOf(outcome: unknown): Pick<LookAsked, "refused" | "beside" | "judges"> {
  const imports = outcome === null ? [] : unpack(outcome).imports
  const problems: readonly Problem[] = imports.flatMap((i) => i.problems).filter((p) => p.line > 0)
  const lines = (of: readonly Problem[]) => [...new Set(of.map((p) => p.line))]
  const refused = lines(problems.filter((p) => p.severity === "refusal"))
  return { refused, beside: refused.length === 0 ? lines(problems) : [], judges: refused.length > 0 || imports.some((i) => i.unlisted > 0) }
}

async function look(db: Database, dataDir: string, home: Creditor, name: string, request: ImportRequest, asks: LookAsked, lang: Language) {
  const { sha256, options } = request
  const path = storedPath(vaultFolder(dataDir, home.id), sha256)
  if (!existsSync(path)) throw new Refused("FILE_MISSING", { sha256, path })
  // Rows are judged as the import judges them: also those of the other companies.
  const sellers = (await loadDirectory(db)).map(({ id, code, country }) => ({ id, code, country }))
  const { source, known } = await db.inCompany(home.id, async (tx) => {
    const named = options.source ?? (await loadSettings(tx)).default_source
    return { source: named, known: await loadUnderstandings(tx, named) }
  })
  const { map, dateOrder, round, sheet, asOf, mode, corrections } = options
  const says = { turnover: mode === "turnover", sheet, map, dateOrder, round, asOf, source, known, earlier: null, bases: [], corrections }
  const asked = { path, name, currency: currency(home.currency), home, companies: sellers, ...says, look: asks }
  const looked = await lookAt(asked, (await stat(path)).size)
  const told = (problem: Problem) => {
    const { line, column, code, severity } = problem
    return { line, column, code, severity, message: problemForPeople(problem, lang) }
  }
  return (
    looked && {
      ...looked,
      problems: looked.problems.map(told),
      groups: looked.groups.map(({ key, was, rows, example }) => ({
        key,
        was,
        rows,
        column: example.column,
        message: problemForPeople(example, lang),
      })),
    }
  )
}

const optionsAnswer = ({ mode, asOf, corrections, ...said }: ImportRequest["options"]): DraftAnswer["options"] => ({
  as: mode,
  asOf: asOf as Day,
  source: said.source,
  sheet: said.sheet,
  dateOrder: said.dateOrder,
  round: said.round,
  control: said.control,
  onConflict: said.onConflict,
  acceptGood: said.acceptGood,
  yes: said.yes,
  backfill: said.backfill,
  dryRun: said.dryRun,
  map: said.map,
  corrections: { cells: [...(corrections?.cells ?? [])], drop: [...(corrections?.drop ?? [])], alike: [...(corrections?.alike ?? [])] },
})
