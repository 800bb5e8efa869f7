/**
 * Everything said, paid, invoiced and decided about a customer, newest first. Entries of the ledger are many: they are told by day, kind and currency; acts that are
 * told as themselves (calls, notes) are not told again.
 */
import { sql } from "kysely"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import type { EventKind } from "./contact.ts"
import type { TimelineRow } from "./contact.wire.ts"
import { standing } from "./said.store.ts"

export type TimelinePlace = { readonly at: string; readonly id: string } | null
const NUMBERS_SHOWN = 5

/** `kind`: those alone. */
export async function loadTimeline(
  tx: Tx,
  customer: Id,
  before: TimelinePlace,
  limit: number,
  kind: EventKind | null = null,
): Promise<TimelineRow[]> {
  const [at, id] = [before?.at ?? "infinity", before?.id ?? ""]
  const page = sql`x.at <= ${at}::timestamptz AND (x.at, x.id COLLATE "C") < (${at}::timestamptz, ${id}) ORDER BY x.at DESC, x.id COLLATE "C" DESC LIMIT ${limit}`
  const by = sql`JOIN activity.act a ON a.company_id = ${tx.company} AND a.id = `
  const text = sql`contact.text t ON t.company_id = ${tx.company} AND t.id = `
  const { rows } = await sql<TimelineRow>`
    SELECT x.kind, x.at, x.id, x.body FROM (
      (SELECT x.* FROM (
        SELECT 'call' AS kind, k.at, k.id::text AS id,
               jsonb_build_object('by', a.actor, 'outcome', k.outcome, 'cause', k.cause, 'complaint', k.complaint, 'paysOnDay', k.pays_on_day, 'note', t.text,
                 'contact', CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END,
                 'numbers', (SELECT coalesce(jsonb_agg(DISTINCT e.number), '[]') FROM contact.call_item i JOIN ledger.entry e ON e.company_id = ${tx.company} AND e.id = i.entry_id
                              WHERE i.company_id = ${tx.company} AND i.call_id = k.id)) AS body
          FROM contact.call k ${by} k.act_id
          LEFT JOIN contact.person p ON p.company_id = ${tx.company} AND p.id = k.person_id
          LEFT JOIN ${text} k.text_id
         WHERE k.company_id = ${tx.company} AND k.customer_id = ${customer} AND ${standing(tx, sql`k.id`)}) x WHERE ${page})
      UNION ALL
      (SELECT x.* FROM (
        SELECT 'note', n.at, n.id::text AS id, jsonb_build_object('by', a.actor, 'text', t.text, 'mentions', n.mentions, 'pinned', n.pinned_at IS NOT NULL)
          FROM contact.note n ${by} n.act_id JOIN ${text} n.text_id
         WHERE n.company_id = ${tx.company} AND n.customer_id = ${customer} AND ${standing(tx, sql`n.id`)}) x WHERE ${page})
      UNION ALL
      (SELECT x.* FROM (
        SELECT 'ledger', e.day::timestamp AT TIME ZONE 'UTC' AS at, concat_ws(' ', e.kind, e.side, e.currency) AS id,
               jsonb_build_object('entries', e.kind, 'side', e.side, 'currency', e.currency, 'amount', sum(e.amount)::text, 'count', count(*),
                 'numbers', (array_agg(e.number ORDER BY e.number))[1:${sql.lit(NUMBERS_SHOWN)}])
          FROM (SELECT coalesce(e.original_on, e.effective_on) AS day, e.kind, e.side, e.currency, e.amount, e.number FROM ledger.entry e
                 WHERE e.company_id = ${tx.company} AND e.customer_id = ${customer} AND e.kind <> 'annulment'
                   AND NOT EXISTS (SELECT FROM ledger.annulment u WHERE u.company_id = ${tx.company} AND u.entry_id = e.id)) e
         GROUP BY e.day, e.kind, e.side, e.currency) x WHERE ${page})
      UNION ALL
      (SELECT x.* FROM (
        SELECT 'act', a.at, a.id::text AS id, jsonb_build_object('by', a.actor, 'code', a.act, 'subject', a.subject - 'customer', 'after', a.after)
          FROM activity.act a
         WHERE a.company_id = ${tx.company} AND a.id = ANY (ARRAY(SELECT activity.about(${customer}, ${at}::timestamptz, ${id}, ${limit}::int)))) x WHERE ${page})
    ) x(kind, at, id, body) WHERE ${kind}::text IS NULL OR x.kind = ${kind} ORDER BY x.at DESC, x.id COLLATE "C" DESC LIMIT ${limit}`.execute(tx.db)
  return rows
}
