/**
 * Seeded chance: the same seed lives the same life on every machine.
 *
 * Always  numbers come from whole-number arithmetic alone (mulberry32); the bell curve is a sum of twelve of them, so no machine's logarithm enters.
 */
export type Chance = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  yes(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the names, as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
  /** Around 0, two thirds of them within ±1, never beyond ±6. */
  bell(): number
}

/** Numbers in [0, 1), the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function chanceOf(seed: number): Chance {
  const next = seeded(seed)
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    between: (least, most) => least + int(most - least + 1),
    yes: (share) => next() < share,
    pick: (list) => list[int(list.length)]!,
    weighted<T extends string>(weights: Readonly<Record<T, number>>) {
      const names = Object.keys(weights) as T[]
      let left = next() * names.reduce((sum, name) => sum + weights[name], 0)
      for (const name of names) {
        left -= weights[name]
        if (left < 0) return name
      }
      return names[0]!
    },
    bell() {
      let sum = -6
      for (let i = 0; i < 12; i++) sum += next()
      return sum
    },
  }
}

/** A stream of its own for each thing of a seed, so that one customer more changes nothing of the others. */
export function streamOf(seed: number, thing: string): Chance {
  let hash = 0x811c9dc5 ^ seed
  for (const sign of thing) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193)
  return chanceOf(hash >>> 0)
}
