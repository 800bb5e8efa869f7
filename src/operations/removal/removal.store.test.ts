/** A company goes whole, and only it: out of every table, beside the database, and again out of what an older backup brings back. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, afterEach, expect, test } from "vitest"
import { companyTables } from "../../../test/database/catalogue.ts"
import { ROLES, type TestDatabase, testDatabase } from "../../../test/database.ts"
import { BY, openBooks, post, refusalOf, tickingClock } from "../../../test/ledger/books.ts"
import { chanceOf } from "../../../test/ledger/chance.ts"
import { playSequence, prepareProof } from "../../../test/ledger/proof.ts"
import { recordAct } from "../../activity/activity.act.ts"
import { sealPending } from "../../activity/seal.job.ts"
import { runChecks } from "../../activity/verify.act.ts"
import { activityChecks } from "../../activity/verify.store.ts"
import { loadDirectory } from "../../company/company.act.ts"
import { keepFile } from "../../evidence/evidence.act.ts"
import { evidenceChecks } from "../../evidence/verify.store.ts"
import { day } from "../../kernel/day.ts"
import { uuidv7 } from "../../kernel/id.ts"
import { LEDGER_CHECKS } from "../../ledger/verify.store.ts"
import type { Owner } from "../../shell/cluster.ts"
import type { Creditor } from "../../shell/context.ts"
import { runHere } from "../../shell/jobs/work.ts"
import { putFile, vaultFolder } from "../../shell/vault.ts"
import { makeBackup } from "../backup/backup.job.ts"
import { checkBackup, restoreFile } from "../restore/restore.job.ts"
import { countHeld } from "./removal.store.ts"
import { removeCompany, settleRemovals } from "./removals.job.ts"
import { removalChecks } from "./verify.job.ts"

const here = mkdtempSync(join(tmpdir(), "encours-removal-"))
const clock = tickingClock("2026-03-01T00:00:00Z")
const open: TestDatabase[] = []
afterEach(async () => void (await Promise.all(open.splice(0).map((db) => db.drop()))))
afterAll(() => rmSync(here, { recursive: true, force: true }))

let folders = 0
async function fresh() {
  const db = await testDatabase(clock)
  open.push(db)
  const dataDir = join(here, `data${++folders}`)
  mkdirSync(dataDir)
  return { db, dataDir, owner: { ...db.app, user: "encours_owner" } as Owner }
}
type Place = Awaited<ReturnType<typeof fresh>>

const named = async (db: TestDatabase, code: string): Promise<Creditor> => (await loadDirectory(db)).find((one) => one.code === code)!
const remove = async ({ db, owner, dataDir }: Place, code: string) => removeCompany(db, owner, await named(db, code), { dataDir, by: BY, clock })
const heads = ({ dataDir }: Place) => join(dataDir, "activity-heads")

/** Books with a file in the vault. */
async function books({ db, dataDir }: Place, code: string): Promise<number> {
  const { company, customers } = await openBooks(db, code, 2)
  await db.inCompany(company, async (tx) => {
    await post(tx, { customerId: customers[0]!, kind: "invoice", amount: 123_456n, on: "2026-01-10" })
    const path = join(here, `${code}.csv`)
    writeFileSync(path, `received by ${code}\n`)
    const { sha256 } = await putFile(vaultFolder(dataDir, company), path)
    const actId = await recordAct(tx, BY, { code: "document.imported", subject: {} })
    await keepFile(tx, dataDir, { path, sha256, name: `${code}.csv`, mediaType: "text/csv", source: "import", actId })
  })
  return company
}

/** Books drawn always alike: these have a row in each table of the ledger, which not every draw of sixty commands has. */
const DRAWN = 20_260_101

