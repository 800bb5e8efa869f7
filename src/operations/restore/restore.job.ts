/**
 * Puts a backup in place of a database: proven whole before anything is touched, and then all of it or nothing. Rows go in one transaction;
 * files of the vault bear their hash as their name and harm nobody before a row refers to them; the heads of the activity logs are switched
 * with the commit.
 */
import { createHash } from "node:crypto"
import { Readable } from "node:stream"
import { isDeepStrictEqual } from "node:util"
import { recordAct } from "../../activity/activity.act.ts"
import { Refused } from "../../kernel/result.ts"
import { endInvitations } from "../../people/members.act.ts"
import type { Owner } from "../../shell/cluster.ts"
import type { By } from "../../shell/context.ts"
import type { Clock } from "../../shell/db.ts"
import { loadMigrations, type Roles } from "../../shell/migrate.ts"
import { type Loader, rebuildDatabase } from "../../shell/transfer/load.ts"
import { putFile, vaultFolder } from "../../shell/vault.ts"
import { holdBack } from "../../webhook/webhook.act.ts"
import { endQuestions } from "../../worklist/question/question.act.ts"
import type { Head, Manifest } from "../archive/manifest.wire.ts"
import { openBackup, type Read, readArchive } from "../archive/read.job.ts"
import { companiesIn, refersTo } from "../backup/backup.store.ts"
import { removeAgain } from "../removal/removals.job.ts"
import { bringBackHeads, installHeads, keepOldHeads, stageHeads, stageHeadsOf } from "./heads-switch.job.ts"

/** Where to: a database by its owner's log-in, and the data folder beside it. */
export type Target = { readonly owner: Owner; readonly roles: Roles; readonly dataDir: string; readonly clock: Clock }
export type Putting = {
  readonly by: By
  readonly how: "restore" | "move" | "upgrade"
  readonly id: string
  /** Kept in the vault, or only proven: a test of a backup doubles no files. */
  readonly files: "keep" | "prove"
  progress(rows: number): void
}

const CODES = { restore: "operations.restored", move: "operations.moved", upgrade: "operations.upgraded" } as const

/** Reads the whole file to its last byte. Refuses what readArchive refuses, BACKUP_NEWER and MIGRATION_CHANGED. */
export async function checkBackup(path: string, passphrase: string | null, progress: (rows: number) => void, signal?: AbortSignal): Promise<Read> {
  const { plain, sealed } = await openBackup(path, passphrase)
  let rows = 0
  const count = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows++
      progress(rows)
      signal?.throwIfAborted()
    }
  }
  const passOver = async () => signal?.throwIfAborted()
  return { ...(await readArchive(plain, { head: refuseForeign, table: (_, pieces) => count(pieces), heads: passOver, file: passOver })), sealed }
}

/** What this program cannot have made, or not yet. */
export async function refuseForeign(head: Head): Promise<void> {
  const known = await loadMigrations()
  if (head.schema > known.length) throw new Refused("BACKUP_NEWER", { backup: head.schema, program: known.length })
  if (head.migrations.length !== head.schema) throw new Refused("BACKUP_DAMAGED", { at: "migrations" })
  for (const [i, { name, checksum }] of head.migrations.entries())
    if (known[i]?.name !== name || known[i]?.checksum !== checksum) throw new Refused("MIGRATION_CHANGED", { name })
}

export const restoreFile = async (target: Target, path: string, passphrase: string | null, read: Read, putting: Putting): Promise<Manifest> =>
  putInPlace(target, read.head.schema, (await openBackup(path, passphrase)).plain, { ...putting, expected: read })

