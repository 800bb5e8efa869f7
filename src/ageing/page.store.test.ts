import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../test/database.ts"
import { BY } from "../../test/ledger/books.ts"
import { REFUSALS } from "../../test/refusals.ts"
import { watching } from "../../test/watch.ts"
import { addCompany } from "../company/company.act.ts"
import { day } from "../kernel/day.ts"
import { makeApp } from "../shell/server.ts"
import { ageingRoutes } from "./ageing.http.ts"

let db: TestDatabase
let get: (path: string, headers?: Record<string, string>) => Promise<Response>
beforeAll(async () => {
  db = await testDatabase()
  const routes = ageingRoutes({ database: async () => db, today: () => day("2026-06-30") }, (refused, lang) => `${lang}: ${refused.code} <b>`)
  const app = makeApp([routes], REFUSALS, { state: () => "up", answers: async () => true, ready: async () => true }, watching())
  get = async (path, headers = {}) => app.request(path, { headers })
})
afterAll(() => db.drop())

async function openBooks(code: string): Promise<void> {
  const { id: company } = await addCompany(db, BY, { code, name: `${code} & Co`, country: "FR", currency: "EUR", matching: "encours" })
  await db.inCompany(company, async (tx) => {
    const [customer, invoice] = [tx.newId(), tx.newId()]
    await sql`INSERT INTO customer.customer (company_id, id, code, name, search_text, country)
      VALUES (${company}, ${customer}, 'C1', '<script>alert(1)</script>', 'c1', 'BE')`.execute(tx.db)
    await sql`INSERT INTO ledger.entry (company_id, id, kind, side, source, number, customer_id, currency, amount, effective_on, content, act_id)
      VALUES (${company}, ${invoice}, 'invoice', 'debit', 'main', 'F1', ${customer}, 'EUR', 123450, '2026-04-01', ${invoice}, ${invoice})`.execute(
      tx.db,
    )
    await sql`INSERT INTO ledger.instalment (company_id, entry_id, no, due_on, amount) VALUES (${company}, ${invoice}, 1, '2026-05-15', 123450)`.execute(
      tx.db,
    )
  })
}

test("without a company the page says so by its code", async () => {
  const answer = await get("/")
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ code: "NO_COMPANY", detail: expect.stringContaining("encours company add") })
})

test("the page shows the ageing of today in the browser's language, with nothing from another host and no script", async () => {
  await openBooks("ACME")
  const answer = await get("/", { "Accept-Language": "nl-BE,fr;q=0.8" })
  const page = await answer.text()
  expect(page).toContain('<html lang="nl-BE">')
  expect(page).toContain("<caption>Ouderdomsbalans</caption>")
  expect(page).toContain('<td class="n">1.234,50</td>')
  expect(page).toContain('<td class="n z">0,00</td>')
  expect(page).toContain('hreflang="nl" aria-current="true">NL</a>')
  expect(page).not.toContain("Welke vennootschap?")
  expect(page).toContain("ACME ACME &amp; Co")
  expect(page).not.toMatch(/<script|https?:\/\/|style=| on\w+=/)
  expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'")
  const style = await get("/ageing.css")
  expect([style.status, style.headers.get("Content-Type")]).toEqual([200, "text/css; charset=utf-8"])
})

test("day, dimension and language come from the address; names are words, never markup", async () => {
  const page = await (await get("/?asOf=2026-05-15&by=customer&lang=de")).text()
  expect(page).toContain("<dd>15.05.2026</dd>")
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
  expect(page).toContain('<option value="customer" selected>')
  expect(await (await get("/?by=country&lang=fr")).text()).toContain("Belgique")
  expect(await (await get("/?asOf=2020-01-01&lang=en")).text()).toContain("Nothing is open.")
})

test("a person's browser is told in words what was wrong, and how to go on; a program gets the code", async () => {
  const answer = await get("/?company=NONE", { Accept: "text/html,*/*", "Accept-Language": "fr" })
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([400, "text/html; charset=UTF-8"])
  const page = await answer.text()
  expect(page).toContain("<p>fr: UNKNOWN_COMPANY &lt;b&gt;</p>")
  expect(page).toContain('<a href="/?lang=fr">')
})

test.each([
  ["/?asOf=30/06/2026", 422],
  ["/?by=weather", 422],
  ["/?company=NONE", 404],
])("%s is refused", async (path, status) => expect((await get(path)).status).toBe(status))

test("with several companies the page asks which", async () => {
  await openBooks("OTHER")
  const page = await (await get("/?lang=fr")).text()
  expect(page).toContain('<a href="/?company=OTHER&amp;lang=fr">OTHER &amp; Co</a>')
  const other = await (await get("/?company=OTHER&lang=fr")).text()
  expect(other).toContain("OTHER OTHER &amp; Co")
  expect(other).toContain('<a href="/?lang=fr">Quelle société ?</a>')
})
