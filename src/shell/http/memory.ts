/**
 * Answers worked out from the whole ledger. A figure over a million invoices takes seconds, and a morning's users all ask for the same: while the books
 * stay as they are an answer is given again, and asked for by several at once it is worked out once.
 *
 * `state`: names the books as they were read; whatever is done to them changes it. An answer is never given for another state than its own.
 */
export type Worked<T> = { readonly state: string; readonly value: T }
export type Memory<T> = (question: string, state: string, work: () => Promise<Worked<T>>) => Promise<T>

type Kept<T> = { readonly state: string; readonly value: Promise<T>; size: number }

/** `most`: what all that is kept may come to, measured by `sizeOf`; what alone comes to more than `each` is not kept. The least asked go first. */
export function makeMemory<T>(most: number, each: number, sizeOf: (question: string, value: T) => number): Memory<T> {
  const kept = new Map<string, Kept<T>>()
  let all = 0
  const forget = (question: string, of: Kept<T>) => {
    if (kept.get(question) !== of) return
    kept.delete(question)
    all -= of.size
  }
  return (question, state, work) => {
    const held = kept.get(question)
    if (held?.state === state) {
      kept.delete(question)
      kept.set(question, held)
      return held.value
    }
    if (held) forget(question, held)
    const working = work()
    const mine: Kept<T> = { state, value: working.then(({ value }) => value), size: 0 }
    kept.set(question, mine)
    working.then(
      (worked) => {
        const size = sizeOf(question, worked.value)
        // Books that moved while it was worked out: right for those who asked, not for whoever asks next.
        if (worked.state !== state || size > each) return forget(question, mine)
        if (kept.get(question) !== mine) return
        mine.size = size
        all += size
        for (const [oldest, of] of kept) {
          if (all <= most) break
          forget(oldest, of)
        }
      },
      () => forget(question, mine),
    )
    return mine.value
  }
}
