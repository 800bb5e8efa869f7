/** What somebody new does in the first half hour, in French or English, with two files of their own: the words of the screens, and the steps. */
import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { expect } from "vitest"
import { ROOT } from "../tree.ts"
import { faultsOf, visit } from "./chromium.ts"
import { PERSON } from "./session.ts"

const WORDS = {
  fr: {
    locale: "fr-FR",
    setUp: "Installer Encours",
    fields: ["Nom de la société", "SIREN", "Votre nom", "Courriel", "Mot de passe"],
    create: "Installer et commencer",
    imports: "Imports",
    new: "Importer des fichiers",
    choose: "Choisir des fichiers…",
    next: "Continuer",
    check: "Contrôler et importer",
    import: /^Importer [\d\s]+ (?:lignes|pièces)$/,
    done: "Importé",
    ageing: "Balance âgée",
    asOf: "Situation au",
    figures: "Indicateurs",
    call: "Noter un appel",
    outcome: "non joint",
    export: "Exporter",
    seeAgeing: "Voir la balance âgée",
  },
  en: {
    locale: "en-GB",
    setUp: "Set up Encours",
    fields: ["Name of the company", "SIREN", "Your name", "E-mail", "Password"],
    create: "Set up and begin",
    imports: "Imports",
    new: "Import files",
    choose: "Choose files…",
    next: "Continue",
    check: "Check and import",
    import: /^Import [\d,]+ (?:rows|items)$/,
    done: "Imported",
    ageing: "Ageing balance",
    asOf: "As of",
    figures: "Figures",
    call: "Log a call",
    outcome: "not reached",
    export: "Export",
    seeAgeing: "See the ageing",
  },
} as const

/** Where pictures of the screens are wanted, to be looked at. */
const PICTURES = process.env.ENCOURS_PICTURES
export const picture = async (page: Page, name: string) => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

export type HalfHour = {
  readonly lang: keyof typeof WORDS
  readonly journal: string
  readonly books: string
  /** What is mended before the journal can be imported; null: nothing has to be. */
  readonly mend: ((page: Page) => Promise<void>) | null
  /** As the person types it, and as the address says it. */
  readonly day: { readonly typed: string; readonly iso: string }
  /** What the ageing of that day comes to, as the screen writes it (blanks plain). */
  readonly total: { readonly fr: string; readonly en: string }
  readonly worst: string
}

const MENDS = {
  fr: { cell: "Ligne 11, Montant TTC", leaveOut: "Écarter: Ligne 22", none: "0 refusées" },
  en: { cell: "Line 11, Montant TTC", leaveOut: "Leave out: Line 22", none: "0 refused" },
}
/** The two files of docs/first-half-hour.md. */
export const EXAMPLES = {
  journal: join(ROOT, "docs/examples/journal-2026.csv"),
  books: join(ROOT, "docs/examples/732829320FEC20251231.txt"),
  day: { typed: "30/06/2026", iso: "2026-06-30" },
  total: { fr: "58 246,93", en: "58,246.93" },
  worst: "Hôtel du Port",
}
export const mendExamples =
  (lang: keyof typeof MENDS): NonNullable<HalfHour["mend"]> =>
  async (page) => {
    const { cell, leaveOut, none } = MENDS[lang]
    const amount = page.getByLabel(cell)
    expect(await amount.getAttribute("aria-invalid")).toBe("true")
    await amount.fill("1 131,10")
    await amount.press("Enter")
    await page.getByRole("button", { name: leaveOut }).click()
    await page.getByText(none).waitFor()
  }

export async function playHalfHour(browser: Browser, url: string, said: HalfHour): Promise<void> {
  const { page, complaints, hosts } = await visit(browser, { locale: WORDS[said.lang].locale })
  try {
    await play(page, url, said)
    expect(complaints).toEqual([])
    expect([...hosts]).toEqual([new URL(url).host])
  } catch (error) {
    await picture(page, `${said.lang}-failed`)
    throw error
  } finally {
    await page.context().close()
  }
}

