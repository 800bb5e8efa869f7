/** The owner's own house: people asked in by a link, given roles and kept out; keys made, shown once and revoked. */
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

describe.runIf(chromiumHere)("users and keys in a browser", () => {
  let served: ServedApi
  let session: Session
  let browser: Browser
  beforeAll(async () => {
    served = await serveApi()
    browser = await openChromium()
    session = await openSession(served, browser)
  })
  afterAll(async () => {
    await session?.close()
    await browser?.close()
    await served?.close()
  })

  test("P51 somebody is asked in by a link shown once, comes in, gets another role, and is kept out at their next request", async () => {
    const owner = await visit(browser, session.signedIn)
    await owner.page.goto(`${session.url}/ACME/users`)
    await owner.page.getByLabel("E-mail").fill("jan@example.org")
    await owner.page.locator("form select[name=role]").selectOption("auditor")
    await owner.page.getByRole("button", { name: "Créer le lien" }).click()
    const link = await owner.page.locator(".notice input").inputValue()
    expect(link).toContain(`${session.url}/invitation/`)
    await owner.page.getByText("jan@example.org").waitFor()
    expect(await faultsOf(owner.page), "users, light").toEqual([])
    await owner.page.emulateMedia({ colorScheme: "dark" })
    expect(await faultsOf(owner.page), "users, dark").toEqual([])

    const guest = await browser.newContext({ locale: "fr-FR" })
    const token = link.split("/").at(-1)!
    const joined = await guest.request.post(`${session.url}/api/invitations/${token}`, {
      data: { name: "Jan Peeters", password: "een lang wachtwoord" },
      headers: { Origin: session.url },
    })
    expect(joined.status(), await joined.text()).toBeLessThan(300)
    const signedIn = await guest.request.post(`${session.url}/api/auth/sign-in/email`, {
      data: { email: "jan@example.org", password: "een lang wachtwoord" },
      headers: { Origin: session.url },
    })
    expect(signedIn.status()).toBe(200)
    const asks = async () => (await guest.request.get(`${session.url}/api/companies/ACME/activity`)).status()
    expect(await asks()).toBe(200)

    await owner.page.reload()
    const row = owner.page.getByRole("row", { name: /Jan Peeters/ })
    await row.getByRole("combobox").selectOption("sales")
    await expect.poll(asks).toBe(403)
    await row.getByRole("combobox").selectOption("collector")
    await expect.poll(asks).toBe(200)
    await row.getByRole("button", { name: "Désactiver" }).click()
    await row.getByRole("button", { name: "Réactiver" }).waitFor()
    expect([401, 403, 404]).toContain(await asks())
    // The last owner stays: what is refused is said, and nothing changed.
    await owner.page
      .getByRole("row", { name: /Claire Leroy/ })
      .getByRole("combobox")
      .selectOption("auditor")
    await owner.page.locator(".toast.bad").waitFor()
    expect(
      await owner.page
        .getByRole("row", { name: /Claire Leroy/ })
        .getByRole("combobox")
        .inputValue(),
    ).toBe("owner")
    expect(owner.complaints).toEqual([])
    await guest.close()
    await owner.page.context().close()
  })

  test("a key is shown once, works at once, and not a moment after it is revoked", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/keys`)
    await page.getByLabel("Qui l’utilise").fill("Export du soir")
    await page.getByRole("button", { name: "Créer la clé" }).click()
    const key = await page.locator(".notice input").inputValue()
    const asks = async () => (await fetch(`${session.url}/api/companies/ACME/customers`, { headers: { Authorization: `Bearer ${key}` } })).status
    expect(await asks()).toBe(200)
    expect(await faultsOf(page), "keys, light").toEqual([])
    await page.reload()
    expect(await page.getByText(key).count()).toBe(0)
    await page.getByRole("button", { name: "Révoquer: Export du soir" }).click()
    await page.getByRole("row").filter({ hasText: "Export du soir" }).getByText("révoquée").waitFor()
    expect(await asks()).toBe(401)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
