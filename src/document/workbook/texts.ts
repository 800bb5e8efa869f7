/** The texts that cells of a workbook share, kept as bytes side by side: a million short ones take what they weigh and eight bytes each. */
const PAGE = 1 << 20
export const TEXT_LIMIT = 96 * PAGE

export function keepTexts() {
  const pages: Buffer[] = []
  let starts = new Uint32Array(1024)
  let count = 0
  let used = PAGE
  return {
    /** False: they weigh more than any workbook's. */
    add(text: string): boolean {
      const length = Buffer.byteLength(text)
      if (length + 4 > PAGE || pages.length * PAGE > TEXT_LIMIT) return false
      if (used + length + 4 > PAGE) {
        pages.push(Buffer.allocUnsafe(PAGE))
        used = 0
      }
      const page = pages.at(-1)!
      page.writeUInt32LE(length, used)
      page.write(text, used + 4)
      if (count === starts.length) {
        const grown = new Uint32Array(starts.length * 2)
        grown.set(starts)
        starts = grown
      }
      starts[count++] = (pages.length - 1) * PAGE + used
      used += length + 4
      return true
    },
    at(index: number): string | null {
      if (index >= count) return null
      const start = starts[index]!
      const page = pages[Math.floor(start / PAGE)]!
      const from = (start % PAGE) + 4
      return page.toString("utf8", from, from + page.readUInt32LE(from - 4))
    },
  }
}
