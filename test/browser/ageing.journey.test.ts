/** The ageing, read by a person in a real browser. */
import { readFileSync } from "node:fs"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { fillBooks, HARM, ON } from "./books.ts"
import { chromiumHere, faultsOf, openChromium, type Visit, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

const LARGE_PAGE = 20_000

describe.runIf(chromiumHere)("the ageing in a browser", () => {
  let served: ServedApi
  let session: Session
  let browser: Browser
  beforeAll(async () => {
    served = await serveApi()
    await fillBooks(served)
    browser = await openChromium()
    session = await openSession(served, browser)
  })
  afterAll(async () => {
    await session?.close()
    await browser?.close()
    await served?.close()
  })
  const open = async (path: string, options: Parameters<typeof visit>[1] = {}): Promise<Visit> => {
    const visited = await visit(browser, { ...session.signedIn, ...options })
    await visited.page.goto(`${session.url}${path}`)
    return visited
  }
  const quiet = ({ complaints, hosts }: Visit) => {
    expect(complaints).toEqual([])
    expect([...hosts]).toEqual([new URL(session.url).host])
  }

  test("a link to a past day shows it, sorted by what is owed, and asks no other host", async () => {
    const visited = await open(`/ACME/ageing?asOf=${ON}`)
    const { page } = visited
    await page.getByRole("heading", { name: "Balance âgée" }).waitFor()
    expect(await page.getByRole("row").nth(1).innerText()).toContain("Bruxelles Bâti SRL")
    expect((await page.locator(".grid-sum").innerText()).replaceAll("\u202F", " ")).toContain("62 500,49")
    // A name that means harm is a name.
    await page.getByLabel("Chercher dans la liste").fill("onerror")
    await page.getByRole("row").nth(1).filter({ hasText: HARM }).waitFor()
    expect(page.url()).toContain("find=onerror")
    expect(await faultsOf(page), "ageing, light").toEqual([])
    await page.emulateMedia({ colorScheme: "dark" })
    await page.reload()
    await page.getByRole("grid").waitFor()
    expect(await faultsOf(page), "ageing, dark").toEqual([])
    quiet(visited)
    await page.context().close()
  })

  test("by keyboard alone: to the list, down by J, and into the customer", async () => {
    const visited = await open(`/ACME/ageing?asOf=${ON}`)
    const { page } = visited
    await page.getByRole("grid").waitFor()
    for (let i = 0; i < 60 && !(await page.evaluate(() => document.activeElement?.getAttribute("role") === "row")); i++)
      await page.keyboard.press("Tab")
    await page.keyboard.press("j")
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "")
    expect(await focused()).toContain("Menuiserie Lacombe")
    await page.keyboard.press("End")
    expect(await focused()).toContain("Client 0")
    await page.keyboard.press("Home")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/ACME\/customers\/C-100\?asOf=2026-06-30/)
    quiet(visited)
    await page.context().close()
  })

  test("the day typed as the language writes it moves every figure", async () => {
    const visited = await open("/ACME/ageing")
    const { page } = visited
    await page.getByRole("button", { name: /Situation au/ }).click()
    await page.getByRole("textbox", { name: "Situation au" }).fill("31/03/2026")
    expect(await faultsOf(page), "the day's panel").toEqual([])
    await page.keyboard.press("Enter")
    await page.waitForURL(/asOf=2026-03-31/)
    await page.getByText("49 050,00").first().waitFor()
    quiet(visited)
    await page.context().close()
  })

  test("what is seen is what is exported", async () => {
    const visited = await open(`/ACME/ageing?asOf=${ON}&find=Lacombe`)
    const { page } = visited
    await page.getByRole("button", { name: "Exporter" }).click()
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()])
    const text = readFileSync(await file.path(), "utf8")
    expect(file.suggestedFilename()).toBe("Balance-âgée-ACME-2026-06-30.csv")
    expect(text.split("\r\n").filter((line) => line.startsWith("C-"))).toEqual([
      "C-100;Menuiserie Lacombe;0,00;3400,50;0,00;0,00;1200,00;4600,50;100,00;4500,50;2",
    ])
    quiet(visited)
    await page.context().close()
  })

  test("what somebody else posts shows by itself, without a key pressed", async () => {
    const visited = await open("/ACME/items?search=LIVE")
    const { page } = visited
    await page.getByRole("heading", { name: "Pièces" }).waitFor()
    // The page listens before it is told: its first state is what it has seen.
    await page.waitForTimeout(500)
    const entry = { kind: "invoice", customer: "C-100", amount: "77.00", on: ON, dueOn: "2026-07-30", number: "LIVE-1" }
    const answer = await served.ask("/api/companies/ACME/entries", served.keys.accountant, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ entries: [entry] }),
    })
    expect(answer.status).toBe(201)
    await page.getByText("LIVE-1").waitFor({ timeout: 10_000 })
    quiet(visited)
    await page.context().close()
  })

  test("a hundred thousand rows scroll with some dozens of them in the page", async () => {
    const visited = await visit(browser, session.signedIn)
    const { page } = visited
    const figures = { total: "1.00", count: 1, credits: "0.00", net: "1.00" }
    const buckets = [null, 1].map((from) => ({ from, to: from === null ? 0 : null, amount: from === null ? "1.00" : "0.00", count: 1 }))
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ key: `K${i}`, name: `Client ${i}`, ...figures, buckets }))
    const whole = { currency: "EUR", ...figures, buckets, leftOut: { customers: 0, net: "0.00" } }
    // Five large pages: each is fetched when the one before has been read to its end.
    await page.route("**/api/companies/ACME/ageing/rows*", (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0)
      const next = from + LARGE_PAGE < rows.length ? String(from + LARGE_PAGE) : null
      const count = rows.length
      return route.fulfill({
        json: { asOf: ON, currencies: [whole], currency: "EUR", count, found: count, rows: rows.slice(from, from + LARGE_PAGE), next },
      })
    })
    await page.goto(`${session.url}/ACME/ageing?sort=name`)
    const grid = page.getByRole("grid")
    expect(await grid.getAttribute("aria-rowcount")).toBe("100001")
    await page.locator("[data-index='0']").focus()
    const from = Date.now()
    for (let i = 0; i < 40; i++) await page.keyboard.press("PageDown")
    for (let end = LARGE_PAGE; end <= rows.length; end += LARGE_PAGE) {
      await page.keyboard.press("End")
      await page.locator(`[data-index='${end - 1}']:focus`).waitFor()
      // The page after it is there once its first row is.
      if (end < rows.length) await page.locator(`[data-index='${end}']`).waitFor()
    }
    console.log(`45 keys through 100,000 rows: ${Date.now() - from} ms`)
    expect(await page.locator(".grid-row").count()).toBeLessThan(50)
    await page.context().close()
  })
})
