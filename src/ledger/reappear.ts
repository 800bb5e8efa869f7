/**
 * Two systems close items: this one by matching, the ERP by its next export. When they disagree, who is right depends on who matches.
 *
 * An item closed by matching here but still open in the ERP's next import waits for the ERP, listed, with an end day: the ERP has usually
 * not yet booked what we proposed. One closed by an import and open again in a later one was reopened there: it reopens here with its
 * history. Where Encours owns matching, imports never reopen what was matched here.
 *
 * Days  the end day is calendar days after the import's day.
 */
import type { Matching } from "../company/company.ts"
import { addDays, type Day } from "../kernel/day.ts"

export const WAIT_DAYS = 10

export type Closing = { readonly origin: "import" | "here"; readonly waitsUntil: Day | null }
export type Reappearance =
  | { readonly act: "wait"; readonly until: Day; readonly because: { readonly code: "MATCHED_HERE" } }
  | { readonly act: "reopen"; readonly because: { readonly code: "CLOSED_BY_IMPORT" } | { readonly code: "ERP_NEVER_CLOSED"; readonly since: Day } }
  | { readonly act: "keep"; readonly because: { readonly code: "ENCOURS_MATCHES" } }

/** What to do with an item closed in our books that the ERP shows open on `seenOn`. */
export function decideReappearance(closing: Closing, matching: Matching, seenOn: Day): Reappearance {
  if (closing.origin === "import") return { act: "reopen", because: { code: "CLOSED_BY_IMPORT" } }
  if (matching === "encours") return { act: "keep", because: { code: "ENCOURS_MATCHES" } }
  if (closing.waitsUntil !== null && seenOn > closing.waitsUntil)
    return { act: "reopen", because: { code: "ERP_NEVER_CLOSED", since: closing.waitsUntil } }
  return { act: "wait", until: closing.waitsUntil ?? addDays(seenOn, WAIT_DAYS), because: { code: "MATCHED_HERE" } }
}
