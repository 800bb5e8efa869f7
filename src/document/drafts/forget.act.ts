/** Jobs of imports forget a person who is erased; the files themselves stay as they were received. */
import type { Id } from "../../kernel/id.ts"
import type { Tx } from "../../shell/db.ts"
import { cancelJob, keptOf, rewriteKept } from "../../shell/jobs/kept.act.ts"
import { forgetIn, type Person } from "./forget.ts"

/** How many jobs named the person. One that would still type their name in is cancelled. */
export async function forgetPerson(tx: Tx, person: Person): Promise<number> {
  let named = 0
  for (let after: Id | null = null; ; ) {
    const jobs = await keptOf(tx, "import", after)
    for (const job of jobs) {
      const found = forgetIn(job, person)
      if (found === null) continue
      named++
      if (found.mended) await cancelJob(tx, job.id)
      await rewriteKept(tx, job.id, found.left)
    }
    const last = jobs.at(-1)
    if (!last) return named
    after = last.id
  }
}