/** A row in every table that is a company's, also where no act of this test makes one; acts that are sealed, and one that is not. */
async function everything(place: Place, code: string): Promise<number> {
  const { db } = place
  const { company } = await playSequence(db, code, chanceOf(DRAWN), { from: day("2026-01-01"), days: 30 }, 60, 20)
  const c = company
  const one = (table: string) => `(SELECT id FROM ${table} WHERE company_id = ${c} ORDER BY id LIMIT 1)`
  const [chance, customer, entry, now] = ["gen_random_uuid()", one("customer.customer"), one("ledger.entry"), "clock_timestamp()"]
  const [zeros, act] = ["decode(repeat('00', 32), 'hex')", one("activity.act")]
  await db.owner.query(`
    INSERT INTO customer.customer_group VALUES (${c}, ${chance}, 'G', 'Group');
    UPDATE customer.customer SET group_id = ${one("customer.customer_group")} WHERE company_id = ${c};
    INSERT INTO customer.identifier VALUES (${c}, ${customer}, 'siren', '732829320');
    INSERT INTO customer.segment VALUES (${c}, 'Retail', 'Shops', ${now}, NULL);
    INSERT INTO customer.erasure VALUES (${c}, ${customer}, ${act}, ${now});
    INSERT INTO document.import VALUES (${c}, ${chance}, ${act}, 'f.csv', 'x', 'csv', 'journal', 'main', '{}', '{}', '{}', NULL, ${now});
    INSERT INTO document.undo VALUES (${c}, ${one("document.import")}, ${act}, ${now});
    INSERT INTO document.mapping VALUES (${c}, 'main', 'h', '{}', ${now});
    INSERT INTO evidence.file VALUES (${c}, ${chance}, '${"0".repeat(64)}', 1, 'text/csv', 'import', ${zeros}, ${act}, ${now});
    INSERT INTO evidence.file_name VALUES (${c}, ${one("evidence.file")}, 'f.csv', 'salt');
    INSERT INTO ledger.annulment VALUES (${c}, ${entry}, ${act}, ${now}) ON CONFLICT DO NOTHING;
    INSERT INTO ledger.erp_wait VALUES (${c}, ${entry}, 1, '2026-01-01', '2026-02-01', NULL, NULL, ${act});
    INSERT INTO ledger.turnover VALUES (${c}, ${chance}, ${customer}, 'EUR', '2026-01-01', 'main', 1, ${act}, ${now});
    INSERT INTO ledger.turnover_undone VALUES (${c}, ${act}, ${act}, ${now});
    INSERT INTO ledger.period_close VALUES (${c}, ${chance}, '2025-12-31', ${act}, '2025-12-31') ON CONFLICT DO NOTHING;
    INSERT INTO people.api_key VALUES (${c}, ${chance}, 'erp', 'owner', NULL, 'enc_', ${zeros}, ${now}, NULL);
    INSERT INTO auth.person (name, email) VALUES ('${code}', '${code.toLowerCase()}@x.example'), ('both', 'both@x.example') ON CONFLICT DO NOTHING;
    INSERT INTO people.member SELECT ${c}, id, 'owner', ${now}, NULL FROM auth.person WHERE email IN ('${code.toLowerCase()}@x.example', 'both@x.example');
    INSERT INTO people.invitation VALUES (${c}, ${chance}, 'new@x.example', 'owner', ${zeros}, ${now}, ${now}, NULL, NULL);
    INSERT INTO shell.answered VALUES (${c}, 'k', ${chance}, ${zeros}, '{}', '{}', ${now});
    INSERT INTO shell.job (company_id, id, kind, background, subject, actor, request, state, unit) VALUES (${c}, ${chance}, 'import', true, 'f.csv', '{}', '{}', 'queued', 'rows');
    INSERT INTO jobs.job (name, data) VALUES ('import', jsonb_build_object('company', ${c}, 'job', ${chance}));
    INSERT INTO webhook.endpoint (company_id, id, url, types, secret, made_at) VALUES (${c}, ${chance}, 'https://a.example', '{x}', '${"s".repeat(32)}', ${now});
    INSERT INTO webhook.delivery (company_id, endpoint_id, act_id, type) VALUES (${c}, ${one("webhook.endpoint")}, ${act}, 'x');
    INSERT INTO webhook.attempt (company_id, delivery_id, ms) VALUES (${c}, ${one("webhook.delivery")}, 1);
    INSERT INTO promise.promise (company_id, id, customer_id, currency, said_on, said_how, taken_by, grace_days, made_at) VALUES (${c}, ${chance}, ${customer}, 'EUR', '2026-01-01', 'call', 'Anna', 0, ${now});
    INSERT INTO promise.part VALUES (${c}, ${one("promise.promise")}, 1, '2026-01-02', 1);
    INSERT INTO promise.item SELECT ${c}, ${one("promise.promise")}, entry_id, no FROM ledger.instalment WHERE company_id = ${c} LIMIT 1;
    INSERT INTO promise.outcome VALUES (${c}, ${one("promise.promise")}, 'kept', '2026-01-02', ${act}, ${now});
    INSERT INTO dispute.dispute (company_id, id, customer_id, currency, cause, description, opened_on, opened_at, opened_by) VALUES (${c}, ${chance}, ${customer}, 'EUR', 'price', 'x', '2026-01-01', ${now}, 'Anna');
    INSERT INTO dispute.line SELECT ${c}, ${one("dispute.dispute")}, entry_id, no, 1 FROM ledger.instalment WHERE company_id = ${c} LIMIT 1;
    INSERT INTO dispute.shrink SELECT ${c}, dispute_id, entry_id, no, ${chance}, 0, '2026-01-02', ${act}, ${now} FROM dispute.line WHERE company_id = ${c};
    INSERT INTO dispute.disputed_item SELECT ${c}, entry_id, no, 0 FROM dispute.line WHERE company_id = ${c} ON CONFLICT DO NOTHING;
    INSERT INTO hold.hold (company_id, id, customer_id, reason, from_on, until_on, placed_at, placed_by) VALUES (${c}, ${chance}, ${customer}, 'other', '2026-01-01', '2026-01-02', ${now}, 'Anna');
    INSERT INTO recovery.insolvency (company_id, id, customer_id, kind, judged_on, source, recorded_at, recorded_by) VALUES (${c}, ${chance}, ${customer}, 'receivership', '2026-01-01', 'x', ${now}, 'Anna');
    INSERT INTO contact.text VALUES (${c}, ${chance}, ${customer}, 'said', 'salt', ${now});
    INSERT INTO contact.person (company_id, id, customer_id, name, role, made_at) VALUES (${c}, ${chance}, ${customer}, 'Ines', 'buyer', ${now});
    INSERT INTO contact.call VALUES (${c}, ${chance}, ${customer}, ${now}, 'reached', 'oversight', ${one("contact.person")}, NULL, NULL, ${one("contact.text")}, ${zeros}, ${act}, ${now});
    INSERT INTO contact.call_item SELECT ${c}, ${one("contact.call")}, entry_id, no FROM ledger.instalment WHERE company_id = ${c} LIMIT 1;
    INSERT INTO contact.note VALUES (${c}, ${chance}, ${customer}, ${now}, ${one("contact.text")}, ${zeros}, '{Anna}', NULL, ${act});
    INSERT INTO contact.taken_back VALUES (${c}, ${one("contact.call")}, ${act}, ${now});
    INSERT INTO contact.note_seen VALUES (${c}, ${one("contact.note")}, 'Anna', ${now});
    INSERT INTO contact.file VALUES (${c}, ${one("evidence.file")}, ${customer}, ${act}, ${now});
    INSERT INTO people.view VALUES (${c}, ${chance}, 'items', 'Late', 'lateFrom=31', 'Anna', false, ${now}, ${act});
    INSERT INTO contact.habit (company_id, customer_id, pay_days, pay_weekdays, closures, means, changed_at) VALUES (${c}, ${customer}, '{}', '{}', '[]', '{}', ${now});
    INSERT INTO worklist.task VALUES (${c}, ${chance}, ${customer}, 'Anna', 'call', '2026-01-01', ${one("contact.text")}, NULL, ${now}, ${act});
    INSERT INTO worklist.question (company_id, id, customer_id, asked_of, asked_by, language, text_id, with_choice, token_digest, asked_at, ends_at, act_id)
      VALUES (${c}, ${chance}, ${customer}, 'Paul', 'Anna', 'fr', ${one("contact.text")}, true, ${zeros}, ${now}, ${now} + interval '1 day', ${act});
    INSERT INTO worklist.snooze VALUES (${c}, ${customer}, ${chance}, '2026-01-01', ${act}, ${now});
    INSERT INTO portfolio.span VALUES (${c}, ${chance}, ${customer}, 'collector', NULL, 'Anna', '2026-01-01', NULL, ${now}, ${act}, NULL);
    INSERT INTO portfolio.hand_over VALUES (${c}, ${chance}, NULL, 'Anna', ${chance}, 'Marc', '2026-01-01', '2026-01-02', ${now}, ${act}, NULL);
    INSERT INTO portfolio.target VALUES (${c}, '2026-01-01', 'Anna', 'EUR', 1, ${now});
    INSERT INTO company.bank_account VALUES (${c}, ${chance}, 'FR7630006000011234567890189', NULL, '', ${now}, NULL);
    INSERT INTO company.closing_day VALUES (${c}, '2026-01-02', '', ${now}, NULL);`)
  await sealPending(db, heads(place))
  await db.inCompany(company, (tx) => recordAct(tx, BY, { code: "test.unsealed", subject: {} }))
  return company
}

