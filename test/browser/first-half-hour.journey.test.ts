/** 4.6: the first half hour of somebody new, with the example files of docs/first-half-hour.md. */
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { serveUnused } from "../api.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { EXAMPLES, mendExamples, picture, playHalfHour } from "./half-hour.ts"
import { PERSON } from "./session.ts"

/** A page of the screens and its look-through take longer where everything else runs beside. */
const PATIENCE = { timeout: 180_000 }

describe.runIf(chromiumHere)("the first half hour", () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof serveUnused>>
  beforeAll(async () => {
    served = await serveUnused()
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  test("of somebody who reads French: set up, bring in, mend, read, call, take away", PATIENCE, async () => {
    await playHalfHour(browser, served.url, { ...EXAMPLES, lang: "fr", mend: mendExamples("fr") })
  })

  test(
    "headers nobody knows are named by choice; an import is told of elsewhere when it ends, and taken back with its consequences",
    PATIENCE,
    async () => {
      const { page, complaints } = await visit(browser, { locale: "de-DE", colorScheme: "dark" })
      const { request } = page.context()
      const own = { headers: { Origin: served.url } }
      await request.post(`${served.url}/api/auth/sign-in/email`, { ...own, data: { email: PERSON.email, password: PERSON.password } })
      await request.patch(`${served.url}/api/me`, { ...own, data: { language: "de", theme: "dark" } })
      const at = `${served.url}/ATELIERS/imports`
      await page.goto(`${at}/new`)
      const bytes = "Wer;Was;Wann;Bis;Wieviel\nC1;<b onclick=alert(1)>;2026-05-01;2026-06-01;10,00\nC1;M2;2026-05-02;2026-06-02;20,00\n"
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "<img src=x onerror=alert(1)>.csv", mimeType: "text/csv", buffer: Buffer.from(bytes) })
      await page.getByText("Noch zu benennen:").waitFor()
      await picture(page, "de-dark-columns")
      expect(await faultsOf(page), "columns, dark").toEqual([])
      for (const [header, field] of Object.entries({ Wer: "customerCode", Was: "number", Wann: "issuedOn", Bis: "dueOn", Wieviel: "amount" }))
        await page.getByLabel(`Was sie ist: ${header}`).selectOption(field)
      await page.getByRole("button", { name: "Weiter" }).click()
      await page.getByText("Jede Zeile kann übernommen werden").waitFor()
      await page.setViewportSize({ width: 390, height: 800 })
      await page.getByRole("button", { name: "Erste Zeilen" }).click()
      await picture(page, "de-dark-390-rows")
      expect(await faultsOf(page), "first rows, on a phone").toEqual([])
      await page.setViewportSize({ width: 1280, height: 820 })
      await page.getByRole("button", { name: "Prüfen und importieren" }).click()
      await page.getByRole("button", { name: "2 Zeilen importieren" }).click()
      await page.getByRole("link", { name: "Fälligkeiten" }).first().click()
      await page.getByText("onerror=alert(1)>.csv: fertig").waitFor()
      await page.getByRole("button", { name: /Längere Arbeiten/ }).click()
      await page.getByText("Alle Importe").waitFor()
      await picture(page, "de-dark-jobs")
      expect(await faultsOf(page), "long work").toEqual([])
      await page.getByRole("link", { name: "Alle Importe" }).click()
      await page
        .getByRole("row")
        .filter({ hasText: "onerror" })
        .getByRole("button", { name: /^Zurücknehmen/ })
        .click()
      const dialog = page.getByRole("dialog")
      await dialog.getByText("30,00").waitFor()
      await picture(page, "de-dark-undo")
      expect(await faultsOf(page), "undo").toEqual([])
      await dialog.getByRole("button", { name: "Jetzt zurücknehmen" }).click()
      await page.getByRole("row").filter({ hasText: "onerror" }).getByText("zurückgenommen").filter({ visible: true }).waitFor()
      await page.setViewportSize({ width: 390, height: 800 })
      await picture(page, "de-dark-390-imports")
      expect(await faultsOf(page), "imports, on a phone").toEqual([])
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )
})
