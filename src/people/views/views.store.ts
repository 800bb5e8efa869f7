import { sql } from "kysely"
import { asId, type Id } from "../../kernel/id.ts"
import type { Tx } from "../../shell/db.ts"
import type { NewView, View, ViewScreen } from "./views.ts"

const COLUMNS = sql`v.id, v.screen, v.name, v.query, v.for_team AS "forTeam", v.owner`
const MOST = 200

/** One's own and the team's, by name. */
export async function loadViews(tx: Tx, reader: string, screen: ViewScreen | null): Promise<View[]> {
  const { rows } = await sql<View>`
    SELECT ${COLUMNS} FROM people.view v
     WHERE v.company_id = ${tx.company} AND v.removed_at IS NULL AND (v.for_team OR v.owner = ${reader}) AND (${screen}::text IS NULL OR v.screen = ${screen})
     ORDER BY v.for_team, lower(v.name), v.id LIMIT ${MOST}`.execute(tx.db)
  return rows
}

export async function holdView(tx: Tx, id: string): Promise<View | null> {
  const { rows } = await sql<View>`
    SELECT ${COLUMNS} FROM people.view v WHERE v.company_id = ${tx.company} AND v.id = ${asId(id)} AND v.removed_at IS NULL FOR UPDATE`.execute(tx.db)
  return rows[0] ?? null
}

/** Under a name one has for the screen already, it becomes that one: the id it is known by. Kept twice at once, it is there once. */
export async function putView(
  tx: Tx,
  owner: { readonly name: string; readonly id: Id | null },
  { screen, name, query, forTeam }: NewView,
  actId: Id,
): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    INSERT INTO people.view (company_id, id, screen, name, query, owner, holder, for_team, made_at, act_id)
    VALUES (${tx.company}, ${tx.newId()}, ${screen}, ${name}, ${query}, ${owner.name}, ${owner.id}, ${forTeam}, ${tx.now()}, ${actId})
    ON CONFLICT (company_id, screen, owner, lower(name)) WHERE removed_at IS NULL
    DO UPDATE SET name = excluded.name, query = excluded.query, for_team = excluded.for_team, made_at = excluded.made_at, holder = excluded.holder, act_id = excluded.act_id
    RETURNING id`.execute(tx.db)
  return rows[0]!.id
}

/** The views of a person who has another name now, but for one that somebody of that name left behind. */
export async function renameOwner(tx: Tx, before: string, after: string): Promise<void> {
  await sql`UPDATE people.view v SET owner = ${after} WHERE v.company_id = ${tx.company} AND v.owner = ${before} AND v.removed_at IS NULL
    AND NOT EXISTS (SELECT FROM people.view w WHERE w.company_id = ${tx.company} AND w.owner = ${after} AND w.screen = v.screen AND lower(w.name) = lower(v.name) AND w.removed_at IS NULL)`.execute(
    tx.db,
  )
}

export async function endView(tx: Tx, id: Id): Promise<void> {
  await sql`UPDATE people.view SET removed_at = ${tx.now()} WHERE company_id = ${tx.company} AND id = ${id}`.execute(tx.db)
}
