/** The refusals of all rooms, as main.ts puts them together. */
import type { RefusalTexts } from "../src/kernel/text.ts"
import { ROOT, readTree } from "./tree.ts"

const rooms = readTree().filter(({ path }) => path.startsWith("src/") && path.endsWith("/refusal.text.ts"))
export const WORDED = (await Promise.all(rooms.map(async ({ path }) => Object.values<RefusalTexts>(await import(`${ROOT}/${path}`))))).flat()
export const REFUSALS: RefusalTexts = Object.assign({}, ...WORDED)
