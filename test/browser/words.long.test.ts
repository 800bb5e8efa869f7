/** P94: every screen in every language: figures and days as it writes them, its own words and no other's, and room for words half as long again. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { LANGUAGES, type Language } from "../../src/kernel/text.ts"
import { ROLES } from "../../src/people/roles.ts"
import { type ServedApi, serveApi } from "../api.ts"
import { ROOT, readTree } from "../tree.ts"
import { fillBooks, ON } from "./books.ts"
import { chromiumHere, openChromium, visit } from "./chromium.ts"
import { openSession, type Session } from "./session.ts"

/** Below the company; the person's own account is everywhere's. */
const SCREENS = [
  ...["today", "customers", "customers/C-100", "items?search=F-3", "ageing", "figures", "activity", "backups", "users", "keys", "team"],
  ...["settings", ...["portfolios", "absences", "accounts", "calendar", "law"].map((tab) => `settings?tab=${tab}`)],
  ...["imports", "imports/new", "/account"],
]
/** A file that is looked through, at each of its steps: two rows cannot be read for the same reason. Its headers are words of no language. */
const DRAFT =
  "cust_no;inv_no;inv_date;due_dt;tot_amt\nK1;Z-1;2026-02-31;2026-03-31;10.00\nK2;Z-2;2026-02-31;2026-03-31;20.00\nK3;Z-3;2026-02-28;2026-03-31;30.00\n"
const STEPS = ["understood", "rows", "check"]
/** What the keys of the test are called, whatever the language. */
const NAMES: readonly string[] = ROLES
/** 9.999,99 of F-3 and its due day, as each language writes them. */
const WRITTEN: Readonly<Record<Language, { readonly amount: RegExp; readonly day: string }>> = {
  en: { amount: /9,999\.99/, day: "20/07/2026" },
  fr: { amount: /9[\u202f\u00a0 ]999,99/, day: "20/07/2026" },
  nl: { amount: /9\.999,99/, day: "20/07/2026" },
  de: { amount: /9\.999,99/, day: "20.07.2026" },
}

/** Every plain text of ours, by language. */
async function ourWords(): Promise<Readonly<Record<Language, ReadonlySet<string>>>> {
  const found = { en: new Set<string>(), fr: new Set<string>(), nl: new Set<string>(), de: new Set<string>() }
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    const words = value as Record<string, unknown>
    if (LANGUAGES.every((lang) => typeof words[lang] === "string")) for (const lang of LANGUAGES) found[lang].add(String(words[lang]))
    else for (const part of Object.values(words)) collect(part)
  }
  for (const { path } of readTree().filter((file) => /^src\/.*\.text\.ts$/.test(file.path))) collect(await import(`${ROOT}/${path}`))
  return found
}

/** Texts as they stand on the page, one a node. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) found.push(walker.currentNode.textContent?.trim() ?? "")
    return [...new Set(found.filter((text) => text !== ""))]
  })

/** As a language with words longer by two fifths would look: what is cut off, and whether the page runs over. Names and numbers of customers may be cut. */
const cutWhenLonger = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ours = [...document.querySelectorAll<HTMLElement>("button, label, h1, h2, h3, legend, .ways a, [role=columnheader], .tabs a, dt")]
    const seen = ours.filter((element) => element.checkVisibility() && element.closest("[role=row][tabindex], .company, .choices") === null)
    for (const element of seen) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      const nodes: Node[] = []
      while (walker.nextNode()) nodes.push(walker.currentNode)
      for (const node of nodes) {
        const text = node.textContent ?? ""
        if (/\p{L}{2}/u.test(text) && node.parentElement?.closest("select, option") === null)
          node.textContent = text + "é".repeat(Math.ceil(text.length * 0.4))
      }
    }
    const isCut = (element: HTMLElement) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      return (
        (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY === "hidden" && element.scrollHeight > element.clientHeight + 3)
      )
    }
    const wide = document.documentElement.scrollWidth
    const sticksOut = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (element) => Math.abs(element.getBoundingClientRect().right - wide) < 2,
    )
    const over =
      wide > window.innerWidth + 1 ? [`the page is ${wide} wide: ${sticksOut.map((one) => `${one.tagName}.${one.className}`).join(" ")}`] : []
    return [...over, ...seen.filter(isCut).map((element) => `${element.tagName} “${element.textContent}”`)]
  })

describe.runIf(chromiumHere)("P94: words, figures and days in a browser", () => {
  let served: ServedApi
  let session: Session
  let browser: Browser
  let screens: readonly string[] = []
  beforeAll(async () => {
    served = await serveApi()
    await fillBooks(served)
    browser = await openChromium()
    session = await openSession(served, browser)
    const sent = await served.ask("/api/companies/ACME/imports?name=k.csv&dryRun=true", served.keys.accountant, { method: "POST", body: DRAFT })
    const { job } = (await sent.json()) as { job: string }
    screens = [...SCREENS, ...STEPS.map((step) => `imports/new?drafts=${job}&step=${step}`)]
  })
  afterAll(async () => {
    await session?.close()
    await browser?.close()
    await served?.close()
  })

  test.each(LANGUAGES)("%s: its own words, figures and days on every screen, and none of another language", async (lang) => {
    const words = await ourWords()
    const foreign = new Set(
      LANGUAGES.filter((other) => other !== lang).flatMap((other) => [...words[other]].filter((text) => !words[lang].has(text))),
    )
    await session.wear({ language: lang })
    const { page, complaints } = await visit(browser, session.signedIn)
    const faults: string[] = []
    for (const screen of screens) {
      await page.setViewportSize({ width: 1280, height: 820 })
      const at = screen.startsWith("/") ? screen : `/ACME/${screen}`
      await page.goto(`${session.url}${at}${at.includes("?") ? "&" : "?"}asOf=${ON}`)
      await page.locator("main h1, main h2").first().waitFor()
      await page.locator(".skeleton").first().waitFor({ state: "detached" })
      const texts = await textsOf(page)
      expect((await page.locator("html").getAttribute("lang"))?.slice(0, 2), screen).toBe(lang)
      expect(texts.length, screen).toBeGreaterThan(10)
      faults.push(...texts.filter((text) => foreign.has(text) && !NAMES.includes(text)).map((text) => `${screen}: “${text}” is another language`))
      if (screen.startsWith("items")) {
        const all = texts.join("\n")
        expect(all).toMatch(WRITTEN[lang].amount)
        expect(all).toContain(WRITTEN[lang].day)
      }
      // A phone in one language, a desk in the others.
      if (lang === "de") await page.setViewportSize({ width: 390, height: 820 })
      faults.push(...(await cutWhenLonger(page)).map((cut) => `${screen}, words longer by two fifths: ${cut}`))
    }
    expect(faults).toEqual([])
    // The proof of the proof: a heading without room is found.
    await page.locator("main h1").evaluate((heading) => Object.assign(heading.style, { width: "2rem", overflow: "hidden", whiteSpace: "nowrap" }))
    expect(await cutWhenLonger(page)).toHaveLength(1)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
