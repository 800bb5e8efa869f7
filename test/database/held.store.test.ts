/** What waited to be sent when a backup was made: after its restore a person decides, not a program. */
import { randomBytes } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Id, uuidv7 } from "../../src/kernel/id.ts"
import { Refused } from "../../src/kernel/result.ts"
import { makeBackup } from "../../src/operations/backup/backup.job.ts"
import { checkBackup, restoreFile } from "../../src/operations/restore/restore.job.ts"
import { loadInvitations, loadMembers } from "../../src/people/members.act.ts"
import type { Owner } from "../../src/shell/cluster.ts"
import { readNetworks } from "../../src/shell/outgoing/address.ts"
import { webhookErrand } from "../../src/webhook/deliver.job.ts"
import { endpointsDue, forgetOld } from "../../src/webhook/turn.store.ts"
import { addEndpoint, heldBack, release, sendAgain, switchOff } from "../../src/webhook/webhook.act.ts"
import { loadDeliveries, loadEndpoints } from "../../src/webhook/webhook.store.ts"
import { SECRET_BYTES } from "../../src/webhook/webhook.ts"
import { ROLES, type TestDatabase, testDatabase } from "../database.ts"
import { BY, openBooks, post } from "../ledger/books.ts"
import { openReceiver, type Receiver } from "../receiver.ts"

const here = mkdtempSync(join(tmpdir(), "encours-held-"))
let db: TestDatabase
let receiver: Receiver
beforeAll(async () => {
  db = await testDatabase()
  receiver = await openReceiver()
})
afterAll(async () => {
  receiver.close()
  await db.drop()
  rmSync(here, { recursive: true, force: true })
})
const rules = { allowed: readNetworks("127.0.0.1"), timeoutMs: 5_000 }

