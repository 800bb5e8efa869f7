/** S8: `encours import` of a CSV journal into an empty company, the whole command, against COPY and bare INSERT … SELECT on the same server. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createReadStream, rmSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import { vaultFolder } from "../src/shell/vault.ts"
import { COMPANY, connected, type Empty, type Ground, openGround, settle } from "./ground.ts"
import { writeJournal } from "./ledger.ts"
import { type Line, line } from "./line.ts"
import { takeTurns, type WithPeak, type Work, watchPeak } from "./measure.ts"

const LAUNCHER = join(import.meta.dirname, "../bin/encours")

export async function benchImport(rows: number, rounds: number): Promise<Line[]> {
  const ground = await openGround()
  try {
    const file = join(ground.folder, "journal.csv")
    await writeJournal(file, rows)
    const turns = await takeTurns("import", oursOf(ground, file), await bareOf(ground, file), rounds)
    return [line("S8", `import of ${rows} invoices from CSV`, rows, turns, { must: 1.5, aim: 1.2 })]
  } finally {
    await ground.end()
  }
}

/** The database is up and ours to hold, as while `encours start` runs: the command comes as a guest. */
function oursOf(ground: Ground, file: string): Work {
  let here: Empty
  return {
    async prepare() {
      here = await ground.empty()
      // The vault keeps every file once: each turn has to bring it in anew.
      rmSync(vaultFolder(ground.dataDir, here.company.id), { recursive: true, force: true })
    },
    async run(): Promise<WithPeak> {
      const child = spawn(process.execPath, [LAUNCHER, "--data", ground.dataDir, "--company", COMPANY.code, "import", file, "--json"], {
        stdio: ["ignore", "ignore", "inherit"],
      })
      const peak = watchPeak(child.pid!)
      const [code] = await once(child, "exit")
      if (code !== 0) throw new Error(`encours import ended with ${code}`)
      return { peakMb: peak() }
    },
    outcome: () => outcomeOf(here),
  }
}

async function bareOf(ground: Ground, file: string): Promise<Work> {
  let here: Empty
  const statements = (await readFile(join(import.meta.dirname, "reference/import.sql"), "utf8")).replace(/^--.*\n/, "").split(/;\n\s*/)
  return {
    async prepare() {
      here = await ground.empty()
    },
    run: () =>
      here.db.inCompany(here.company.id, async (tx) => {
        for (const statement of statements.filter((text) => text !== ""))
          if (statement.startsWith("COPY")) await tx.copyIn(statement, createReadStream(file, { highWaterMark: 1 << 18 }))
          else await sql.raw(statement).execute(tx.db)
      }),
    outcome: () => outcomeOf(here),
  }
}

async function outcomeOf(here: Empty): Promise<string> {
  await settle(here)
  const client = await connected(here.owner)
  const { rows } = await client.query(await readFile(join(import.meta.dirname, "reference/outcome.sql"), "utf8"))
  await client.end()
  return `${rows[0].invoices} invoices, content ${rows[0].content}`
}
