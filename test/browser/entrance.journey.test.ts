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
import { PERSON } from "./session.ts"

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
  let browser: Browser
  beforeAll(async () => {
    served = await serveApi()
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  test("a new instance is set up, once, by its first person, who signs out and in again and comes out where the link pointed", async () => {
    const { page, complaints } = await visit(browser)
    await page.goto(`${served.url}/ACME/ageing?asOf=2026-06-30`)
    await page.getByRole("heading", { name: "Installer Encours" }).waitFor()
    expect(await faultsOf(page), "set-up").toEqual([])
    await page.getByLabel("Votre nom").fill(PERSON.name)
    await page.getByLabel("Courriel").fill(PERSON.email)
    await page.getByLabel("Mot de passe").fill(PERSON.password)
    await page.getByRole("button", { name: "Installer et commencer" }).click()
    await page.getByText("Plus rien à faire").waitFor()
    await page.getByRole("button", { name: /Profil/ }).click()
    await page.getByRole("button", { name: "Se déconnecter" }).click()
    await page.getByRole("heading", { name: "Se connecter" }).waitFor()

    await page.goto(`${served.url}/setup`)
    await page.getByText("Encours est déjà installé").waitFor()
    await page.goto(`${served.url}/ACME/ageing?asOf=2026-06-30`)
    await page.getByRole("heading", { name: "Se connecter" }).waitFor()
    expect(await faultsOf(page), "sign-in").toEqual([])
    await page.getByLabel("Courriel").fill(PERSON.email)
    await page.getByLabel("Mot de passe").fill("wrong")
    await page.keyboard.press("Enter")
    await page.getByText("ne vont pas ensemble").waitFor()
    expect(await faultsOf(page), "sign-in, refused").toEqual([])
    await page.getByLabel("Mot de passe").fill(PERSON.password)
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/ACME\/ageing\?asOf=2026-06-30/)
    await page.getByRole("heading", { name: "Balance âgée" }).waitFor()

    // The look is the person's: kept, and on the next page from the first moment on.
    await page.getByRole("button", { name: /Profil/ }).click()
    await page.getByLabel("Apparence").selectOption("dark")
    await page.getByLabel("Lignes").selectOption("compact")
    expect(await faultsOf(page), "profile").toEqual([])
    await page.getByLabel(/^Langue/).selectOption("de")
    await page.getByRole("heading", { name: "Offene Posten nach Fälligkeit" }).waitFor()
    const html = await (await page.context().request.get(`${served.url}/ACME/ageing`, { headers: { Accept: "text/html" } })).text()
    expect(html).toMatch(/<html data-theme="dark" data-density="compact" lang="de-DE">/)
    const { person } = (await (await page.context().request.get(`${served.url}/api/me`)).json()) as { person: object }
    expect(person).toMatchObject({ language: "de", theme: "dark", density: "compact" })
    expect(complaints).toEqual([])

    // Whom the owner invites takes a password by the link, and works in the company.
    const made = await page.context().request.post(`${served.url}/api/companies/ACME/invitations`, {
      data: { email: "paul@example.org", role: "auditor" },
      headers: { Origin: served.url },
    })
    const { url } = (await made.json()) as { url: string }
    const guest = await visit(browser)
    await guest.page.goto(`${served.url}${new URL(url).pathname}`)
    await guest.page.getByRole("heading", { name: "Vous êtes invité" }).waitFor()
    expect(await faultsOf(guest.page), "invitation").toEqual([])
    await guest.page.getByLabel("Votre nom").fill("Paul")
    await guest.page.getByLabel("Mot de passe").fill("another horse battery")
    await guest.page.getByRole("button", { name: "Accepter et commencer" }).click()
    await guest.page.getByText("Plus rien à faire").waitFor()
    expect(await faultsOf(guest.page), "nothing to do").toEqual([])
    expect(guest.complaints).toEqual([])
    await guest.page.context().close()
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
