/** What `verify` asks of every room, put together. */
import { DATABASE_CHECKS } from "./activity/database.store.ts"
import { activityChecks } from "./activity/verify.store.ts"
import { CONTACT_CHECKS } from "./contact/erasure.store.ts"
import { CUSTOMER_CHECKS } from "./customer/erasure.store.ts"
import { DISPUTE_CHECKS } from "./dispute/verify.store.ts"
import { evidenceChecks } from "./evidence/verify.store.ts"
import { LEDGER_CHECKS } from "./ledger/verify.store.ts"
import { headsFolder } from "./operations/backup/content.job.ts"
import { removalChecks } from "./operations/removal/verify.job.ts"
import type { Context } from "./shell/context.ts"

/** For the books in a data folder. */
export const checksIn = (dataDir: string) => [
  ...activityChecks(headsFolder(dataDir)),
  ...CUSTOMER_CHECKS,
  ...CONTACT_CHECKS,
  ...LEDGER_CHECKS,
  ...DISPUTE_CHECKS,
  ...evidenceChecks(dataDir),
  ...removalChecks(dataDir),
  ...DATABASE_CHECKS,
]
export const checksOf = ({ config }: Context) => checksIn(config.dataDir)
