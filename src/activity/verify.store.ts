/** What must hold of the activity log: the chain, its completeness, its unsealed tail, and the heads said outside the database. */
import { sql } from "kysely"
import type { Database } from "../shell/db.ts"
import { readLines } from "./heads.job.ts"
import { type Head, headsFile, readHead } from "./heads.ts"
import { type Check, type Finding, reading } from "./verify.act.ts"
import { chain, heads, order, tail } from "./verify.text.ts"

export const activityChecks = (headsFolder: string): readonly Check[] => [
  { name: "activity.chain", of: "company", run: checkChain },
  { name: "activity.order", of: "company", run: checkOrder },
  { name: "activity.tail", of: "company", run: nameTail },
  { name: "activity.heads", of: "company", run: (db, company) => checkHeads(db, company, headsFolder) },
]

type Broken = { seq: bigint; act_id: string; act: string | null; fault: "missing" | "rewritten" | "unlinked"; broken: bigint }

function checkChain(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Broken>`
      SELECT k.seq, k.act_id, k.act, k.fault, count(*) OVER () AS broken FROM (
        SELECT s.seq, s.act_id, a.act, CASE WHEN a.id IS NULL THEN 'missing' WHEN s.hash IS DISTINCT FROM activity.chained(s.prev, a) THEN 'rewritten'
               WHEN s.prev IS DISTINCT FROM coalesce(lag(s.hash) OVER (ORDER BY s.seq), decode(repeat('00', 32), 'hex')) THEN 'unlinked' END AS fault
          FROM activity.seal s LEFT JOIN activity.act a ON a.company_id = ${company} AND a.id = s.act_id
         WHERE s.company_id = ${company}) k
       WHERE k.fault IS NOT NULL ORDER BY k.seq LIMIT 1`.execute(tx.db)
    const bad = rows[0]
    if (bad)
      return { ok: false, code: "CHAIN_BROKEN", figures: { ...bad }, detail: chain[bad.fault](bad.seq, bad.act ?? "?", bad.act_id, bad.broken) }
    const end = (
      await sql<{ rows: bigint; same: boolean }>`
        SELECT (SELECT count(*) FROM activity.seal WHERE company_id = ${company}) AS rows,
               (SELECT (seq, hash) FROM activity.seal WHERE company_id = ${company} ORDER BY seq DESC LIMIT 1)
               IS NOT DISTINCT FROM (SELECT (seq, hash) FROM activity.head WHERE company_id = ${company}) AS same`.execute(tx.db)
    ).rows[0]!
    return {
      ok: end.same,
      code: end.same ? "CHAIN_SOUND" : "HEAD_DIFFERS",
      figures: { rows: end.rows },
      detail: end.same ? chain.sound(end.rows) : chain.head,
    }
  })
}

type Misplaced = { fault: "gap" | "twice" | "unsealed" | "both" | "noAct"; at: string; faults: bigint }

function checkOrder(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<Misplaced>`
      WITH seal AS (SELECT seq, act_id FROM activity.seal WHERE company_id = ${company}),
           act AS (SELECT id FROM activity.act WHERE company_id = ${company}),
           waiting AS (SELECT act_id FROM activity.unsealed WHERE company_id = ${company})
      SELECT fault, at, count(*) OVER () AS faults FROM (
        SELECT 'gap' AS fault, (before + 1)::text AS at FROM (SELECT seq, coalesce(lag(seq) OVER (ORDER BY seq), 0) AS before FROM seal) s WHERE seq <> before + 1
        UNION ALL SELECT 'twice', act_id::text FROM seal GROUP BY act_id HAVING count(*) > 1
        UNION ALL SELECT 'both', act_id::text FROM waiting JOIN seal USING (act_id)
        UNION ALL SELECT 'noAct', w.act_id::text FROM waiting w WHERE NOT EXISTS (SELECT FROM act a WHERE a.id = w.act_id)
        UNION ALL SELECT 'unsealed', a.id::text FROM act a
          WHERE NOT EXISTS (SELECT FROM seal s WHERE s.act_id = a.id) AND NOT EXISTS (SELECT FROM waiting w WHERE w.act_id = a.id)) f
       ORDER BY fault, length(at), at LIMIT 1`.execute(tx.db)
    const bad = rows[0]
    if (bad) return { ok: false, code: "SEALS_DISAGREE", figures: { ...bad }, detail: order[bad.fault](bad.at, bad.faults) }
    return { ok: true, code: "SEALED_ONCE", figures: {}, detail: order.sound }
  })
}

