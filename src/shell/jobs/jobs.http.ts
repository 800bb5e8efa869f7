/** The API's view of long work: how far it is, what came of it, and stopping it. */
import { createReadStream, existsSync } from "node:fs"
import { stat } from "node:fs/promises"
import { z } from "@hono/zod-openapi"
import { Refused } from "../../kernel/result.ts"
import type { Language, RefusalTexts } from "../../kernel/text.ts"
import type { Tx } from "../db.ts"
import { attachment } from "../http/attachment.ts"
import { type Api, type Caller, lacks } from "../http/endpoint.ts"
import { cutPage, nextWire, pageFields, readCursor } from "../http/fields.ts"
import { askCancel, loadJobs } from "./job.store.ts"
import type { JobFile, JobRow } from "./job.ts"
import { jobAnswer, seenJobWire } from "./jobs.wire.ts"

const id = z.uuid()

/** `told`, `fileOf`: what the job's room says came of it, and the file it left for a person. */
export function jobEndpoints(
  api: Api,
  refusals: RefusalTexts,
  told: (kind: string, outcome: unknown, lang: Language) => unknown,
  fileOf: (tx: Tx, job: JobRow) => Promise<JobFile | null>,
): void {
  const fileLeft = async (tx: Tx, job: JobRow) => {
    const file = job.outcome === null ? null : await fileOf(tx, job)
    return file !== null && existsSync(file.path) ? file : null
  }
  const answer = async (tx: Tx, job: JobRow, { company, id: asker }: Caller, lang: Language) => ({
    ...jobAnswer(job, company.code, lang, refusals),
    mine: job.asker === asker,
    file: (await fileLeft(tx, job))?.name ?? null,
  })
  api.read({
    path: "/jobs",
    needs: "read",
    own: true,
    about:
      "The jobs, the newest first: what is at work, how fast and how long it still takes; who sees a part of the company sees those they asked for",
    query: pageFields,
    answers: z.object({ jobs: z.array(seenJobWire), next: nextWire }),
    refuses: ["BAD_CURSOR"],
    async run(tx, { query, lang, caller }) {
      const before = readCursor(query.cursor, z.tuple([id]))
      const { rows, next } = cutPage(await loadJobs(tx, query.limit + 1, null, before?.[0] ?? null), query.limit, (job) => [job.id])
      const jobs: Awaited<ReturnType<typeof answer>>[] = []
      for (const job of rows) jobs.push(await answer(tx, job, caller, lang))
      return { body: { jobs, next } }
    },
  })
  api.read({
    path: "/jobs/{job}",
    needs: "read",
    own: true,
    about: "One job, and what came of it once it has ended",
    params: { job: id },
    answers: seenJobWire.extend({ outcome: z.unknown() }),
    refuses: ["UNKNOWN_JOB"],
    async run(tx, { path, lang, caller }) {
      const [job] = await loadJobs(tx, 1, path.job)
      if (!job) throw new Refused("UNKNOWN_JOB", { id: path.job })
      const outcome = job.outcome === null ? null : told(job.kind, job.outcome, lang)
      return { body: { ...(await answer(tx, job, caller, lang)), outcome } }
    },
  })
  api.handle({
    method: "get",
    path: "/jobs/{job}/file",
    status: 200,
    gives: "application/octet-stream",
    needs: "read",
    own: true,
    about: "The file a job left: the list it exported; of an import the rows it refused, with their reasons, to be mended and sent again",
    params: { job: id },
    answers: z.unknown(),
    refuses: ["UNKNOWN_JOB", "NO_JOB_FILE"],
    async run(_, { caller, path, books }) {
      const file = await books.inCompany(caller.company.id, async (tx) => {
        const [job] = await loadJobs(tx, 1, path.job)
        if (!job) throw new Refused("UNKNOWN_JOB", { id: path.job })
        return fileLeft(tx, job)
      })
      if (file === null) throw new Refused("NO_JOB_FILE", { id: path.job })
      return attachment(file.name, (await stat(file.path)).size, createReadStream(file.path)[Symbol.asyncIterator]())
    },
  })
  api.change({
    method: "post",
    path: "/jobs/{job}/cancel",
    status: 202,
    needs: "read",
    own: true,
    about: "Asks a job to stop: nothing of it will have been written. Whoever asked for it may, and whoever may import",
    params: { job: id },
    body: {},
    answers: z.object({ id, state: z.literal("cancelling") }),
    refuses: ["UNKNOWN_JOB", "JOB_ENDED"],
    async run(tx, { path, caller }) {
      const [job] = await loadJobs(tx, 1, path.job)
      if (!job) throw new Refused("UNKNOWN_JOB", { id: path.job })
      if (job.asker !== caller.id && !caller.may("import")) throw lacks(caller, "import")
      if (!(await askCancel(tx, job.id))) throw new Refused("JOB_ENDED", { id: path.job, state: job.state })
      return { body: { id: path.job, state: "cancelling" } }
    },
  })
}
