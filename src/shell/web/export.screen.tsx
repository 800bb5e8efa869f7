/** A list as it is seen, to take away. Who writes files is handed in by web.tsx. */
import { createContext, use, useState } from "react"
import type { Listing } from "../../kernel/listing.ts"
import type { Language } from "../../kernel/text.ts"
import { Fold } from "./fold.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"
import { tell } from "./toast.screen.tsx"

const FORMATS = ["xlsx", "csv"] as const
export type Format = (typeof FORMATS)[number]
export const ExportContext = createContext<(listing: Listing, name: string, format: Format, lang: Language) => Promise<void>>(async () => {})

/** `listing` is asked when a format is chosen: it may have to fetch the rows that are not on the screen. */
export function Export({ name, listing }: { readonly name: string; readonly listing: () => Listing | Promise<Listing> }) {
  const save = use(ExportContext)
  const [busy, setBusy] = useState(false)
  const take = (format: Format) => {
    setBusy(true)
    Promise.resolve(listing())
      .then((found) => save(found, name, format, LANG))
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => setBusy(false))
  }
  return (
    <Fold label={busy ? text.loading[LANG] : text.export[LANG]} end>
      {(close) => (
        <ul className="choices">
          {FORMATS.map((format) => (
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
