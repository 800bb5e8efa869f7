/** A collector's morning by keyboard: the day's list, a call in two choices, a promise, a note, putting off and back; and the search field. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { fillBooks } from "./books.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

/** Where pictures of the screens are wanted, to be looked at. */
const PICTURES = process.env.ENCOURS_PICTURES
const picture = async (page: Page, name: string) => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

describe.runIf(chromiumHere)("the day's list in a browser", () => {
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
  const said = async (path: string) => {
    const context = await browser.newContext(session.signedIn)
    const answer = await (await context.request.get(`${session.url}/api/companies/ACME${path}`)).json()
    await context.close()
    return answer
  }

  test("P93 a call is logged in two choices, a promise follows it, a note and putting off with its undo, all by keyboard", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/today?user=`)
    const first = page.locator(".grid-row").first()
    await first.waitFor()
    const name = (await first.locator("a").first().innerText()).trim()
    await first.focus()
    await page.keyboard.press("c")
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("group", { name: "Quel résultat ?" }).waitFor()
    expect(await faultsOf(page), "call, light").toEqual([])
    await dialog.getByRole("textbox").fill("Rappelle demain")
    await dialog.getByRole("button", { name: "promesse" }).press("Enter")
    await picture(page, "call")
    await dialog.getByRole("button", { name: "oubli" }).press("Enter")
    await dialog.getByLabel(/^Montant/).fill("1.000,50")
    await dialog.getByLabel("Promis pour le").fill("demain")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.getByText("Ce n’est pas un jour.").waitFor()
    expect(await faultsOf(page), "promise, refused").toEqual([])
    await dialog.getByLabel("Promis pour le").fill("+5")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    const { calls } = await said("/calls")
    expect(calls).toMatchObject([{ outcome: "promise", cause: "oversight", note: "Rappelle demain", by: "Claire Leroy" }])
    const { promises } = await said("/promises")
    expect(promises).toMatchObject([{ state: "open", parts: [{ amount: "1000.50" }] }])
    expect(promises[0].customer).toBe(calls[0].customer)
    // Whoever has just promised waits: the next one is first now.
    await expect.poll(() => page.locator(".grid-row").first().locator("a").first().innerText()).not.toBe(name)

    const second = page.locator(".grid-row").first()
    const put = (await second.locator("a").first().innerText()).trim()
    await second.focus()
    await page.keyboard.press("n")
    await dialog.getByRole("textbox").fill("Demande un duplicata")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    expect((await said("/notes")).notes).toMatchObject([{ text: "Demande un duplicata" }])
    await second.focus()
    await page.keyboard.press("s")
    await dialog.getByRole("button", { name: "7 jours" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    await expect.poll(() => page.locator(".grid-row").first().locator("a").first().innerText()).not.toBe(put)
    await page.getByRole("button", { name: "Annuler" }).last().click()
    await expect.poll(() => page.locator(".grid-row").first().locator("a").first().innerText()).toBe(put)
    await page.locator(".grid-row").first().focus()
    await page.keyboard.press("?")
    await dialog.getByText("ces touches").waitFor()
    await page.keyboard.press("Escape")
    await dialog.waitFor({ state: "detached" })
    await page.emulateMedia({ colorScheme: "dark" })
    expect(await faultsOf(page), "the day, dark").toEqual([])
    // The customer's page says what stands, and lets the same be done.
    await page.goto(`${session.url}/ACME/customers/${calls[0].customer}`)
    await page.getByText("Promesse en cours").waitFor()
    await picture(page, "customer")
    expect(await faultsOf(page), "customer, dark").toEqual([])
    await page.getByRole("button", { name: "Écrire une note" }).press("Enter")
    await dialog.getByRole("textbox").fill("Vu au salon")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await page.locator(".card", { hasText: "Vu au salon" }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("one field finds customers, also misspelt, documents and screens; arrows and Enter open what was found", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/ageing`)
    const field = page.getByRole("combobox", { name: "Chercher clients, pièces et écrans" })
    await field.waitFor()
    await page.keyboard.press("Control+k")
    await page.keyboard.type("menuisrie")
    await page.getByRole("option", { name: /Menuiserie Lacombe/ }).waitFor()
    expect(await faultsOf(page), "found, light").toEqual([])
    await picture(page, "found")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/ACME\/customers\/C-100/)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("f-3")
    await page.getByRole("option", { name: /Facture F-3/ }).waitFor()
    await field.fill("balance")
    await page.getByRole("option", { name: /Balance âgée/ }).waitFor()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/ACME\/ageing/)
    await page.keyboard.press("/")
    await page.keyboard.type("<img src=x onerror=alert(1)>")
    await page.waitForTimeout(400)
    expect(await page.locator("header img").count()).toBe(0)
    await page.keyboard.press("Escape")
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
