/** `--export FILE`: the list as it is seen, to a file. Written beside its place and moved there whole. */
import { open, rename, rm } from "node:fs/promises"
import { extname } from "node:path"
import type { Listing } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import { MOST_LINES } from "../kernel/sheet.ts"
import type { Language } from "../kernel/text.ts"
import { writeZip } from "../shell/zip.ts"
import { toCsv } from "./csv.ts"
import { xlsxParts } from "./xlsx.ts"

const ENDINGS = ".xlsx, .csv"

/** Refuses BAD_OPTION: another ending, or a place that cannot be written; EXPORT_TOO_LONG: more lines than a spreadsheet has. */
export async function exportListing(file: string, listing: Listing, lang: Language): Promise<void> {
  const ending = extname(file).toLowerCase()
  if (ending !== ".csv" && ending !== ".xlsx") throw new Refused("BAD_OPTION", { option: "export", value: file, takes: ENDINGS })
  const lines = 1 + listing.rows.length + listing.sums.length
  if (ending === ".xlsx" && lines > MOST_LINES) throw new Refused("EXPORT_TOO_LONG", { lines, most: MOST_LINES })
  const beside = `${file}.${process.pid}.part`
  try {
    await using place = await open(beside, "w")
    if (ending === ".csv") await place.writeFile(toCsv(listing, lang))
    else await writeZip(place, xlsxParts(listing))
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw new Refused("BAD_OPTION", { option: "export", value: file, takes: `${ENDINGS} (${(error as Error).message})` })
  }
}
