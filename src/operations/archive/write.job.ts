/** Writes an archive as a stream: pieces of bounded size, hashed and counted as they go by, the manifest last. */
import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { HEAD_ENTRY, type Head, MANIFEST_ENTRY, MANIFEST_HASH_ENTRY, type Manifest, pieceName } from "./manifest.wire.ts"
import { END, headerOf, paddingOf } from "./tar.ts"

const compress = promisify(gzip)
/** What is held of a table at a time, before and while it is compressed. */
const PIECE = 1 << 20
const LEVEL = 1

export type Part = { readonly bytes: number; readonly sha256: string }
export type Archive = {
  head(head: Head): AsyncGenerator<Buffer>
  part(name: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer, Part>
  /** A content whose length is known before it is read; it is read to its end or throws. */
  file(name: string, size: number, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
  manifest(manifest: Manifest): AsyncGenerator<Buffer>
}

export function writeArchive(atS: number): Archive {
  async function* entry(name: string, content: Buffer) {
    yield headerOf({ name, size: content.length }, atS)
    yield content
    yield Buffer.alloc(paddingOf(content.length))
  }
  return {
    head: (head) => entry(HEAD_ENTRY, toJson(head)),
    async *part(name, content) {
      const hash = createHash("sha256")
      let bytes = 0
      let number = 0
      // One piece is compressed on another thread while the next one is gathered.
      let pressing: Promise<Buffer> | null = null
      for await (const piece of piecesOf(content)) {
        hash.update(piece)
        bytes += piece.length
        const next: Promise<Buffer> = compress(piece, { level: LEVEL })
        if (pressing) yield* entry(pieceName(name, ++number), await pressing)
        pressing = next
      }
      if (pressing) yield* entry(pieceName(name, ++number), await pressing)
      return { bytes, sha256: hash.digest("hex") }
    },
    async *file(name, size, content) {
      yield headerOf({ name, size }, atS)
      let written = 0
      for await (const chunk of content) {
        written += chunk.length
        yield chunk
      }
      if (written !== size) throw new Error(`${name} has ${written} bytes, not ${size}`)
      yield Buffer.alloc(paddingOf(size))
    },
    async *manifest(manifest) {
      const text = toJson(manifest)
      yield* entry(MANIFEST_ENTRY, text)
      yield* entry(MANIFEST_HASH_ENTRY, Buffer.from(`${createHash("sha256").update(text).digest("hex")}  ${MANIFEST_ENTRY}\n`))
      yield END
    },
  }
}

const toJson = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

/** At least one piece, if an empty one: an empty table is there too. */
async function* piecesOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = []
  let held = 0
  let any = false
  for await (const chunk of content) {
    kept.push(chunk)
    held += chunk.length
    if (held < PIECE) continue
    yield Buffer.concat(kept)
    any = true
    kept = []
    held = 0
  }
  if (held > 0 || !any) yield Buffer.concat(kept)
}
