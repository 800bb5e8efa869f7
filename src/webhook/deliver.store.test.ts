import { randomBytes } from "node:crypto"
import { Webhook } from "standardwebhooks"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { type Books, BY, openBooks, post } from "../../test/ledger/books.ts"
import { openReceiver, type Receiver } from "../../test/receiver.ts"
import { day } from "../kernel/day.ts"
import { type Id, uuidv7 } from "../kernel/id.ts"
import { Refused } from "../kernel/result.ts"
import { postAllocations, settleOpen } from "../ledger/ledger.act.ts"
import { type Jobs, openJobs } from "../shell/jobs/jobs.ts"
import { startWorkers } from "../shell/jobs/work.ts"
import { readNetworks } from "../shell/outgoing/address.ts"
import type { Outgoing } from "../shell/outgoing/post.ts"
import { startTelling, webhookErrand } from "./deliver.job.ts"
import { endpointsDue, forgetOld } from "./turn.store.ts"
import { addEndpoint, rotateSecret, sendAgain, switchOn, withdrawEndpoint } from "./webhook.act.ts"
import { loadDeliveries, loadDelivery, loadEndpoints } from "./webhook.store.ts"
import { EVENT_TYPES, KEPT_DAYS, SECRET_BYTES } from "./webhook.ts"
import { messageWire } from "./webhook.wire.ts"

const ALLOWED = readNetworks("127.0.0.1")
const RULES: Outgoing = { allowed: ALLOWED, timeoutMs: 5_000 }
let db: TestDatabase
let books: Books
let receiver: Receiver
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())
let opened = 0
beforeEach(async () => {
  books = await openBooks(db, `A${++opened}`, 2)
  receiver = await openReceiver()
})
afterEach(() => receiver.close())

const within = <T>(work: Parameters<typeof db.inCompany<T>>[1]) => db.inCompany(books.company, work)
const register = (types: readonly string[] = []) =>
  within((tx) => addEndpoint(tx, BY, { url: receiver.url, types }, ALLOWED, randomBytes(SECRET_BYTES)))
const invoice = (number: string) =>
  within((tx) => post(tx, { kind: "invoice", customerId: books.customers[0]!, amount: 12_000n, on: "2026-05-02", number }))
/** One turn of the endpoint, as a server takes it. */
const turn = (endpoint: Id, rules = RULES) =>
  webhookErrand(db, rules).run({ company: books.company, job: endpoint, signal: new AbortController().signal, last: true })
const deliveries = (endpoint: Id) => within((tx) => loadDeliveries(tx, endpoint, 100, null))
/** As if the pauses were over. */
const later = (hours = 0) =>
  db.owner.query(
    "UPDATE webhook.delivery SET next_at = clock_timestamp() WHERE state = 'pending'; UPDATE webhook.endpoint SET former_until = former_until - make_interval(hours => $HOURS)".replace(
      "$HOURS",
      String(hours),
    ),
  )
const verifies = (secret: string, { body, headers }: { body: string; headers: Readonly<Record<string, string>> }): boolean => {
  try {
    new Webhook(secret).verify(body, { ...headers })
    return true
  } catch {
    return false
  }
}

test("what was posted is told with its ids and figures, signed, and what was rolled back is not", async () => {
  const { endpoint, secret } = await register()
  const id = await invoice("F1")
  await within(async (tx) => {
    await post(tx, { kind: "invoice", customerId: books.customers[0]!, amount: 1n, on: "2026-05-02", number: "UNDONE" })
    throw new Refused("BAD_AMOUNT")
  }).catch(() => {})
  expect(await endpointsDue(db)).toContainEqual({ company: books.company, endpoint: endpoint.id })
  await turn(endpoint.id)
  expect(receiver.came).toHaveLength(1)
  const [came] = receiver.came
  expect(messageWire.parse(came!.message)).toEqual(came!.message)
  expect(came!.message).toMatchObject({
    type: "ledger.posted",
    data: {
      company: `A${opened}`,
      subject: { count: 1 },
      entries: [{ id, kind: "invoice", side: "debit", number: "F1", customer: "C1", currency: "EUR", amount: "120.00", on: "2026-05-02" }],
      complete: true,
    },
  })
  expect(came!.headers["webhook-id"]).toBe(came!.message.data.act)
  expect(verifies(secret, came!)).toBe(true)
  expect(await deliveries(endpoint.id)).toMatchObject([{ state: "delivered", tries: 1, last: { status: 204, code: null } }])
  expect((await endpointsDue(db)).filter(({ company }) => company === books.company)).toEqual([])
})

