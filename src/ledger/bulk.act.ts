/**
 * The ledger's door for whole files: the caller stages rows (COPY into the temporary table), registers what is missing beside them, and
 * then lets the ledger meet and post them. The caller's activity row speaks for the whole posting.
 */
import type { Readable } from "node:stream"
import type { Minor } from "../kernel/money.ts"
import type { Tx } from "../shell/db.ts"
import { annulDoomed, doomConflicts, reallocateFreed } from "./annul.store.ts"
import {
  analyseStaging,
  anyAnnulled,
  anyNamed,
  COPY_STAGE,
  type Conflict,
  countMet,
  createStaging,
  dropMet,
  gatherSettlements,
  listConflicts,
  listNamedNothing,
  type MetCounts,
  meetLedger,
  meetPaidOtherwise,
  meetWhole,
  type NamedNothing,
  netOfAct,
  type Posting,
  postMet,
  postNamedAllocations,
  postSettled,
  putBack,
  refreshStatistics,
  setAside,
  stageRepeated,
  type Total,
  totalMet,
} from "./bulk.store.ts"
import {
  type Double,
  dropLookAlikes,
  gatherLookAlikes,
  joinDoubles,
  joinKnown,
  type LookAlikes,
  listLookAlikes,
  takeDoubles,
} from "./doubles.store.ts"
import { loadClosedUntil } from "./ledger.store.ts"

/** Opens the staging table and fills it with the lines of a COPY, in the order of STAGE_COLUMNS. */
export async function stageRows(tx: Pick<Tx, "db" | "copyIn">, lines: Readable): Promise<void> {
  await createStaging(tx)
  await tx.copyIn(COPY_STAGE, lines)
  await analyseStaging(tx)
}
/** The same in parts; between two of them the caller may send something else of its own. */
export async function stageParts(tx: Pick<Tx, "db" | "copyIn">, parts: AsyncIterable<Readable>): Promise<void> {
  await createStaging(tx)
  for await (const part of parts) await tx.copyIn(COPY_STAGE, part)
  await analyseStaging(tx)
}
export { stageRepeated }

/** What looks like another customer, and the rows that may be there already under it: `told` gets both, the rows are out of the staging then. */
export async function sortLookAlikes(
  tx: Tx,
  rule: { readonly source: string; readonly join: boolean; readonly apart: readonly string[]; readonly listed: number },
  told: { alikes(found: readonly LookAlikes[]): void; doubles(found: readonly Double[]): Promise<void> },
): Promise<void> {
  if (rule.join) await joinKnown(tx, tx.company, rule.apart)
  const any = await gatherLookAlikes(tx, tx.company, rule.apart)
  if (any && rule.join) await joinDoubles(tx, tx.company, rule.source)
  else if (any) {
    told.alikes(await listLookAlikes(tx, rule.listed))
    for await (const doubles of takeDoubles(tx, tx.company, rule.source)) await told.doubles(doubles)
  }
  await dropLookAlikes(tx)
}

/** `differing`: the first of the known rows with another content, as they stand here and as the file says them. */
export type { Conflict }
export type Posted = MetCounts & {
  readonly totals: readonly (Total & { readonly net: Minor })[]
  readonly differing: readonly Conflict[]
  readonly namedNothing: readonly NamedNothing[]
}

/**
 * Posts the staged rows of one company whose keys are new, and what they say was settled. Known keys with another content are conflicts: they
 * stay as they stand (`keep`), or the known entry is taken back and the row posted in its place (`replace`). Rows up to `before` came with an
 * earlier file: they are met, and never posted, counted or replaced.
 */
export async function postStaged(
  tx: Tx,
  posting: Omit<Posting, "company" | "closedUntil" | "annulled">,
  rule: { readonly onConflict: "keep" | "replace"; readonly conflictsListed: number; readonly before?: number },
): Promise<Posted> {
  const { before = 0 } = rule
  const p: Posting = { ...posting, company: tx.company, closedUntil: await loadClosedUntil(tx), annulled: await anyAnnulled(tx, tx.company) }
  await meetLedger(tx, p)
  await meetPaidOtherwise(tx, p)
  if (before > 0) await setAside(tx, before)
  const met = await countMet(tx, before)
  const differing = met.conflicts > 0 ? await listConflicts(tx, tx.company, rule.conflictsListed) : []
  const replacing = met.conflicts > 0 && rule.onConflict === "replace"
  if (replacing) {
    await doomConflicts(tx, p.source)
    await annulDoomed(tx, p)
  }
  const living = { ...p, annulled: p.annulled || replacing }
  const posted = met.accepted + met.conflicts
  if (posted >= LARGE) await meetWhole(tx, true)
  await postMet(tx, living)
  if (replacing) await reallocateFreed(tx, p)
  await gatherSettlements(tx, living, false)
  const settlements = await postSettled(tx, living, met.skipped > 0)
  // What names an invoice meets what was just posted: of a company it has never heard of the planner must be told first.
  if (await anyNamed(tx)) {
    if (posted >= NOTED && posted < LARGE) await refreshStatistics(tx)
    await postNamedAllocations(tx, p)
  }
  const namedNothing = await listNamedNothing(tx, p, rule.conflictsListed)
  if (before > 0) await putBack(tx)
  const nets = await netOfAct(tx, p.actId)
  const totals = (await totalMet(tx)).map((t) => ({
    ...t,
    net: nets.get(t.currency) ?? 0n,
    payments: t.payments + (settlements.get(t.currency) ?? 0),
  }))
  return { ...met, totals, differing, namedNothing }
}
/** From how many rows on a posting joins whole tables. */
export const LARGE = 5_000
/**
 * From how many rows on the planner is told of what was posted. Lists of a company it has never heard of are joined row by row with themselves:
 * unnoticeable with some hundred, minutes with five thousand.
 */
const NOTED = 300

/** Ends what `postStaged` or `postSnapshot` began; `rows` were posted. */
export async function endPosting(tx: Tx, rows: number): Promise<void> {
  await dropMet(tx)
  await meetWhole(tx, false)
  if (rows >= NOTED) await refreshStatistics(tx)
}
