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

  test("the day is the company's, wherever the person is", async () => {
    for (const timezoneId of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      const { page, complaints } = await visit(browser, { ...session.signedIn, timezoneId })
      await page.goto(`${session.url}/ACME/today`)
      const { asOf } = await said("/worklist?limit=1")
      await page.getByRole("heading", { level: 1, name: new RegExp(` ${Number(asOf.slice(8))} `) }).waitFor()
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

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
    // Several at once: chosen by X and Shift, shown who and who not, done, taken back.
    await page.keyboard.press("x")
    await page.keyboard.press("Shift+J")
    await page.keyboard.press("Shift+J")
    await page.getByText("3 sélectionnés").waitFor()
    expect(await page.locator(".grid-row[aria-selected=true]").count()).toBe(3)
    await picture(page, "chosen")
    const before = (await said("/worklist?limit=1")).count
    await page.getByRole("region", { name: "Agir sur la sélection" }).getByRole("button", { name: "Reporter" }).press("Enter")
    await dialog.getByLabel("Jusqu’au").fill("+9")
    await dialog.getByRole("button", { name: "Voir ce qui serait fait" }).press("Enter")
    await dialog.getByText("3 seront concernés").waitFor()
    expect(await dialog.getByRole("button", { name: "Voir ce qui serait fait" }).count(), "one way on at a time").toBe(0)
    expect(await faultsOf(page), "preview").toEqual([])
    await picture(page, "preview")
    expect((await said("/worklist?limit=1")).count).toBe(before)
    await dialog.getByRole("button", { name: "Appliquer à 3" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    await expect.poll(async () => (await said("/worklist?limit=1")).count).toBe(before - 3)
    await page.getByRole("button", { name: "Annuler" }).last().press("Enter")
    await expect.poll(async () => (await said("/worklist?limit=1")).count).toBe(before)
    await expect.poll(() => page.locator(".grid-row").first().locator("a").first().innerText()).toBe(put)
    // A dispute of one item; the next row has the focus, the undo opens the way again.
    const at = page.locator(".grid-row").first()
    const next = (await page.locator(".grid-row").nth(1).locator("a").first().innerText()).trim()
    await at.focus()
    await page.keyboard.press("d")
    await dialog.getByRole("checkbox").first().press("Space")
    await dialog.getByLabel("Que reproche-t-on ?").fill("Livré abîmé")
    await picture(page, "dispute")
    expect(await faultsOf(page), "dispute").toEqual([])
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? "")).toContain(next)
    expect((await said("/disputes?state=open")).disputes).toMatchObject([{ description: "Livré abîmé" }])
    await page.getByRole("button", { name: "Annuler" }).last().press("Enter")
    await expect.poll(async () => (await said("/disputes?state=open")).disputes).toEqual([])
    // Whoever is named in a note finds it here, until it is seen.
    await page.locator(".grid-row").first().focus()
    await page.keyboard.press("n")
    await dialog.getByRole("textbox").fill("@Claire.Leroy à revoir")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await page.getByRole("region", { name: "On vous a nommé" }).getByRole("button", { name: "Vu" }).press("Enter")
    await page.getByRole("region", { name: "On vous a nommé" }).waitFor({ state: "detached" })
    await picture(page, "today")
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

  test("a customer's page keeps people, how they pay and files; what is filed comes back as it came, never shown", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    await page.goto(`${session.url}/ACME/customers/C-200`)
    const dialog = page.getByRole("dialog")
    await page.getByRole("button", { name: "Ajouter un contact" }).press("Enter")
    await dialog.getByLabel("Nom").fill("Sofie Maes")
    await dialog.getByLabel("Téléphone").fill("+32 2 555 01 02")
    await dialog.getByLabel("à joindre en premier").press("Space")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    await page.locator("a[href='tel:+3225550102']").waitFor()
    await page.getByRole("button", { name: "Modifier: Sofie Maes" }).press("Enter")
    await dialog.getByLabel("Fonction").selectOption("approver")
    expect(await faultsOf(page), "contact").toEqual([])
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    expect((await said("/contacts?customer=C-200")).contacts).toMatchObject([{ name: "Sofie Maes", role: "approver", main: true }])

    await page.getByRole("button", { name: "Modifier: Comment il paie" }).press("Enter")
    await dialog.getByLabel("Portail").fill("portail.example.org")
    await dialog.getByLabel("Bon de commande").selectOption("required")
    await dialog.getByLabel("Jours du mois").fill("10, 40")
    await dialog.getByLabel("virement").press("Space")
    await dialog.getByLabel(/^Fermetures/).fill("01/08/2027–15/08/2027")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.getByText("Les jours du mois sont des nombres").waitFor()
    await picture(page, "habits")
    expect(await faultsOf(page), "habits, refused").toEqual([])
    await dialog.getByLabel("Jours du mois").fill("10, 25")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    expect(await said("/customers/C-200/habits")).toMatchObject({
      portal: "portail.example.org",
      purchaseOrder: "required",
      payDays: [10, 25],
      means: ["transfer"],
      closures: [{ from: "2027-08-01", until: "2027-08-15" }],
    })

    const name = `bon "><img src=x onerror=alert(1)>.html`
    const content = "<script>alert(document.domain)</script>"
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(content) })
    await page.getByRole("link", { name }).waitFor()
    const [file] = (await said("/customers/C-200/files")).files
    expect(file).toMatchObject({ name, bytes: content.length, by: "Claire Leroy" })
    const answer = await page.context().request.get(`${session.url}/api/companies/ACME/customers/C-200/files/${file.id}/content`)
    expect(await answer.text()).toBe(content)
    expect(answer.headers()).toMatchObject({
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    })
    expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename\*=UTF-8''bon%20/)
    const other = await page.context().request.get(`${session.url}/api/companies/ACME/customers/C-100/files/${file.id}/content`)
    expect(other.status()).toBe(404)
    await page.getByRole("button", { name: `Retirer: ${name}` }).press("Enter")
    await expect.poll(async () => (await said("/customers/C-200/files")).files).toEqual([])
    await page.getByRole("button", { name: /^Annuler: Fichier retiré/ }).press("Enter")
    await page.getByRole("link", { name }).waitFor()

    // One history, its parts, and what is pinned above it.
    await page.getByRole("button", { name: "Écrire une note" }).press("Enter")
    await dialog.getByRole("textbox").fill("Demander Sofie, jamais le standard")
    await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
    await dialog.waitFor({ state: "detached" })
    await page.getByRole("link", { name: "Notes", exact: true }).press("Enter")
    await page.waitForURL(/told=note/)
    await page.locator(".timeline", { hasText: "Fichier gardé" }).waitFor({ state: "detached" })
    await page.locator(".timeline li", { hasText: "jamais le standard" }).getByRole("button", { name: "Épingler" }).click()
    await page.locator(".notice.pinned", { hasText: "jamais le standard" }).waitFor()
    await page.getByRole("link", { name: "Décisions", exact: true }).press("Enter")
    await page.locator(".timeline", { hasText: "Fichier gardé" }).waitFor()
    await picture(page, "customer-page")
    expect(await faultsOf(page), "customer's page").toEqual([])
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