test("an allocation names its items; endpoints hear only what they asked for", async () => {
  const { endpoint } = await register(["ledger.allocated", "ledger.writeOff"])
  const debit = { entryId: await invoice("F1"), no: 1 }
  const paid = await within((tx) => post(tx, { kind: "payment", customerId: books.customers[1]!, amount: 10_000n, on: "2026-06-02", number: "P1" }))
  await within((tx) => postAllocations(tx, BY, [{ debit, credit: { entryId: paid, no: 1 }, amount: 10_000n }]))
  await within((tx) => settleOpen(tx, BY, debit, { kind: "writeOff", amount: 2_000n, on: day("2026-06-30") }))
  await turn(endpoint.id)
  // Both are due at once: they may come in any order, and each says what it is.
  const sorted = receiver.came.map(({ message }) => message).toSorted((a, b) => (a.type < b.type ? -1 : 1))
  expect(sorted.map(({ type }) => type)).toEqual(["ledger.allocated", "ledger.writeOff"])
  expect(sorted[0]!.data.entries.map(({ number, customer }) => [number, customer])).toEqual([
    ["F1", "C1"],
    ["P1", "C2"],
  ])
  expect(sorted[0]!.data).toMatchObject({ after: { amount: "10000" }, complete: true })
  expect(sorted[1]!.data.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["invoice", "120.00"],
    ["writeOff", "20.00"],
  ])
})

