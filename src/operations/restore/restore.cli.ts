import { randomBytes } from "node:crypto"
import { resolve } from "node:path"
import { loadDirectory } from "../../company/company.act.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import { type Call, type Command, EXIT } from "../../shell/cli.ts"
import type { By, Context } from "../../shell/context.ts"
import { readText } from "../../shell/options.ts"
import { heldBack } from "../../webhook/webhook.act.ts"
import type { Read } from "../archive/read.job.ts"
import { PASSPHRASE_OPTION } from "../backup/backup.cli.ts"
import { eraseAllAgain } from "../erase/erasures.job.ts"
import { logBackup } from "../log.job.ts"
import { readPassphrase } from "../passphrase.job.ts"
import { settleRemovals } from "../removal/removals.job.ts"
import { settleRestores } from "./heads-switch.job.ts"
import { checkBackup, refuseForeign, restoreFile } from "./restore.job.ts"
import { heldNoted, otherCode, restored, sound, restoreText as text, wentAgain } from "./restore.text.ts"
import { type ChecksOf, tryBackup } from "./trial.job.ts"

export const restoreCommand = (checksOf: ChecksOf): Command<Context> => ({
  name: "restore",
  words: "FILE [--verify] [--replace]",
  about: text.restore,
  example: "restore /media/disk/encours-2026-11-22.backup --verify",
  needs: "operate",
  takes: 1,
  options: {
    ...PASSPHRASE_OPTION,
    verify: { type: "boolean", about: text.verify },
    replace: { type: "boolean", about: text.replace },
  },
  async run(call) {
    const { values, words } = call
    const [named] = words
    if (named === undefined) throw new Refused("MISSING_BACKUP")
    const file = resolve(named)
    const passphrase = await readPassphrase(readText(values, "passphrase-file"), process.env)
    const startedAt = performance.now()
    const read = await checkBackup(file, passphrase, () => {})
    await refuseForeign(read.head)
    return values.verify === true
      ? verify(call, checksOf, { file, passphrase, read, startedAt })
      : restore(call, { file, passphrase, read, startedAt })
  },
})

type Proven = { readonly file: string; readonly passphrase: string | null; readonly read: Read; readonly startedAt: number }

async function verify({ context, lang, json, answer, print }: Call<Context>, checksOf: ChecksOf, { file, passphrase, read, startedAt }: Proven) {
  const { config, by, clock } = context
  const { checks, ok } = await tryBackup(config.dataDir, file, passphrase, read, { by, clock, checksOf, progress: () => {} })
  const told = { ...toldOf(file, read, startedAt), ok }
  await logBackup(config.dataDir, logOf("test", told, by, read))
  if (json) answer({ ...told, checks: checks.map((check) => ({ ...check, detail: check.detail[lang] })) })
  else {
    for (const c of checks) print(`${c.ok ? "✓" : "✗"} ${[c.company, c.name].filter(Boolean).join(" ")}: ${c.detail[lang]}`)
    print(ok ? sound[lang](file, told.rows, told.files, told.takenAt) : text.unsound[lang])
  }
  return ok ? EXIT.done : EXIT.failed
}

async function restore({ context, values, lang, json, answer, print, note }: Call<Context>, { file, passphrase, read, startedAt }: Proven) {
  const { config, by, clock } = context
  const { db, cluster } = await context.instance("owner")
  if (cluster.owner === null) throw new Refused("NO_OWNER")
  const here = await loadDirectory(db)
  if (here.length > 0 && values.replace !== true) throw new Refused("TARGET_FILLED", { companies: here.map(({ code }) => code) })
  const target = { owner: cluster.owner, roles: cluster.roles, dataDir: config.dataDir, clock }
  const id = uuidv7(clock().getTime(), randomBytes(10))
  try {
    await restoreFile(target, file, passphrase, read, { by, how: "restore", id, files: "keep", progress: () => {} })
  } finally {
    // Where the commit itself was lost, the database says whether it took place.
    await settleRestores(db, config.dataDir).catch(() => {})
  }
  // Companies removed since that backup was made stay removed.
  await settleRemovals(db, config.dataDir)
  const left = await loadDirectory(db)
  const there = new Set(left.map(({ id }) => id))
  let held = 0
  for (const { id } of left) held += await db.inCompany(id, heldBack)
  const removedAgain = read.head.companies.filter(({ id }) => !there.has(id)).map(({ code }) => code)
  // Persons erased since that backup was made stay erased.
  const erasedAgain = await eraseAllAgain(db, by, config.dataDir)
  const told = { ...toldOf(file, read, startedAt), ok: true }
  await logBackup(config.dataDir, logOf("restore", told, by, read))
  if (json)
    answer({ ...told, erasedAgain: erasedAgain.persons, renamed: erasedAgain.renamed, removedAgain, held, replaced: here.map(({ code }) => code) })
  else print(restored[lang](there.size, told.rows, told.files, told.takenAt))
  for (const { wanted, code } of erasedAgain.renamed) note(otherCode[lang](wanted, code))
  if (held > 0) note(heldNoted[lang](held))
  if (removedAgain.length > 0) note(wentAgain[lang](removedAgain))
  return EXIT.done
}

function toldOf(file: string, { head, manifest, sealed }: Read, startedAt: number) {
  return {
    file,
    takenAt: head.takenAt,
    schema: head.schema,
    sealed,
    companies: head.companies.map(({ code }) => code),
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    tables: manifest.tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 })),
    files: manifest.vault.files,
    faults: manifest.vault.faults,
    seconds: Math.round(performance.now() - startedAt) / 1000,
  }
}

const logOf = (what: "test" | "restore", told: ReturnType<typeof toldOf> & { ok: boolean }, by: By, read: Read) => ({
  what,
  at: new Date().toISOString(),
  file: told.file,
  ok: told.ok,
  code: told.ok ? null : "CHECKS_FAILED",
  bytes: null,
  sha256: null,
  sealed: read.sealed,
  rows: told.rows,
  faults: told.faults.length,
  seconds: told.seconds,
  by: `${by.kind} ${by.name}`,
  planned: false,
})
