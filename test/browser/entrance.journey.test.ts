/** Before anybody is signed in; and what the first page weighs. */
import { existsSync, readFileSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { LANGUAGES } from "../../src/kernel/text.ts"
import { buildScreens } from "../../src/shell/web/build.job.ts"
import { firstFiles, type Manifest } from "../../src/shell/web/serve.http.ts"
import { type ServedApi, serveApi } from "../api.ts"
import { chromiumHere, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

const MOST_FIRST_BYTES = 200_000

test("the first page takes at most 200 kB of script, packed, in every language", async () => {
  const folder = await buildScreens(tmpdir(), () => {})
  for (const lang of LANGUAGES) {
    const manifest = JSON.parse(readFileSync(join(folder, `manifest.${lang}.json`), "utf8")) as Manifest
    const ageing = manifest["ageing/ageing.screen.tsx"]!
    const files = new Set([...firstFiles(manifest).scripts, ageing.file, ...(ageing.imports ?? []).map((name) => manifest[name]!.file)])
    const size = (file: string) => statSync(existsSync(join(folder, `${file}.gz`)) ? join(folder, `${file}.gz`) : join(folder, file)).size
    const bytes = [...files].reduce((sum, file) => sum + size(file), 0)
    console.log(`first page in ${lang}: ${bytes} bytes of script, gzip`)
    expect(bytes).toBeLessThan(MOST_FIRST_BYTES)
    // One language a bundle.
    const text = [...files].map((file) => readFileSync(join(folder, file), "utf8")).join("\n")
    const words = { en: "Ageing balance", fr: "Balance âgée", nl: "Ouderdomsbalans", de: "Offene Posten nach Fälligkeit" }
    expect(LANGUAGES.filter((each) => text.includes(words[each]))).toEqual([lang])
  }
})

describe.runIf(chromiumHere)("before anybody is signed in", () => {
  let served: ServedApi
  let session: Session
  let browser: Browser
  beforeAll(async () => {
    served = await serveApi()
    session = await openSession(served.url, served.keys.owner, [{ code: "ACME", name: "Ateliers du Nord SAS" }])
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await session?.close()
    await served?.close()
  })

  test("a deep link leads to the sign-in and, signed in, back to where it pointed", async () => {
    session.signedIn = false
    const { page, complaints } = await visit(browser)
    await page.goto(`${session.url}/ACME/ageing?asOf=2026-06-30`)
    await page.getByRole("heading", { name: "Se connecter" }).waitFor()
    expect(await faultsOf(page), "sign-in").toEqual([])
    await page.getByLabel("Courriel").fill("claire@example.org")
    await page.getByLabel("Mot de passe").fill("wrong")
    await page.keyboard.press("Enter")
    await page.getByText("ne vont pas ensemble").waitFor()
    expect(await faultsOf(page), "sign-in, refused").toEqual([])
    await page.getByLabel("Mot de passe").fill("correct horse battery")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/ACME\/ageing\?asOf=2026-06-30/)
    await page.getByRole("heading", { name: "Balance âgée" }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("the person's language and look are kept, and nothing flashes on the next page", async () => {
    session.signedIn = true
    Object.assign(session.person, { language: "fr", theme: "system", density: "comfortable" })
    const { page, complaints } = await visit(browser)
    await page.goto(`${session.url}/ACME/ageing`)
    await page.getByRole("button", { name: /Profil/ }).click()
    await page.getByLabel("Apparence").selectOption("dark")
    await page.getByLabel("Lignes").selectOption("compact")
    expect(await faultsOf(page), "profile").toEqual([])
    await page.getByLabel("Langue").selectOption("de")
    await page.getByRole("heading", { name: "Offene Posten nach Fälligkeit" }).waitFor()
    const html = await (await page.context().request.get(`${session.url}/ACME/ageing`, { headers: { Accept: "text/html" } })).text()
    expect(html).toMatch(/<html data-theme="dark" data-density="compact" lang="de-DE">/)
    expect(session.person).toMatchObject({ language: "de", theme: "dark", density: "compact" })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("the page runs no script but its own, and no other site may frame it", async () => {
    const answer = await fetch(`${served.url}/`, { headers: { Accept: "text/html", "Accept-Language": "nl" } })
    const policy = answer.headers.get("Content-Security-Policy") ?? ""
    expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("unsafe")
    const html = await answer.text()
    expect(html).toContain('lang="nl-BE"')
    expect(html).not.toMatch(/<script(?![^>]* src="\/assets\/)|\son\w+=|\sstyle=/)
    const script = /src="(\/assets\/[^"]+)"/.exec(html)![1]!
    const file = await fetch(`${served.url}${script}`, { headers: { "Accept-Encoding": "br" } })
    expect([file.status, file.headers.get("Cache-Control"), file.headers.get("Content-Encoding")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
      "br",
    ])
    const again = await fetch(`${served.url}/`, {
      headers: { Accept: "text/html", "Accept-Language": "nl", "If-None-Match": answer.headers.get("ETag")! },
    })
    expect(again.status).toBe(304)
    for (const path of ["/assets/%2e%2e%2fmanifest.fr.json", "/assets/..%2fmanifest.fr.json", "/assets/none.js", "/assets/web.js.map"])
      expect((await fetch(`${served.url}${path}`, { headers: { Accept: "text/html" } })).status, path).toBe(404)
  })
})
