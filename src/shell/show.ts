/** How every list leaves the command line: as JSON, or as aligned text; and, when asked, as a file too. */
import type { Day } from "../kernel/day.ts"
import { type Fact, type Listing, renderListing } from "../kernel/listing.ts"
import type { Language } from "../kernel/text.ts"
import type { Call } from "./cli.ts"
import type { Context, Creditor } from "./context.ts"
import { exportedText, factText } from "./options.text.ts"

/** `answer` is written compactly: a list of ten thousand rows is for programs. */
export async function showList(call: Call<Context>, answer: unknown, listing: Listing): Promise<void> {
  const file = call.values.export
  if (typeof file === "string") {
    await call.context.exportListing(file, listing, call.lang)
    call.note(exportedText[call.lang](file, listing.rows.length))
  }
  call.print(call.json ? JSON.stringify(answer) : renderListing(listing, call.lang))
}

/** The head of a list: whose figures, of which day, through which filters. */
export function headFacts(
  company: Creditor,
  asked: { readonly asOf: Day; readonly knownAt: Date | null; readonly customer?: string | null; readonly currency?: string | null },
  lang: Language,
): Fact[] {
  return [
    [factText.company[lang], `${company.code} ${company.name}`],
    [factText.asOf[lang], asked.asOf, "day"],
    ...(asked.knownAt ? [[factText.knownAt[lang], asked.knownAt.toISOString()] as const] : []),
    ...(asked.customer ? [[factText.customer[lang], asked.customer] as const] : []),
    ...(asked.currency ? [[factText.currency[lang], asked.currency] as const] : []),
  ]
}
