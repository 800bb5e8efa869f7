import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { day } from "../../src/kernel/day.ts"
import { type TestDatabase, testDatabase } from "../database.ts"
import { type Books, openBooks, post } from "../ledger/books.ts"
import { chanceOf, SEED } from "../ledger/chance.ts"
import { playSequence, prepareProof } from "../ledger/proof.ts"
import { ROOT } from "../tree.ts"
import { catalogueOffences, companyTables } from "./catalogue.ts"

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

test("P50: every table, view, function and key keeps the rules of the house", async () => expect(await catalogueOffences(db.owner)).toEqual([]))

describe("P50: each offence is found and named", () => {
  const table = (columns: string, guard = "CALL shell.guard('ledger.planted', 'register');") =>
    `CREATE TABLE ledger.planted (company_id int NOT NULL, ${columns}); ${guard}`
  test.each([
    ["a table without row-level security", table("id int, PRIMARY KEY (company_id, id)", ""), /^ledger\.planted: a table is guarded/],
    ["a second policy, which only ever shows more", `CREATE POLICY wide ON ledger.entry USING (true)`, /^ledger\.entry: a table is guarded/],
    [
      "a policy that checks nothing",
      "DROP POLICY own_company ON ledger.entry; CREATE POLICY own_company ON ledger.entry USING (company_id = company.current()) WITH CHECK (true)",
      /^ledger\.entry: a table is guarded/,
    ],
    ["a table of nobody", "CREATE TABLE ledger.planted (id int PRIMARY KEY)", /^ledger\.planted: a table says whose/],
    ["an index that begins elsewhere", "CREATE INDEX planted ON ledger.entry (number)", /^ledger\.planted: every key and index/],
    [
      "an expression index that begins elsewhere",
      "CREATE INDEX planted ON ledger.entry (lower(number), company_id)",
      /^ledger\.planted: every key and index/,
    ],
    [
      "a partial index that begins elsewhere",
      "CREATE INDEX planted ON ledger.entry (amount) WHERE amount > 5",
      /^ledger\.planted: every key and index/,
    ],
    ["a table without a primary key", table("id int"), /^ledger\.planted: every table has a primary key/],
    ["a text key in the language's order", table("code text, PRIMARY KEY (company_id, code)"), /^ledger\.planted\.code: text in a key/],
    [
      "a foreign key of one column",
      `CREATE UNIQUE INDEX planted_id ON ledger.entry (id); ${table("id int, entry uuid REFERENCES ledger.entry (id), PRIMARY KEY (company_id, id)")}`,
      /^ledger\.planted: planted_entry_fkey: a foreign key/,
    ],
    [
      "a foreign key to the company",
      table("id int, PRIMARY KEY (company_id, id), FOREIGN KEY (company_id) REFERENCES company.company (id)"),
      /planted_company_id_fkey: a foreign key/,
    ],
    [
      "a foreign key nobody can follow backwards",
      table("id int, entry uuid, PRIMARY KEY (company_id, id), FOREIGN KEY (company_id, entry) REFERENCES ledger.entry (company_id, id)"),
      /planted_company_id_entry_fkey: what refers to a row is found by an index/,
    ],
    ["a view with its owner's eyes", "CREATE VIEW ledger.planted AS SELECT * FROM ledger.entry", /^ledger\.planted: a view/],
    ["a materialized view", "CREATE MATERIALIZED VIEW ledger.planted AS SELECT * FROM ledger.entry", /^ledger\.planted: a view/],
    ["a fact the app may change", `GRANT UPDATE (amount) ON ledger.entry TO encours_app`, /^ledger\.entry: UPDATE: the app neither/],
    ["a state the app may write", `GRANT INSERT ON ledger.open_item TO encours_app`, /^ledger\.open_item: INSERT: the app neither/],
    ["a fact the app may empty", `GRANT TRUNCATE ON ledger.entry TO encours_app`, /^ledger\.entry: TRUNCATE: the app neither/],
    ["a fact whose trigger sleeps", "ALTER TABLE ledger.entry DISABLE TRIGGER append_only", /^ledger\.entry: a fact is append-only/],
    ["a fact without its trigger", "DROP TRIGGER append_only ON ledger.allocation", /^ledger\.allocation: a fact is append-only/],
    ["a table of no nature", "COMMENT ON TABLE ledger.entry IS NULL", /^ledger\.entry: a table is a fact/],
    [
      "a table of the app's",
      "GRANT CREATE ON SCHEMA ledger TO encours_app; ALTER TABLE ledger.due_change OWNER TO encours_app",
      /^encours_app owns ledger\.due_change/,
    ],
    ["a log-in that is also the owner", "GRANT encours_owner TO encours_app", /^encours_app is also encours_owner/],
    ["a table open to everybody", "GRANT SELECT ON customer.customer TO PUBLIC", /^customer\.customer: nothing is open/],
    [
      "an owner's function not listed",
      "CREATE FUNCTION ledger.planted() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1'",
      /^ledger\.planted: .* listed/,
    ],
    ["an owner's function open to everybody", "GRANT EXECUTE ON FUNCTION company.directory() TO PUBLIC", /^company\.directory: .* everybody's/],
    ["an owner's function with a loose search_path", "ALTER FUNCTION company.directory() RESET search_path", /^company\.directory: .* search_path/],
    ["an exception nobody needs any more", "DROP FUNCTION customer.search(text)", /^customer\.search: is listed as an exception/],
  ])("%s", async (_, planted, named) => {
    await db.owner.query("BEGIN")
    try {
      await db.owner.query(planted)
      expect(await catalogueOffences(db.owner)).toEqual(expect.arrayContaining([expect.stringMatching(named)]))
    } finally {
      await db.owner.query("ROLLBACK")
    }
  })
})

describe("P49: whose rows a connection of the app sees", () => {
  let a: Books
  let b: Books
  let app: pg.Client
  beforeAll(async () => {
    await prepareProof(db)
    const span = { from: day("2026-01-01"), days: 30 }
    await playSequence(db, "FULL", chanceOf(SEED), span, 120, 20)
    a = await openBooks(db, "A")
    b = await openBooks(db, "B")
    for (const books of [a, b])
      await db.inCompany(books.company, (tx) => post(tx, { kind: "invoice", customerId: books.customers[0]!, amount: 100n, on: "2026-01-01" }))
    app = new pg.Client(db.app)
    await app.connect()
  })
  afterAll(() => app.end())

  const counts = async (client: pg.Client) => {
    const found: Record<string, number> = {}
    for (const { name } of await companyTables(db.owner))
      found[name] = Number((await client.query(`SELECT count(*)::int AS n FROM ${name}`)).rows[0].n)
    return found
  }
  const within = async <T>(company: number, work: () => Promise<T>): Promise<T> => {
    await app.query("BEGIN")
    try {
      await app.query("SELECT set_config('encours.company', $1, true)", [String(company)])
      return await work()
    } finally {
      await app.query("ROLLBACK")
    }
  }
  const customer = (company: number, id = "00000000-0000-7000-8000-000000000009") =>
    `INSERT INTO customer.customer (company_id, id, code, name, search_text) VALUES (${company}, '${id}', 'X', 'X', 'x')`

  test("without a company: no row of any table, and nothing can be added", async () => {
    const everything = await counts(db.owner)
    expect(everything["ledger.entry"]).toBeGreaterThan(20)
    const seen = await counts(app)
    expect(Object.entries(seen).filter(([, n]) => n > 0)).toEqual([])
    await expect(app.query(customer(a.company))).rejects.toMatchObject({ code: "42501" })
    await expect(
      app.query(
        "INSERT INTO ledger.period_close (company_id, id, closed_until, act_id) VALUES (1, gen_random_uuid(), '2026-01-01', gen_random_uuid())",
      ),
    ).rejects.toMatchObject({ code: "42501" })
  })

  test("with company A: its rows and no others, in every table", async () => {
    const seen = await within(a.company, () => counts(app))
    for (const { name, company } of await companyTables(db.owner)) {
      const own = Number((await db.owner.query(`SELECT count(*)::int AS n FROM ${name} WHERE ${company} = $1`, [a.company])).rows[0].n)
      expect(seen[name], name).toBe(own)
    }
    expect(seen["ledger.entry"]).toBe(1)
  })

  test("with company A: a row of B is neither added, nor moved, nor read by a published function", async () => {
    await expect(within(a.company, () => app.query(customer(b.company)))).rejects.toMatchObject({ code: "42501" })
    await expect(within(a.company, () => app.query(`UPDATE customer.customer SET company_id = ${b.company}`))).rejects.toMatchObject({
      code: "42501",
    })
    for (const call of [
      "ledger.open_items($1, '2026-12-31')",
      "ledger.open_items_known($1, '2026-12-31', 'infinity')",
      "ledger.subject_to_collection($1, '2026-12-31')",
    ])
      expect((await within(a.company, () => app.query(`SELECT * FROM ${call}`, [b.company]))).rows, call).toEqual([])
    expect((await within(a.company, () => app.query("SELECT customer.search('')"))).rows).toHaveLength(1)
  })

  test("a child of A cannot have a parent of B", async () => {
    const entry = `INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, content, act_id)
      VALUES (${a.company}, gen_random_uuid(), 'invoice', 'debit', 'main', 'N1', '${b.customers[0]}', 'EUR', 1, '2026-01-01', gen_random_uuid(), gen_random_uuid())`
    await expect(within(a.company, () => app.query(entry))).rejects.toMatchObject({ code: "23503" })
    await expect(
      within(a.company, () => app.query(`INSERT INTO customer.identifier VALUES (${a.company}, '${b.customers[0]}', 'siren', '1')`)),
    ).rejects.toMatchObject({ code: "23503" })
  })

  test("after the transaction the company is forgotten", async () => {
    await app.query("BEGIN")
    await app.query("SELECT set_config('encours.company', $1, true)", [String(a.company)])
    await app.query("COMMIT")
    expect((await app.query("SELECT current_setting('encours.company', true) AS company")).rows).toEqual([{ company: "" }])
    expect((await counts(app))["customer.customer"]).toBe(0)
  })

  test("the one door never leaves a company behind on its connections", async () => {
    await db.inCompany(a.company, async () => {})
    await db.inCompany(b.company, async () => Promise.reject(new Error("undone"))).catch(() => {})
    await db.inCompanies([], async (tx) => {
      expect(await tx.db.selectFrom("ledger.entry").selectAll().execute()).toEqual([])
    })
  })
})

test("the types of the schema are those of the migrations", async () => {
  const folder = mkdtempSync(join(tmpdir(), "encours-types-"))
  const out = join(folder, "schema.ts")
  const { rows } = await db.owner.query(
    "SELECT DISTINCT table_schema AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'shell', 'jobs') ORDER BY 1",
  )
  const { host, port, database } = db.app
  const url = `postgres://encours_owner@localhost:${port}/${database}?host=${host}`
  const settings = ["--dialect", "postgres", "--date-parser", "string", "--numeric-parser", "string", "--type-mapping", '{"int8":"bigint"}']
  const schemas = ["--include-pattern", `(${rows.map((row) => row.name).join("|")}).*`]
  try {
    execFileSync(
      process.execPath,
      [join(ROOT, "node_modules/kysely-codegen/dist/cli/bin.js"), "--url", url, ...schemas, ...settings, "--out-file", out],
      { cwd: folder, stdio: "pipe" },
    )
    const current = readFileSync(out, "utf8")
    if (process.env.ENCOURS_WRITE === "true") writeFileSync(join(ROOT, "src/shell/schema.ts"), current)
    expect(readFileSync(join(ROOT, "src/shell/schema.ts"), "utf8"), "run this test with ENCOURS_WRITE=true to write src/shell/schema.ts").toBe(
      current,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
