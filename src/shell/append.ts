/** Append-only text files: a line is on the disk when `appendLine` returns. A line torn by a crash stays, alone on its line. */
import { type FileHandle, mkdir, open } from "node:fs/promises"
import { dirname } from "node:path"

export async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, "a+", 0o600)
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    await file.appendFile(`${size === 0 || buffer.toString() === "\n" ? "" : "\n"}${line}\n`)
    await file.sync()
    if (size === 0) await syncFolder(dirname(path))
  } finally {
    await file.close()
  }
}

/** Every line in order; null when there is no such file. */
export async function readLines(path: string): Promise<AsyncIterable<string> | null> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null
    throw error
  })
  return file && linesOf(file)
}

async function* linesOf(file: FileHandle) {
  try {
    yield* file.readLines({ encoding: "utf8", autoClose: false })
  } finally {
    await file.close()
  }
}

/** A new file is safe only when its name is. Not every system can sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
