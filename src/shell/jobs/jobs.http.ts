/** The API's view of long work: how far it is, what came of it, and stopping it. */
import { createReadStream, existsSync } from "node:fs"
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { z } from "@hono/zod-openapi"
import { Refused } from "../../kernel/result.ts"
import type { Language, RefusalTexts } from "../../kernel/text.ts"
import { attachment } from "../http/attachment.ts"
import type { Api } from "../http/endpoint.ts"
import { cutPage, nextWire, pageFields, readCursor } from "../http/fields.ts"
import { askCancel, loadJobs } from "./job.store.ts"
import { jobAnswer, jobWire } from "./jobs.wire.ts"

const id = z.uuid()

/** `told`, `files`: what the job's room says came of it, and the files it left for a person. */
export function jobEndpoints(
  api: Api,
  refusals: RefusalTexts,
  told: (kind: string, outcome: unknown, lang: Language) => unknown,
  files: (kind: string, outcome: unknown) => readonly string[],
): void {
  api.read({
    path: "/jobs",
    needs: "read",
    about: "The jobs, the newest first: what is at work, how fast and how long it still takes",
    query: pageFields,
    answers: z.object({ jobs: z.array(jobWire), next: nextWire }),
    refuses: ["BAD_CURSOR"],
    async run(tx, { query, lang, caller }) {
      const before = readCursor(query.cursor, z.tuple([id]))
      const { rows, next } = cutPage(await loadJobs(tx, query.limit + 1, null, before?.[0] ?? null), query.limit, (job) => [job.id])
      return { body: { jobs: rows.map((job) => jobAnswer(job, caller.company.code, lang, refusals)), next } }
    },
  })
  api.read({
    path: "/jobs/{id}",
    needs: "read",
    about: "One job, and what came of it once it has ended",
    params: { id },
    answers: jobWire.extend({ outcome: z.unknown() }),
    refuses: ["UNKNOWN_JOB"],
    async run(tx, { path, lang, caller }) {
      const [job] = await loadJobs(tx, 1, path.id)
      if (!job) throw new Refused("UNKNOWN_JOB", { id: path.id })
      const outcome = job.outcome === null ? null : told(job.kind, job.outcome, lang)
      return { body: { ...jobAnswer(job, caller.company.code, lang, refusals), outcome } }
    },
  })
  api.handle({
    method: "get",
    path: "/jobs/{id}/file",
    status: 200,
    gives: "application/octet-stream",
    needs: "read",
    about: "The file a job left: of an import the rows it refused, with their reasons, to be mended and sent again",
    params: { id },
    answers: z.unknown(),
    refuses: ["UNKNOWN_JOB", "NO_JOB_FILE"],
    async run(db, { caller, path }) {
      const [job] = await db.inCompany(caller.company.id, (tx) => loadJobs(tx, 1, path.id))
      if (!job) throw new Refused("UNKNOWN_JOB", { id: path.id })
      const [file] = job.outcome === null ? [] : files(job.kind, job.outcome)
      if (file === undefined || !existsSync(file)) throw new Refused("NO_JOB_FILE", { id: path.id })
      return attachment(basename(file), (await stat(file)).size, createReadStream(file)[Symbol.asyncIterator]())
    },
  })
  api.change({
    method: "post",
    path: "/jobs/{id}/cancel",
    status: 202,
    needs: "import",
    about: "Asks a job to stop: nothing of it will have been written",
    params: { id },
    body: {},
    answers: z.object({ id, state: z.literal("cancelling") }),
    refuses: ["UNKNOWN_JOB", "JOB_ENDED"],
    async run(tx, { path }) {
      const [job] = await loadJobs(tx, 1, path.id)
      if (!job) throw new Refused("UNKNOWN_JOB", { id: path.id })
      if (!(await askCancel(tx, job.id))) throw new Refused("JOB_ENDED", { id: path.id, state: job.state })
      return { body: { id: path.id, state: "cancelling" } }
    },
  })
}
