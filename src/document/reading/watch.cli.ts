/** A long import seen from the terminal: one line that says how far it is, and Ctrl-C, which leaves nothing half done. */
import type { Language } from "../../kernel/text.ts"
import { beforeDeath } from "../../shell/ending.ts"
import { startPace } from "../../shell/jobs/pace.ts"
import { interrupted, interruptedLate, looking, posting, readSoFar } from "./progress.text.ts"
import { POSTING_SHARE, type Progress, rowsInAll } from "./progress.ts"

const EVERY_MS = 500
const PATIENCE_MS = 3_000

export type Watcher = { readonly progress: (now: Progress) => void; readonly signal: AbortSignal }

/** Runs the work for one file; progress is shown to a person only. */
export async function watched<T>(file: string, lang: Language, note: (line: string) => void, work: (watcher: Watcher) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const line = process.stderr.isTTY ? progressLine(lang) : { show: () => {}, clear: () => {} }
  const running = work({ progress: line.show, signal: stop.signal })
  const settled = running.then(
    () => "done",
    () => "undone",
  )
  const free = beforeDeath(async () => {
    stop.abort(new Error("interrupted"))
    const outcome = await Promise.race([settled, new Promise((resume) => setTimeout(resume, PATIENCE_MS))])
    line.clear()
    note(outcome === "undone" ? interrupted[lang](file) : interruptedLate[lang])
  })
  try {
    return await running
  } catch (error) {
    // The process is about to die of the signal: its last words are said above.
    if (stop.signal.aborted) await new Promise(() => {})
    throw error
  } finally {
    line.clear()
    free()
  }
}

function progressLine(lang: Language) {
  const pace = startPace()
  const n = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 })
  let shownAt = performance.now()
  let width = 0
  const put = (text: string) => {
    process.stderr.write(`\r${text.padEnd(width)}`)
    width = text.length
  }
  return {
    show(now: Progress) {
      const at = performance.now()
      const read = now.done >= now.total
      if (at - shownAt < EVERY_MS && !read) return
      shownAt = at
      pace.tell(now.rows, rowsInAll(now), POSTING_SHARE, at)
      const { rate, secondsLeft } = pace.at(at)
      if (read) put(posting[lang](n.format(now.rows)))
      else if (now.rows === 0) put(looking[lang](String(Math.floor((100 * now.done) / Math.max(now.total, 1)))))
      else put(readSoFar[lang](n.format(now.rows), rate === null ? null : n.format(rate), secondsLeft === null ? null : n.format(secondsLeft)))
    },
    clear() {
      if (width > 0) process.stderr.write(`\r${" ".repeat(width)}\r`)
      width = 0
    },
  }
}
