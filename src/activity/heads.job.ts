/** The published heads on the disk: files that are only appended to. A line torn by a crash stays, alone on its line. */
import { type FileHandle, mkdir, open } from "node:fs/promises"
import { join } from "node:path"

/** The line is on the disk when this returns. */
export async function appendLine(folder: string, name: string, line: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(join(folder, name), "a+", 0o600)
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    await file.appendFile(`${size === 0 || buffer.toString() === "\n" ? "" : "\n"}${line}\n`)
    await file.sync()
    if (size === 0) await syncFolder(folder)
  } finally {
    await file.close()
  }
}

/** Every line in order; none when there is no such file. */
export async function* readLines(folder: string, name: string): AsyncGenerator<string> {
  let file: FileHandle
  try {
    file = await open(join(folder, name), "r")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return
    throw error
  }
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
