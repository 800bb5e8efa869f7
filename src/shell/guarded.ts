/** The inside of a guarded process: takes one request from its parent, answers in frames, and never outlives it. */
import { once } from "node:events"
import { Worker } from "node:worker_threads"
import { messageFrame, rawFrame } from "./frames.ts"

/** Both wait while the parent is behind: nothing piles up here. */
export type Answering = { message(message: unknown): Promise<void>; raw(text: string): Promise<void> }
export type Errand = { readonly request: unknown; readonly memoryMb: number }

export async function answerParent(work: (request: unknown, answer: Answering) => Promise<void>): Promise<void> {
  // Ctrl-C goes to the whole group of processes: what it means is for the parent to say.
  process.on("SIGINT", () => {})
  const { request, memoryMb } = await readErrand()
  const leash = new Worker(new URL("./leash.ts", import.meta.url), { workerData: { parent: process.ppid, memoryMb } })
  leash.unref()
  process.stdin.on("end", () => process.exit(1)).resume()
  const write = async (frame: Buffer) => {
    if (!process.stdout.write(frame)) await once(process.stdout, "drain")
  }
  await work(request, { message: (message) => write(messageFrame(message)), raw: (text) => write(rawFrame(text)) })
  process.stdin.destroy()
}

/** One line of JSON; the stream stays open as long as the parent lives. */
async function readErrand(): Promise<Errand> {
  let text = ""
  process.stdin.setEncoding("utf8")
  for (;;) {
    const part = process.stdin.read() as string | null
    if (part === null) await once(process.stdin, "readable")
    else text += part
    if (text.endsWith("\n")) return JSON.parse(text) as Errand
  }
}
