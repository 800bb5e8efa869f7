/** A manager's month: customers are entrusted after a look at what it does, an absence is handed over; and what a person of sales sees of all that. */
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
const PASSWORD = "correct horse battery"

describe.runIf(chromiumHere)("who has which customer, in a browser", () => {
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
  /** Somebody of that role, signed in. */
  async function employ(role: string, name: string) {
    const owner = await browser.newContext(session.signedIn)
    const headers = { Origin: session.url }
    const asked = await owner.request.post(`${session.url}/api/companies/ACME/invitations`, { data: { email: `${role}@example.org`, role }, headers })
    const { url } = (await asked.json()) as { url: string }
    await owner.close()
    const theirs = await browser.newContext()
    await theirs.request.post(`${session.url}/api/invitations/${url.split("/").at(-1)}`, { data: { name, password: PASSWORD }, headers })
    await theirs.request.post(`${session.url}/api/auth/sign-in/email`, { data: { email: `${role}@example.org`, password: PASSWORD }, headers })
    await theirs.request.patch(`${session.url}/api/me`, { data: { language: "fr" }, headers })
    const state = { storageState: await theirs.storageState() }
    await theirs.close()
    return state
  }
  const pictures = async (page: Page, name: string) => {
    if (PICTURES === undefined) return
    mkdirSync(PICTURES, { recursive: true })
    for (const theme of ["light", "dark"] as const)
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme: theme })
        await page.screenshot({ path: join(PICTURES, `${name}-${theme}-${width}.png`), fullPage: true })
      }
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: "light" })
  }

  test("P48 customers are entrusted after a look at what it does; who is of sales then sees these and no others", async () => {
    const sales = await employ("sales", "Sofia Vente")
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/settings?tab=portfolios`)
    await page.getByRole("heading", { name: "Confier des clients" }).waitFor()
    expect(await faultsOf(page), "portfolios, light").toEqual([])
    await page.locator("select[name=part]").selectOption("sales")
    await page.locator("select[name=to]").selectOption({ label: "Sofia Vente" })
    await page.locator("textarea[name=customers]").fill("C-100 C-200")
    await page.getByRole("button", { name: "Voir l’effet" }).click()
    await page.getByText("2 clients iraient à Sofia Vente").waitFor()
    await pictures(page, "portfolios")
    expect(await faultsOf(page), "preview").toEqual([])
    await page.getByRole("button", { name: "Confier", exact: true }).click()
    await page.getByRole("row", { name: /Sofia Vente/ }).waitFor()
    await page.goto(`${session.url}/ACME/customers/C-100`)
    await page.getByText("commercial", { exact: true }).waitFor()

    await page.goto(`${session.url}/ACME/settings?tab=absences`)
    await page.locator("select[name=taker]").selectOption({ label: "Sofia Vente" })
    await page.locator("input[name=until]").fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
    await page.getByRole("button", { name: "Confier" }).click()
    await page.getByRole("listitem").filter({ hasText: "→ Sofia Vente" }).waitFor()
    await pictures(page, "absences")
    expect(await faultsOf(page), "absences").toEqual([])
    await page.goto(`${session.url}/ACME/settings?tab=portfolios`)
    await page.locator("select[name=to]").selectOption({ label: "Claire Leroy" })
    await page.locator("textarea[name=customers]").fill("C-100")
    await page.getByRole("button", { name: "Voir l’effet" }).click()
    await page.getByRole("button", { name: "Confier", exact: true }).click()
    await page.getByRole("row", { name: /Claire Leroy/ }).waitFor()
    await page.goto(`${session.url}/ACME/team`)
    await page.getByRole("row", { name: /Claire Leroy/ }).waitFor()
    await page.locator("select[name=of]").selectOption("Claire Leroy")
    await page.locator("input[name=amount]").fill("12.000,50")
    await page.getByRole("button", { name: "Fixer" }).click()
    await page.getByRole("row", { name: /Claire Leroy.*12.000,50/ }).waitFor()
    expect(await faultsOf(page), "team").toEqual([])
    await pictures(page, "team")
    await page.goto(`${session.url}/ACME/settings?tab=accounts`)
    await page.locator("input[name=iban]").fill("FR76 3000 6000 0112 3456 7890 188")
    await page.getByRole("button", { name: "Ajouter un compte" }).click()
    await page.getByText("n'est pas un IBAN", { exact: false }).waitFor()
    await page.locator("input[name=iban]").fill("fr76 3000 6000 0112 3456 7890 189")
    await page.getByRole("button", { name: "Ajouter un compte" }).click()
    await page.getByRole("row", { name: /FR76 3000 6000 0112 3456 7890 189/ }).waitFor()
    expect(await faultsOf(page), "accounts").toEqual([])
    await pictures(page, "accounts")
    await page.goto(`${session.url}/ACME/settings?tab=calendar`)
    await page.getByRole("row", { name: /Fête nationale/ }).waitFor()
    await page.getByLabel("Jour", { exact: false }).last().fill(`24.12.${new Date().getFullYear()}`)
    await page.getByRole("button", { name: "Fermer un jour" }).click()
    await page.getByRole("row", { name: /Jour de fermeture/ }).waitFor()
    expect(await faultsOf(page), "calendar").toEqual([])
    await pictures(page, "calendar")
    await page.goto(`${session.url}/ACME/settings`)
    await page.getByRole("button", { name: "Modifier" }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByLabel(/^Bornes/).fill("0, 30, 20")
    await dialog.getByRole("button", { name: "Enregistrer" }).click()
    await dialog.getByText("chacune plus grande que la précédente").waitFor()
    await dialog.getByLabel(/^Bornes/).fill("0, 15, 45")
    expect(await faultsOf(page), "the company changed").toEqual([])
    await dialog.getByRole("button", { name: "Enregistrer" }).click()
    await page.getByText("0, 15, 45").waitFor()
    await pictures(page, "company")
    await page.goto(`${session.url}/ACME/settings?tab=law`)
    await page.getByRole("row", { name: /Délai de paiement.*2011\/7\/EU/ }).waitFor()
    expect(await faultsOf(page), "legal figures").toEqual([])
    await pictures(page, "law")
    // Segments: named among the settings, set for one and for many, and set back.
    await page.goto(`${session.url}/ACME/settings?tab=segments`)
    await page.locator("input[name=name]").fill("Grands comptes")
    await page.getByRole("button", { name: "Ajouter un segment" }).click()
    await page.getByRole("row", { name: /Grands comptes/ }).waitFor()
    expect(await faultsOf(page), "segments").toEqual([])
    await pictures(page, "segments")
    await page.goto(`${session.url}/ACME/customers`)
    for (const name of ["Bruxelles Bâti SRL", "Menuiserie Lacombe"]) await page.getByRole("checkbox", { name: new RegExp(name) }).check()
    await page.getByRole("button", { name: "Segment", exact: true }).click()
    await dialog.getByLabel("Segment").selectOption("Grands comptes")
    await dialog.getByText("2 de « Sans segment »").waitFor()
    expect(await faultsOf(page), "many set").toEqual([])
    await pictures(page, "many-set")
    await dialog.getByRole("button", { name: "Appliquer à 2" }).click()
    await page.locator(".filters").getByLabel("Segment").selectOption("Grands comptes")
    await expect.poll(() => page.locator(".grid-row").count()).toBe(2)
    await pictures(page, "customers-of-a-segment")
    await page.goto(`${session.url}/ACME/customers/C-100`)
    await page.getByLabel("Segment").selectOption("")
    await page.getByRole("button", { name: /^Annuler: Segment/ }).click()
    await expect.poll(() => page.getByLabel("Segment").inputValue()).toBe("Grands comptes")
    expect(await faultsOf(page), "a customer with a segment").toEqual([])
    await pictures(page, "customer-segment")
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([])
    await page.context().close()

    const theirs = await visit(browser, sales)
    await theirs.page.goto(`${session.url}/ACME/customers`)
    await theirs.page.getByText("Menuiserie Lacombe").waitFor()
    expect(await theirs.page.locator(".grid-row").count()).toBe(2)
    for (const hidden of ["Paramètres", "Utilisateurs", "Activité"])
      expect(await theirs.page.getByRole("link", { name: hidden }).count(), hidden).toBe(0)
    await theirs.page.goto(`${session.url}/ACME/customers/C-100`)
    await theirs.page.getByRole("heading", { name: "Menuiserie Lacombe" }).waitFor()
    await theirs.page.getByText("Retard moyen", { exact: false }).or(theirs.page.getByText("Confié à")).first().waitFor()
    expect(await faultsOf(theirs.page), "a customer of sales").toEqual([])
    await pictures(theirs.page, "sales-customer")
    await theirs.page.goto(`${session.url}/ACME/customers/C-300`)
    await theirs.page.getByRole("alert").waitFor()
    expect(theirs.complaints.filter((one) => !one.includes("404"))).toEqual([])
    await theirs.page.context().close()
  })
})
