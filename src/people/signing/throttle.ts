/**
 * How often somebody may try to sign in: counted by account and by address, before the password is looked at, so that a hundred tries at once count as
 * a hundred.
 *
 * Units   pauses in milliseconds. After the free tries each further one is followed by a pause twice as long, up to a quarter of an hour: nobody is shut
 *         out for ever. A try during a pause is refused and changes nothing. After a quiet day everything is forgotten.
 * Always  a browser that has signed in to an account before counts by itself: whoever tries passwords elsewhere cannot keep its owner out.
 */
export type Aim = "account" | "browser" | "address"
export type Tried = { readonly tries: number; readonly lastAt: Date; readonly blockedUntil: Date | null }
export type Verdict = { readonly allowed: true; readonly next: Tried } | { readonly allowed: false; readonly until: Date }

/** Many people may share an address: an office, a proxy. */
const FREE: Readonly<Record<Aim, number>> = { account: 5, browser: 5, address: 50 }
const FIRST_PAUSE = 30_000
const LONGEST_PAUSE = 900_000
const FORGET = 86_400_000

export function judgeTry(aim: Aim, before: Tried | null, now: Date): Verdict {
  if (before?.blockedUntil && before.blockedUntil > now) return { allowed: false, until: before.blockedUntil }
  const tries = before && now.getTime() - before.lastAt.getTime() < FORGET ? before.tries + 1 : 1
  const over = tries - FREE[aim]
  const pause = over < 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** Math.min(over, 20), LONGEST_PAUSE)
  return { allowed: true, next: { tries, lastAt: now, blockedUntil: pause === 0 ? null : new Date(now.getTime() + pause) } }
}
