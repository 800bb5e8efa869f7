/**
 * The log, searched by its indexes (activity.search), its rows with their place in the chain. Customers are called as they are called now, and files of imports,
 * which may bear a person's name, are not called at all: what was erased stays so.
 */
import { sql } from "kysely"
import { Refused } from "../../kernel/result.ts"
import { fold, type Language } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import { actsNamed, actsOf, idIn, type LogEntry, type LogQuestion } from "./log.ts"

export type LogPlace = { readonly at: string; readonly id: string } | null
/** Customers a free text may stand for. */
const MOST_CUSTOMERS = 200
const MOST_COUNTED = 2 ** 31 - 1

type Row = Omit<LogEntry, "seal" | "customer"> & {
  readonly code: string | null
  readonly name: string | null
  readonly seq: bigint | null
  readonly hash: string
  readonly prev: string
  readonly sealedAt: Date
}
const rowsOf = async (tx: Tx, ids: ReturnType<typeof sql>): Promise<LogEntry[]> => {
  const { rows } = await sql<Row>`
    SELECT a.id, a.at, a.actor_kind AS kind, a.actor AS by, a.on_behalf_of AS "onBehalfOf", a.act, a.subject - 'file' AS subject, a.before, a.after, a.digest,
           a.request_id AS "requestId", c.code, c.name, s.seq, encode(s.hash, 'hex') AS hash, encode(s.prev, 'hex') AS prev, s.sealed_at AS "sealedAt"
      FROM activity.act a
      LEFT JOIN activity.seal s ON s.company_id = ${tx.company} AND s.act_id = a.id
      LEFT JOIN customer.customer c ON c.company_id = ${tx.company} AND c.id::text = a.subject ->> 'customer'
     WHERE a.company_id = ${tx.company} AND a.id = ANY (ARRAY(${ids})) ORDER BY a.at DESC, a.id DESC`.execute(tx.db)
  return rows.map(({ code, name, seq, hash, prev, sealedAt, ...entry }) => ({
    ...entry,
    customer: code === null || name === null ? null : { code, name },
    seal: seq === null ? null : { seq, hash, prev, at: sealedAt },
  }))
}

/** The newest first. Refuses UNKNOWN_CUSTOMER, UNKNOWN_ACT. */
export const searchLog = async (tx: Tx, q: LogQuestion, lang: Language, before: LogPlace, limit: number): Promise<LogEntry[]> =>
  rowsOf(tx, await idsOf(tx, q, lang, before, limit))

async function idsOf(tx: Tx, q: LogQuestion, lang: Language, before: LogPlace, limit: number) {
  const acts = q.act === null ? null : actsOf(q.act)
  if (q.act !== null && acts === null) throw new Refused("UNKNOWN_ACT", { act: q.act })
  const customers = q.customer === null ? null : [await idOf(tx, q.customer)]
  const text = q.text === null || q.text.trim() === "" ? null : await meaningOf(tx, q.text, lang)
  return sql`SELECT activity.search((${q.from}::date)::timestamp AT TIME ZONE 'UTC', (${q.to}::date + 1)::timestamp AT TIME ZONE 'UTC', ${q.kind === null ? null : [q.kind]}::text[],
          ${q.by === null ? null : [q.by]}::text[], ${acts}::text[], ${customers}::text[], ${q.subject}, ${q.subjectId}, ${text?.acts ?? null}::text[], ${text?.actors ?? null}::text[],
          ${text?.customers ?? null}::text[], ${text?.id ?? null}, ${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid, ${limit}::int)`
}

const AT_ONCE = 5_000
/** All of them, some at a time: from place to place by the indexes. */
export async function* readLog(tx: Tx, q: LogQuestion, lang: Language): AsyncGenerator<readonly LogEntry[]> {
  for (let place: LogPlace = null; ; ) {
    const entries: readonly LogEntry[] = await searchLog(tx, q, lang, place, AT_ONCE)
    const last = entries.at(-1)
    if (last) yield entries
    if (!last || entries.length < AT_ONCE) return
    place = { at: last.at.toISOString(), id: last.id }
  }
}

export async function countLog(tx: Tx, q: LogQuestion, lang: Language): Promise<number> {
  const ids = await idsOf(tx, q, lang, null, MOST_COUNTED)
  return (await sql<{ n: number }>`SELECT count(*)::int AS n FROM (${ids}) found`.execute(tx.db)).rows[0]!.n
}

export async function loadEntry(tx: Tx, id: string): Promise<LogEntry | null> {
  return (await rowsOf(tx, sql`SELECT ${id}::uuid`))[0] ?? null
}

/** Everybody who ever did something here. */
export const loadActors = async (tx: Tx): Promise<string[]> =>
  (await sql<{ actor: string }>`SELECT actor FROM activity.actors()`.execute(tx.db)).rows.map(({ actor }) => actor)

async function idOf(tx: Tx, code: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM customer.customer WHERE company_id = ${tx.company} AND code = ${code}`.execute(tx.db)
  if (!rows[0]) throw new Refused("UNKNOWN_CUSTOMER", { code })
  return rows[0].id
}

/** What a free text may stand for; an act fits where one of it does. */
async function meaningOf(tx: Tx, text: string, lang: Language) {
  const sought = fold(text)
  const { rows } = await sql<{ id: string }>`SELECT id FROM customer.search(${sought}) AS id LIMIT ${MOST_CUSTOMERS}`.execute(tx.db)
  return {
    acts: [...actsNamed(text, lang)],
    actors: (await loadActors(tx)).filter((actor) => fold(actor).includes(sought)),
    customers: rows.map(({ id }) => id),
    id: idIn(text),
  }
}