/** Rows of a company by table, those of the queue too. */
async function rowsOf(db: TestDatabase, company: number): Promise<Record<string, number>> {
  const tables = [...(await companyTables(db.owner)), { name: "jobs.job", company: "(data ->> 'company')::int" }]
  const found: Record<string, number> = {}
  for (const { name, company: column } of tables)
    found[name] = (await db.owner.query(`SELECT count(*)::int AS n FROM ${name} WHERE ${column} = $1`, [company])).rows[0].n
  return found
}

/** Everything that is not the company's, to the byte. */
async function othersOf(db: TestDatabase, company: number): Promise<Record<string, string>> {
  const tables = [...(await companyTables(db.owner)), { name: "jobs.job", company: "(data ->> 'company')::int" }]
  const found: Record<string, string> = {}
  for (const { name, company: column } of tables) {
    const { rows } = await db.owner.query(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '\n' ORDER BY t::text COLLATE "C")), '') AS said FROM ${name} t WHERE ${column} <> $1`,
      [company],
    )
    found[name] = rows[0].said
  }
  return found
}

const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .flatMap((f) => (f.isFile() ? [f.name] : []))
        .sort()
    : []

async function verify({ db, dataDir }: Place) {
  const checks = [...activityChecks(join(dataDir, "activity-heads")), ...LEDGER_CHECKS, ...evidenceChecks(dataDir), ...removalChecks(dataDir)]
  return (await runChecks(db, checks, await loadDirectory(db))).filter(({ ok }) => !ok).map(({ company, name, code }) => ({ company, name, code }))
}

test("a removed company is in no table any more, nor in the vault, nor among the heads; every other row is as it was, and verify finds all in order", async () => {
  const place = await fresh()
  const { db, dataDir } = place
  await prepareProof(db)
  const sound = await books(place, "SOUND")
  await everything(place, "STAYS")
  const gone = await everything(place, "GONE")
  for (const folder of ["vault", "exports"]) mkdirSync(join(dataDir, folder, String(gone)), { recursive: true })
  mkdirSync(join(dataDir, "exports", String(sound)))
  writeFileSync(join(dataDir, "exports", String(gone), "list.csv"), "x")
  const before = await rowsOf(db, gone)
  expect(Object.entries(before).filter(([, n]) => n === 0)).toEqual([])
  const others = await othersOf(db, gone)
  const files = filesIn(join(dataDir, "vault", String(sound)))

  const removed = await remove(place, "GONE")
  expect(removed.rows).toEqual(before)
  expect(Object.entries(await rowsOf(db, gone)).filter(([, n]) => n > 0)).toEqual([])
  expect(await othersOf(db, gone)).toEqual(others)
  expect((await loadDirectory(db)).map(({ code }) => code)).toEqual(["SOUND", "STAYS"])
  // A person who worked for no other company is forgotten with it.
  expect((await db.owner.query("SELECT name FROM auth.person ORDER BY name")).rows).toEqual([{ name: "STAYS" }, { name: "both" }])
  expect(existsSync(join(dataDir, "vault", String(gone)))).toBe(false)
  expect(readdirSync(join(dataDir, "exports"))).toEqual([String(sound)])
  expect(existsSync(join(heads(place), `${gone}.log`))).toBe(false)
  expect(filesIn(join(dataDir, "vault", String(sound)))).toEqual(files)
  expect((await verify(place)).filter((fault) => fault.company !== "STAYS")).toEqual([])
  const [line] = readFileSync(join(dataDir, "removals.log"), "utf8").trimEnd().split("\n")
  expect(JSON.parse(line!)).toEqual({ ...removed, at: expect.stringMatching(/^2026-03-01T.*Z$/) })
  expect(removed).toMatchObject({ company: gone, code: "GONE", by: "system test" })
}, 120_000)

test("what would go is counted before: rows by table, entries by kind, what is open, files", async () => {
  const place = await fresh()
  const company = await books(place, "ACME")
  const held = await place.db.inCompanies([company], async (_, choose) => countHeld(await choose(company), "2026-06-30"))
  expect(held).toMatchObject({ kinds: { invoice: 1 }, open: [{ currency: "EUR", amount: 123_456n }], files: { count: 1, bytes: 17n } })
  expect(held.tables).toMatchObject({ "customer.customer": 2, "ledger.entry": 1, "company.company": 1 })
})

test("while a job of the company runs it is not removed; an unknown company is named", async () => {
  const place = await fresh()
  const company = await books(place, "ACME")
  const asked = { kind: "import", subject: "big.csv", unit: "rows", by: BY, request: {} }
  await runHere(
    place.db,
    company,
    asked,
    async () => expect(remove(place, "ACME")).rejects.toMatchObject({ code: "COMPANY_AT_WORK", figures: { code: "ACME", job: "big.csv" } }),
    () => ({ refused: null, outcome: null }),
  )
  const acme = await named(place.db, "ACME")
  await remove(place, "ACME")
  const again = removeCompany(place.db, place.owner, acme, { dataDir: place.dataDir, by: BY, clock })
  expect(await refusalOf(again)).toContain("UNKNOWN_COMPANY")
})

test("who writes for the company when it is removed is waited for; who comes later writes nothing any more, though they began before", async () => {
  const place = await fresh()
  const { db } = place
  const company = await books(place, "ACME")
  const act = () => db.inCompany(company, (tx) => recordAct(tx, BY, { code: "test.act", subject: {} }))
  const writer = new pg.Client(db.app)
  await writer.connect()
  await writer.query("BEGIN")
  await writer.query("SELECT set_config('encours.company', $1, true)", [String(company)])
  const customer = "INSERT INTO customer.customer (company_id, id, code, name, search_text) VALUES ($1, gen_random_uuid(), $2, 'X', 'x')"
  await writer.query(customer, [company, "EARLY"])
  await writer.query(
    "INSERT INTO activity.act (company_id, id, at, actor_kind, actor, act, subject) VALUES ($1, gen_random_uuid(), now(), 'job', 'x', 'x', '{}')",
    [company],
  )
  const removing = remove(place, "ACME")
  const waits = () =>
    db.owner.query(
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
  await expect.poll(async () => (await waits()).rowCount, { timeout: 20_000 }).toBe(1)
  // One who has written, but not acted yet.
  const late = new pg.Client(db.app)
  await late.connect()
  await late.query("BEGIN")
  await late.query("SELECT set_config('encours.company', $1, true)", [String(company)])
  await late.query(customer, [company, "LATE"])
  const acting = late.query(
    "INSERT INTO activity.act (company_id, id, at, actor_kind, actor, act, subject) VALUES ($1, gen_random_uuid(), now(), 'job', 'x', 'x', '{}')",
    [company],
  )
  const lost = expect(acting).rejects.toMatchObject({ code: "EN008" })
  await writer.query("COMMIT")
  await removing
  await lost
  await late.query("ROLLBACK")
  await expect(act()).rejects.toMatchObject({ code: "COMPANY_REMOVED" })
  expect(Object.entries(await rowsOf(db, company)).filter(([, n]) => n > 0)).toEqual([])
  await Promise.all([writer.end(), late.end()])
})

test("a removal that fails removes nothing, and facts are as guarded after it as before: against the owner, and by no setting of anybody's", async () => {
  const place = await fresh()
  const { db } = place
  const company = await books(place, "ACME")
  const before = await othersOf(db, 0)
  await db.owner.query("CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''the disk is gone''; END'")
  await db.owner.query("CREATE TRIGGER fail BEFORE DELETE ON company.company FOR EACH STATEMENT EXECUTE FUNCTION public.fail()")
  await expect(remove(place, "ACME")).rejects.toThrow("the disk is gone")
  await db.owner.query("DROP TRIGGER fail ON company.company")
  expect(await othersOf(db, 0)).toEqual(before)
  const refused = { code: "EN001" }
  const facts = `DELETE FROM ledger.entry WHERE company_id = ${company}`
  await expect(db.owner.query(facts)).rejects.toMatchObject(refused)
  // A number left over from another transaction, and changes other than removing.
  await db.owner.query("SELECT set_config('encours.removing', pg_current_xact_id()::text, false)")
  await expect(db.owner.query(facts)).rejects.toMatchObject(refused)
  for (const change of [`UPDATE ledger.entry SET amount = amount`, "TRUNCATE ledger.annulment"]) {
    await db.owner.query("BEGIN; SELECT set_config('encours.removing', pg_current_xact_id()::text, true)")
    await expect(db.owner.query(change)).rejects.toMatchObject(refused)
    await db.owner.query("ROLLBACK")
  }
  // Lent rights are not the owner's log-in.
  await db.owner.query(
    `CREATE FUNCTION public.lent() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM ledger.entry'; GRANT USAGE ON SCHEMA public TO ${ROLES.app}`,
  )
  const app = new pg.Client(db.app)
  await app.connect()
  await app.query("BEGIN; SELECT set_config('encours.removing', pg_current_xact_id()::text, true)")
  await expect(app.query("SELECT public.lent()")).rejects.toMatchObject(refused)
  await app.end()
  await remove(place, "ACME")
  await expect(db.owner.query("DELETE FROM activity.act")).rejects.toMatchObject(refused)
})

