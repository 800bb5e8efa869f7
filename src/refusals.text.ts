/** What is refused, in the words of the rooms. */
import { activityRefusals } from "./activity/refusal.text.ts"
import { companyRefusals } from "./company/refusal.text.ts"
import { contactRefusals } from "./contact/refusal.text.ts"
import { customerRefusals } from "./customer/refusal.text.ts"
import { disputeRefusals } from "./dispute/refusal.text.ts"
import { importRefusals } from "./document/posting/refusal.text.ts"
import { evidenceRefusals } from "./evidence/refusal.text.ts"
import { holdRefusals } from "./hold/refusal.text.ts"
import type { RefusalTexts } from "./kernel/text.ts"
import { ledgerRefusals } from "./ledger/refusal.text.ts"
import { operationsRefusals } from "./operations/refusal.text.ts"
import { peopleRefusals } from "./people/refusal.text.ts"
import { signingRefusals } from "./people/signing/refusal.text.ts"
import { portfolioRefusals } from "./portfolio/refusal.text.ts"
import { promiseRefusals } from "./promise/refusal.text.ts"
import { recoveryRefusals } from "./recovery/refusal.text.ts"
import { reportRefusals } from "./report/refusal.text.ts"
import { httpRefusals } from "./shell/http/refusal.text.ts"
import { jobsRefusals } from "./shell/jobs/refusal.text.ts"
import { shellRefusals } from "./shell/refusal.text.ts"
import { simRefusals } from "./sim/refusal.text.ts"
import { webhookRefusals } from "./webhook/refusal.text.ts"
import { questionRefusals } from "./worklist/question/refusal.text.ts"
import { worklistRefusals } from "./worklist/refusal.text.ts"

/** The words for every refusal of every room. */
export const refusals: RefusalTexts = {
  ...shellRefusals,
  ...httpRefusals,
  ...jobsRefusals,
  ...peopleRefusals,
  ...signingRefusals,
  ...activityRefusals,
  ...companyRefusals,
  ...customerRefusals,
  ...evidenceRefusals,
  ...ledgerRefusals,
  ...importRefusals,
  ...portfolioRefusals,
  ...promiseRefusals,
  ...disputeRefusals,
  ...contactRefusals,
  ...worklistRefusals,
  ...questionRefusals,
  ...holdRefusals,
  ...recoveryRefusals,
  ...reportRefusals,
  ...webhookRefusals,
  ...operationsRefusals,
  ...simRefusals,
}
