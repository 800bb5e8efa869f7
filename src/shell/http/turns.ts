/**
 * Turns: one asker, however many requests they send at once, takes no more than a part of the server; the rest wait their turn, and past that are refused.
 *
 * Refuses TOO_MANY_REQUESTS (429, to be asked again a second later).
 */
import { Refused } from "../../kernel/result.ts"

type Asker = { working: number; readonly waiting: (() => void)[] }
export type Turns = <T>(who: string, work: () => Promise<T>) => Promise<T>

export function makeTurns(atOnce: number, mayWait: number): Turns {
  const askers = new Map<string, Asker>()
  return async (who, work) => {
    const asker = askers.get(who) ?? { working: 0, waiting: [] }
    askers.set(who, asker)
    if (asker.working < atOnce) asker.working++
    else if (asker.waiting.length >= mayWait) throw new Refused("TOO_MANY_REQUESTS", { atOnce, waiting: mayWait, seconds: 1 })
    else await new Promise<void>((turn) => asker.waiting.push(turn))
    try {
      return await work()
    } finally {
      // Who waited longest takes the place over; nobody waits: it is free.
      const next = asker.waiting.shift()
      if (next) next()
      else if (--asker.working === 0) askers.delete(who)
    }
  }
}
