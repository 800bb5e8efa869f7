/** The verification as long work: asked for, worked by a server with its progress, its result kept in the log. */
import type { Id } from "../../kernel/id.ts"
import type { Language } from "../../kernel/text.ts"
import type { By } from "../../shell/context.ts"
import type { Database, Tx } from "../../shell/db.ts"
import type { Jobs } from "../../shell/jobs/jobs.ts"
import { type JobKind, runLater } from "../../shell/jobs/work.ts"
import { type Check, type Checked, runChecks } from "../verify.act.ts"
import { keepVerified } from "./verified.act.ts"

const KIND = "verify"

export async function requestVerification(tx: Tx, jobs: Jobs, by: By): Promise<Id> {
  const id = tx.newId()
  await runLater(jobs, tx, id, { kind: KIND, subject: KIND, unit: "checks", by, request: {} })
  return id
}

export const verifyKind = (db: Database, checks: () => readonly Check[]): JobKind => ({
  name: KIND,
  async work({ company, by }, run) {
    const all = checks()
    const checked: Checked[] = []
    for (const check of all) {
      run.signal.throwIfAborted()
      run.progress(checked.length, all.length)
      checked.push(...(await runChecks(db, [check], [{ id: company, code: "" }])))
    }
    run.progress(all.length, all.length)
    const outcome = JSON.parse(JSON.stringify(checked, (_, value) => (typeof value === "bigint" ? String(value) : value)))
    const keep = db.inCompany(company, async (tx) => {
      await keepVerified(tx, by, checked)
      await run.settle(tx, outcome)
    })
    // Where the log itself cannot be written to, what was found is told all the same.
    await keep.catch((error: unknown) => {
      if (run.signal.aborted || checked.every(({ ok }) => ok)) throw error
    })
    return { refused: null, outcome }
  },
})

/** What a verification found, in words. */
export const verifiedOutcome = (outcome: unknown, lang: Language) => ({
  checks: (outcome as readonly Checked[]).map(({ name, ok, code, detail }) => ({ name, ok, code, detail: detail[lang] })),
})
