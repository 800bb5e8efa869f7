/** Moves the books from the embedded database to a server, or back: a backup that streams into a restore. The vault and the heads stay where they are. */
import { randomBytes } from "node:crypto"
import type { Checked } from "../../activity/verify.act.ts"
import { loadDirectory } from "../../company/company.act.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { Config } from "../../shell/config.ts"
import type { Context } from "../../shell/context.ts"
import type { Database } from "../../shell/db.ts"
import { type Instance, openInstance } from "../../shell/instance.ts"
import { loadMigrations } from "../../shell/migrate.ts"
import { markMoved, placeOf } from "../../shell/postgres/moved.ts"
import { schemasOf } from "../../shell/transfer/load.ts"
import { holdStill, readSnapshot } from "../../shell/transfer/snapshot.ts"
import { syncFolder } from "../../shell/vault.ts"
import { contentsOf } from "../backup/content.job.ts"
import { settleRestores } from "../restore/heads-switch.job.ts"
import { putInPlace } from "../restore/restore.job.ts"
import type { ChecksOf } from "../restore/trial.job.ts"
import { unsoundIn } from "./copied.job.ts"

/** What other rooms lend: every check of the house, and the sealing of the activity. program.ts hands it over. */
export type Lent = { readonly checksOf: ChecksOf; seal(db: Database, dataDir: string): Promise<void> }
/** `failed`: checks that do not hold over there; then nothing was moved. */
export type Moved = { readonly rows: number; readonly failed: readonly Checked[] }

/** Refuses NO_OWNER, TARGET_FILLED where books are there and are not to be replaced, TARGET_BUSY, RESTORED_DIFFERS. */
export async function moveBooks(context: Context, goal: Config, replace: boolean, { checksOf, seal }: Lent): Promise<Moved> {
  const source = await context.instance("owner")
  // Sealed before it is copied: the chain goes on over there where it ended here.
  await seal(source.db, context.config.dataDir)
  const target = await openInstance(goal, "owner", context.clock)
  try {
    const here = await loadDirectory(target.db)
    if (here.length > 0 && !replace) throw new Refused("TARGET_FILLED", { companies: here.map(({ code }) => code) })
    return await copyOver(context, source, target, goal, async () => {
      const unsound = await unsoundIn(target.db, checksOf(goal.dataDir))
      const places = { from: placeOf(context.config), to: placeOf(goal) }
      if (unsound.length > 0) return unsound
      markMoved(goal.dataDir, { ...places, at: context.clock().toISOString() })
      // A mark lost with the current would leave two books that both go on.
      await syncFolder(goal.dataDir)
      return unsound
    })
  } finally {
    await target.close()
  }
}

/** Until it is checked over there, nobody writes here. */
async function copyOver(
  { by, clock }: Context,
  { cluster: { owner } }: Instance,
  { cluster, db }: Instance,
  { dataDir }: Config,
  check: () => Promise<readonly Checked[]>,
): Promise<Moved> {
  if (owner === null || cluster.owner === null) throw new Refused("NO_OWNER")
  const target = { owner: cluster.owner, roles: cluster.roles, dataDir, clock }
  const id = uuidv7(clock().getTime(), randomBytes(10))
  const schemas = schemasOf(await loadMigrations())
  try {
    const putting = { by, how: "move", id, files: "prove", progress: () => {} } as const
    return await holdStill(owner, schemas, async () => {
      const { tables } = await readSnapshot(owner, schemas, (snapshot) =>
        putInPlace(target, snapshot.migrations.length, contentsOf(snapshot, { dataDir, by, withFiles: false, progress: () => {} }), putting),
      )
      return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), failed: await check() }
    })
  } finally {
    // Where the commit itself was lost, the new database says whether it took place.
    await settleRestores(db, dataDir).catch(() => {})
  }
}
