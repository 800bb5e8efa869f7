/** Webhooks through the API of a running server: what is posted arrives, signed; secrets are shown once; the log is read page by page. */
import { setTimeout as pause } from "node:timers/promises"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { openReceiver, type Receiver } from "../receiver.ts"

let served: ServedApi
let receiver: Receiver
beforeAll(async () => {
  receiver = await openReceiver()
  served = await serveApi({ ENCOURS_WEBHOOK_ALLOW: "127.0.0.1" })
})
afterAll(async () => {
  await served.close()
  receiver.close()
})

const AT = "/api/companies/ACME"
async function ask<T>(path: string, status: number, body?: object, key = served.keys.owner): Promise<T> {
  const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }
  const answer = await served.ask(`${AT}${path}`, key, sent)
  const said = await answer.json()
  expect(answer.status, `${path} ${JSON.stringify(said)}`).toBe(status)
  return said as T
}
const invoice = (number: string) => ({ kind: "invoice", number, customer: "C1", amount: "120.00", on: "2026-05-02" })
async function until(fits: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !fits(); await pause(100)) if (Date.now() > end) throw new Error(`only ${receiver.came.length} came`)
}

test("what is posted arrives within seconds, signed; the log is read page by page, and sent again from there", async () => {
  type Made = { readonly id: string; readonly secret: string }
  const made = await ask<Made>("/webhooks", 201, { url: receiver.url, types: ["ledger.posted"] })
  for (let i = 0; i < 5; i++) await ask("/entries", 201, { entries: [invoice(`F${i}`)] })
  await until(() => receiver.came.length === 5)
  for (const { body, headers } of receiver.came)
    expect(new Webhook(made.secret).verify(body, { ...headers })).toMatchObject({ type: "ledger.posted" })

  type Page = {
    readonly deliveries: readonly { readonly id: string; readonly message: string; readonly state: string }[]
    readonly next: string | null
  }
  const seen: string[] = []
  for (let next: string | null = ""; next !== null; ) {
    const page: Page = await ask(`/webhooks/${made.id}/deliveries?limit=2${next === "" ? "" : `&cursor=${next}`}`, 200)
    seen.push(...page.deliveries.map(({ message }) => message))
    next = page.next
    // What happens meanwhile comes before what was seen.
    if (seen.length === 2) await ask("/entries", 201, { entries: [invoice("LATER")] })
  }
  expect(seen).toEqual(
    receiver.came
      .slice(0, 5)
      .map(({ headers }) => headers["webhook-id"]!)
      .toSorted()
      .reverse(),
  )
  await until(() => receiver.came.length === 6)
  const [last] = (await ask<Page>(`/webhooks/${made.id}/deliveries?limit=1`, 200)).deliveries
  await ask(`/webhooks/${made.id}/deliveries/${last!.id}/resend`, 202, {})
  await until(() => receiver.came.length === 7)
  expect(receiver.came[6]!.headers["webhook-id"]).toBe(receiver.came[5]!.headers["webhook-id"])
  expect(await ask(`/webhooks/${made.id}/deliveries/${last!.id}`, 200)).toMatchObject({
    type: "ledger.posted",
    body: JSON.parse(receiver.came[6]!.body),
  })
  const other = await served.ask(`${AT}/webhooks/${made.id}/deliveries/${made.id}`, served.keys.owner)
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([404, "UNKNOWN_DELIVERY"])
})

test("a secret is shown when it is made and when it is replaced, and nowhere else", async () => {
  const made = await ask<{ id: string; secret: string }>("/webhooks", 201, { url: receiver.url })
  const replaced = await ask<{ secret: string; bothSignUntil: string }>(`/webhooks/${made.id}/rotate`, 200, {})
  expect(replaced.secret).not.toBe(made.secret)
  const shown = JSON.stringify([
    await ask("/webhooks", 200),
    await ask(`/webhooks/${made.id}/enable`, 200, {}),
    await ask(`/webhooks/${made.id}/remove`, 200, {}),
  ])
  expect(shown).not.toContain("whsec_")
  // Nor in what the house writes of itself.
  const { rows } = await served.db.owner.query(
    "SELECT subject::text || coalesce(after::text, '') AS told FROM activity.act WHERE act LIKE 'webhook.%'",
  )
  expect(rows.length).toBeGreaterThan(3)
  const secrets = [made, replaced].map(({ secret }) => secret.slice("whsec_".length))
  expect(rows.some(({ told }) => secrets.some((secret) => told.includes(secret)))).toBe(false)
  expect((await served.db.owner.query("SELECT FROM shell.answered WHERE answer::text LIKE '%whsec_%'")).rowCount).toBe(0)
})

test("the description says what a receiver gets", async () => {
  const { webhooks } = (await (await served.ask("/api/openapi.json", null)).json()) as { webhooks: Record<string, { post: object }> }
  expect(webhooks.changed!.post).toMatchObject({ description: expect.stringContaining("ledger.posted") })
  expect(JSON.stringify(webhooks)).toContain("complete")
})
