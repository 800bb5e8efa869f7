/** Append-only text files: a line is on the disk when `appendLine` returns. A line torn by a crash stays, alone on its line. */
import { createReadStream } from "node:fs"
import { type FileHandle, mkdir, open } from "node:fs/promises"
import { dirname } from "node:path"
import { createInterface } from "node:readline/promises"

const LONGEST_LINE = 4096

export async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, "a+", 0o600)
  try {
    const end = await tail(file)
    await file.appendFile(`${end === "" || end.endsWith("\n") ? "" : "\n"}${line}\n`)
    await file.sync()
    if (end === "") await syncFolder(dirname(path))
  } finally {
    await file.close()
  }
}

/** The last whole line; null when the file is missing or empty. */
export async function lastLine(path: string): Promise<string | null> {
  const file = await open(path, "r").catch(unlessMissing)
  if (!file) return null
  try {
    return (await tail(file)).split("\n").slice(0, -1).at(-1) ?? null
  } finally {
    await file.close()
  }
}

/** Every line in order; null when there is no such file. */
export async function readLines(path: string): Promise<AsyncIterable<string> | null> {
  const file = await open(path, "r").catch(unlessMissing)
  await file?.close()
  return file ? createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Number.POSITIVE_INFINITY }) : null
}

async function tail(file: FileHandle): Promise<string> {
  const { size } = await file.stat()
  const length = Math.min(size, LONGEST_LINE)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.toString("utf8", 0, bytesRead)
}

/** A new file is safe only when its name is. Not every system can sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null
  throw error
}
