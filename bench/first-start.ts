/** S12: the first start in a new data folder, from the command to the first answers of /health and of the first page. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { lastly, makeFolder } from "./ground.ts"
import { type Line, line } from "./line.ts"
import { takeTurns, type WithPeak, watchPeak } from "./measure.ts"

const WITHIN_MS = 60_000

export async function benchFirstStart(_rows: number, rounds: number): Promise<Line[]> {
  const running = { end: async () => {} }
  const ours = {
    prepare: () => running.end(),
    run: async (): Promise<WithPeak> => {
      const folder = makeFolder()
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, "../bin/encours"), "--data", join(folder, "data"), "start", "--port", "0", "--json"],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      )
      const ended = once(child, "exit")
      const peak = watchPeak(child.pid!)
      running.end = lastly(async () => {
        child.kill("SIGTERM")
        await ended
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
      })
      const url = await addressFrom(child.stdout)
      await answered(`${url}/health`, (status) => status === 200)
      await answered(`${url}/`, (status) => status < 500)
      return { peakMb: peak() }
    },
  }
  try {
    return [line("S12", "first start: database made, first answers", 0, await takeTurns("first start", ours, null, rounds), { must: 10, aim: 5 })]
  } finally {
    await running.end()
  }
}

async function addressFrom(output: AsyncIterable<Buffer>): Promise<string> {
  let said = ""
  for await (const part of output) {
    said += part
    const url = /"url":\s*"([^"]+)"/.exec(said)?.[1]
    if (url) return url
  }
  throw new Error(`encours start ended without an address: ${said}`)
}

async function answered(url: string, fits: (status: number) => boolean): Promise<void> {
  for (const until = performance.now() + WITHIN_MS; performance.now() < until; await pause(10)) {
    const status = await fetch(url).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 503,
    )
    if (fits(status)) return
  }
  throw new Error(`${url} did not answer`)
}
