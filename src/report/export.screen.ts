/** A list as a file of the browser: the same CSV and the same workbook as the command line writes. */
import type { Listing } from "../kernel/listing.ts"
import { type SheetFormat, sheetFileName } from "../kernel/sheet.ts"
import type { Language } from "../kernel/text.ts"
import { toCsv } from "./csv.ts"
import { packZip } from "./pack.screen.ts"
import { xlsxParts } from "./xlsx.ts"

export async function saveListing(listing: Listing, name: string, format: SheetFormat, lang: Language): Promise<void> {
  const blob =
    format === "csv"
      ? new Blob([toCsv(listing, lang)], { type: "text/csv;charset=utf-8" })
      : (await packZip(xlsxParts(listing))).slice(0, undefined, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = sheetFileName(name, format)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
