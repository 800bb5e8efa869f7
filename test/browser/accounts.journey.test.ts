/** Items, customers and figures, read by a person in a real browser. */
import { readFileSync } from "node:fs"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { fillBooks, HARM, ON } from "./books.ts"
import { chromiumHere, exported, faultsOf, openChromium, type Visit, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

const PICTURES = process.env.ENCOURS_PICTURES
const picture = async (page: Visit["page"], name: string) => {
  if (!PICTURES) return
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 820 })
      await page.screenshot({ path: `${PICTURES}/accounts-${name}-${colorScheme}-${width}.png` })
    }
  }
  await page.setViewportSize({ width: 1280, height: 820 })
}

describe.runIf(chromiumHere)("items, customers and figures in a browser", () => {
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
  const disputeOf = (id: string) => served.ask(`/api/companies/ACME/disputes/${id}`, served.keys.owner)
  const tagOf = async (id: string) => (await disputeOf(id)).headers.get("ETag") ?? ""
  const stateOf = async (id: string) => ((await (await disputeOf(id)).json()) as { state: string }).state
  const text = async ({ page }: Visit, selector: string) => (await page.locator(selector).first().innerText()).replaceAll("\u202F", " ")

  test("a bucket of the ageing opens the items it is made of, to the cent", async () => {
    const visited = await open(`/ACME/ageing?asOf=${ON}`)
    const { page } = visited
    const bucket = page.locator("a.bucket", { hasText: "1–30 jours" })
    expect(await bucket.innerText()).toContain("3 400,50".replace(" ", "\u202F"))
    await bucket.click()
    await page.waitForURL(/\/items\?/)
    await page.getByRole("heading", { name: "Pièces" }).waitFor()
    await page.getByText("F-2").waitFor()
    expect(await text(visited, ".grid-sum")).toContain("3 400,50")
    expect(await page.locator(".grid-row").count()).toBe(1)
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })

  test("an address with nonsense in it opens the screen without it", async () => {
    const visited = await open(`/ACME/items?asOf=${ON}&order=__proto__&currency=ZZZ&lateFrom=1e9&lateTo=99999&kind=toString&search=%00`)
    await visited.page.getByRole("grid").waitFor()
    expect(await visited.page.getByRole("grid").getAttribute("aria-rowcount")).toBe("306")
    expect(visited.complaints).toEqual([])
    await visited.page.context().close()
  })

  test("items are found, filtered, ordered and exported as they are seen; the address says how", async () => {
    const visited = await open(`/ACME/items?asOf=${ON}`)
    const { page } = visited
    await page.getByRole("grid").waitFor()
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("306")
    expect(await faultsOf(page), "items, light").toEqual([])
    await page.getByLabel("État").selectOption("late90")
    await page.waitForURL(/lateFrom=91/)
    await page.getByRole("button", { name: /^Ouvert/ }).click()
    await page.waitForURL(/order=-open/)
    await page.locator(".grid-row", { hasText: "F-1" }).first().waitFor()
    expect(await page.locator(".grid-row").first().innerText()).toContain("1 200,00".replace(" ", "\u202F"))
    await page.getByRole("button", { name: "Exporter" }).click()
    const file = await exported(page, () => page.getByRole("button", { name: "CSV" }).click())
    const lines = readFileSync(await file.path(), "utf8").split("\r\n")
    const rows = lines.filter((line) => line.endsWith(";EUR"))
    expect(rows.length).toBe(301)
    expect(rows.slice(0, 2)).toEqual([
      "Menuiserie Lacombe;F-1;Facture;2026-02-09;141;1200,00;1200,00;EUR",
      "Client 299;M-299;Facture;2026-03-31;91;309,00;309,00;EUR",
    ])
    await page.getByRole("button", { name: "Effacer les filtres" }).click()
    await page.getByLabel("Échéance du").fill("20/07/2026")
    await page.keyboard.press("Enter")
    await page.waitForURL(/dueFrom=2026-07-20/)
    await page.locator("[role=grid][aria-rowcount='2']", { hasText: "F-3" }).waitFor()
    expect(await page.locator(".grid-row").count()).toBe(1)
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })

  test("a customer shows exposure, habit and open items that add up; a name that means harm is a name", async () => {
    const item = (await (await served.ask("/api/companies/ACME/open-items?search=F-2", served.keys.owner)).json()).items[0].id
    const dispute = await (
      await served.ask("/api/companies/ACME/disputes", served.keys.owner, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ customer: "C-100", items: [{ item, amount: "400.50" }], cause: "price", description: "Remise oubliée", openedOn: ON }),
      })
    ).json()
    const visited = await open(`/ACME/customers/C-100?asOf=${ON}`)
    const { page } = visited
    await page.getByRole("heading", { name: "Menuiserie Lacombe" }).waitFor()
    await page.getByRole("gridcell", { name: "A-1" }).waitFor()
    await page.getByRole("img", { name: /Avoirs/ }).waitFor()
    expect(await text(visited, ".exposure h2")).toContain("4 500,50")
    // The bar says in words what it shows; each part of it opens its rows.
    const bar = (await page.getByRole("img", { name: /Avoirs/ }).getAttribute("aria-label"))!.replaceAll("\u202F", " ")
    expect(bar).toMatch(/^Avoirs −100,00; 1–30 jours de retard 3 400,50, dont contesté 400,50; .*1 200,00$/)
    await picture(page, "exposure")
    await page.getByRole("link", { name: /^1–30 jours de retard/ }).click()
    await page.locator("[role=grid][aria-rowcount='2']", { hasText: "F-2" }).waitFor()
    await page.goBack()
    await page.getByRole("link", { name: /^Avoirs/ }).click()
    await page.locator("[role=grid][aria-rowcount='2']", { hasText: "A-1" }).waitFor()
    await page.goBack()
    await page.getByRole("gridcell", { name: "A-1" }).waitFor()
    expect(await text(visited, ".grid-sum")).toContain("4 500,50")
    // A credit is owed by us: its sign says so.
    expect(await page.locator(".grid-row", { hasText: "A-1" }).innerText()).toContain("\u2212100,00")
    await page.getByText("100 %").waitFor()
    expect(await faultsOf(page), "customer, light").toEqual([])
    await page.emulateMedia({ colorScheme: "dark" })
    expect(await faultsOf(page), "customer, dark").toEqual([])
    // P88 closed while a colleague changes it: both versions stand side by side, and nothing is closed over the change.
    await page.getByRole("button", { name: /^Clore : Litige|^Clore: Litige/ }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByText("Remise oubliée").waitFor()
    await dialog.getByLabel("Pourquoi").fill("Photos reçues")
    const changed = await served.ask(`/api/companies/ACME/disputes/${dispute.id}`, served.keys.collector, {
      method: "PATCH",
      headers: { "Content-Type": "application/json", "If-Match": await tagOf(dispute.id) },
      body: JSON.stringify({ resolver: "Jan Peeters" }),
    })
    expect(changed.status).toBe(200)
    await dialog.getByRole("button", { name: "Clore le litige" }).click()
    await dialog.getByText("Comme vous l’avez vu").waitFor()
    expect(await dialog.innerText()).toMatch(/modifié par enc_/)
    expect(await dialog.getByRole("row", { name: /Jan Peeters/ }).count()).toBe(1)
    expect(await faultsOf(page), "both versions").toEqual([])
    await picture(page, "versions")
    await dialog.getByRole("button", { name: "Clore tout de même" }).click()
    await dialog.waitFor({ state: "detached" })
    expect(await stateOf(dispute.id)).toBe("closed")
    await page.goto(`${session.url}/ACME/customers/C-300?asOf=${ON}`)
    await page.getByRole("heading", { name: HARM }).waitFor()
    expect(await page.title()).toContain(HARM)
    expect(await page.locator("main img, main svg").count()).toBe(0)
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })

  test("on a phone the customer fits, and the menu leads on", async () => {
    const visited = await open(`/ACME/customers?search=lacombe`, { viewport: { width: 390, height: 844 }, hasTouch: true })
    const { page } = visited
    await page.getByRole("link", { name: "Menuiserie Lacombe" }).click()
    await page.getByRole("heading", { name: "Postes ouverts" }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await faultsOf(page), "customer, phone").toEqual([])
    await page.getByRole("button", { name: "Menu" }).click()
    expect(await faultsOf(page), "menu, phone").toEqual([])
    await page.getByRole("link", { name: "Indicateurs" }).click()
    await page.getByRole("heading", { name: "Indicateurs" }).waitFor()
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })

  test("every figure says what it means and what it is made of, and its trend is drawn and written", async () => {
    const visited = await open(`/ACME/figures?asOf=${ON}`)
    const { page } = visited
    const dso = page.locator(".card", { hasText: "combien de temps une vente attend" })
    await dso.waitFor()
    // 62 400,49 over the sales of the window (since 2 April), times 90.
    expect((await dso.innerText()).replaceAll("\u202F", " ")).toContain("62 400,49 ÷")
    await page
      .getByRole("row", { name: /Client \d+/ })
      .first()
      .waitFor()
    expect(await faultsOf(page), "figures, light").toEqual([])
    await page.getByRole("link", { name: "Évolution sur 12 mois" }).click()
    await page.getByRole("img", { name: "Évolution sur 12 mois" }).waitFor()
    expect(await page.locator("table tbody tr").count()).toBe(12)
    expect(await faultsOf(page), "trend").toEqual([])
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })
})
