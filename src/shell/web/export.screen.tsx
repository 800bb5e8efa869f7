/** A list as it is seen, to take away: at once where it is whole, else by a job. Who writes files is handed in by web.tsx. */
import { createContext, use, useState } from "react"
import type { Listing } from "../../kernel/listing.ts"
import { SHEET_FORMATS, type SheetFormat } from "../../kernel/sheet.ts"
import type { Language } from "../../kernel/text.ts"
import { addressOf, ask } from "./ask.screen.ts"
import { useCompany } from "./asked.screen.ts"
import { Fold } from "./fold.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { jobsChanged } from "./jobs.screen.tsx"
import { LANG } from "./lang.screen.ts"
import { tell } from "./toast.screen.tsx"

export const ExportContext = createContext<(listing: Listing, name: string, format: SheetFormat, lang: Language) => Promise<void>>(async () => {})

/** A list with more than a page: which one, what is asked of it, and the columns that are seen (none said: all). */
type LongListing = { readonly list: string; readonly query: Readonly<Record<string, string | undefined>>; readonly columns?: readonly string[] }
type Exported = Listing | LongListing

/** `listing` is asked when a format is chosen. */
export function Export({ name, listing }: { readonly name: string; readonly listing: () => Exported | Promise<Exported> }) {
  const { code } = useCompany()
  const save = use(ExportContext)
  const [busy, setBusy] = useState(false)
  const queue = async (long: LongListing, format: SheetFormat) => {
    const query = Object.fromEntries(Object.entries(long.query).filter(([, said]) => said !== undefined && said !== ""))
    await ask(addressOf(code, "/exports"), { method: "POST", body: { ...long, query, format, name } })
    jobsChanged(code)
    tell(text.exportQueued[LANG])
  }
  const take = (format: SheetFormat) => {
    setBusy(true)
    Promise.resolve(listing())
      .then((found) => ("list" in found ? queue(found, format) : save(found, name, format, LANG)))
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => setBusy(false))
  }
  return (
    <Fold label={busy ? text.loading[LANG] : text.export[LANG]} end>
      {(close) => (
        <ul className="choices">
          {SHEET_FORMATS.map((format) => (
            <li key={format}>
              <button
                type="button"
                onClick={() => {
                  close()
                  take(format)
                }}
              >
                {format === "xlsx" ? "Excel (XLSX)" : "CSV"}
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              onClick={() => {
                close()
                print()
              }}
            >
              {text.print[LANG]}
            </button>
          </li>
        </ul>
      )}
    </Fold>
  )
}
