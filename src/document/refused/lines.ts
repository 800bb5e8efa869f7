/** Lines of a file, a bit each: a million of them weigh 125 KB. */
export type LineSet = ReturnType<typeof lineSet>
export function lineSet() {
  let bits = new Uint8Array(1 << 13)
  let count = 0
  const has = (line: number) => ((bits[line >> 3] ?? 0) & (1 << (line & 7))) !== 0
  return {
    has,
    count: () => count,
    add(line: number) {
      if (has(line)) return
      if (line >> 3 >= bits.length) {
        const longer = new Uint8Array(Math.max(bits.length * 2, (line >> 3) + 1))
        longer.set(bits)
        bits = longer
      }
      bits[line >> 3]! |= 1 << (line & 7)
      count++
    },
  }
}
