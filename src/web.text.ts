/** The ways to the screens, in the order of the day. */
import type { Worded } from "./kernel/text.ts"

const money: Worded = { en: "Money", fr: "Argent", nl: "Geld", de: "Geld" }

export const WAYS = [
  { to: "ageing", needs: "read", group: money, title: { en: "Ageing", fr: "Balance âgée", nl: "Ouderdomsbalans", de: "Fälligkeiten" } },
] as const satisfies readonly { readonly to: string; readonly needs: string; readonly group?: Worded; readonly title: Worded }[]
