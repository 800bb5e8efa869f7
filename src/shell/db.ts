/**
 * The one door to the database. Every statement of a room runs inside `inCompany`, which opens a transaction and says whose rows it may
 * see; no pool handle reaches a room, since a query outside the transaction silently sees nothing.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import { randomBytes } from "node:crypto"
import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool } from "kysely"
import pg from "pg"
import { from as copyFrom, to as copyTo } from "pg-copy-streams"
import { type Day, isDay } from "../kernel/day.ts"
import { type Id, idsInOrder, isId } from "../kernel/id.ts"
import { assert, Refused } from "../kernel/result.ts"
import type { DB } from "./schema.ts"

pg.types.setTypeParser(pg.types.builtins.INT8, BigInt)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text))

/** An open transaction of one company. `db` for SQL; `copyIn` streams text rows into a temporary table, `copyOut` rows out; `now` is the injected clock. */
export type Tx = {
  readonly company: number
  readonly db: Kysely<DB>
  readonly now: () => Date
  readonly newId: () => Id
  copyIn(statement: string, rows: Readable): Promise<void>
  /** The bytes of a COPY … TO STDOUT; to be read to its end before the next statement. */
  copyOut(statement: string): Readable
}

/**
 * A call of a function that takes the company first ($1) and says itself whose rows it may see: alone, or as part of an open transaction of the
 * same company. `values` are the parameters from $2 on.
 */
export type OneCall = Pick<Tx, "company" | "now" | "newId"> & { call<Row>(statement: string, values: readonly unknown[]): Promise<readonly Row[]> }
export const within = (tx: Tx): OneCall => ({
  company: tx.company,
  now: tx.now,
  newId: tx.newId,
  call: async <Row>(statement: string, values: readonly unknown[]) =>
    (await tx.db.executeQuery<Row>(CompiledQuery.raw(statement, [tx.company, ...values]))).rows,
})

/** Transactions of a company, or of a part of one. */
export type Books = Pick<Database, "inCompany" | "inCompanies">
/** The rows entrusted to a person or a key on a day (portfolio.part): every other row is as if it were not. */
export type Part = { readonly holder: string; readonly day: Day }

