/** The running totals that keep disputes within what is open are those of the disputes themselves. */
import { sql } from "kysely"
import { type Check, reading } from "../activity/verify.act.ts"
import { totalsText } from "./dispute.text.ts"

export const DISPUTE_CHECKS: readonly Check[] = [
  {
    name: "dispute.totals",
    of: "company",
    run: (db, company) =>
      reading(db, company, async (tx) => {
        const { rows } = await sql<{ items: bigint; differ: string[] | null }>`
          WITH claimed AS (
            SELECT l.entry_id, l.no, sum(coalesce((SELECT s.amount FROM dispute.shrink s
                     WHERE s.company_id = ${company} AND s.dispute_id = l.dispute_id AND s.entry_id = l.entry_id AND s.no = l.no
                     ORDER BY s.effective_on DESC, s.recorded_at DESC, s.id DESC LIMIT 1), l.claimed)) FILTER (WHERE d.closed_on IS NULL) AS amount
              FROM dispute.line l JOIN dispute.dispute d ON d.company_id = ${company} AND d.id = l.dispute_id
             WHERE l.company_id = ${company} GROUP BY l.entry_id, l.no)
          SELECT count(*) AS items, array_agg(c.entry_id::text) FILTER (WHERE coalesce(c.amount, 0) <> coalesce(i.disputed, 0)) AS differ
            FROM claimed c LEFT JOIN dispute.disputed_item i ON i.company_id = ${company} AND i.entry_id = c.entry_id AND i.no = c.no`.execute(tx.db)
        const { items, differ } = rows[0]!
        const wrong = differ ?? []
        const figures = { items, differ: wrong.slice(0, 20) }
        return wrong.length === 0
          ? { ok: true, code: "DISPUTED_ADDS_UP", figures, detail: totalsText.sound(items) }
          : { ok: false, code: "DISPUTED_DIFFERS", figures, detail: totalsText.differ(wrong.slice(0, 20)) }
      }),
  },
]
