/** The API's verify: what every room proves of this company's books, and of the instance. */
import { z } from "@hono/zod-openapi"
import type { Api } from "../shell/http/endpoint.ts"
import { type Check, runChecks } from "./verify.act.ts"

const verifyWire = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({ name: z.string(), company: z.string().optional(), ok: z.boolean(), code: z.string(), figures: z.looseObject({}), detail: z.string() }),
  ),
})

export function verifyEndpoints(api: Api, checks: () => readonly Check[]): void {
  api.handle({
    method: "get",
    path: "/verify",
    status: 200,
    needs: "prove",
    about: "Proves the books: the activity chain, the state against its facts, the files, the pages of the database",
    answers: verifyWire,
    async run(db, { caller, lang }, c) {
      const checked = await runChecks(db, checks(), [caller.company])
      const told = checked.map((check) => ({ ...check, detail: check.detail[lang] }))
      const body = { ok: told.every((check) => check.ok), checks: told }
      return c.json(JSON.parse(JSON.stringify(body, (_, v) => (typeof v === "bigint" ? String(v) : v))), 200, { "Cache-Control": "no-store" })
    },
  })
}
