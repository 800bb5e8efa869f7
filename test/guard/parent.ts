/** A program that starts a guarded one which never ends, says its number, and waits to be killed (src/shell/guard.test.ts). */
import { runGuarded } from "../../src/shell/guard.ts"

const limits = { memoryMb: 512, heapMb: 128, stalledMs: 60_000, totalMs: 60_000 }
for await (const frame of runGuarded(new URL("./errand.ts", import.meta.url), { what: "loop" }, [], limits))
  if ("message" in frame) process.stdout.write(`${(frame.message as { pid: number }).pid}\n`)
