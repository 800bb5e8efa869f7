/** What the address of the import wizard says: which drafts are open, which of them is on the table, and at which step. */
import { matching, oneOf, readFields } from "../../kernel/address.ts"
import { STEPS } from "./wizard.ts"

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
/** Files dropped together. */
export const MOST_DRAFTS = 20
export const readWizardSearch = (raw: Readonly<Record<string, unknown>>) =>
  readFields(raw, {
    /** Jobs, the newest look at each file. */
    drafts: matching(new RegExp(`^${ID}(?:,${ID}){0,${MOST_DRAFTS - 1}}$`)),
    at: matching(/^\d{1,2}$/),
    step: oneOf(...STEPS),
    /** The rows' step shows the first rows rather than those with problems. */
    rows: oneOf("first"),
    /** Of those with problems: how many go before the page, and which group of them alone. */
    from: matching(/^[1-9]\d{0,8}$/),
    only: matching(/^[0-9a-f]{16}$/),
  })
export type WizardSearch = ReturnType<typeof readWizardSearch>