/** `expected`: what was proven of the file before; it may not have changed since. */
export async function putInPlace(
  target: Target,
  schema: number,
  archive: AsyncIterable<Buffer>,
  putting: Putting & { readonly expected?: Read },
): Promise<Manifest> {
  const { owner, roles, dataDir, clock } = target
  let manifest: Manifest | null = null
  let installed = false
  try {
    await rebuildDatabase(owner, roles, clock, {
      migrations: await loadMigrations(),
      version: schema,
      async fill(loader) {
        manifest = await load(loader, archive, dataDir, putting)
      },
      async lastly(inCompany, select) {
        const taken = manifest!.takenAt
        await removeAgain(select, dataDir)
        await select("INSERT INTO operations.restored (id, at, taken_at, how) VALUES ($1, $2, $3, $4)", [putting.id, clock(), taken, putting.how])
        const yesterday = putting.how === "restore"
        // A session that was ended since must not live again, nor a link that was used: everybody signs in anew.
        if (yesterday) for (const ways of ["session", "link", "verification"]) await select(`DELETE FROM auth.${ways}`)
        for (const { id } of await companiesIn(select)) {
          const tx = await inCompany(id)
          if (yesterday) await endInvitations(tx)
          if (yesterday) await endQuestions(tx)
          // After a move everything goes on; of yesterday's books nobody knows what was sent since.
          if (yesterday) await holdBack(tx)
          await recordAct(tx, putting.by, { code: CODES[putting.how], subject: { restore: putting.id, takenAt: taken } })
        }
        await installHeads(dataDir, putting.id)
        installed = true
      },
    })
  } catch (error) {
    // Lost at its very commit, nobody here knows whether it took place: the next opening asks the database.
    if (!installed) await bringBackHeads(dataDir, putting.id)
    throw error
  }
  await keepOldHeads(dataDir, putting.id)
  return manifest!
}

async function load(loader: Loader, archive: AsyncIterable<Buffer>, dataDir: string, putting: Putting & { readonly expected?: Read }) {
  let done = 0
  const filled = new Set<string>()
  await stageHeads(dataDir, putting.id)
  const { manifest } = await readArchive(archive, {
    async head(head) {
      if (putting.expected && !isDeepStrictEqual(head, putting.expected.head)) throw new Refused("BACKUP_DAMAGED", { at: "head" })
      // As an import does: what comes into the vault now is not swept before its rows are committed.
      for (const { id } of head.companies) await loader.select("SELECT pg_advisory_xact_lock_shared(hashtext('encours.vault'), $1)", [id])
    },
    async table(name, rows) {
      const table = loader.tables.find((one) => one.name === name)
      if (!table) throw new Refused("BACKUP_DAMAGED", { at: name })
      done += await loader.fill(table, Readable.from(rows, { objectMode: false }))
      filled.add(name)
      putting.progress(done)
    },
    heads: (company, lines) => stageHeadsOf(dataDir, putting.id, company, lines),
    async file(company, sha256, content) {
      if (putting.files === "keep") await putFile(vaultFolder(dataDir, company), Readable.from(content, { objectMode: false }), sha256)
    },
  })
  if (putting.expected && !isDeepStrictEqual(manifest, putting.expected.manifest)) throw new Refused("BACKUP_DAMAGED", { at: "manifest" })
  for (const sequence of manifest.sequences) await loader.setSequence(sequence)
  for (const { name } of loader.tables) if (!filled.has(name)) throw new Refused("BACKUP_DAMAGED", { at: name })
  await proveEqual(loader, manifest)
  if (putting.how === "restore" && !(await refersTo(loader.select, manifest, createHash("sha256"))))
    throw new Refused("BACKUP_DAMAGED", { at: "vault" })
  return manifest
}

/** Every table as the database now gives it, against what was packed: equal to the byte. */
async function proveEqual(loader: Loader, manifest: Manifest): Promise<void> {
  for (const { name, columns, sha256 } of manifest.tables) {
    const table = loader.tables.find((one) => one.name === name)
    if (!table || !isDeepStrictEqual(table.columns, columns)) throw new Refused("BACKUP_DAMAGED", { at: name })
    const hash = createHash("sha256")
    for await (const chunk of loader.reread(table) as AsyncIterable<Buffer>) hash.update(chunk)
    if (hash.digest("hex") !== sha256) throw new Refused("RESTORED_DIFFERS", { table: name })
  }
}
