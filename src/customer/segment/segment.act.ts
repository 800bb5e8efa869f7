/** The door for segments: named, renamed and ended by hand, and set for customers, one or many; each change in the log. */
import { recordAct } from "../../activity/activity.act.ts"
import { Refused, type Result } from "../../kernel/result.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { changeName, endName, holdCustomers, holdNames, keepLeft, keepName, loadSegments, setOf } from "./segment.store.ts"
import { checkEnd, checkNew, findSegment, type Had, hadBefore, type Segment } from "./segment.ts"

export { loadSegments }

function allowed<T>(checked: Result<T, { readonly code: string }>): T {
  if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
  return checked.value
}

/** Refuses BAD_SEGMENT, SEGMENT_EXISTS. */
export async function addSegment(tx: Tx, by: By, said: string): Promise<Segment> {
  await holdNames(tx)
  const name = allowed(checkNew(await loadSegments(tx), said, null))
  await keepName(tx, name)
  await recordAct(tx, by, { code: "customer.segmentAdded", subject: {}, after: { name } })
  return { name, customers: 0 }
}

/** Its customers come along; imports that still say the old name mean it. Refuses BAD_SEGMENT, SEGMENT_EXISTS, UNKNOWN_SEGMENT. */
export async function renameSegment(tx: Tx, by: By, said: string, to: string): Promise<Segment> {
  await holdNames(tx)
  const known = await loadSegments(tx)
  const { name, customers } = allowed(findSegment(known, said))
  const called = allowed(checkNew(known, to, name))
  if (called === name) return { name, customers }
  await changeName(tx, name, called)
  await recordAct(tx, by, { code: "customer.segmentRenamed", subject: { customers }, before: { name }, after: { name: called } })
  return { name: called, customers }
}

/** Refuses UNKNOWN_SEGMENT, SEGMENT_IN_USE. */
export async function endSegment(tx: Tx, by: By, said: string): Promise<string> {
  await holdNames(tx)
  const segment = allowed(findSegment(await loadSegments(tx), said))
  allowed(checkEnd(segment))
  await endName(tx, segment.name)
  await recordAct(tx, by, { code: "customer.segmentEnded", subject: {}, before: { name: segment.name } })
  return segment.name
}

/** Customers by their codes, or all of a segment; `to` null: none. */
export type Setting = { readonly to: string | null } & ({ readonly codes: readonly string[] } | { readonly of: string })
export type Set = { readonly changed: number; readonly unchanged: number; readonly before: readonly Had[] }
/** All of it or nothing; set back, `before` undoes it. With `preview` nothing happens. Refuses UNKNOWN_SEGMENT, UNKNOWN_CUSTOMER. */
export async function setSegments(tx: Tx, by: By, settings: readonly Setting[], preview: boolean): Promise<Set> {
  await holdNames(tx)
  const known = await loadSegments(tx)
  const done: Set[] = []
  for (const setting of settings) done.push(await setOne(tx, by, known, setting, preview))
  return {
    changed: done.reduce((all, { changed }) => all + changed, 0),
    unchanged: done.reduce((all, { unchanged }) => all + unchanged, 0),
    before: done.flatMap(({ before }) => before),
  }
}

async function setOne(tx: Tx, by: By, known: readonly Segment[], setting: Setting, preview: boolean): Promise<Set> {
  const name = setting.to === null ? null : allowed(findSegment(known, setting.to)).name
  const held = await holdCustomers(tx, "of" in setting ? { of: allowed(findSegment(known, setting.of)).name } : setting)
  if ("codes" in setting) {
    const found = new Set(held.map(({ code }) => code))
    const unknown = setting.codes.find((code) => !found.has(code))
    if (unknown !== undefined) throw new Refused("UNKNOWN_CUSTOMER", { code: unknown })
  }
  const changed = held.filter(({ segment }) => segment !== name)
  const before = hadBefore(changed)
  const effect = { changed: changed.length, unchanged: held.length - changed.length, before }
  if (preview || changed.length === 0) return effect
  const ids = changed.map(({ id }) => id)
  const left = before.flatMap(({ segment }) => segment ?? [])
  await keepLeft(tx, left)
  await setOf(tx, ids, name)
  await recordAct(tx, by, {
    code: "customer.segmentSet",
    subject: { customers: ids.length, ...(ids.length === 1 ? { customer: ids[0] } : {}) },
    before: { segments: before.map(({ segment, customers }) => ({ segment, customers: customers.length })) },
    after: { segment: name },
    touched: ids,
  })
  return effect
}
