/** What is open on a day, read once and asked many times while the books stand; what few questions need of it is read when one does. */
import { sql } from "kysely"
import { type Day, daysBetween, isDay } from "../../../kernel/day.ts"
import type { Id } from "../../../kernel/id.ts"
import { assert } from "../../../kernel/result.ts"
import { fold } from "../../../kernel/text.ts"
import type { Tx } from "../../../shell/db.ts"
import { type ItemPlace, NAME_ORDER, type OpenItemsQuestion } from "../open-items.store.ts"
import { type ItemOrder, type ItemSum, NO_FILTER, type OpenItem } from "../open-items.ts"
import {
  codedAt,
  dayNumber,
  dueDayOf,
  entryOf,
  idOf,
  inOrder,
  type Keys,
  type Place,
  readWhole,
  rowOf,
  type Sought,
  signedOpen,
  startAfter,
  sumWanted,
  type Whole,
  walk,
  wantedIn,
} from "./whole.ts"

/** Open items kept, of all companies and days together, about a hundred bytes each; a ledger of more is asked in the database each time. */
export const MOST_ROWS = 500_000
export type KeptItems = {
  /** Null: there are more than are kept. */
  readonly whole: Whole | null
  readonly asOf: Day
  /** What was read besides, by what it is. */
  readonly more: Map<string, Promise<unknown>>
}

