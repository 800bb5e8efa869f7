/** S9: single invoices through the API, each durable, by 8 clients, against the bare act in the database by 8 connections. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import pg from "pg"
import { type Day, day } from "../src/kernel/day.ts"
import { uuidv7 } from "../src/kernel/id.ts"
import { connected, type Empty, type Ground, openGround, settle } from "./ground.ts"
import { type Line, line } from "./line.ts"
import { takeTurns, type Work } from "./measure.ts"
import { atOnce, type Served, serve } from "./served.ts"

const CLIENTS = 8
const CUSTOMERS = 1_000
const WARM = 300
const ON: Day = day("2026-11-21")
/** 1,500 a second where the bare act reaches 9,000; the aim is 4,000. */
const TARGET = { must: 6, aim: 2.25 }
const invoiceOf = (n: number) => ({ number: `F${n}`, customer: `C${1 + ((n * 7919) % CUSTOMERS)}`, cents: 1000 + ((n * 104_729) % 500_000) })

export async function benchPosting(rows: number, rounds: number): Promise<Line[]> {
  const ground = await openGround()
  try {
    const turns = await takeTurns("posting", oursOn(ground, rows), bareOn(ground, rows), rounds)
    const rate = (ms: number) => `${Math.round((rows / ms) * 1000)}/s`
    const what = `${rows} invoices one by one through the API, ${CLIENTS} clients (${rate(turns.ours.ms)}; bare ${rate(turns.reference!.ms)})`
    return [line("S9", what, rows, turns, TARGET)]
  } finally {
    await ground.end()
  }
}

/** An empty company with its customers. */
async function prepared(ground: Ground): Promise<Empty> {
  const here = await ground.empty()
  const owner = await connected(here.owner)
  await owner.query(
    `INSERT INTO customer.customer (company_id, id, code, name, search_text)
     SELECT $1, gen_random_uuid(), 'C' || c, 'Customer ' || c, 'c' || c || ' customer ' || c FROM generate_series(1, ${CUSTOMERS}) c`,
    [here.company.id],
  )
  await owner.query("ANALYZE customer.customer")
  await owner.end()
  return here
}

function oursOn(ground: Ground, rows: number): Work {
  let here: Empty
  let served: Served | null = null
  const post = (n: number) => {
    const { number, customer, cents } = invoiceOf(n)
    const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`
    return served!.ask("POST", "/entries", JSON.stringify({ entries: [{ kind: "invoice", number, customer, amount, on: ON, dueOn: "2026-12-21" }] }))
  }
  return {
    async prepare() {
      here = await prepared(ground)
      served = await serve(ground, here)
      await atOnce(CLIENTS, WARM, (n) => post(rows + n))
      await settle(here)
    },
    run: () => atOnce(CLIENTS, rows, post),
    async outcome() {
      await served!.end()
      return outcomeOf(here)
    },
  }
}

function bareOn(ground: Ground, rows: number): Work {
  let here: Empty
  let pool: pg.Pool
  const post = (n: number) => {
    const { number, customer, cents } = invoiceOf(n)
    const id = (kind: number) => uuidv7(Date.now(), Uint8Array.from([kind, ...Buffer.from(String(n).padStart(9, "0"))]))
    return pool.query("SELECT bench.post($1, $2, $3, $4, $5, $6, $7)", [here.company.id, id(1), id(2), number, customer, cents, ON])
  }
  return {
    async prepare() {
      here = await prepared(ground)
      const owner = await connected(here.owner)
      await owner.query(await readFile(join(import.meta.dirname, "reference/post.sql"), "utf8"))
      await owner.end()
      pool = new pg.Pool({ ...here.owner, user: "encours_app", max: CLIENTS })
      await atOnce(CLIENTS, WARM, (n) => post(rows + n))
      await settle(here)
    },
    run: () => atOnce(CLIENTS, rows, post),
    async outcome() {
      await pool.end()
      return outcomeOf(here)
    },
  }
}

/** What was posted: the same entries, open in full, each with its act. */
async function outcomeOf(here: Empty): Promise<string> {
  // Without statistics the comparison itself would take longer than the work.
  await settle(here)
  const owner = await connected(here.owner)
  const { rows } = await owner.query(
    `SELECT (SELECT concat_ws(' ', count(*), sum(e.amount), count(DISTINCT a.id), md5(string_agg(concat_ws(',', e.number, e.amount, e.currency, e.side, e.content, e.source, c.code), ';' ORDER BY e.number)))
               FROM ledger.entry e JOIN activity.act a ON a.company_id = e.company_id AND a.id = e.act_id AND a.act = 'ledger.posted'
               JOIN customer.customer c ON c.company_id = e.company_id AND c.id = e.customer_id) AS entries,
            (SELECT concat_ws(' ', count(*), sum(i.open), min(i.due_on), max(i.due_on)) FROM ledger.open_item i) AS items`,
  )
  await owner.end()
  return `${rows[0].entries} · ${rows[0].items}`
}
