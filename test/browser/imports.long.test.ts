/** The import wizard off the straight road: thousands of bad rows, a workbook of several sheets, snapshots in doubt, an import stopped, and servers that go away. */
import type { Browser, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { workbook } from "../workbooks.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { picture } from "./half-hour.ts"
import { openSession, type Session } from "./session.ts"

const HEAD = "Client;Nom;Pays;N° facture;Date;Échéance;Montant TTC;Devise"
/** Each look starts a reader of its own; where everything else runs beside that takes its time. */
const LOOK_MS = 90_000
const PATIENCE = { timeout: 6 * LOOK_MS }

describe.runIf(chromiumHere)("the import wizard off the straight road", () => {
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
  const open = async (look: Parameters<typeof visit>[1] = {}) => {
    const seen = await visit(browser, { ...session.signedIn, ...look })
    seen.page.setDefaultTimeout(LOOK_MS)
    await seen.page.goto(`${session.url}/ACME/imports/new`)
    return seen
  }
  const drop = (page: Page, name: string, bytes: string | Buffer) =>
    page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) })
  const api = async (page: Page, path: string) => (await page.context().request.get(`${session.url}/api/companies/ACME${path}`)).json()
  const bringIn = async (page: Page, words = /^Importer [\d\s\u202f\u00a0]+ lignes$/) => {
    await page.getByRole("button", { name: words }).click()
    await page.getByRole("status").getByText("Importé", { exact: true }).waitFor()
  }
  afterEach(async ({ task }) => {
    const pages = task.result?.state === "fail" ? browser.contexts().flatMap((context) => context.pages()) : []
    for (const [i, page] of pages.entries()) await picture(page, `failed-${task.name.slice(0, 30)}-${i}`)
  })
  const text = async (page: Page) => (await page.locator("main").innerText()).replaceAll(/[\u202f\u00a0]/g, " ")

  test(
    "a file of five thousand bad rows is worked through: mended by what they say, page by page, left out by what ails them",
    PATIENCE,
    async () => {
      const { page, complaints } = await open()
      const rows = Array.from({ length: 5_200 }, (_, i) => {
        const day = i < 3_000 ? "31/02/2026" : i < 5_000 ? "" : `jour ${i}`
        return `C${i % 40};Client ${i % 40};FR;B-${i};${day};30/06/2026;${10 + (i % 90)},00;EUR`
      })
      await drop(page, "beaucoup.csv", [HEAD, ...rows, "C1;Client 1;FR;B-bon;03/02/2026;30/06/2026;10,00;EUR", ""].join("\n"))
      const often = page.getByRole("region", { name: "La même chose sur plusieurs lignes" }).first()
      await often.waitFor()
      await expect.poll(() => text(page), { timeout: LOOK_MS }).toContain("5 200 refusées")
      expect(await faultsOf(page), "many bad rows").toEqual([])
      await picture(page, "rows-many")
      await page.getByText("1–50 sur 5 200").waitFor()
      // The last marked cell of a page leads to the first of the next one.
      await page.getByLabel("Ligne 51, Date").press("Enter")
      await page.getByText("51–100 sur 5 200").waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Ligne 52, Date")
      // A reload stays on the page.
      await page.reload()
      await page.getByText("51–100 sur 5 200").waitFor()
      await page.getByLabel("Ligne 52, Date").fill("28/02/2026")
      await page.getByLabel("Ligne 52, Date").press("Enter")
      await page.getByText("« 31/02/2026 » figure sur 3 000 lignes refusées").waitFor()
      await picture(page, "rows-offer")
      await page.getByRole("button", { name: "Tout corriger en « 28/02/2026 »" }).click()
      await expect.poll(() => text(page), { timeout: LOOK_MS }).toMatch(/(?:^|\n)2 200 refusées/)
      await page.getByText("3 000 cellules").waitFor()
      await page.getByLabel("À la place: Date, vide").fill("01/03/2026")
      await page.getByLabel("À la place: Date, vide").press("Enter")
      await expect.poll(() => text(page), { timeout: LOOK_MS }).toMatch(/(?:^|\n)200 refusées · 2 001 corrigées/)
      await picture(page, "rows-mended")
      await page
        .getByRole("button", { name: /^Montrer: Date/ })
        .first()
        .click()
      await page.getByText("1–50 sur 200").waitFor()
      await page.getByRole("button", { name: "Montrer toutes les lignes à voir" }).click()
      await page
        .getByRole("button", { name: /^Écarter: Date/ })
        .first()
        .click()
      await expect.poll(() => text(page), { timeout: LOOK_MS }).toMatch(/(?:^|\n)0 refusées · 2 001 corrigées · 200 écartées/)
      expect(await faultsOf(page), "all mended").toEqual([])
      await page.setViewportSize({ width: 390, height: 820 })
      await picture(page, "rows-390")
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await page.setViewportSize({ width: 1280, height: 820 })
      await page.getByRole("button", { name: "Contrôler et importer" }).click()
      await bringIn(page)
      const { imports } = await api(page, "/imports?limit=1")
      expect(imports[0].counts).toMatchObject({ rows: 5_001, accepted: 5_001, refused: 0 })
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  test("of a workbook of several sheets the one is chosen that is meant, and its columns and rows are shown", PATIENCE, async () => {
    const { page, complaints } = await open({ colorScheme: "dark" })
    const head = ["Client", "N° facture", "Date", "Échéance", "Montant"]
    const sheet = (name: string, prefix: string, count: number) => ({
      name,
      rows: [head, ...Array.from({ length: count }, (_, i) => [`S${i}`, `${prefix}-${i}`, { day: 46_100 }, { day: 46_130 }, 10 + i])],
    })
    const book = workbook([{ name: "Lisez-moi", rows: [["Export du mois"], ["fait par", "Claire"]] }, sheet("Avril", "AV", 3), sheet("Mai", "MA", 4)])
    await drop(page, "deux mois.xlsx", book)
    await page.getByRole("button", { name: "Contrôler et importer" }).waitFor()
    await page.getByRole("button", { name: "Compris" }).click()
    const choice = page.getByRole("combobox", { name: "Feuille" })
    expect(await choice.inputValue()).toBe("Avril")
    expect(await choice.locator("option").allInnerTexts()).toEqual(["Lisez-moi", "Avril", "Mai"])
    await choice.selectOption("Lisez-moi")
    await page.getByText("Reste à désigner :").waitFor()
    await picture(page, "sheets-wrong")
    expect(await faultsOf(page), "a sheet that is no journal").toEqual([])
    await choice.selectOption("Mai")
    await page.getByText("MA-0").waitFor()
    await picture(page, "sheets")
    await page.getByRole("button", { name: "Contrôler et importer" }).click()
    await bringIn(page, /^Importer 4 lignes$/)
    expect((await api(page, "/open-items?customer=S3")).items).toMatchObject([{ number: "MA-3" }])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("a snapshot that closes much is believed when somebody says so; one of an earlier day too", PATIENCE, async () => {
    const { page, complaints } = await open()
    const snapshot = (count: number) =>
      [HEAD, ...Array.from({ length: count }, (_, i) => `T${i};Tiers ${i};FR;T-${i};01/04/2026;30/04/2026;100,00;EUR`), ""].join("\n")
    const look = async (name: string, bytes: string, asOf: string) => {
      await page.goto(`${session.url}/ACME/imports/new`)
      await drop(page, name, bytes)
      await page.getByRole("navigation", { name: "Étapes" }).waitFor()
      await page.getByRole("button", { name: "Compris" }).click()
      await page.getByRole("combobox", { name: /^Source/ }).fill("erp")
      await page.getByLabel("Situation au", { exact: true }).fill(asOf)
      await page.getByRole("button", { name: "Vérifier à nouveau" }).click()
      await page.getByText("Source").locator("..").getByText("erp").waitFor()
      await page.getByLabel("Ce que contient le fichier").selectOption("snapshot")
      await page.getByRole("button", { name: "Contrôler et importer" }).click()
      await page.getByText("Dans le fichier").waitFor()
    }
    await look("mai.csv", snapshot(20), "31/05/2026")
    await bringIn(page)
    await look("juin.csv", snapshot(3), "30/06/2026")
    const believe = page.getByLabel("Le fichier est complet : solder ce qu’il ne nomme plus")
    await believe.waitFor()
    const importing = page.getByRole("button", { name: /^Importer(?: \d+ lignes?)?$/ })
    expect(await importing.isDisabled()).toBe(true)
    await picture(page, "snapshot-doubt")
    expect(await faultsOf(page), "a snapshot in doubt").toEqual([])
    await believe.check()
    await expect.poll(() => text(page), { timeout: LOOK_MS }).toContain("soldées, car absentes du fichier\n17")
    await expect.poll(() => importing.isDisabled(), { timeout: LOOK_MS }).toBe(false)
    await picture(page, "snapshot-believed")
    await importing.click()
    await page.getByRole("status").getByText("Importé", { exact: true }).waitFor()
    await picture(page, "snapshot-ended")
    await look("avril.csv", snapshot(21), "30/04/2026")
    const older = page.getByLabel("Prendre quand même ce jour antérieur")
    await older.waitFor()
    expect(await importing.isDisabled()).toBe(true)
    await picture(page, "snapshot-older")
    await older.check()
    await expect.poll(() => importing.isDisabled(), { timeout: LOOK_MS }).toBe(false)
    await importing.click()
    await page.getByRole("status").getByText("Importé", { exact: true }).waitFor()
    const openOf = async (customer: string) => (await api(page, `/open-items?customer=${customer}&asOf=2026-06-30`)).items.length
    expect([await openOf("T2"), await openOf("T3"), await openOf("T19")]).toEqual([1, 0, 0])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("a list of customers without invoices says what it is, and what to bring instead", PATIENCE, async () => {
    const { page } = await open()
    await drop(page, "clients.csv", "Code client;Raison sociale;Pays;SIREN;E-mail\nL1;Menuiserie Lacombe;FR;732829320;compta@example.org\n")
    await page.getByText("Ceci ressemble à une liste de clients").waitFor()
    await picture(page, "customers-only")
    expect(await faultsOf(page), "a list of customers").toEqual([])
    await page.context().close()
  })

  const many = (count: number, prefix: string) =>
    [HEAD, ...Array.from({ length: count }, (_, i) => `G${i % 500};Grand ${i % 500};FR;${prefix}-${i};01/05/2026;30/06/2026;10,00;EUR`), ""].join(
      "\n",
    )

  test("an import is stopped by who started it: nothing of it is written, and the file can be looked through again", PATIENCE, async () => {
    const { page, complaints } = await open()
    await drop(page, "grand.csv", many(60_000, "X"))
    await page.getByRole("button", { name: /^Importer 60\s000 lignes$/ }).click({ timeout: 120_000 })
    await page.getByText("Vous pouvez quitter cette page").waitFor()
    await page.getByRole("progressbar").first().waitFor()
    await picture(page, "at-work")
    expect(await faultsOf(page), "at work").toEqual([])
    await page.getByRole("main").getByRole("button", { name: "Interrompre" }).click()
    await page.getByText("Interrompu : rien n’a été écrit").waitFor()
    await picture(page, "stopped")
    expect(await faultsOf(page), "stopped").toEqual([])
    expect((await api(page, "/open-items?customer=G1&limit=1")).items ?? []).toEqual([])
    await page.getByRole("button", { name: "Revoir le fichier" }).click()
    await page.getByRole("button", { name: /^Importer 60\s000 lignes$/ }).waitFor({ timeout: 120_000 })
    await page.goto(`${session.url}/ACME/imports`)
    await page.getByText("grand.csv").first().waitFor()
    await picture(page, "imports-stopped")
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test(
    "a server that goes away takes neither a draft nor an import with it: the screen says so meanwhile, and goes on by itself",
    PATIENCE,
    async () => {
      const { page } = await open()
      await drop(
        page,
        "tenu.csv",
        [HEAD, "D1;Durand;FR;K-1;01/05/2026;30/06/2026;1o,00;EUR", "D2;Dupont;FR;K-2;01/05/2026;30/06/2026;20,00;EUR", ""].join("\n"),
      )
      await page.getByLabel("Ligne 2, Montant TTC").fill("10,00")
      await page.getByLabel("Ligne 2, Montant TTC").press("Enter")
      await page.getByText("0 refusées").waitFor()
      await served.restart()
      // Nobody reloads: the page in hand goes on.
      await page.getByRole("button", { name: "Contrôler et importer" }).click()
      await page.getByRole("button", { name: /^Importer 2 lignes$/ }).waitFor()
      await page.reload()
      await bringIn(page, /^Importer 2 lignes$/)
      await page.goto(`${session.url}/ACME/imports/new`)
      await drop(page, "sous-choc.csv", many(40_000, "Y"))
      await page.getByRole("button", { name: /^Importer 40\s000 lignes$/ }).click({ timeout: 120_000 })
      await page.getByText("Vous pouvez quitter cette page").waitFor()
      await page.getByRole("progressbar").first().waitFor()
      await served.crash()
      await picture(page, "crashed")
      await page.getByRole("status").getByText("Importé", { exact: true }).waitFor({ timeout: 120_000 })
      await picture(page, "crashed-ended")
      expect((await api(page, "/imports?limit=1")).imports).toMatchObject([{ file: "sous-choc.csv", counts: { accepted: 40_000 } }])
      await page.context().close()
    },
  )
})
