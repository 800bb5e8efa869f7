/** What every command may use: made once by program.ts. The database opens on first use, so that help and wrong usage never start one. */
import type { Day } from "../kernel/day.ts"
import type { Listing } from "../kernel/listing.ts"
import type { Language } from "../kernel/text.ts"
import type { Config } from "./config.ts"
import type { Clock, Database } from "./db.ts"
import type { Instance } from "./instance.ts"

/** The company a command works for, as the directory knows it. */
export type Creditor = { readonly id: number; readonly code: string; readonly name: string; readonly country: string; readonly currency: string }
/** Who acts: a person, a job, a key, the portal, or the system's user at the command line. */
export type By = { readonly kind: "person" | "job" | "key" | "portal" | "system"; readonly name: string; readonly onBehalfOf?: string }

export type Context = {
  readonly config: Config
  readonly clock: Clock
  readonly by: By
  today(): Day
  /** `owner` holds the data folder (start, demo); every other command is a visitor. Opened once. */
  instance(as: "owner" | "visitor"): Promise<Instance>
  database(): Promise<Database>
  /** The company named by --company, or the only one. Refuses NO_COMPANY, UNKNOWN_COMPANY, WHICH_COMPANY. */
  company(): Promise<Creditor>
  /** Writes a list to a file, by its ending: .xlsx, or .csv as spreadsheets of the language read it. Refuses BAD_OPTION. */
  exportListing(file: string, listing: Listing, lang: Language): Promise<void>
}
