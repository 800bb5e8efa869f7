/** A zip in the browser, deflated by its own stream; the server writes its zips to files (shell/zip.ts). */
type Part = { readonly name: string; readonly content: Iterable<string> | AsyncIterable<string> }

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}
const numbers = (...said: readonly (readonly [value: number, bytes: 2 | 4])[]) => {
  const view = new DataView(new ArrayBuffer(said.reduce((sum, [, bytes]) => sum + bytes, 0)))
  let at = 0
  for (const [value, bytes] of said) {
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bytes
  }
  return new Uint8Array(view.buffer)
}

export async function packZip(parts: readonly Part[]): Promise<Blob> {
  const utf8 = new TextEncoder()
  const files: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let at = 0
  for (const { name, content } of parts) {
    const pieces: string[] = []
    for await (const piece of content) pieces.push(piece)
    const [path, plain] = [utf8.encode(name), utf8.encode(pieces.join(""))]
    const packed = new Uint8Array(await new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer())
    // Version 2.0, names in UTF-8, deflate, 1980-01-01.
    const common = numbers(
      [20, 2],
      [0x0800, 2],
      [8, 2],
      [0x00210000, 4],
      [crcOf(plain), 4],
      [packed.length, 4],
      [plain.length, 4],
      [path.length, 2],
      [0, 2],
    )
    const head = numbers([0x04034b50, 4])
    files.push(head, common, path, packed)
    directory.push(numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), path)
    at += head.length + common.length + path.length + packed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [size, 4], [at, 4], [0, 2])
  return new Blob([...files, ...directory, end])
}