async function play(page: Page, url: string, said: HalfHour): Promise<void> {
  const { lang, day } = said
  const words = WORDS[lang]
  const shot = (page: Page, name: string) => picture(page, `${lang}-${name}`)
  const clean = async (what: string) => expect(await faultsOf(page), what).toEqual([])
  await page.goto(url)
  await page.getByRole("heading", { name: words.setUp }).waitFor()
  const filled = ["Ateliers du Nord", "732829320", PERSON.name, PERSON.email, PERSON.password]
  for (const [i, label] of words.fields.entries()) await page.getByLabel(label).fill(filled[i]!)
  await shot(page, "1-set-up")
  await page.getByRole("button", { name: words.create }).click()

  // Where nothing is known yet, the first page leads to the files.
  await page.getByRole("main").getByRole("link", { name: words.new }).click()
  await clean("the wizard, empty")
  await shot(page, "2-wizard")
  const chooser = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: words.choose }).press("Enter")
  await (await chooser).setFiles([said.journal, said.books])
  await page.getByRole("navigation", { name: /Étapes|Steps/ }).waitFor()
  if (said.mend) {
    await clean("rows")
    await shot(page, "3-rows")
    await said.mend(page)
    await shot(page, "4-mended")
    await page.getByRole("button", { name: words.next }).click()
  }
  const bringIn = async (name: string) => {
    await page.getByRole("button", { name: words.check }).click()
    await page.getByRole("button", { name: words.import }).waitFor()
    await clean(`check of ${name}`)
    await shot(page, `5-check-${name}`)
    await page.getByRole("button", { name: words.import }).click()
    await page.getByRole("status").getByText(words.done, { exact: true }).waitFor()
    await clean(`result of ${name}`)
    await shot(page, `6-result-${name}`)
  }
  await bringIn("journal")
  await page
    .getByRole("navigation", { name: /Fichiers|Files/ })
    .getByRole("button")
    .nth(1)
    .click()
  await page.getByRole("heading", { name: /FEC\d+/ }).waitFor()
  // A reload loses nothing: the drafts stand in the address.
  await page.reload()
  await page.getByRole("heading", { name: /FEC\d+/ }).waitFor()
  await page.getByRole("button", { name: /Compris|Understood/ }).click()
  await page.getByText(/PCG/).waitFor()
  await clean("understood books")
  await shot(page, "7-books")
  await bringIn("books")
  await page.getByRole("link", { name: words.seeAgeing }).click()

  await page.getByRole("button", { name: new RegExp(words.asOf) }).click()
  await page.getByRole("textbox", { name: words.asOf }).fill(day.typed)
  await page.keyboard.press("Enter")
  await page.waitForURL(new RegExp(`asOf=${day.iso}`))
  await expect.poll(async () => plain(await page.locator(".grid-sum").first().innerText())).toContain(said.total[lang])
  await clean("ageing of a past day")
  await shot(page, "8-ageing")
  await page.getByRole("button", { name: words.export }).click()
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()])
  expect(readFileSync(await file.path(), "utf8").length).toBeGreaterThan(200)

  await page.getByRole("link", { name: words.figures }).click()
  // The worst payer heads the ageing too: the row must be the figures' own.
  await page.waitForURL(/\/figures/)
  await page.locator("main .grid-sum").waitFor({ state: "detached" })
  const first = page.getByRole("row").nth(1)
  await expect.poll(async () => first.innerText()).toContain(said.worst)
  await clean("figures")
  await shot(page, "9-figures")
  await first.press("Enter")
  await page.waitForURL(/\/customers\//)
  await expect.poll(() => page.locator("main .skeleton").count()).toBe(0)
  await page.getByRole("button", { name: words.call }).click()
  const dialog = page.getByRole("dialog")
  await dialog.waitFor()
  await dialog.getByRole("button", { name: words.outcome, exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await page.locator(".toast").filter({ hasText: said.worst }).waitFor()
  await clean("customer")
  await shot(page, "10-customer")

  await page.getByRole("link", { name: words.imports }).click()
  await page.getByRole("row").nth(2).waitFor()
  await clean("imports")
  await shot(page, "11-imports")
}
const plain = (text: string) => text.replaceAll(/[\u202F\u00A0]/g, " ")
