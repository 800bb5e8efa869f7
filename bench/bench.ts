/**
 * `npm run bench [-- S3 S8 … --rows N --rounds N]`: measured speed beside a reference that does the same work. Prints a table and writes one line of
 * JSON each to bench/results/<day>.json. A time never fails the run; a result that differs from its reference's does.
 *
 * Walls move two- to fivefold on a shared machine: the ratio is what counts, with the processor seconds beside it.
 */
import { appendFileSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { benchAgeing, benchLargeAgeing } from "./ageing.ts"
import { benchFirstStart } from "./first-start.ts"
import { endAll } from "./ground.ts"
import { benchImport } from "./importing.ts"
import { type Line, table } from "./line.ts"
import { benchLists } from "./lists.ts"
import { benchPosting } from "./posting.ts"
import { benchServers } from "./servers.ts"

type Bench = { readonly rows: number; readonly rounds: number; readonly run: (rows: number, rounds: number) => Promise<Line[]> }
export const BENCHES: Readonly<Record<string, Bench>> = {
  S3: { rows: 100_000, rounds: 15, run: benchAgeing },
  S4: { rows: 1_000_000, rounds: 7, run: benchLargeAgeing },
  S8: { rows: 1_000_000, rounds: 3, run: benchImport },
  S9: { rows: 4_000, rounds: 3, run: benchPosting },
  S12: { rows: 0, rounds: 3, run: benchFirstStart },
  S13: { rows: 100_000, rounds: 3, run: benchServers },
  S14: { rows: 1_000_000, rounds: 1, run: benchLists },
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals: asked } = parseArgs({
    args: [...args],
    options: { rows: { type: "string" }, rounds: { type: "string" } },
    allowPositionals: true,
  })
  const [rows, rounds] = [values.rows, values.rounds].map((given) => (given === undefined ? null : Number(given)))
  const sound = [rows, rounds].every((given) => given === null || (Number.isInteger(given) && given! > 0))
  if (!sound || asked.some((id) => !Object.hasOwn(BENCHES, id))) {
    console.error(`usage: npm run bench -- [${Object.keys(BENCHES).join("] [")}] [--rows N] [--rounds N]`)
    return 2
  }
  const lines: Line[] = []
  for (const [id, bench] of Object.entries(BENCHES)) {
    if (asked.length > 0 && !asked.includes(id)) continue
    const found = await bench.run(bench.rows === 0 ? 0 : (rows ?? bench.rows), rounds ?? bench.rounds)
    lines.push(...found)
    if (found.length > 0) console.log(`${table(found)}\n`)
  }
  const folder = join(import.meta.dirname, "results")
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().slice(0, 10)}.json`)
  for (const line of lines) appendFileSync(file, `${JSON.stringify(line)}\n`)
  console.log(`${table(lines)}\n\n${file}`)
  return 0
}

if (import.meta.main)
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  } finally {
    await endAll()
  }
