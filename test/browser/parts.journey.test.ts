/** A part of the books: a task from added to done, whose customers a list shows, and what sales and an outside collector can do with theirs. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { fillBooks } from "./books.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

const PASSWORD = "correct horse battery"
/** The company's own: its day and the browser's are one, whenever the journeys run. */
const ZONE = "Europe/Paris"

describe.runIf(chromiumHere)("a part of the books, in a browser", () => {
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
  const owner = async <T>(path: string, data?: object): Promise<T> => {
    const context = await browser.newContext(session.signedIn)
    const said = data === undefined ? {} : { method: "POST", data, headers: { Origin: session.url } }
    const answer = await context.request.fetch(`${session.url}/api/companies/ACME${path}`, said)
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    const body = (await answer.json()) as T
    await context.close()
    return body
  }
  async function employ(role: string, name: string) {
    const { url } = await owner<{ url: string }>("/invitations", { email: `${role}@example.org`, role })
    const headers = { Origin: session.url }
    const theirs = await browser.newContext()
    await theirs.request.post(`${session.url}/api/invitations/${url.split("/").at(-1)}`, { data: { name, password: PASSWORD }, headers })
    await theirs.request.post(`${session.url}/api/auth/sign-in/email`, { data: { email: `${role}@example.org`, password: PASSWORD }, headers })
    await theirs.request.patch(`${session.url}/api/me`, { data: { language: "fr" }, headers })
    const state = { storageState: await theirs.storageState() }
    await theirs.close()
    return state
  }

  test("a task is added on a customer's page, put off, done; one added in error is withdrawn", async () => {
    const { page, complaints } = await visit(browser, { ...session.signedIn, timezoneId: ZONE })
    await page.goto(`${session.url}/ACME/customers/C-200`)
    const dialog = page.getByRole("dialog")
    const add = async (why: string) => {
      await page.getByRole("button", { name: "Ajouter une tâche" }).press("Enter")
      await dialog.getByLabel("Pourquoi").fill(why)
      await dialog.getByLabel("Jusqu’au").fill("+3")
      expect(await faultsOf(page), "a task added").toEqual([])
      await dialog.getByRole("button", { name: "Enregistrer" }).press("Enter")
      await dialog.waitFor({ state: "detached" })
      await page.locator(".standing li", { hasText: why }).waitFor()
    }
    const end = async (why: string, step: string, until?: string) => {
      await page.locator(".standing li", { hasText: why }).getByRole("button").press("Enter")
      await dialog.getByLabel("Que devient-elle ?").selectOption(step)
      if (until !== undefined) await dialog.locator("input[name=until]").fill(until)
      expect(await faultsOf(page), `a task ${step}`).toEqual([])
      await dialog.getByRole("button", { name: "Enregistrer la tâche" }).press("Enter")
      await dialog.waitFor({ state: "detached" })
    }
    await add("Demander le bon signé")
    await end("Demander le bon signé", "snooze", "+10")
    const open = () => owner<{ tasks: { why: string; snoozedUntil: string | null }[] }>("/tasks?customer=C-200")
    await expect.poll(async () => (await open()).tasks[0]?.snoozedUntil).not.toBeNull()
    await end("Demander le bon signé", "done")
    await expect.poll(async () => (await open()).tasks).toEqual([])
    await add("Mauvais client")
    await end("Mauvais client", "withdraw")
    await expect.poll(async () => (await open()).tasks).toEqual([])
    expect((await owner<{ tasks: { why: string }[] }>("/tasks?customer=C-200&state=done")).tasks.map(({ why }) => why)).toEqual([
      "Demander le bon signé",
    ])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("lists show one collector's customers, and those nobody has", async () => {
    await employ("collector", "Noor Peeters")
    await owner("/portfolios/entrust", { part: "collector", to: "Noor Peeters", customers: ["C-100", "C-200"] })
    const { page, complaints } = await visit(browser, { ...session.signedIn, timezoneId: ZONE })
    await page.goto(`${session.url}/ACME/customers`)
    const filter = page.locator(".filters").getByLabel("Chargé de recouvrement")
    await filter.selectOption("Noor Peeters")
    await expect.poll(() => page.locator(".grid-row").count()).toBe(2)
    expect(new URL(page.url()).searchParams.get("collector")).toBe("Noor Peeters")
    expect(await faultsOf(page), "one collector's customers").toEqual([])
    await page.goto(`${session.url}/ACME/items`)
    await filter.selectOption("Noor Peeters")
    await expect.poll(() => page.locator(".grid-row").count()).toBe(4)
    await filter.selectOption("-")
    await expect.poll(() => page.locator(".grid-row", { hasText: "Menuiserie Lacombe" }).count()).toBe(0)
    await page.locator(".grid-row").first().waitFor()
    // No red line in the browser's log for a page that is opened before anybody signed in.
    const faults: string[] = []
    const stranger = await browser.newPage()
    stranger.on("console", (message) => message.type() === "error" && faults.push(message.text()))
    await stranger.goto(session.url)
    await stranger.waitForURL(/\/sign-in/)
    await stranger.locator("input[type=password]").waitFor()
    expect(faults).toEqual([])
    await stranger.context().close()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("P48 sales file, ask and keep a view among the customers entrusted; an outside collector files too; neither sees others", async () => {
    for (const [role, part, name] of [
      ["sales", "sales", "Sofia Vente"],
      ["outsideCollector", "outside", "Orla Extern"],
    ] as const) {
      const theirs = await employ(role, name)
      await owner("/portfolios/entrust", { part, to: name, customers: ["C-100"] })
      const { page, complaints } = await visit(browser, { ...theirs, timezoneId: ZONE })
      await page.goto(`${session.url}/ACME/customers/C-100`)
      await page.locator("input[type=file]").setInputFiles({ name: `bon-${role}.txt`, mimeType: "text/plain", buffer: Buffer.from("signé") })
      await page.getByRole("link", { name: `bon-${role}.txt` }).waitFor()
      if (role === "sales") await askAndKeep(page)
      await page.goto(`${session.url}/ACME/customers`)
      await page.getByText("Menuiserie Lacombe").waitFor()
      expect(await page.locator(".grid-row").count()).toBe(1)
      await page.goto(`${session.url}/ACME/customers/C-300`)
      await page.getByRole("alert").waitFor()
      expect(complaints.filter((one) => !one.includes("404"))).toEqual([])
      await page.context().close()
    }
  })
  async function askAndKeep(page: Page) {
    await page.getByRole("button", { name: "Interroger un collègue" }).press("Enter")
    const asked = page.locator("form", { has: page.locator("[name=of]") })
    await asked.locator("[name=of]").fill("Hélène du dépôt")
    await asked.locator("[name=words]").fill("A-t-on livré F-2 ?")
    expect(await faultsOf(page), "asking").toEqual([])
    await asked.locator("button[type=submit]").press("Enter")
    const link = page.getByLabel("Lien vers la question")
    await link.waitFor()
    const answering = await visit(browser)
    await answering.page.goto(await link.inputValue())
    await answering.page.getByText("A-t-on livré F-2 ?").waitFor()
    expect(await faultsOf(answering.page), "the question by link").toEqual([])
    await answering.page.context().close()
    await page.goto(`${session.url}/ACME/customers`)
    await page.getByRole("button", { name: "Vues" }).press("Enter")
    await page.getByLabel("Nom de cette vue").fill("Les miens")
    expect(await faultsOf(page), "a view of their own").toEqual([])
    await page.getByRole("button", { name: "Garder cette vue" }).press("Enter")
    await page.getByText("Vue gardée").first().waitFor()
  }
})