export async function keepItems(tx: Tx, asOf: Day, most = MOST_ROWS): Promise<KeptItems> {
  assert(Number.isInteger(tx.company) && isDay(asOf), "a company is a number, and a day a day")
  await sql`SELECT set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '64MB', true)`.execute(tx.db)
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (SELECT FROM ledger.open_items_whole(${tx.company}, ${asOf}::date) LIMIT ${most + 1}) i`.execute(tx.db)
  if (rows[0]!.count > most) return { whole: null, asOf, more: new Map() }
  // Written out, since a COPY takes no values: a number and a checked day.
  const lines = tx.copyOut(`COPY (
    SELECT encode(uuid_send(i.entry_id), 'hex'), i.no, i.customer_id, i.kind, i.side, i.currency, i.due_on - '1970-01-01'::date, i.open
      FROM ledger.open_items_whole(${tx.company}, '${asOf}') i ORDER BY i.entry_id, i.no) TO STDOUT`)
  return { whole: await readWhole(lines), asOf, more: new Map() }
}

/** Read by whoever needs it first, for all; what failed is tried again. */
export function once<T>({ more }: Pick<KeptItems, "more">, name: string, read: () => Promise<T>): Promise<T> {
  const known = more.get(name) as Promise<T> | undefined
  if (known) return known
  const reading = read()
  more.set(name, reading)
  reading.catch(() => more.delete(name))
  return reading
}

/** Who the customers are, in the order of the whole's customers: what lists filter and order by. */
type Traits = {
  readonly segment: readonly (string | null)[]
  readonly country: readonly (string | null)[]
  readonly intercompany: readonly boolean[]
} & {
  readonly byCode: Uint32Array
  readonly byName: Uint32Array
}
type Trait = { id: Id; segment: string | null; country: string | null; intercompany: boolean; byCode: number; byName: number }
const traitsOf = (tx: Tx, kept: KeptItems, { customers }: Whole) =>
  once(kept, "traits", async (): Promise<Traits> => {
    const { rows } = await sql<Trait>`
      SELECT c.id, c.segment, c.country, c.relation = 'intercompany' AS intercompany, (rank() OVER (ORDER BY c.code))::int AS "byCode",
             (rank() OVER (ORDER BY ${NAME_ORDER}))::int AS "byName" FROM customer.customer c WHERE c.company_id = ${tx.company}`.execute(tx.db)
    const places = await customersOf(kept, { customers })
    const own: Trait[] = []
    for (const row of rows) {
      const at = places.get(row.id)
      if (at !== undefined) own[at] = row
    }
    return {
      segment: own.map(({ segment }) => segment),
      country: own.map(({ country }) => country),
      intercompany: own.map(({ intercompany }) => intercompany),
      byCode: Uint32Array.from(own, ({ byCode }) => byCode),
      byName: Uint32Array.from(own, ({ byName }) => byName),
    }
  })
const customersOf = (kept: KeptItems, { customers }: Pick<Whole, "customers">) =>
  once(kept, "customers", async () => new Map(customers.known.map((id, at) => [id, at] as const)))

/** The numbers of the rows, in small letters, and their rank. */
type Numbers = { readonly plain: readonly string[]; readonly rank: Uint32Array }
const numbersOf = (tx: Tx, kept: KeptItems, whole: Whole) =>
  once(kept, "numbers", async (): Promise<Numbers> => {
    // The entries as one array: they are read in the order they lie in, not each on its own.
    const { rows } = await sql<{ id: string; plain: string; rank: number }>`
      SELECT encode(uuid_send(e.id), 'hex') AS id, lower(e.number) AS plain, (rank() OVER (ORDER BY e.number))::int AS rank
        FROM (SELECT array_agg(DISTINCT i.entry_id) AS ids FROM ledger.open_items_whole(${tx.company}, ${kept.asOf}::date) i) o
       CROSS JOIN LATERAL (SELECT n.id, n.number FROM ledger.entry n WHERE n.company_id = ${tx.company} AND n.id = ANY (o.ids)) e ORDER BY 1`.execute(
      tx.db,
    )
    const plain: string[] = []
    const rank = new Uint32Array(whole.count)
    for (let row = 0, at = 0; row < whole.count; row++) {
      const entry = entryOf(whole, row)
      while (rows[at]!.id !== entry) at++
      plain.push(rows[at]!.plain)
      rank[row] = rows[at]!.rank
    }
    return { plain, rank }
  })

const KEYS: Readonly<Record<ItemOrder, (tx: Tx, kept: KeptItems, whole: Whole) => Promise<Keys> | Keys>> = {
  recorded: () => null,
  due: (_, __, { dueOn }) => dueOn,
  open: (_, __, whole) => signedOpen(whole),
  customer: async (tx, kept, whole) => ofCustomers(whole, (await traitsOf(tx, kept, whole)).byCode),
  name: async (tx, kept, whole) => ofCustomers(whole, (await traitsOf(tx, kept, whole)).byName),
  number: async (tx, kept, whole) => (await numbersOf(tx, kept, whole)).rank,
}
const ofCustomers = ({ count, customers: { of } }: Whole, ranks: Uint32Array) => Uint32Array.from({ length: count }, (_, row) => ranks[of[row]!]!)
const orderOf = (tx: Tx, kept: KeptItems, whole: Whole, order: ItemOrder) =>
  once(kept, `order ${order}`, async () => inOrder(whole, await KEYS[order](tx, kept, whole)))

/** The place as the order knows it; undefined: its item is no longer open, and its value is known by the database alone. */
async function placeIn(tx: Tx, kept: KeptItems, whole: Whole, order: ItemOrder, [value, entry, said]: ItemPlace): Promise<Place | undefined> {
  const no = Number(said)
  if (order === "recorded") return { key: 0, entry, no }
  if (order === "due") return { key: dayNumber(value as Day), entry, no }
  if (order === "open") return { key: BigInt(value), entry, no }
  const row = rowOf(whole, await orderOf(tx, kept, whole, "recorded"), entry, no)
  const { keys } = await orderOf(tx, kept, whole, order)
  return row === null || keys === null ? undefined : { key: keys[row]!, entry, no }
}

async function soughtIn(tx: Tx, kept: KeptItems, whole: Whole, q: OpenItemsQuestion): Promise<Sought> {
  const f = q.filter ?? NO_FILTER
  const among: Uint8Array[] = []
  const these = async (ids: readonly Id[]) => {
    const mask = new Uint8Array(whole.customers.known.length)
    const places = await customersOf(kept, whole)
    for (const id of ids) {
      const at = places.get(id)
      if (at !== undefined) mask[at] = 1
    }
    return mask
  }
  if (q.among != null) among.push(await these(q.among.map(({ id }) => id)))
  if (f.segment !== null || f.country !== null || f.intercompany !== null) {
    const { segment, country, intercompany } = await traitsOf(tx, kept, whole)
    if (f.segment !== null) among.push(Uint8Array.from(segment, (own) => Number(own === f.segment)))
    if (f.country !== null) among.push(Uint8Array.from(country, (own) => Number(own === f.country)))
    if (f.intercompany !== null) among.push(Uint8Array.from(intercompany, (own) => Number(own === f.intercompany)))
  }
  return { asOf: q.asOf, currency: q.currency, filter: f, among, rows: f.search === null ? null : await rowsWith(tx, kept, whole, f.search, these) }
}

type Mask = (ids: readonly Id[]) => Promise<Uint8Array>
async function rowsWith(tx: Tx, kept: KeptItems, whole: Whole, text: string, these: Mask): Promise<Uint8Array> {
  const { plain } = await numbersOf(tx, kept, whole)
  // Small letters as the database makes them, as the numbers' own are.
  const { rows } = await sql<{ plain: string; ids: string | null }>`
    SELECT lower(${text}) AS plain, (SELECT string_agg(c::text, ' ') FROM customer.search(${fold(text)}) c) AS ids`.execute(tx.db)
  const { plain: part, ids } = rows[0]!
  const mask = await these((ids?.split(" ") ?? []) as Id[])
  return Uint8Array.from({ length: whole.count }, (_, row) => (mask[whole.customers.of[row]!] === 1 || plain[row]!.includes(part) ? 1 : 0))
}

/** What the database alone knows of an item. */
type Detail = Pick<OpenItem, "number" | "customer" | "name" | "intercompany" | "issuedOn" | "gross">
async function detailsOf(tx: Tx, entries: readonly string[], instalments: readonly number[]): Promise<Detail[]> {
  const { rows } = await sql<Detail>`
    SELECT e.number, c.code AS customer, c.name, c.relation = 'intercompany' AS intercompany, coalesce(e.original_on, e.effective_on) AS "issuedOn", i.gross
      FROM unnest(${[...entries]}::uuid[], ${[...instalments]}::smallint[]) WITH ORDINALITY p (entry_id, no, at)
      JOIN ledger.open_item i ON i.company_id = ${tx.company} AND i.entry_id = p.entry_id AND i.no = p.no
      JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = p.entry_id
      JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id = i.customer_id ORDER BY p.at`.execute(tx.db)
  assert(rows.length === entries.length, "what is open stands in the books")
  return rows
}

export type Found = { readonly items: readonly OpenItem[]; readonly sums: readonly ItemSum[] | null }
/**
 * A page of the question, and what all of it comes to. `kept` is of the very books the transaction reads. Null: the database must be asked.
 */
export async function findKept(tx: Tx, kept: KeptItems, q: OpenItemsQuestion, summed: boolean): Promise<Found | null> {
  const { whole } = kept
  const { page } = q
  if (whole === null || page === undefined || page.limit === null) return null
  const order = await orderOf(tx, kept, whole, page.order)
  const place = page.after === null ? null : await placeIn(tx, kept, whole, page.order, page.after)
  if (place === undefined) return null
  const wanted = wantedIn(whole, await soughtIn(tx, kept, whole, q))
  const from = place === null ? (page.down ? whole.count - 1 : 0) : startAfter(whole, order, place, page.down)
  const rows = walk(order, wanted, { from, down: page.down, limit: page.limit })
  const ids = rows.map((row) => idOf(whole, row))
  const details = await detailsOf(
    tx,
    ids,
    rows.map((row) => whole.instalments[row]!),
  )
  const items = rows.map((row, i) => shown(whole, row, ids[i]!, details[i]!, q.asOf))
  return { items, sums: summed ? sumWanted(whole, wanted) : null }
}

function shown(whole: Whole, row: number, id: Id, detail: Detail, asOf: Day): OpenItem {
  const side = codedAt(whole.sides, row)
  const dueOn = dueDayOf(whole, row)
  return {
    ...detail,
    id,
    instalment: whole.instalments[row]!,
    kind: codedAt(whole.kinds, row),
    side,
    dueOn,
    currency: codedAt(whole.currencies, row),
    open: whole.open[row]!,
    daysOverdue: side === "debit" ? daysBetween(dueOn, asOf) : 0,
  }
}
