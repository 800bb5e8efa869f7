/** The house in a browser: the activity log and the books verified from it; a colleague answers by a link; two people change one record. */
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addContact } from "../../src/contact/contact.act.ts"
import { findCustomer } from "../../src/customer/find.act.ts"
import { type ServedApi, serveApi } from "../api.ts"
import { BY, post } from "../ledger/books.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

/** Where pictures of the screens are wanted, to be looked at. */
const PICTURES = process.env.ENCOURS_PICTURES
const picture = async (page: Page, name: string) => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

describe.runIf(chromiumHere)("what is done here, and by whom", () => {
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

  test("an act is found by its words, opened to its seal and hash, exported as seen; the books are verified and the result stays", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/activity`)
    await page
      .getByRole("row", { name: /Connexion/ })
      .first()
      .waitFor()
    expect(await faultsOf(page), "activity, light").toEqual([])

    await page.getByRole("button", { name: "Vérifier la comptabilité" }).click()
    await page
      .getByText(/tout est exact/)
      .first()
      .waitFor({ timeout: 20_000 })
    await page.getByText("activity.chain").waitFor()
    await page.reload()
    await page
      .getByText(/tout est exact/)
      .first()
      .waitFor()

    await page.getByLabel("Chercher", { exact: true }).fill("clé créée")
    await page.getByLabel("Chercher", { exact: true }).press("Enter")
    await page.waitForURL(/text=/)
    await expect.poll(() => page.getByRole("row", { name: /Connexion/ }).count()).toBe(0)
    await page
      .getByRole("row", { name: /Clé d’API créée/ })
      .first()
      .click()
    const dialog = page.getByRole("dialog")
    await dialog.getByText("people.keyAdded").waitFor()
    await expect.poll(() => dialog.getByText(/^[0-9a-f]{64}$/).count()).toBeGreaterThan(1)
    expect(await faultsOf(page), "an entry").toEqual([])
    await picture(page, "activity-entry")
    await page.keyboard.press("Escape")
    await page.waitForURL((url) => !url.search.includes("entry"))

    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("button", { name: "Exporter" })
        .click()
        .then(() => page.getByRole("button", { name: "CSV" }).click()),
    ])
    const csv = readFileSync(await file.path(), "utf8")
    expect(csv).toContain("people.keyAdded")
    expect(csv).not.toContain("people.signedIn")
    // The foot says since when the books are known to hold, and leads there.
    await picture(page, "activity-found")
    await page
      .locator("footer")
      .getByRole("link", { name: /Livres vérifiés/ })
      .click()
    await page.waitForURL(/act=activity\.verified/)
    await page
      .getByRole("row", { name: /Comptabilité vérifiée/ })
      .first()
      .waitFor()
    await page.goto(`${session.url}/ACME/activity`)
    await page
      .getByRole("row", { name: /Connexion/ })
      .first()
      .waitFor()
    await picture(page, "activity")
    await page.setViewportSize({ width: 390, height: 800 })
    await picture(page, "activity-phone")
    await page.setViewportSize({ width: 1280, height: 820 })
    await page.emulateMedia({ colorScheme: "dark" })
    await picture(page, "activity-dark")
    expect(await faultsOf(page), "activity, dark").toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("P48 a company that is not one's own is as empty as one that never was", async () => {
    const { page } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/NOWHERE/customers`)
    await page.getByText("Il n’y a rien à cette adresse.").waitFor()
    await page.goto(`${session.url}/ACME/customers`)
    await page.getByRole("button", { name: /Société: ACME/ }).click()
    await page.getByRole("link", { name: /OTHER/ }).click()
    await page.waitForURL(/\/OTHER\/customers/)
    await page.context().close()
  })

  test("a colleague without an account answers once by a link; the answer stands in the customer's timeline, and the link opens nothing any more", async () => {
    await served.db.inCompany(served.company, async (tx) => {
      const { id } = await findCustomer(tx, "C1")
      await post(tx, { kind: "invoice", customerId: id, amount: 120_050n, on: "2026-02-01", number: "FA-77" })
    })
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/customers/C1`)
    const card = page.locator("section", { has: page.getByRole("heading", { name: "Questions aux collègues" }) })
    await card.getByRole("button", { name: "Interroger un collègue" }).click()
    await card.getByLabel("À qui").fill("Paul du quai")
    await card.getByLabel("Question", { exact: true }).fill("Avons-nous livré ?")
    await card.getByLabel("À propos de").selectOption({ label: "FA-77, 1 200,50 EUR".replace(" 200", "\u202f200") })
    expect(await faultsOf(page), "asking").toEqual([])
    await picture(page, "question-ask")
    await card.getByRole("button", { name: "Créer le lien" }).click()
    const link = await card.getByLabel("Lien vers la question").inputValue()
    expect(link).toMatch(/\/answer\/ans_\d+_[\w-]{43}$/)

    const guest = await visit(browser)
    await guest.page.goto(link)
    await guest.page.getByRole("heading", { name: "Claire Leroy vous demande" }).waitFor()
    await guest.page.getByText("FA-77").waitFor()
    expect(await faultsOf(guest.page), "the question").toEqual([])
    await picture(guest.page, "answer")
    await guest.page.getByLabel("Ce n’est pas de notre fait").check()
    await guest.page.getByLabel("Votre réponse").fill("Oui, bon de livraison signé le 3 février.")
    await guest.page.getByRole("button", { name: "Envoyer la réponse" }).click()
    await guest.page.getByRole("heading", { name: /Merci/ }).waitFor()
    await guest.page.reload()
    await guest.page.getByText(/Ce lien n’ouvre rien, ou plus rien/).waitFor()
    const [used, wrong] = await Promise.all([
      guest.page.request.get(link.replace("/answer/", "/api/answers/")),
      guest.page.request.get(`${session.url}/api/answers/ans_999_${"x".repeat(43)}`),
    ])
    expect([used.status(), await used.text()]).toEqual([wrong.status(), await wrong.text()])
    expect(used.status()).toBe(404)
    expect(used.headers()["referrer-policy"]).toBe("no-referrer")

    await page.reload()
    await card.getByText(/bon de livraison signé/).waitFor()
    await page
      .locator(".timeline")
      .getByText(/bon de livraison signé/)
      .first()
      .waitFor()
    expect([...complaints, ...guest.complaints]).toEqual([])
    await guest.page.context().close()
    await page.context().close()
  })

  test("two people change one contact: the later one sees both versions and who changed it, and loses nothing", async () => {
    await served.db.inCompany(served.company, (tx) =>
      addContact(tx, BY, "C1", {
        name: "Ines Example",
        role: "accountsPayable",
        phone: "+32 2 555 00 00",
        email: null,
        language: null,
        note: null,
        main: true,
      }),
    )
    const [one, two] = [await visit(browser, session.signedIn), await visit(browser, session.signedIn)]
    const begin = async (page: Page, phone: string) => {
      await page.goto(`${session.url}/ACME/customers/C1`)
      await page.getByRole("button", { name: "Modifier: Ines Example" }).click()
      await page.getByRole("dialog").getByLabel("Téléphone").fill(phone)
    }
    await begin(one.page, "+32 2 555 11 11")
    await begin(two.page, "+32 2 555 22 22")
    const save = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click()
    await save(one.page)
    await one.page.getByRole("link", { name: "+32 2 555 11 11" }).waitFor()
    // The page behind the dialog follows what the other did; what is typed in the dialog stays.
    await two.page.locator("a", { hasText: "+32 2 555 11 11" }).waitFor({ state: "attached" })
    await save(two.page)
    const dialog = two.page.getByRole("dialog")
    await dialog.getByText("Votre version").waitFor()
    await dialog.getByText("+32 2 555 11 11").waitFor()
    await dialog.getByText("+32 2 555 22 22").waitFor()
    await dialog.getByText(/modifié par Claire Leroy/).waitFor()
    expect(await faultsOf(two.page), "both versions").toEqual([])
    await picture(two.page, "both-versions")
    await dialog.getByRole("button", { name: "Continuer à modifier" }).click()
    expect(await dialog.getByLabel("Téléphone").inputValue()).toBe("+32 2 555 22 22")
    await save(two.page)
    await two.page.getByRole("link", { name: "+32 2 555 22 22" }).waitFor()
    // How it pays is changed in the same way.
    await two.page.getByRole("button", { name: "Modifier: Comment il paie" }).click()
    await two.page.getByRole("dialog").getByLabel("Jours du mois").fill("10, 25")
    await picture(two.page, "habits")
    expect(await faultsOf(two.page), "habits").toEqual([])
    await save(two.page)
    await two.page.getByText("10, 25").waitFor()
    expect([...one.complaints, ...two.complaints]).toEqual([])
    await Promise.all([one, two].map(({ page }) => page.context().close()))
  })
})
