/** A real Chromium for the journeys: the machine's own, found by CHROMIUM_PATH or where systems put it. */
import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"
import { AxeBuilder } from "@axe-core/playwright"
import { type Browser, type BrowserContextOptions, chromium, type Download, type Page } from "playwright-core"

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"]

export function findChromium(): string | null {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const named = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...named, ...PLACES].find((path) => existsSync(path)) ?? null
}

/** As root, in a container mostly, Chromium has no sandbox of its own. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? "chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    // Where the machine says no language Chromium cannot name a file with an accent.
    env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
  })

export type Visit = {
  readonly page: Page /** What the page complained of, refused requests apart. */
  readonly complaints: string[] /** Hosts it asked. */
  readonly hosts: Set<string>
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 820 }, locale: "fr-FR", acceptDownloads: true, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  const hosts = new Set<string>()
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) hosts.add(new URL(request.url()).host)
  })
  return { page, complaints, hosts }
}

/** A list taken away: at once where it is whole on its first page, else from the message that says the server has made it. */
export async function exported(page: Page, ask: () => Promise<void>): Promise<Download> {
  const file = page.waitForEvent("download")
  const link = page.locator(".toast").getByRole("link").last()
  const made = link.waitFor().then(
    () => true,
    () => false,
  )
  await ask()
  if (await Promise.race([file.then(() => false), made])) await link.click()
  return file
}

/** P94: what WCAG 2.2 AA forbids of the page as it is; nothing, we hope. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary?.split("\n")[1]?.trim()})`).join(" | ")}`,
  )
}

/** Where there is none the journeys are left out aloud; under CI that is a failure (test/run.ts). */
export const chromiumHere = findChromium() !== null
