/** The door of the portfolio room: customers are entrusted to people, moved between them and taken away, each time with what it does. */
import { recordAct } from "../activity/activity.act.ts"
import { findCustomer } from "../customer/find.act.ts"
import type { Day } from "../kernel/day.ts"
import { Refused, type Result } from "../kernel/result.ts"
import { fold } from "../kernel/text.ts"
import { loadKeys } from "../people/keys.act.ts"
import { loadMembers } from "../people/members.act.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import {
  bookCollector,
  cutSpans,
  holdSelected,
  insertSpans,
  keepBooks,
  knownNames,
  loadChoices,
  loadCollectors,
  loadHeld,
  loadPortfolios,
  loadSpans,
  renameHolder,
  type Span,
  unknownAmong,
} from "./portfolio.store.ts"
import {
  checkFrom,
  checkSelection,
  type Effect,
  effectOf,
  type Holder,
  MOST_SELECTED,
  NOBODY,
  type Part,
  readLetters,
  type Selection,
} from "./portfolio.ts"

export { loadCollectors, loadPortfolios, renameHolder }

/** The customers of a collector on a day, by the name portfolios and ageings show; of nobody with NOBODY. For lists of rooms that know no portfolios. */
export const heldBy = (tx: Tx, collector: string, on: Day): ReturnType<typeof loadHeld> => loadHeld(tx, collector === NOBODY ? null : collector, on)

function allowed<T>(checked: Result<T, { readonly code: string }>): T {
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  return checked.value
}

type Candidate = Holder & { readonly id: string; readonly kind: "person" | "key"; readonly role: string; readonly email: string | null }
/** Whom customers may be entrusted to by account: people who may come in, and keys in force. */
async function loadCandidates(tx: Tx): Promise<Candidate[]> {
  const people = (await loadMembers(tx)).flatMap(({ id, name, email, role, disabledAt }): Candidate[] =>
    disabledAt === null ? [{ id, name, email, role, kind: "person" }] : [],
  )
  const keys = (await loadKeys(tx)).flatMap(({ id, start, role, revokedAt }): Candidate[] =>
    revokedAt === null ? [{ id, name: start, email: null, role, kind: "key" }] : [],
  )
  return [...people, ...keys]
}

/** By address, name, key or id; a collector may also be a name the books know. Refuses UNKNOWN_HOLDER. */
export async function findHolder(tx: Tx, said: string, part: Part | null): Promise<Holder> {
  const sought = fold(said.trim())
  const one = (await loadCandidates(tx)).find(
    ({ id, name, email }) => id === said.trim() || fold(name) === sought || (email !== null && fold(email) === sought),
  )
  if (one) return { id: one.id, name: one.name }
  const [named] = part === "collector" || part === null ? await knownNames(tx, said) : []
  if (named === undefined) throw new Refused("UNKNOWN_HOLDER", { name: said.trim().slice(0, 100) })
  return { id: null, name: named }
}

export type Change = { readonly part: Part; readonly selection: Selection; readonly from: Day }

async function select(tx: Tx, { part, selection, from }: Change, today: Day) {
  allowed(checkSelection(selection))
  allowed(checkFrom(from, today))
  const letters = selection.letters === null ? null : allowed(readLetters(selection.letters))
  const unknown = selection.customers === null ? [] : await unknownAmong(tx, selection.customers)
  if (unknown[0] !== undefined) throw new Refused("UNKNOWN_CUSTOMER", { code: unknown[0] })
  const found = await holdSelected(tx, selection, letters, part, from, MOST_SELECTED + 1)
  if (found.length > MOST_SELECTED) throw new Refused("TOO_MANY_SELECTED", { most: MOST_SELECTED })
  return found
}

/**
 * Entrusts customers to somebody from a day on; nobody is (`to` null) takes them away from `of`, or from whoever has them. A collector takes over from the one before; with `of`, others
 * do too. `preview`: nothing happens. Refuses NOTHING_SELECTED, BAD_LETTERS, BAD_FROM, UNKNOWN_CUSTOMER, UNKNOWN_HOLDER, TOO_MANY_SELECTED.
 */
export async function entrust(
  tx: Tx,
  by: By,
  change: Change & { readonly to: string | null },
  today: Day,
  preview: boolean,
): Promise<Effect & { readonly to: string | null }> {
  const { part, from } = change
  const to = change.to === null ? null : await findHolder(tx, change.to, part)
  const of = change.selection.of ? await findHolder(tx, change.selection.of, null) : null
  const selection = of === null ? change.selection : { ...change.selection, of: of.name }
  const { changed, ...effect } = effectOf(await select(tx, { ...change, selection }, today), part, to)
  if (preview || changed.length === 0) return { ...effect, to: to?.name ?? null }
  const ids = changed.map(({ id }) => id)
  const actId = await recordAct(tx, by, {
    code: to === null ? "portfolio.released" : "portfolio.assigned",
    subject: { part, from, customers: ids.length, ...(ids.length === 1 ? { customer: ids[0] } : {}), ...(to?.id ? { holder: to.id } : {}) },
    after: { name: to?.name ?? null },
    touched: ids,
  })
  if (part === "collector") await keepBooks(tx, ids, from, actId)
  // Beside each other stand sales and outside collectors: what others hold ends only where it is moved or taken away.
  if (part === "collector" || to === null) await cutSpans(tx, ids, part, part === "collector" ? null : of, from, actId)
  else for (const one of of === null ? [to] : [of, to]) await cutSpans(tx, ids, part, one, from, actId)
  if (to !== null) await insertSpans(tx, ids, part, to, from, actId)
  return { ...effect, to: to?.name ?? null }
}

/** To whom a customer is, was and will be entrusted; a collector whom only the books name has no first day. Refuses UNKNOWN_CUSTOMER. */
export async function entrustedTo(tx: Tx, code: string): Promise<(Omit<Span, "fromOn"> & { readonly fromOn: Day | null })[]> {
  const { id } = await findCustomer(tx, code)
  const spans = await loadSpans(tx, id)
  const named = spans.some(({ part }) => part === "collector") ? null : await bookCollector(tx, id)
  return [...(named ? [{ part: "collector" as const, holder: null, name: named, fromOn: null, untilOn: null }] : []), ...spans]
}

/** What a screen offers to choose from. */
export const loadEntrusting = async (tx: Tx) => ({ ...(await loadChoices(tx)), candidates: await loadCandidates(tx) })
