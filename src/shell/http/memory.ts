/**
 * Answers worked out from the whole ledger. A figure over a million invoices takes seconds, and a morning's users all ask for the same: while the books
 * stay as they are an answer is given again, and asked for by several at once it is worked out once.
 *
 * `state`: names the books as they were read; whatever is done to them changes it. An answer is never given for another state than its own.
 */
export type Worked = { readonly state: string; readonly text: string }
export type Memory = (question: string, state: string, work: () => Promise<Worked>) => Promise<string>

type Kept = { readonly state: string; readonly text: Promise<string>; bytes: number }

/** `most`: bytes of all answers and their questions together; one that takes more than a quarter of it is not kept. The least asked go first. */
export function makeMemory(most: number): Memory {
  const kept = new Map<string, Kept>()
  let bytes = 0
  const forget = (question: string, of: Kept) => {
    if (kept.get(question) !== of) return
    kept.delete(question)
    bytes -= of.bytes
  }
  return (question, state, work) => {
    const held = kept.get(question)
    if (held?.state === state) {
      kept.delete(question)
      kept.set(question, held)
      return held.text
    }
    if (held) forget(question, held)
    const working = work()
    const mine: Kept = { state, text: working.then(({ text }) => text), bytes: 0 }
    kept.set(question, mine)
    working.then(
      (worked) => {
        const size = Buffer.byteLength(question) + Buffer.byteLength(worked.text)
        // Books that moved while it was worked out: right for those who asked, not for whoever asks next.
        if (worked.state !== state || size > most / 4) return forget(question, mine)
        if (kept.get(question) !== mine) return
        mine.bytes = size
        bytes += size
        for (const [oldest, of] of kept) {
          if (bytes <= most) break
          forget(oldest, of)
        }
      },
      () => forget(question, mine),
    )
    return mine.text
  }
}
