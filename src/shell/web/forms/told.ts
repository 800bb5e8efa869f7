/** What a person at a screen is told of a refusal: its words are the server's, worded for programs and the terminal too. */
export type Refusal = { readonly detail?: string; readonly code?: string; readonly errors?: readonly { readonly message: string }[] }

/** A sentence that sends the reader to a command; a screen has its own controls for that. */
const FOR_TERMINALS = /\bencours [a-z]|(?:^|[\s(:])--[a-z]/

/** Of a request that does not fit, what its fields take; of all else its sentences, without those for a terminal unless there is no other. */
export function wordsOf({ detail, code, errors = [] }: Refusal): string | undefined {
  if (errors.length > 0) return [...new Set(errors.map(({ message }) => message))].join(" · ")
  const sentences = detail?.split(/(?<=[.!?])\s+/).filter((sentence) => !FOR_TERMINALS.test(sentence)) ?? []
  return sentences.length > 0 ? sentences.join(" ") : (detail ?? code)
}
