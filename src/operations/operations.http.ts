/** The API's view of how the instance is: what the doctor finds, and the backups. Restoring, moving and removing a company are for whoever sits at the machine. */
import { z } from "@hono/zod-openapi"
import { loadVerified } from "../activity/log/verified.act.ts"
import type { Context } from "../shell/context.ts"
import type { Api } from "../shell/http/endpoint.ts"
import { lookAround } from "./doctor/doctor.job.ts"
import { findingsIn, judge } from "./doctor/doctor.ts"
import { erasePerson } from "./erase/erasures.job.ts"
import { readBackupLog } from "./log.job.ts"
import { loggedWire } from "./log.wire.ts"
import type { ChecksOf } from "./restore/trial.job.ts"
import { paidUntil } from "./trust.store.ts"

const SHOWN = 100
const shownWire = loggedWire.pick({ what: true, at: true, ok: true, code: true, file: true, sealed: true, planned: true })

export function operationsEndpoints(api: Api, context: Context, checksOf: ChecksOf): void {
  api.handle({
    method: "get",
    path: "/doctor",
    status: 200,
    needs: "operate",
    about: "How the instance is, and what to do: disk, clocks, permissions, log, backups",
    answers: z.object({
      ok: z.boolean(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), remedy: z.string().nullable() })),
    }),
    async run(_, { lang }) {
      return Response.json(findingsIn(lang, judge(await lookAround(context, checksOf))), { headers: { "Cache-Control": "no-store" } })
    },
  })
  api.change({
    method: "post",
    path: "/customers/{code}/erase",
    status: 200,
    needs: "operate",
    about:
      "Erases a person, for ever: name, numbers, contacts and what was said, names of files, what jobs quote, files of exported lists. Items and received files stay, as the law obliges",
    params: { code: z.string().min(1).max(200) },
    body: {
      newCode: z
        .string()
        .regex(/^(?!\s)\P{Cc}{1,100}(?<!\s)$/u)
        .nullable()
        .default(null),
    },
    answers: z.object({
      id: z.uuid(),
      code: z.string(),
      identifiers: z.number().int(),
      fileNames: z.number().int(),
      said: z.number().int(),
      imports: z.number().int(),
      exports: z.number().int(),
    }),
    refuses: ["UNKNOWN_CUSTOMER", "CODE_TAKEN"],
    run: async (tx, { caller, path, body }) => ({ body: await erasePerson(tx, caller.by, context.config.dataDir, path.code, body.newCode) }),
  })
  api.read({
    path: "/trust",
    needs: "read",
    about: "What may be trusted: up to which day payments are known, when the books were last verified, when a backup was last tested",
    answers: z.object({
      paidUntil: z.iso.date().nullable(),
      verified: z.object({ at: z.iso.datetime(), ok: z.boolean() }).nullable(),
      backup: z.object({ at: z.iso.datetime(), ok: z.boolean() }).nullable(),
    }),
    async run(tx) {
      const [verified] = await loadVerified(tx, 1)
      const tested = (await readBackupLog(context.config.dataDir)).findLast(({ what }) => what === "test")
      return {
        body: {
          paidUntil: await paidUntil(tx),
          verified: verified ? { at: verified.at.toISOString(), ok: verified.ok } : null,
          backup: tested ? { at: tested.at, ok: tested.ok } : null,
        },
      }
    },
  })
  api.read({
    path: "/backups",
    needs: "operate",
    about: "The latest backups, tests of backups, restores and upgrades, newest first",
    answers: z.object({ backups: z.array(shownWire) }),
    async run() {
      const newest = (await readBackupLog(context.config.dataDir)).reverse().slice(0, SHOWN)
      return { body: { backups: newest.map((entry) => shownWire.parse(entry)) } }
    },
  })
}