export type Database = {
  inCompany<T>(company: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * One transaction over several companies, each chosen in turn: read only unless said otherwise (a file that speaks of several companies is
   * posted whole or not at all). With no ids: only what may be asked before any company is chosen. The signal interrupts what the database is
   * doing and rolls back; its reason is thrown.
   */
  inCompanies<T>(
    companies: readonly number[],
    work: (tx: Omit<Tx, "company">, choose: (company: number) => Promise<Tx>) => Promise<T>,
    access?: "read" | "write",
    signal?: AbortSignal,
  ): Promise<T>
  /** The same, seeing no more than a part: tables that nobody opened to parts are empty. */
  seeing(part: Part): Books
  /** A statement that stands alone: one round trip, its own transaction. */
  alone(company: number): OneCall
  /** How many connections there are, how many lie idle, and how many wait for one. */
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

export type Clock = () => Date
const idAt = idsInOrder()
const RETRIES = 5
const INTERRUPT_MS = 250
const RETRYABLE = new Set(["40001", "40P01"])

export function openDatabase(app: pg.PoolConfig, clock: Clock = () => new Date()): Database {
  const pool = new pg.Pool({ max: 10, ...app })
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => {})
  // One that dies between two statements of a transaction is told by the next statement, not by ending the process.
  pool.on("connect", (client) => client.on("error", () => {}))
  const inside = new AsyncLocalStorage<true>()
  async function transaction<T>(begin: string, work: (client: pg.PoolClient) => Promise<T>, signal?: AbortSignal): Promise<T> {
    assert(inside.getStore() === undefined, "inCompany is never nested: it would wait for a second connection while holding the first")
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      const client = await pool.connect()
      let broken: Error | undefined
      let end = () => {}
      try {
        if (signal) end = await interruptible(client, signal)
        await client.query(begin)
        const result = await inside.run(true, () => work(client))
        await client.query("COMMIT")
        return result
      } catch (error) {
        await client.query("ROLLBACK").catch((lost: Error) => {
          broken = lost
        })
        if (signal?.aborted) throw signal.reason
        if (attempt >= RETRIES || !RETRYABLE.has((error as { code?: string }).code ?? "")) throw refusalOf(error)
      } finally {
        end()
        // An interruption still under way may not meet the next one who is given this connection.
        client.release(broken ?? (signal?.aborted ? new Error("interrupted") : undefined))
      }
      await new Promise((resume) => setTimeout(resume, attempt * 10 + (randomBytes(1)[0]! % 20)))
    }
  }

  /** While the signal is up, the connection's statements are cancelled again and again: between two of them there is nothing to cancel. */
  async function interruptible(client: pg.PoolClient, signal: AbortSignal): Promise<() => void> {
    const { pid } = (await client.query("SELECT pg_backend_pid() AS pid")).rows[0] as { pid: number }
    const cancel = () => void pool.query("SELECT pg_cancel_backend($1)", [pid]).catch(() => {})
    let timer: NodeJS.Timeout | undefined
    const interrupt = () => {
      cancel()
      timer = setInterval(cancel, INTERRUPT_MS)
    }
    signal.addEventListener("abort", interrupt, { once: true })
    return () => {
      signal.removeEventListener("abort", interrupt)
      clearInterval(timer)
    }
  }

  const setCompany = (company: number) => {
    assert(Number.isInteger(company) && company > 0, "a company is a positive whole number")
    return `SELECT set_config('encours.company', '${company}', true)`
  }
  const setPart = (company: number, { holder, day }: Part) => {
    assert(Number.isInteger(company) && company > 0 && isId(holder) && isDay(day), "a part is of a company, somebody's, on a day")
    return `SELECT set_config('encours.part', '${company} ${holder} ${day}', true)`
  }

  const choosing = (choose: (company: number) => string): Books => ({
    inCompany: (company, work) => transaction(`BEGIN; ${choose(company)}`, (client) => work({ company, ...txOver(client, clock) })),
    inCompanies: (companies, work, access = "read", signal) =>
      transaction(
        access === "read" ? "BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ" : "BEGIN",
        (client) => {
          const tx = txOver(client, clock)
          return work(tx, async (company) => {
            assert(companies.includes(company), "the company was named when the transaction was opened")
            await client.query(choose(company))
            return { company, ...tx }
          })
        },
        signal,
      ),
  })

  return {
    ...choosing(setCompany),
    seeing: (part) => choosing((company) => setPart(company, part)),
    alone: (company) => ({
      company,
      now: clock,
      newId: () => idAt(clock().getTime(), randomBytes(10)),
      async call<Row>(statement: string, values: readonly unknown[]) {
        assert(inside.getStore() === undefined, "a statement that stands alone stands in no transaction")
        for (let attempt = 1; ; attempt++)
          try {
            return (await pool.query(statement, [company, ...values])).rows as Row[]
          } catch (error) {
            if (attempt >= RETRIES || !RETRYABLE.has((error as { code?: string }).code ?? "")) throw refusalOf(error)
          }
      },
    }),
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}

/** Whoever still worked for a company that was removed meanwhile ends here. */
const refusalOf = (error: unknown) => ((error as { code?: string }).code === "EN008" ? new Refused("COMPANY_REMOVED") : error)

/** What an open transaction on this connection offers. Outside this file only a rebuilding of the whole database has a connection of its own. */
export const txOver = (client: pg.ClientBase, clock: Clock): Omit<Tx, "company"> => ({
  db: new Kysely<DB>({ dialect: new PostgresDialect({ pool: borrowed(client) }) }),
  now: clock,
  newId: () => idAt(clock().getTime(), randomBytes(10)),
  copyIn: (statement, rows) => pipeline(rows, client.query(copyFrom(statement))),
  copyOut: (statement) => client.query(copyTo(statement)),
})

/** Kysely over the one connection of this transaction: it may neither open another nor give this one back. */
function borrowed(client: pg.ClientBase): PostgresPool {
  const lent = new Proxy(client as pg.PoolClient, {
    get: (held, name) =>
      name === "release" ? () => {} : typeof held[name as "query"] === "function" ? held[name as "query"].bind(held) : held[name as "query"],
  })
  return { connect: async () => lent, end: async () => {}, options: {} }
}
