/** Asking for all of a list as a file: the answer names the job that makes it. */
import { z } from "@hono/zod-openapi"
import { SHEET_FORMATS } from "../../kernel/sheet.ts"
import { type Api, lacks } from "../../shell/http/endpoint.ts"
import { nameField } from "../../shell/http/fields.ts"
import type { Jobs } from "../../shell/jobs/jobs.ts"
import { refuseWhenFull } from "../../shell/vault.ts"
import type { Lists } from "./export.job.ts"
import { requestExport } from "./exports.act.ts"

type Ground = { readonly lists: Lists; readonly dataDir: string; jobs(): Promise<Jobs> }

export function exportEndpoints(api: Api, { lists, dataDir, jobs }: Ground): void {
  api.change({
    method: "post",
    path: "/exports",
    status: 202,
    needs: "read",
    own: true,
    about:
      "Has all rows of a list written to a file by the server: GET /jobs/{job} says how far it is, GET /jobs/{job}/file hands it out for seven days",
    body: {
      list: z.enum(Object.keys(lists) as [string, ...string[]]),
      query: z.record(z.string().max(50), z.string().max(2_000)).default({}).openapi({
        description: "the fields of the list's own address (GET /open-items …), without the page; of `statement`: customer, asOf, order",
      }),
      columns: z
        .array(z.string().min(1).max(50))
        .min(1)
        .max(50)
        .optional()
        .openapi({ description: "the columns wanted, by key, in their order; all of them where none are said" }),
      format: z.enum(SHEET_FORMATS),
      name: nameField.openapi({ description: "what the file is called, without its ending" }),
    },
    answers: z.object({ job: z.uuid() }),
    refuses: ["UNKNOWN_CUSTOMER", "UNKNOWN_ACT", "TOO_MANY_EXPORTS", "DISK_FULL"],
    async run(tx, { caller, body, lang }) {
      const list = lists[body.list]!
      if (caller.part && !list.own) throw lacks(caller, "read")
      const { query, format, name } = body
      const request = { list: body.list, query, columns: body.columns ?? null, format, lang, today: caller.today }
      // What cannot be answered is refused now, to who asks.
      await list.open(tx, { company: caller.company, ...request })
      await refuseWhenFull(dataDir, 0)
      return { body: { job: await requestExport(tx, await jobs(), caller.by, caller.id, name, request) } }
    },
  })
}
