/** Moves the books from the embedded database to a server, or back: a backup that streams into a restore. The vault and the heads stay where they are. */
import { randomBytes } from "node:crypto"
import { loadDirectory } from "../../company/company.act.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { Call, Command } from "../../shell/cli.ts"
import { EXIT } from "../../shell/cli.ts"
import type { Config } from "../../shell/config.ts"
import type { Context } from "../../shell/context.ts"
import type { Database } from "../../shell/db.ts"
import { openInstance } from "../../shell/instance.ts"
import { loadMigrations } from "../../shell/migrate.ts"
import { readText } from "../../shell/options.ts"
import { markMoved, placeOf } from "../../shell/postgres/moved.ts"
import { schemasOf } from "../../shell/transfer/load.ts"
import { holdStill, readSnapshot } from "../../shell/transfer/snapshot.ts"
import { contentsOf } from "../backup/content.job.ts"
import { settleRestores } from "../restore/heads-switch.job.ts"
import { putInPlace } from "../restore/restore.job.ts"
import type { ChecksOf } from "../restore/trial.job.ts"
import { unsoundIn } from "./copied.job.ts"
import { failedChecks, moved, moveText as text } from "./move.text.ts"

export const moveCommand = (checksOf: ChecksOf, seal: (db: Database) => Promise<void>): Command<Context> => ({
  name: "move",
  words: "--to URL|embedded",
  about: text.move,
  example: "move --to postgres://encours_app@db.example.org/encours",
  needs: "operate",
  takes: 0,
  options: {
    to: { type: "string", value: "URL|embedded", about: text.to },
    replace: { type: "boolean", about: text.replace },
  },
  async run(call) {
    const { context, values, json, lang, answer, print } = call
    const to = readText(values, "to")
    if (to === null) throw new Refused("MISSING_OPTION", { option: "to" })
    const goal = configOf(context.config, to)
    const [from, there] = [placeOf(context.config), placeOf(goal)]
    if (from === there) throw new Refused("MOVED_NOWHERE", { place: there })
    const source = await context.instance("owner")
    // Sealed before it is copied: the chain goes on over there where it ended here.
    await seal(source.db)
    const target = await openInstance(goal, "owner", context.clock)
    try {
      const { rows, failed } = await move(call, source.cluster.owner, target, goal, async () => {
        const unsound = await unsoundIn(target.db, checksOf(goal.dataDir))
        if (unsound.length === 0) markMoved(goal.dataDir, { from, to: there, at: context.clock().toISOString() })
        return unsound
      })
      if (json) answer({ from, to: there, rows, ok: failed.length === 0, failed: failed.map((check) => ({ ...check, detail: check.detail[lang] })) })
      else print(failed.length === 0 ? moved[lang](there, rows) : failedChecks[lang](failed.map((check) => check.detail[lang])))
      return failed.length === 0 ? EXIT.done : EXIT.failed
    } finally {
      await target.close()
    }
  },
})

function configOf(config: Config, to: string): Config {
  if (to === "embedded") return { ...config, databaseUrl: null, databaseOwnerUrl: null, databaseAuthUrl: null }
  if (!/^postgres(?:ql)?:\/\//.test(to)) throw new Refused("BAD_OPTION", { option: "to", value: to, takes: "postgres://…, embedded" })
  // From server to server the owner's and the third log-in are those of the place that is left: the new one makes its own.
  return { ...config, databaseUrl: to, ...(config.databaseUrl === null ? {} : { databaseOwnerUrl: null, databaseAuthUrl: null }) }
}

/** Until it is checked over there, nobody writes here. */
async function move<T>(
  { context, values }: Call<Context>,
  owner: Awaited<ReturnType<typeof openInstance>>["cluster"]["owner"],
  { cluster, db }: Awaited<ReturnType<typeof openInstance>>,
  { dataDir }: Config,
  check: () => Promise<T>,
): Promise<{ readonly rows: number; readonly failed: T }> {
  const { by, clock } = context
  if (owner === null || cluster.owner === null) throw new Refused("NO_OWNER")
  const here = await loadDirectory(db)
  if (here.length > 0 && values.replace !== true) throw new Refused("TARGET_FILLED", { companies: here.map(({ code }) => code) })
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
