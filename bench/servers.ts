/** S13: the same imports, figures and small acts on the embedded database and on a PostgreSQL of this machine, with the same settings. */
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { sql } from "kysely"
import { importJournal, PLAIN_JOURNAL } from "../src/document/import.job.ts"
import { currency } from "../src/kernel/money.ts"
import { postEntries } from "../src/ledger/ledger.act.ts"
import { makeSocketFolder, openDataFolder } from "../src/shell/postgres/data-folder.ts"
import { APP, AUTH, DATABASE } from "../src/shell/postgres/embedded.ts"
import { runAs } from "../src/shell/postgres/engine.ts"
import { OWNER, startOrAdopt, stopPostmaster } from "../src/shell/postgres/postmaster.ts"
import { oursOn } from "./ageing.ts"
import { BY, connected, type Empty, type Ground, lastly, openGround, openSite, type Site, settle } from "./ground.ts"
import { RUN_DAY, writeJournal } from "./ledger.ts"
import { type Line, line } from "./line.ts"
import { takeTurns, type Work } from "./measure.ts"

const MOST_ACTS = 500
const TARGET = { must: 1.2, aim: 1 }

export async function benchServers(rows: number, rounds: number): Promise<Line[]> {
  const bin = systemBinaries()
  if (bin === null) {
    console.log("S13: no PostgreSQL server is installed on this machine; nothing to compare with")
    return []
  }
  const ground = await openGround()
  let system: Awaited<ReturnType<typeof startSystem>> | null = null
  try {
    system = await startSystem(bin, ground)
    const file = join(ground.folder, "journal.csv")
    await writeJournal(file, rows)
    const acts = Math.min(rows, MOST_ACTS)
    const sides = [sideOn(ground, file, acts), sideOn(system.site, file, acts)] as const
    const against = (what: string, work: (side: Side) => Work, rounds: number) => takeTurns(what, work(sides[0]), work(sides[1]), rounds)
    const imported = await against("import", (side) => side.importing, rounds)
    for (const side of sides) await settle(side.here())
    const aged = await against("ageing", (side) => oursOn(side.here(), RUN_DAY), rounds * 5)
    const acted = await against("acts", (side) => side.acting, rounds)
    return [
      line("S13", `embedded against ${system.version}: import of ${rows} invoices`, rows, imported, TARGET),
      line("S13", "the same: ageing by customer", rows, aged, TARGET),
      line("S13", `the same: ${acts} invoices posted one by one`, acts, acted, TARGET),
    ]
  } finally {
    await system?.stop()
    await ground.end()
  }
}

type Side = ReturnType<typeof sideOn>
function sideOn(site: Site, file: string, acts: number) {
  let here: Empty
  const options = { ...PLAIN_JOURNAL, asOf: RUN_DAY, dataDir: dirname(file) }
  let turn = 0
  return {
    here: () => here,
    importing: {
      async prepare() {
        here = await site.empty()
      },
      run: () => importJournal(here.db, { by: BY, home: here.company, directory: [here.company] }, file, options),
      outcome: (imported) => `${(imported as Awaited<ReturnType<typeof importJournal>>)[0]?.posted?.accepted} posted`,
    } satisfies Work,
    acting: {
      async run() {
        turn++
        const customer = await here.db.inCompany(
          here.company.id,
          async (tx) =>
            (await sql<{ id: string }>`SELECT id FROM customer.customer WHERE company_id = ${tx.company} LIMIT 1`.execute(tx.db)).rows[0]!.id,
        )
        for (let n = 0; n < acts; n++)
          await here.db.inCompany(here.company.id, (tx) =>
            postEntries(tx, BY, [
              {
                id: tx.newId(),
                kind: "invoice",
                side: "debit",
                source: "bench",
                number: `${turn}/${n}`,
                customerId: customer,
                currency: currency("EUR"),
                amount: 12_345n,
                on: RUN_DAY,
              },
            ]),
          )
      },
    } satisfies Work,
  }
}

function systemBinaries(): string | null {
  const root = "/usr/lib/postgresql"
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb"))) ?? null
}

/** A server of the machine under the embedded one's own supervisor, and so with the very same settings. */
async function startSystem(bin: string, ground: Ground) {
  const folder = openDataFolder(join(ground.folder, "system"))
  makeSocketFolder(folder)
  const [version, major] = /(\d+)\.\d+/.exec((await runAs(folder.account, join(bin, "postgres"), ["--version"])).said) as unknown as [string, string]
  mkdirSync(folder.cluster, { mode: 0o700 })
  if (folder.account) chownSync(folder.cluster, folder.account.uid, folder.account.gid)
  const options = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
  const made = await runAs(folder.account, join(bin, "initdb"), ["-D", folder.cluster, ...options])
  if (!made.ok) throw new Error(made.said)
  const server = await startOrAdopt(folder, { bin, version, major })
  const stop = lastly(async () => {
    await stopPostmaster(server)
    rmSync(folder.sockets, { recursive: true, force: true })
  })
  const logIn = (user: string, database = DATABASE) => ({ host: folder.sockets, port: 5432, user, database, ssl: false })
  const admin = await connected(logIn(OWNER, "postgres"))
  await admin.query(`CREATE ROLE ${APP} LOGIN; CREATE ROLE ${AUTH} LOGIN`)
  await admin.query(`CREATE DATABASE ${DATABASE}`)
  await admin.end()
  const site = await openSite({ app: logIn(APP), roles: { app: APP, auth: AUTH }, owner: logIn(OWNER) })
  return {
    site,
    version: `PostgreSQL ${version}`,
    async stop() {
      await site.leave()
      await stop()
    },
  }
}