test("killed after the commit, the next opening puts the files and heads away and remembers the removal", async () => {
  const place = await fresh()
  const { db, dataDir } = place
  const company = await books(place, "ACME")
  await books(place, "BETA")
  await sealPending(db, heads(place))
  // As it lies there when the process dies between the commit and what follows it.
  const elsewhere = join(here, `other${company}`)
  await removeCompany(db, place.owner, await named(db, "ACME"), { dataDir: elsewhere, by: BY, clock })
  expect(filesIn(join(dataDir, "vault", String(company)))).toHaveLength(1)
  expect(await verify(place)).toEqual([expect.objectContaining({ name: "operations.removed", code: "REMOVED_LEFT" })])
  await settleRemovals(db, dataDir)
  expect(existsSync(join(dataDir, "vault", String(company)))).toBe(false)
  expect(readdirSync(heads(place))).toEqual([`${company + 1}.log`])
  const log = readFileSync(join(dataDir, "removals.log"), "utf8")
  expect(log).toBe(readFileSync(join(elsewhere, "removals.log"), "utf8"))
  await settleRemovals(db, dataDir)
  expect(readFileSync(join(dataDir, "removals.log"), "utf8")).toBe(log)
  expect(await verify(place)).toEqual([])
  // A row that a superuser wrote back is named by its table.
  await db.owner.query("INSERT INTO document.mapping (company_id, source, header, mapping) VALUES ($1, 'main', 'h', '{}')", [company])
  const [check] = await runChecks(db, removalChecks(dataDir), [])
  expect(check).toMatchObject({ ok: false, figures: { removed: 1, left: ["ACME: document.mapping"] } })
})

