import { sql } from "kysely"
import type { Day } from "../kernel/day.ts"
import { asId, type Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import type { HandOver } from "./hand-over.ts"
import type { Holder } from "./portfolio.ts"

const COLUMNS = sql`id, json_build_object('id', giver, 'name', giver_name) AS giver, json_build_object('id', taker, 'name', taker_name) AS taker, from_on AS "fromOn", until_on AS "untilOn"`

export async function insertHandOver(tx: Tx, { id, giver, taker, fromOn, untilOn }: HandOver, actId: Id): Promise<void> {
  await sql`INSERT INTO portfolio.hand_over (company_id, id, giver, giver_name, taker, taker_name, from_on, until_on, made_at, act_id)
    VALUES (${tx.company}, ${id}, ${giver.id}, ${giver.name}, ${taker.id}, ${taker.name}, ${fromOn}, ${untilOn}, ${tx.now()}, ${actId})`.execute(
    tx.db,
  )
}

/** Those in force or to come on a day, the next first. */
export async function loadHandOvers(tx: Tx, on: Day): Promise<HandOver[]> {
  const { rows } = await sql<HandOver>`SELECT ${COLUMNS} FROM portfolio.hand_over
    WHERE company_id = ${tx.company} AND withdrawn_at IS NULL AND until_on >= ${on}::date ORDER BY from_on, id`.execute(tx.db)
  return rows
}

export async function endHandOver(tx: Tx, id: string): Promise<HandOver | null> {
  const { rows } = await sql<HandOver>`UPDATE portfolio.hand_over SET withdrawn_at = ${tx.now()}
    WHERE company_id = ${tx.company} AND id = ${asId(id)} AND withdrawn_at IS NULL RETURNING ${COLUMNS}`.execute(tx.db)
  return rows[0] ?? null
}

export async function loadAway(tx: Tx, taker: Holder, on: Day): Promise<Holder[]> {
  const whose = taker.id === null ? sql`taker_name = ${taker.name}` : sql`taker = ${taker.id}`
  const { rows } = await sql<Holder>`SELECT giver AS id, giver_name AS name FROM portfolio.hand_over
    WHERE company_id = ${tx.company} AND ${whose} AND withdrawn_at IS NULL AND ${on}::date BETWEEN from_on AND until_on ORDER BY giver_name`.execute(
    tx.db,
  )
  return rows
}
