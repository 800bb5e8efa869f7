/** The API's activity log: searched, opened, and the verification asked for with its result kept in it. */
import { z } from "@hono/zod-openapi"
import { Refused } from "../../kernel/result.ts"
import type { Api } from "../../shell/http/endpoint.ts"
import { cutPage, instantPlace, nextWire, pageFields, readCursor } from "../../shell/http/fields.ts"
import type { Jobs } from "../../shell/jobs/jobs.ts"
import { loadActors, loadEntry, searchLog } from "./log.store.ts"
import { entryAnswer, entryWire, verifiedAnswer, verifiedWire } from "./log.wire.ts"
import { LOG_ASKED, logQuestion } from "./long-log.http.ts"
import { requestVerification } from "./verification.job.ts"
import { loadVerified } from "./verified.act.ts"

const needs = "read"
const SHOWN = 20

export function activityEndpoints(api: Api, jobs: () => Promise<Jobs>): void {
  api.read({
    path: "/activity",
    needs,
    about: "The activity log, the newest first: who did what, when, to what, and its place in the sealed chain",
    query: { ...LOG_ASKED, ...pageFields },
    answers: z.object({ entries: z.array(entryWire), next: nextWire }),
    refuses: ["BAD_CURSOR", "UNKNOWN_CUSTOMER", "UNKNOWN_ACT"],
    async run(tx, { query: q, lang }) {
      const place = readCursor(q.cursor, z.tuple([instantPlace, z.uuid()]))
      const found = await searchLog(tx, logQuestion(q), lang, place && { at: place[0], id: place[1] }, q.limit + 1)
      const { rows, next } = cutPage(found, q.limit, ({ at, id }) => [at.toISOString(), id])
      return { body: { entries: rows.map((entry) => entryAnswer(entry, lang)), next } }
    },
  })
  api.read({
    path: "/activity/actors",
    needs,
    about: "Everybody the activity log names: people, keys, jobs, the system",
    answers: z.object({ actors: z.array(z.string()) }),
    run: async (tx) => ({ body: { actors: await loadActors(tx) } }),
  })
  api.read({
    path: "/activity/{entry}",
    needs,
    about: "One entry of the activity log",
    params: { entry: z.uuid() },
    answers: entryWire,
    refuses: ["UNKNOWN_ENTRY_OF_LOG"],
    async run(tx, { path, lang }) {
      const found = await loadEntry(tx, path.entry)
      if (!found) throw new Refused("UNKNOWN_ENTRY_OF_LOG", { entry: path.entry })
      return { body: entryAnswer(found, lang) }
    },
  })
  api.read({
    path: "/verifications",
    needs,
    about: "Verifications of the books whose result was kept, the newest first",
    answers: z.object({ verifications: z.array(verifiedWire) }),
    run: async (tx) => ({ body: { verifications: (await loadVerified(tx, SHOWN)).map(verifiedAnswer) } }),
  })
  api.change({
    method: "post",
    path: "/verifications",
    status: 202,
    needs: "prove",
    about: "Has the books verified by the server; GET /jobs/{id} says how far it is and what was found",
    body: {},
    answers: z.object({ id: z.uuid() }),
    run: async (tx, { caller }) => ({ body: { id: await requestVerification(tx, await jobs(), caller.by) } }),
  })
}