test("P21 after a restore what waited then is held back until it is released, under the same ids, or given up; what is new goes out", async () => {
  const { company, customers } = await openBooks(db, "ACME", 1)
  const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(company, work)
  const invoice = (number: string) => within((tx) => post(tx, { kind: "invoice", customerId: customers[0]!, amount: 100n, on: "2026-05-02", number }))
  const register = () =>
    within((tx) => addEndpoint(tx, BY, { url: receiver.url, types: ["ledger.posted"] }, rules.allowed, randomBytes(SECRET_BYTES)))
  const [{ endpoint: first }, { endpoint: second }] = [await register(), await register()]
  const turn = (endpoint: Id) => webhookErrand(db, rules).run({ company, job: endpoint, signal: new AbortController().signal, last: true })
  const states = async (endpoint: Id) => (await within((tx) => loadDeliveries(tx, endpoint, 100, null))).map(({ state }) => state)

  await invoice("SENT")
  await turn(first.id)
  await invoice("WAITS-1")
  await invoice("WAITS-2")
  const way = "decode(repeat('00', 32), 'hex')"
  const { rows: persons } = await db.owner.query("INSERT INTO auth.person (name, email) VALUES ('P', 'p@x.example') RETURNING id")
  await db.owner.query(`INSERT INTO auth.session (expires_at, token, updated_at, user_id) VALUES (now() + interval '1 day', 't', now(), '${persons[0].id}');
    INSERT INTO auth.link VALUES (${way}, '${persons[0].id}', 'reset', now() + interval '1 day');
    INSERT INTO people.member VALUES (${company}, '${persons[0].id}', 'owner', now(), NULL);
    INSERT INTO people.invitation VALUES (${company}, gen_random_uuid(), 'new@x.example', 'owner', ${way}, now(), now() + interval '1 day', NULL, NULL)`)
  const dataDir = join(here, "data")
  mkdirSync(dataDir)
  const owner = { ...db.app, user: "encours_owner" } as Owner
  const file = join(here, "yesterday.backup")
  await makeBackup(owner, file, { dataDir, by: BY, passphrase: null, replace: false, progress: () => {} })
  // The day goes on: everything is sent.
  for (const { id } of [first, second]) await turn(id)
  expect(receiver.came).toHaveLength(6)
  const ids = receiver.came.map(({ headers }) => headers["webhook-id"])

  const read = await checkBackup(file, null, () => {})
  const clock = () => new Date()
  const putting = { by: BY, how: "restore", id: uuidv7(Date.now(), randomBytes(10)), files: "keep", progress: () => {} } as const
  await restoreFile({ owner, roles: ROLES, dataDir, clock }, file, null, read, putting)
  // Who works here is as it was; what let somebody in since yesterday, or may have been ended since, lets in nobody.
  expect((await within(loadMembers)).map(({ name, role }) => [name, role])).toEqual([["P", "owner"]])
  expect(await within(loadInvitations)).toEqual([])
  const ways = await db.owner.query("SELECT (SELECT count(*) FROM auth.session)::int AS sessions, (SELECT count(*) FROM auth.link)::int AS links")
  expect(ways.rows).toEqual([{ sessions: 0, links: 0 }])
  expect(await states(first.id)).toEqual(["held", "held", "delivered"])
  expect(await states(second.id)).toEqual(["held", "held", "held"])
  expect(await endpointsDue(db)).toEqual([])
  for (const { id } of [first, second]) await turn(id)
  expect(receiver.came).toHaveLength(6)
  expect(await within(heldBack)).toBe(5)
  expect((await within(loadEndpoints)).map(({ held }) => held)).toEqual([3, 2])

  // What is done from now on is told, and what is held is not forgotten with what has ended.
  await invoice("NEW")
  await turn(first.id)
  expect(receiver.came.at(-1)?.message.data.entries).toMatchObject([{ number: "NEW" }])
  await db.owner.query(
    "ALTER TABLE activity.act DISABLE TRIGGER USER; UPDATE activity.act SET at = at - interval '1 year'; ALTER TABLE activity.act ENABLE TRIGGER USER",
  )
  await within((tx) => forgetOld(tx, 90))
  expect(await states(first.id)).toEqual(["held", "held"])

  // One by one, all of one webhook, or not at all.
  const [, single] = await within((tx) => loadDeliveries(tx, first.id, 100, null))
  await within((tx) => sendAgain(tx, BY, first.id, single!.id))
  await turn(first.id)
  expect(await within((tx) => release(tx, BY, first.id, false))).toBe(1)
  await turn(first.id)
  expect(receiver.came.slice(7).map(({ headers }) => headers["webhook-id"])).toEqual(ids.slice(1, 3))
  await within((tx) => switchOff(tx, BY, second.id, "GONE"))
  expect(await within(heldBack)).toBe(0)
  expect(await within((tx) => release(tx, BY, second.id, false)).catch((error: unknown) => error instanceof Refused && error.code)).toBe(
    "WEBHOOK_OFF",
  )
})

test("P21 what is held can be given up; a single one can still be sent again", async () => {
  const { company, customers } = await openBooks(db, "BETA", 1)
  const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(company, work)
  const { endpoint } = await within((tx) => addEndpoint(tx, BY, { url: receiver.url, types: [] }, rules.allowed, randomBytes(SECRET_BYTES)))
  await within((tx) => post(tx, { kind: "invoice", customerId: customers[0]!, amount: 100n, on: "2026-05-02", number: "F1" }))
  await db.owner.query("UPDATE webhook.delivery SET state = 'held', next_at = NULL WHERE company_id = $1", [company])
  expect(await within((tx) => release(tx, BY, endpoint.id, true))).toBe(1)
  const [given] = await within((tx) => loadDeliveries(tx, endpoint.id, 100, null))
  expect(given?.state).toBe("failed")
  await within((tx) => sendAgain(tx, BY, endpoint.id, given!.id))
  expect((await within((tx) => loadDeliveries(tx, endpoint.id, 100, null)))[0]?.state).toBe("pending")
  const { rows } = await db.owner.query("SELECT subject FROM activity.act WHERE company_id = $1 AND act = 'webhook.released'", [company])
  expect(rows).toEqual([{ subject: { webhook: endpoint.id, count: 1, discarded: true } }])
})
