/**
 * Runs in a thread of its own inside a guarded process, where a busy main thread cannot hold it up: ends the process when its parent is
 * gone, and when it takes more memory than it was given.
 */
import { writeSync } from "node:fs"
import { workerData } from "node:worker_threads"

const { parent, memoryMb } = workerData as { readonly parent: number; readonly memoryMb: number }

setInterval(() => {
  const tooLarge = process.memoryUsage.rss() > memoryMb * 1048576
  if (tooLarge) writeSync(2, "\nleash: memory\n")
  if (tooLarge || process.ppid !== parent) process.kill(process.pid, "SIGKILL")
}, 50)