describe("P67: as Standard Webhooks says, shown with its own verifier", () => {
  test("a wrong signature, a changed body, an old or a future time are seen through", async () => {
    const { endpoint, secret } = await register()
    await invoice("F1")
    await turn(endpoint.id)
    const [came] = receiver.came
    const { body, headers } = came!
    expect(verifies(secret, came!)).toBe(true)
    expect(verifies(`whsec_${randomBytes(SECRET_BYTES).toString("base64")}`, came!)).toBe(false)
    expect(verifies(secret, { body: body.replace("120.00", "120.01"), headers })).toBe(false)
    expect(verifies(secret, { body, headers: { ...headers, "webhook-id": uuidv7(1, randomBytes(10)) } })).toBe(false)
    const at = Number(headers["webhook-timestamp"])
    for (const time of [at - 600, at + 600]) {
      const moved = new Webhook(secret).sign(headers["webhook-id"]!, new Date(time * 1000), body)
      // The time is part of what is signed, and a well signed one that is too far off is refused as well.
      expect(verifies(secret, { body, headers: { ...headers, "webhook-timestamp": String(time) } })).toBe(false)
      expect(verifies(secret, { body, headers: { ...headers, "webhook-timestamp": String(time), "webhook-signature": moved } })).toBe(false)
    }
  })

  test("a repetition bears the same id and the same bytes, so that a receiver knows it; its time is its own", async () => {
    const { endpoint, secret } = await register()
    await invoice("F1")
    receiver.answer = 500
    await turn(endpoint.id)
    const [failed] = await deliveries(endpoint.id)
    expect(failed).toMatchObject({ state: "pending", tries: 1, last: { status: 500, code: "ANSWERED", answer: "answer 500" } })
    expect(failed!.nextAt!.getTime()).toBeGreaterThan(Date.now() + 2_000)
    // Not before its pause is over.
    await turn(endpoint.id)
    expect(receiver.came).toHaveLength(1)
    receiver.answer = 204
    await later()
    await turn(endpoint.id)
    await within((tx) => sendAgain(tx, BY, endpoint.id, failed!.id))
    await turn(endpoint.id)
    expect(receiver.came).toHaveLength(3)
    expect(new Set(receiver.came.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
    expect(new Set(receiver.came.map(({ body }) => body)).size).toBe(1)
    expect(receiver.came.every((came) => verifies(secret, came))).toBe(true)
    const whole = await within((tx) => loadDelivery(tx, endpoint.id, failed!.id))
    expect(whole!.attempts.map(({ status }) => status)).toEqual([204, 204, 500])
  })

  test("a secret that is replaced signs beside the new one for 24 hours, and then no more", async () => {
    const { endpoint, secret: first } = await register()
    const { secret: second, endpoint: rotated } = await within((tx) => rotateSecret(tx, BY, endpoint.id, randomBytes(SECRET_BYTES)))
    expect(second).not.toBe(first)
    expect(rotated.bothSignUntil!.getTime() - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
    await invoice("F1")
    await turn(endpoint.id)
    expect([first, second].map((secret) => verifies(secret, receiver.came[0]!))).toEqual([true, true])
    await later(24)
    await invoice("F2")
    await turn(endpoint.id)
    expect([first, second].map((secret) => verifies(secret, receiver.came[1]!))).toEqual([false, true])
  })
})

test("a receiver to which nothing comes through for three days is switched off; the others hear of it, and it can be switched on again", async () => {
  const { endpoint } = await register(["ledger.posted"])
  const sound = await openReceiver()
  const witness = await within((tx) => addEndpoint(tx, BY, { url: sound.url, types: ["webhook.disabled"] }, ALLOWED, randomBytes(SECRET_BYTES)))
  await invoice("F1")
  receiver.answer = 503
  for (let tries = 1; tries <= 10; tries++) {
    expect((await within(loadEndpoints)).find(({ id }) => id === endpoint.id)!.disabledAt).toBeNull()
    await later()
    await turn(endpoint.id)
    expect(receiver.came).toHaveLength(tries)
  }
  expect((await within(loadEndpoints)).find(({ id }) => id === endpoint.id)).toMatchObject({ disabledBecause: "FAILING" })
  await turn(witness.endpoint.id)
  expect(sound.came.map(({ message }) => message)).toMatchObject([
    { type: "webhook.disabled", data: { subject: { webhook: endpoint.id, code: "FAILING" } } },
  ])
  sound.close()
  await invoice("F2")
  expect(await deliveries(endpoint.id)).toMatchObject([{ state: "failed", tries: 10 }])
  const [given] = await deliveries(endpoint.id)
  await expect(within((tx) => sendAgain(tx, BY, endpoint.id, given!.id))).rejects.toMatchObject({ code: "WEBHOOK_OFF" })
  await within((tx) => switchOn(tx, BY, endpoint.id))
  receiver.answer = 200
  await within((tx) => sendAgain(tx, BY, endpoint.id, given!.id))
  await turn(endpoint.id)
  expect(await deliveries(endpoint.id)).toMatchObject([{ state: "delivered" }])
})

test("one message that a receiver never takes does not switch off what takes the others", async () => {
  const { endpoint } = await register(["ledger.posted"])
  await invoice("F1")
  receiver.answer = 422
  for (let tries = 1; tries <= 10; tries++) {
    await later()
    await turn(endpoint.id)
    if (tries === 5) {
      // Another one comes through meanwhile, on its own.
      await db.owner.query("UPDATE webhook.delivery SET next_at = clock_timestamp() + interval '1 hour' WHERE state = 'pending'")
      receiver.answer = 200
      await invoice("F2")
      await turn(endpoint.id)
      receiver.answer = 422
    }
  }
  expect((await deliveries(endpoint.id)).map(({ state }) => state)).toEqual(["delivered", "failed"])
  expect((await within(loadEndpoints))[0]).toMatchObject({ disabledAt: null })
})

test("410 ends it at once, with all that waited; a removed one is told nothing more", async () => {
  const { endpoint } = await register(["ledger.posted"])
  for (let i = 0; i < 12; i++) await invoice(`F${i}`)
  receiver.answer = 410
  await turn(endpoint.id)
  expect((await within(loadEndpoints))[0]).toMatchObject({ disabledBecause: "GONE" })
  expect(new Set((await deliveries(endpoint.id)).map(({ state }) => state))).toEqual(new Set(["failed"]))
  const came = receiver.came.length
  await within((tx) => switchOn(tx, BY, endpoint.id))
  await invoice("G1")
  await within((tx) => withdrawEndpoint(tx, BY, endpoint.id))
  await invoice("G2")
  await turn(endpoint.id)
  expect(receiver.came).toHaveLength(came)
  expect(await within(loadEndpoints)).toEqual([])
})

test("what was sent is forgotten ninety days after its act, with its log; what waits and what is younger stays", async () => {
  const { endpoint } = await register(["ledger.posted"])
  for (const number of ["OLD", "YOUNG"]) {
    await invoice(number)
    await turn(endpoint.id)
  }
  receiver.answer = 500
  await invoice("WAITS")
  await turn(endpoint.id)
  await db.owner.query("ALTER TABLE activity.act DISABLE TRIGGER append_only")
  await db.owner.query(
    `UPDATE activity.act SET at = at - interval '91 days' WHERE company_id = $1 AND (subject -> 'entries' ->> 0) IN ('OLD', 'WAITS')`,
    [books.company],
  )
  await db.owner.query("ALTER TABLE activity.act ENABLE TRIGGER append_only")
  expect(await within((tx) => forgetOld(tx, KEPT_DAYS))).toBe(1n)
  expect((await deliveries(endpoint.id)).map(({ state }) => state)).toEqual(["pending", "delivered"])
  const { rows } = await db.owner.query("SELECT count(*)::int AS n FROM webhook.attempt WHERE company_id = $1", [books.company])
  expect(rows[0].n).toBe(2)
  expect(await within((tx) => forgetOld(tx, 0))).toBe(0n)
})

test("P60: a name that leads inside by the time it is called is not called, and the log says why", async () => {
  const { endpoint } = await within((tx) =>
    addEndpoint(tx, BY, { url: "https://erp.example/hook", types: ["ledger.posted"] }, ALLOWED, randomBytes(SECRET_BYTES)),
  )
  await invoice("F1")
  await turn(endpoint.id, {
    ...RULES,
    allowed: readNetworks(""),
    resolver: (_name, _options, told) => told(null, [{ address: "169.254.169.254", family: 4 }]),
  })
  expect(await deliveries(endpoint.id)).toMatchObject([{ state: "pending", last: { status: null, code: "ADDRESS_NOT_ALLOWED", answer: null } }])
  for (const url of ["https://127.0.0.1/", "https://[::1]/", "https://localhost/", "https://2130706433/", "https://169.254.169.254/latest/meta-data"])
    await expect(
      within((tx) => addEndpoint(tx, BY, { url, types: [] }, readNetworks(""), randomBytes(SECRET_BYTES))),
      url,
    ).rejects.toMatchObject({ code: "ADDRESS_NOT_ALLOWED" })
})

test("P48: an endpoint is its own company's: it hears nothing of others, and nobody else can name it", async () => {
  const { endpoint } = await register()
  const other = await openBooks(db, `B${opened}`)
  await db.inCompany(other.company, (tx) => post(tx, { kind: "invoice", customerId: other.customers[0]!, amount: 1n, on: "2026-05-02" }))
  await turn(endpoint.id)
  expect(receiver.came).toEqual([])
  for (const act of [rotateSecret, switchOn, withdrawEndpoint])
    await expect(
      db.inCompany(other.company, async (tx): Promise<unknown> => act(tx, BY, endpoint.id, randomBytes(SECRET_BYTES))),
    ).rejects.toMatchObject({
      code: "UNKNOWN_WEBHOOK",
    })
})

test("a company has at most twenty, and every type they can ask for is told by some act", async () => {
  for (let i = 0; i < 20; i++) await register()
  await expect(register()).rejects.toMatchObject({ code: "TOO_MANY_WEBHOOKS" })
  const { rows } = await db.owner.query("SELECT DISTINCT unnest(types) AS type FROM webhook.endpoint")
  expect(rows.map((row) => row.type).sort()).toEqual([...EVENT_TYPES].sort())
})

test("two servers tell a hundred acts once each, and what a killed one held is sent again after its time", async () => {
  const { endpoint, secret } = await register(["ledger.posted"])
  const silent = () => {}
  const senders: Jobs[] = [await openJobs(db.app, "sender"), await openJobs(db.app, "sender")]
  const servers = senders.flatMap((jobs) => [
    startWorkers(db.app, db, [], [webhookErrand(db, RULES)], "/", silent),
    startTelling(db, async () => jobs, silent),
  ])
  try {
    for (let i = 0; i < 100; i++) await invoice(`F${i}`)
    for (const end = Date.now() + 30_000; receiver.came.length < 100 && Date.now() < end; ) await new Promise((resume) => setTimeout(resume, 100))
  } finally {
    for (const server of servers) await server.stop()
    for (const jobs of senders) await jobs.stop()
  }
  expect(receiver.came).toHaveLength(100)
  expect(new Set(receiver.came.map(({ headers }) => headers["webhook-id"])).size).toBe(100)
  expect(receiver.came.every((came) => verifies(secret, came))).toBe(true)
  expect((await deliveries(endpoint.id)).every(({ state }) => state === "delivered")).toBe(true)
  // The queue knows identifiers only.
  const { rows } = await db.owner.query("SELECT DISTINCT data FROM jobs.job WHERE name = 'webhook'")
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ data }) => Object.keys(data).sort().join() === "company,job")).toBe(true)

  await invoice("HELD")
  await db.owner.query("UPDATE webhook.delivery SET tries = 1, next_at = clock_timestamp() + interval '60 seconds' WHERE state = 'pending'")
  await turn(endpoint.id)
  expect(receiver.came).toHaveLength(100)
  await later()
  await turn(endpoint.id)
  expect(receiver.came).toHaveLength(101)
})
