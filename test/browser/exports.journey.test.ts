/** A list longer than a page is exported by the server, and fetched by a person in a real browser. */
import { readFileSync } from "node:fs"
import type { Browser, Download, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openWorkbook } from "../../src/document/workbook/workbook.job.ts"
import { type ServedApi, serveApi } from "../api.ts"
import { fillBooks, HARM, ON } from "./books.ts"
import { chromiumHere, faultsOf, openChromium, type Visit, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

const FORMULA = '=HYPERLINK("http://x";"Payez ici")'
const PICTURES = process.env.ENCOURS_PICTURES
const picture = async (page: Page, name: string) => {
  if (!PICTURES) return
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 820 })
      await page.screenshot({ path: `${PICTURES}/exports-${name}-${colorScheme}-${width}.png` })
    }
  }
  await page.setViewportSize({ width: 1280, height: 820 })
}

describe.runIf(chromiumHere)("exports of long lists in a browser", () => {
  let served: ServedApi
  let session: Session
  let browser: Browser
  beforeAll(async () => {
    served = await serveApi()
    await fillBooks(served)
    await served.db.owner.query("UPDATE customer.customer SET name = $1 WHERE code = 'M-0299'", [FORMULA])
    browser = await openChromium()
    session = await openSession(served, browser)
  })
  afterAll(async () => {
    await session?.close()
    await browser?.close()
    await served?.close()
  })
  const open = async (path: string): Promise<Visit> => {
    const visited = await visit(browser, session.signedIn)
    await visited.page.goto(`${session.url}${path}`)
    await visited.page.getByRole("grid").waitFor()
    return visited
  }
  const wish = async (page: Page, format: string) => {
    await page.getByRole("button", { name: "Exporter" }).click()
    await page.getByRole("button", { name: format }).click()
  }
  const fetched = async (page: Page, click: Promise<unknown>): Promise<Download> => (await Promise.all([page.waitForEvent("download"), click]))[0]
  type Item = { readonly number: string; readonly name: string; readonly open: string; readonly side: string }
  const listed = async () =>
    ((await (await served.ask(`/api/companies/ACME/open-items?asOf=${ON}&order=due&limit=1000`, served.keys.owner)).json()) as { items: Item[] })
      .items

  test("P65 more rows than a page come as one file: every row in its order, a name that looks like a formula as a text", async () => {
    const visited = await open(`/ACME/items?asOf=${ON}&hide=customer,instalment,kind,issued,due,late,gross,currency`)
    const { page } = visited
    await wish(page, "CSV")
    const link = page.getByRole("link", { name: /^Télécharger/ })
    await link.waitFor()
    expect(await faultsOf(page), "ready").toEqual([])
    await picture(page, "ready")
    const file = await fetched(page, link.click())
    expect(file.suggestedFilename()).toBe(`Postes-ouverts-ACME-${ON}.csv`)
    const lines = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\r\n")
    const quoted = (text: string) => (/[";]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const items = await listed()
    expect(items.length).toBe(305)
    expect(lines.slice(5)).toEqual(
      items.map(({ name, number, open: left, side }) =>
        [quoted(name === FORMULA ? `'${name}` : name), number, `${side === "credit" ? "-" : ""}${left.replace(".", ",")}`].join(";"),
      ),
    )
    expect(lines.filter((line) => line.startsWith(`"'=HYPERLINK(`))).toHaveLength(1)
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })

  test("after the page is loaded anew the file is still there to be fetched, under long work in the head", async () => {
    const visited = await open(`/ACME/items?asOf=${ON}`)
    const { page } = visited
    await wish(page, "XLSX")
    await page.getByText("La liste est en préparation").waitFor()
    await page.reload()
    const head = page.getByRole("button", { name: /^Tâches longues/ })
    await head.click()
    const link = page.locator(".jobs").getByRole("link", { name: /^Télécharger/ })
    await link.first().waitFor()
    expect(await faultsOf(page), "long work").toEqual([])
    await picture(page, "long-work")
    const found = page.locator(".jobs li").first()
    const file = await fetched(page, found.getByRole("link", { name: /^Télécharger/ }).click())
    expect(file.suggestedFilename()).toBe(`Postes-ouverts-ACME-${ON}.xlsx`)
    const opened = await openWorkbook(await file.path(), null, async () => {})
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const names: string[] = []
    for await (const batch of opened.value.rows()) for (const { cells } of batch.rows) names.push(cells[0] ?? "")
    expect(names).toEqual((await listed()).map(({ name }) => name))
    expect(names).toContain(HARM)
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })

  test("an export that waits is shown with its progress, and stopped by who asked for it", async () => {
    const visited = await open(`/ACME/customers?asOf=${ON}`)
    const { page } = visited
    // Its rows are not read while the ledger is held.
    await served.db.owner.query("BEGIN; LOCK TABLE ledger.open_item IN ACCESS EXCLUSIVE MODE")
    // The first page of the list is asked again before a job is made of it: that page is remembered by nobody.
    await page.route("**/api/companies/ACME/customers?*", (route) =>
      route.fulfill({ contentType: "application/json", body: JSON.stringify({ customers: [], next: "more" }) }),
    )
    await wish(page, "CSV")
    await page.getByRole("button", { name: "Tâches longues: 1" }).click()
    const work = page.locator(".jobs li").first()
    await work.getByRole("progressbar").waitFor()
    expect(await faultsOf(page), "at work").toEqual([])
    await picture(page, "at-work")
    await work.getByRole("button", { name: /^Interrompre/ }).click()
    await work.getByText("interrompu").waitFor()
    await served.db.owner.query("ROLLBACK")
    expect(await work.getByRole("link").count()).toBe(0)
    expect(visited.complaints).toEqual([])
    await page.context().close()
  })
})
