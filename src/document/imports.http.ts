/** The API's imports: a file is sent, kept and queued; its job says how far it is and what came of it. */
import { createWriteStream } from "node:fs"
import { mkdir, rm } from "node:fs/promises"
import { basename, join } from "node:path"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream as WebStream } from "node:stream/web"
import { z } from "@hono/zod-openapi"
import type { Currency } from "../kernel/money.ts"
import { Refused } from "../kernel/result.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { amountWire, cutPage, dayField, minorOf, nextWire, pageFields, readCursor } from "../shell/http/fields.ts"
import { answerOnce } from "../shell/http/idempotency.ts"
import { fieldText } from "../shell/http/misfit.text.ts"
import { says } from "../shell/http/misfit.ts"
import type { Jobs } from "../shell/jobs/jobs.ts"
import { hashOf, queueImport } from "./background.job.ts"
import { draftEndpoints, readMapping } from "./drafts/drafts.http.ts"
import { PLAIN_JOURNAL } from "./import.job.ts"
import { loadImports } from "./import.store.ts"
import { undoAnswer, undoImport } from "./posting/undo.act.ts"

const MOST_BYTES = 2 ** 31
/** A name the disk takes, nothing a terminal would obey, and nothing that makes a reader see another ending than it has. */
const isFileName = (said: string) =>
  !["", ".", ".."].includes(basename(said)) && Buffer.byteLength(basename(said)) <= 200 && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(said)
const flag = z.enum(["true", "false"]).default("false")
const importWire = z.object({
  id: z.uuid(),
  at: z.string(),
  file: z.string(),
  sha256: z.string(),
  kind: z.string(),
  mode: z.string(),
  source: z.string(),
  counts: z.looseObject({}),
  totals: z.unknown(),
  by: z.string().nullable(),
  job: z.uuid().nullable(),
  undone: z.object({ at: z.string(), by: z.string() }).nullable(),
})

export function importEndpoints(api: Api, { dataDir, jobs }: { readonly dataDir: string; jobs(): Promise<Jobs> }): void {
  api.read({
    path: "/imports",
    needs: "read",
    about: "What was imported, newest first",
    query: pageFields,
    answers: z.object({ imports: z.array(importWire), next: nextWire }),
    async run(tx, { query }) {
      const found = await loadImports(tx, query.limit + 1, readCursor(query.cursor, z.tuple([z.uuid()]))?.[0])
      const { rows, next } = cutPage(found, query.limit, ({ id }) => [id])
      return { body: { imports: rows, next } }
    },
  })
  api.handle({
    method: "post",
    path: "/imports",
    status: 202,
    takes: "application/octet-stream",
    needs: "import",
    about: "Sends a file (CSV, TSV, XLSX, FEC, SAF-T) to be imported; the answer names its job",
    query: {
      name: z.string().min(1).refine(isFileName, says(fieldText.fileName)).openapi({ description: "the file's name" }),
      as: z
        .enum(["journal", "snapshot", "turnover"])
        .default("journal")
        .openapi({ description: "snapshot: all that is open at asOf; turnover: sales by customer and month" }),
      asOf: dayField.optional().openapi({ description: "the day the file speaks of; else today" }),
      source: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .openapi({ description: "a row of a source is never taken twice; else the company's default source" }),
      sheet: z.string().optional().openapi({ description: "of a workbook; else the one that looks like a journal" }),
      dateOrder: z.enum(["dmy", "mdy", "ymd"]).optional().openapi({ description: "where the file leaves it open" }),
      round: z.enum(["half-up"]).optional().openapi({ description: "rounds amounts with too many decimals, else refused" }),
      control: amountWire.optional().openapi({ description: "the balance of your customers' account: the difference is said" }),
      onConflict: z.enum(["keep", "replace"]).default("keep").openapi({ description: "a known row with other content" }),
      acceptGood: flag.openapi({ description: "posts the good rows although others are refused" }),
      yes: flag.openapi({ description: "believes a snapshot that closes much" }),
      backfill: flag.openapi({ description: "takes a snapshot of a day before the last one" }),
      dryRun: flag.openapi({ description: "posts nothing: the job's outcome says what was understood and what would come of it; the file is kept" }),
      map: z.string().max(10_000).optional().openapi({
        description: "JSON: which column is which, which customers are one; a dry run answers the one it would use",
        example: '{"columns":{"amount":"Solde"}}',
      }),
    },
    answers: z.object({ job: z.uuid(), file: z.string() }),
    refuses: ["UPLOAD_TOO_LARGE", "KEY_USED_BEFORE", "DISK_FULL"],
    async run(db, { caller, query, header, lang }, c) {
      const name = basename(query.name)
      const map = query.map === undefined ? null : readMapping(query.map)
      if (query.control !== undefined) minorOf(query.control, caller.company.currency as Currency, "control")
      const folder = join(dataDir, "uploads", crypto.randomUUID())
      const path = join(folder, name)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        await receive(c.req.raw.body, path)
        const sha256 = await hashOf(path)
        const options = {
          ...PLAIN_JOURNAL,
          mode: query.as,
          asOf: query.asOf ?? caller.today,
          source: query.source ?? null,
          sheet: query.sheet ?? null,
          dateOrder: query.dateOrder ?? null,
          round: query.round !== undefined,
          control: query.control ?? null,
          onConflict: query.onConflict,
          acceptGood: query.acceptGood === "true",
          yes: query.yes === "true",
          backfill: query.backfill === "true",
          dryRun: query.dryRun === "true",
          map,
          lang,
          dataDir,
        }
        const queue = await jobs()
        const asked = `POST ${c.req.path}?${new URLSearchParams(c.req.query())} ${sha256}`
        const { body, headers } = await answerOnce(db, caller, header("Idempotency-Key"), asked, async (tx) => ({
          body: { job: await queueImport(tx, queue, caller.by, path, sha256, options), file: name },
        }))
        return c.json(body as object, 202, { "Cache-Control": "no-store", ...headers })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  })
  draftEndpoints(api, { dataDir, jobs })
  api.change({
    method: "post",
    path: "/imports/{id}/undo",
    status: 200,
    needs: "reverse",
    about: "Takes an import back; dryRun shows what that undoes",
    params: { id: z.uuid() },
    body: { dryRun: z.boolean().default(false), yes: z.boolean().default(false) },
    answers: z.looseObject({ id: z.uuid(), file: z.string(), done: z.boolean() }),
    refuses: ["UNKNOWN_IMPORT", "ALREADY_UNDONE", "MATCHED_SINCE"],
    run: async (tx, { caller, path, body }) => ({ body: undoAnswer(await undoImport(tx, caller.by, path.id, body)) }),
  })
}

/** Writes a body to a file of its own, at most MOST_BYTES of it. */
async function receive(body: ReadableStream | null, path: string): Promise<void> {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      if (bytes > MOST_BYTES) done(new Refused("UPLOAD_TOO_LARGE", { most: MOST_BYTES }))
      else done(null, chunk)
    },
  })
  await pipeline(body === null ? Readable.from([]) : Readable.fromWeb(body as WebStream), limit, createWriteStream(path, { mode: 0o600 }))
}