function nameTail(db: Database, company: number): Promise<Finding> {
  return reading(db, company, async (tx) => {
    const { waiting, first, since } = (
      await sql<{ waiting: bigint; first: string | null; since: Date | null }>`
        SELECT count(*) AS waiting, min(a.id::text) AS first, min(a.at) AS since
          FROM activity.unsealed u JOIN activity.act a ON a.company_id = ${company} AND a.id = u.act_id WHERE u.company_id = ${company}`.execute(
        tx.db,
      )
    ).rows[0]!
    const figures = { waiting, first, since: since?.toISOString() ?? null }
    return { ok: true, code: "UNSEALED_TAIL", figures, detail: first && since ? tail.waiting(waiting, first, since.toISOString()) : tail.none }
  })
}

const BATCH = 5000

/**
 * In the order in which a head comes to be published, backwards: what the database says was published, then the file, then the chain. A head
 * is published after its commit and counted after it is on the disk, so each must be in what is read next, however busy the sealers are.
 */
async function checkHeads(db: Database, company: number, folder: string): Promise<Finding> {
  const file = headsFile(company)
  const said = await reading(
    db,
    company,
    async (tx) =>
      (await sql<{ publications: bigint }>`SELECT publications FROM activity.head WHERE company_id = ${company}`.execute(tx.db)).rows[0]
        ?.publications ?? 0n,
  )
  let published = 0n
  let count = 0
  let number = 0
  let batch: Head[] = []
  for await (const line of readLines(folder, file)) {
    number++
    const head = readHead(line)
    if (head === "torn") continue
    if (head === "unreadable") return { ok: false, code: "HEAD_UNREADABLE", figures: { file, line: number }, detail: heads.unreadable(file, number) }
    count++
    if (head.seq > published) published = head.seq
    batch.push(head)
    if (batch.length < BATCH) continue
    const bad = await firstDiffering(db, company, batch)
    if (bad) return bad
    batch = []
  }
  const bad = await firstDiffering(db, company, batch)
  if (bad) return bad
  const sealed = await reading(
    db,
    company,
    async (tx) =>
      (await sql<{ seq: bigint }>`SELECT coalesce(max(seq), 0) AS seq FROM activity.seal WHERE company_id = ${company}`.execute(tx.db)).rows[0]!.seq,
  )
  const figures = { file, heads: count, said, published, sealed }
  if (count === 0 && sealed > 0n) return { ok: false, code: "HEADS_MISSING", figures, detail: heads.missing(file, sealed) }
  if (BigInt(count) < said) return { ok: false, code: "HEADS_LOST", figures, detail: heads.lost(file, said, count) }
  return { ok: true, code: "HEADS_EQUAL", figures, detail: heads.sound(count, published, sealed) }
}

function firstDiffering(db: Database, company: number, published: readonly Head[]): Promise<Finding | null> {
  return reading(db, company, async (tx) => {
    const { rows } = await sql<{ seq: bigint; hash: Buffer }>`
      SELECT seq, hash FROM activity.seal WHERE company_id = ${company} AND seq = ANY (${published.map((h) => h.seq)}::bigint[])`.execute(tx.db)
    const hashes = new Map(rows.map((row) => [row.seq, row.hash.toString("hex")]))
    const bad = published.filter((h) => hashes.get(h.seq) !== h.hash).sort((a, b) => (a.seq < b.seq ? -1 : 1))[0]
    if (!bad) return null
    const gone = !hashes.has(bad.seq)
    return {
      ok: false,
      code: gone ? "ROWS_REMOVED" : "HEAD_DIFFERS",
      figures: { seq: bad.seq },
      detail: (gone ? heads.removed : heads.differs)(bad.seq),
    }
  })
}
