/** Seeded chance of the tests, and the seed of this run. */
export { type Chance, chanceOf } from "../../src/sim/chance.ts"

/** The seed of this run: ENCOURS_SEED, else always the same. */
export const SEED = Number(process.env.ENCOURS_SEED ?? 20_260_101)
