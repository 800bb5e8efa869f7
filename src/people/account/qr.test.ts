import { describe, expect, it } from "vitest"
import { drawQr, type Modules } from "./qr.ts"

/** Reads a code of one block or several back, by the standard and not by the drawer: patterns are skipped by where they stand. */
function readQr(dark: Modules): { text: string; sound: boolean } {
  const size = dark.length
  const version = (size - 17) / 4
  const at = (x: number, y: number) => (dark[y]![x] ? 1 : 0)
  const format = [14, 13, 12, 11, 10, 9]
    .map((i) => at(14 - i, 8))
    .concat(
      at(7, 8),
      at(8, 8),
      at(8, 7),
      [5, 4, 3, 2, 1, 0].map((y) => at(8, y)),
    )
  const mask = (Number.parseInt(format.join(""), 2) ^ 0x5412) >> 10
  const masks = [
    (x: number, y: number) => (x + y) % 2,
    (_: number, y: number) => y % 2,
    (x: number) => x % 3,
    (x: number, y: number) => (x + y) % 3,
    (x: number, y: number) => (((x / 3) | 0) + ((y / 2) | 0)) % 2,
    (x: number, y: number) => ((x * y) % 2) + ((x * y) % 3),
    (x: number, y: number) => (((x * y) % 2) + ((x * y) % 3)) % 2,
    (x: number, y: number) => (((x + y) % 2) + ((x * y) % 3)) % 2,
  ]
  const middles: Record<number, number[]> = {
    1: [],
    2: [6, 18],
    3: [6, 22],
    4: [6, 26],
    5: [6, 30],
    6: [6, 34],
    7: [6, 22, 38],
    8: [6, 24, 42],
    9: [6, 26, 46],
    10: [6, 28, 50],
    12: [6, 32, 58],
    15: [6, 26, 48, 70],
  }
  const skip = (x: number, y: number) =>
    x === 6 ||
    y === 6 ||
    (x < 9 && y < 9) ||
    (x > size - 9 && y < 9) ||
    (x < 9 && y > size - 9) ||
    (version > 6 && ((x > size - 12 && y < 6) || (y > size - 12 && x < 6))) ||
    middles[version]!.some((cx) =>
      middles[version]!.some(
        (cy) => Math.abs(cx - x) < 3 && Math.abs(cy - y) < 3 && !((cx < 9 && cy < 9) || (cx < 9 && cy > size - 9) || (cx > size - 9 && cy < 9)),
      ),
    )
  let bits = ""
  let up = true
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    if (right === 6) right = 5
    for (let i = 0; i < size; i++)
      for (const x of [right, right - 1]) {
        const y = up ? size - 1 - i : i
        if (!skip(x, y)) bits += at(x, y) ^ (masks[mask & 7]!(x, y) === 0 ? 1 : 0)
      }
    up = !up
  }
  const words = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  // ISO/IEC 18004, table 9, level M: how many blocks of how many words of data, and of correction.
  const table: Record<number, [number, number, number, number, number]> = {
    1: [1, 16, 0, 0, 10],
    2: [1, 28, 0, 0, 16],
    3: [1, 44, 0, 0, 26],
    4: [2, 32, 0, 0, 18],
    5: [2, 43, 0, 0, 24],
    6: [4, 27, 0, 0, 16],
    7: [4, 31, 0, 0, 18],
    8: [2, 38, 2, 39, 22],
    9: [3, 36, 2, 37, 22],
    10: [4, 43, 1, 44, 26],
    12: [6, 36, 2, 37, 22],
    15: [5, 41, 5, 42, 24],
  }
  const [a, la, b, lb, correction] = table[version]!
  const blocks = [...Array.from({ length: a }, () => la), ...Array.from({ length: b }, () => lb)].map((length) => ({ length, words: [] as number[] }))
  let next = 0
  for (let i = 0; i < Math.max(la, lb); i++) for (const block of blocks) if (i < block.length) block.words.push(words[next++]!)
  for (let i = 0; i < correction; i++) for (const block of blocks) block.words.push(words[next++]!)
  const times = (x: number, y: number) => {
    let z = 0
    for (let i = 0; i < 8; i++) {
      if ((y >> i) & 1) z ^= x << i
    }
    for (let i = 14; i > 7; i--) if ((z >> i) & 1) z ^= 0x11d << (i - 8)
    return z
  }
  // Every syndrome of a sound block is nought.
  const sound = blocks.every(({ words }) => {
    let root = 1
    for (let i = 0; i < correction; i++) {
      let value = 0
      for (const word of words) value = times(value, root) ^ word
      if (value !== 0) return false
      root = times(root, 2)
    }
    return true
  })
  const data = blocks
    .flatMap(({ words, length }) => words.slice(0, length))
    .map((word) => word.toString(2).padStart(8, "0"))
    .join("")
  const wide = version < 10 ? 8 : 16
  const length = Number.parseInt(data.slice(4, 4 + wide), 2)
  const bytes = (data.slice(4 + wide, 4 + wide + length * 8).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  return { text: data.startsWith("0100") ? new TextDecoder().decode(new Uint8Array(bytes)) : "", sound }
}

describe("a QR code", () => {
  const uri = "otpauth://totp/Encours:claire%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Encours&digits=6&period=30"
  it.each([["a"], ["Encours"], ["Müller & Söhne, 1.234,56 €"], [uri], [uri.repeat(2).slice(0, 200)], ["x".repeat(280)], ["x".repeat(412)]])(
    "%s is read back, and every block of it is sound",
    (text) => {
      const drawn = drawQr(text)!
      expect(readQr(drawn)).toEqual({ text, sound: true })
    },
  )
  it("too long a text is none", () => {
    expect(drawQr("x".repeat(413))).toBeNull()
  })
})
