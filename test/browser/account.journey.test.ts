/** One's own account in a browser: a passkey and a second step set up, used to sign in, and a new password that says what it keeps. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { codeAt } from "../authenticator.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, PERSON, type Session } from "./session.ts"

/** Where pictures of the screens are wanted, to be looked at. */
const PICTURES = process.env.ENCOURS_PICTURES
const picture = async (page: Page, name: string) => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

describe.runIf(chromiumHere)("one's own account in a browser", () => {
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

  test("a session that ended elsewhere leads to the sign-in: the screen stands until then, and the way back is kept", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/items`)
    const search = page.locator("main input[type=search]").first()
    await search.waitFor()
    await page.locator("main [role=status]").waitFor({ state: "detached" })
    await page.context().clearCookies()
    let release = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    await page.route(/\/api\/me\?/, async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest(/\/api\/me\?/)
    await search.fill("rien")
    await search.press("Enter")
    await asked
    // Drawn anew while nobody knows yet who it is.
    await page.getByRole("link", { name: "Clients", exact: true }).click()
    await page.waitForURL(/\/ACME\/customers/)
    await page.locator("header.top").waitFor()
    expect(await page.getByText("Authorization").count(), "words meant for programs").toBe(0)
    release()
    await page.waitForURL(/\/sign-in\?to=/)
    expect(new URL(page.url()).searchParams.get("to")).toMatch(/^\/ACME\/customers/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("P51 a passkey and a second step are set up and open the account; a new password ends other sessions and says what stays valid", async () => {
    const { page, complaints, hosts } = await visit(browser, session.signedIn)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send("WebAuthn.enable")
    await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${session.url}/ACME/today`)
    await page.getByRole("button", { name: /Profil: Claire Leroy/ }).click()
    await page.getByRole("link", { name: "Mon compte" }).click()
    await page.getByRole("heading", { name: "Mon compte" }).waitFor()

    await page.getByLabel("Nom de l’appareil").fill("Portable")
    await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click()
    await page.getByText("Portable").first().waitFor()
    await page.getByRole("button", { name: "Renommer Portable" }).click()
    await page.getByLabel("Renommer", { exact: true }).fill("Portable du bureau")
    await page.locator("li").getByRole("button", { name: "Enregistrer" }).click()
    await page.getByRole("button", { name: "Retirer Portable du bureau" }).waitFor()
    expect(await faultsOf(page), "account, light").toEqual([])
    await picture(page, "account")

    const second = page.locator("section", { has: page.getByRole("heading", { name: "Deuxième étape" }) })
    await second.getByLabel("Mot de passe actuel").fill(PERSON.password)
    await second.getByRole("button", { name: "Activer" }).click()
    await second.getByRole("img", { name: /Code QR/ }).waitFor()
    expect(await faultsOf(page), "the QR code").toEqual([])
    await picture(page, "account-qr")
    const secret = await second.locator("code").first().textContent()
    const uri = `otpauth://totp/x?secret=${secret}`
    await second.getByLabel("Code", { exact: true }).fill(codeAt(uri, new Date(Date.now() - 30_000)))
    await second.getByRole("button", { name: "Confirmer" }).click()
    await second.locator(".codes").waitFor()
    const codes = await second.locator(".codes li").allTextContents()
    expect(codes.length).toBeGreaterThan(5)
    await second.getByRole("button", { name: "Je les ai gardés" }).click()
    expect(await page.getByText(codes[0]!).count()).toBe(0)
    await second.getByRole("button", { name: "Désactiver" }).waitFor()

    // Out, and in again by the passkey alone.
    const leave = async () => {
      await page.context().clearCookies()
      await page.goto(`${session.url}/sign-in`)
    }
    await leave()
    await page.getByRole("button", { name: /clé d’accès/ }).click()
    await page.waitForURL(/\/(ACME|OTHER)\/today/)
    // And by password with the code of the app.
    await leave()
    await page.getByLabel("Courriel").fill(PERSON.email)
    await page.getByLabel("Mot de passe").fill(PERSON.password)
    await page.getByRole("button", { name: "Se connecter", exact: true }).click()
    await page.locator("input[name=code]").fill(codeAt(uri, new Date()))
    await page.locator("form button.primary").click()
    await page.waitForURL(/\/(ACME|OTHER)\/today/)

    await page.goto(`${session.url}/account`)
    await expect.poll(() => page.getByRole("row", { name: /Chrome/ }).count()).toBeGreaterThan(1)
    const password = page.locator("section", { has: page.getByRole("button", { name: "Changer le mot de passe" }) })
    await password.getByLabel("Mot de passe actuel").fill(PERSON.password)
    await password.getByLabel(/Nouveau mot de passe/).fill("un autre mot bien long")
    await password.getByRole("checkbox").waitFor()
    await password.getByRole("button", { name: "Changer le mot de passe" }).click()
    await password.getByText(/Toujours valables/).waitFor()
    expect(await password.getByRole("status").textContent()).toContain("Portable du bureau")
    await expect.poll(() => page.getByRole("row", { name: /Chrome/ }).count()).toBe(1)
    await page.emulateMedia({ colorScheme: "dark" })
    expect(await faultsOf(page), "account, dark").toEqual([])
    await page.setViewportSize({ width: 390, height: 800 })
    await picture(page, "account-phone-dark")
    await page.getByRole("button", { name: "Retirer Portable du bureau" }).click()
    await page.getByText("Aucune pour l’instant.").waitFor()
    expect(complaints).toEqual([])
    expect([...hosts]).toEqual([new URL(session.url).host])
    await page.context().close()
  })
})