test("an older backup that is restored loses the removed company again, and no company that follows gets a number that was given before", async () => {
  const place = await fresh()
  const { db, dataDir, owner } = place
  const acme = await books(place, "ACME")
  const beta = await books(place, "BETA")
  await sealPending(db, heads(place))
  const file = join(here, "before.backup")
  await makeBackup(owner, file, { dataDir, by: BY, passphrase: null, replace: true, progress: () => {} })
  const young = await books(place, "YOUNG")
  await sealPending(db, heads(place))
  await remove(place, "ACME")
  await remove(place, "YOUNG")

  const putting = { by: BY, how: "restore", id: uuidv7(clock().getTime(), Buffer.alloc(10, 1)), files: "keep", progress: () => {} } as const
  await restoreFile({ owner, roles: ROLES, dataDir, clock }, file, null, await checkBackup(file, null, () => {}), putting)
  await settleRemovals(db, dataDir)
  expect((await loadDirectory(db)).map(({ id }) => id)).toEqual([beta])
  expect(Object.entries(await rowsOf(db, acme)).filter(([, n]) => n > 0)).toEqual([])
  expect(readdirSync(join(dataDir, "vault"))).toEqual([String(beta)])
  expect(readdirSync(heads(place))).toEqual([`${beta}.log`])
  expect(await verify(place)).toEqual([])
  // Another company of the same code is another company: its number is its own, and what is remembered does not touch it.
  const again = await books(place, "ACME")
  expect(again).toBeGreaterThan(young)
  await sealPending(db, heads(place))
  await makeBackup(owner, file, { dataDir, by: BY, passphrase: null, replace: true, progress: () => {} })
  const second = { ...putting, id: uuidv7(clock().getTime(), Buffer.alloc(10, 2)) }
  await restoreFile({ owner, roles: ROLES, dataDir, clock }, file, null, await checkBackup(file, null, () => {}), second)
  await settleRemovals(db, dataDir)
  expect((await loadDirectory(db)).map(({ id }) => id)).toEqual([again, beta])
  expect(await verify(place)).toEqual([])
}, 120_000)

test("a company is not removed while a backup packs its files", async () => {
  const place = await fresh()
  const { db } = place
  await books(place, "ACME")
  const backup = new pg.Client(db.app)
  await backup.connect()
  await backup.query("BEGIN; SELECT pg_advisory_xact_lock_shared(hashtext('encours.removal'), 0)")
  const removing = remove(place, "ACME")
  const waits = () =>
    db.owner.query(
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
  await expect.poll(async () => (await waits()).rowCount, { timeout: 20_000 }).toBe(1)
  expect((await loadDirectory(db)).map(({ code }) => code)).toEqual(["ACME"])
  await backup.query("ROLLBACK")
  await removing
  expect(await loadDirectory(db)).toEqual([])
  await backup.end()
})
