/** Seeded chance: the same seed plays the same history on every machine. */
import { seeded } from "../../src/demo/demo.ts"

export type Chance = {
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number
  yes(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the names, as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
}

export function chanceOf(seed: number): Chance {
  const next = seeded(seed)
  const int = (below: number) => Math.floor(next() * below)
  return {
    int,
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
  }
}

/** The seed of this run: ENCOURS_SEED, else always the same. */
export const SEED = Number(process.env.ENCOURS_SEED ?? 20_260_101)
