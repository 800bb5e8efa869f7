/** The surface as a whole: the core tasks by keyboard alone, narrow and enlarged; and words that mean harm, which stay words wherever they are shown. */
import { readFileSync } from "node:fs"
import { inflateRawSync } from "node:zlib"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { workbook } from "../workbooks.ts"
import { fillBooks, HARM } from "./books.ts"
import { chromiumHere, exported, faultsOf, openChromium, visit } from "./chromium.ts"
import { openSession, PERSON, type Session } from "./session.ts"

const SCREENS = ["today", "customers", "customers/C-100", "items", "ageing", "figures", "activity", "users", "keys"] as const
const MOST_TABS = 120
const POLYGLOT = `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e`

describe.runIf(chromiumHere)("the surface in a browser", () => {
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
  const api = async (page: Page, path: string, data?: object) => {
    const url = `${session.url}/api/companies/ACME${path}`
    const answer = data ? await page.context().request.post(url, { data, headers: { Origin: session.url } }) : await page.context().request.get(url)
    expect(answer.ok(), `${path}: ${answer.status()} ${answer.ok() ? "" : await answer.text()}`).toBe(true)
    return answer.json()
  }

  /** What a screen reader would say of the element that has the focus. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement
      const labels = "labels" in at ? [...((at as HTMLInputElement).labels ?? [])].map((label) => label.textContent) : []
      const named =
        at
          .getAttribute("aria-labelledby")
          ?.split(" ")
          .map((id) => document.getElementById(id)?.textContent) ?? []
      const name = [at.getAttribute("aria-label"), ...named, ...labels, at.innerText, at.getAttribute("title")].find((said) => said?.trim())
      return { tag: at.tagName, name: name?.trim() ?? "" }
    })
  /** On by Tab alone to what bears this name; whatever lies on the way has a name too. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let i = 0; i < MOST_TABS; i++) {
      await page.keyboard.press("Tab")
      const at = await focused(page)
      if (at.tag === "BODY") continue
      expect(at.name, `what the ${i + 1}th Tab comes to, <${at.tag}>`).not.toBe("")
      if (name.test(at.name)) return
    }
    throw new Error(`no Tab comes to ${name}`)
  }
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const done = (page: Page) => page.getByRole("dialog").waitFor({ state: "detached" })
  const row = async (page: Page) => {
    await page.locator(".grid-row").first().waitFor()
    await tabTo(page, /Client \d|Menuiserie|Bruxelles|</)
  }
  const today = async (page: Page) => {
    await page.goto(`${session.url}/ACME/today`)
    await row(page)
  }

  const TASKS: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
    [
      "a call is logged by outcome and cause",
      async (page) => {
        await today(page)
        await press(page, "c")
        await tabTo(page, /^joint$/)
        await press(page, "Enter")
        await tabTo(page, /^oubli$/)
        await press(page, "Enter")
        await done(page)
        expect((await api(page, "/calls")).calls).toMatchObject([{ outcome: "reached", cause: "oversight" }])
      },
    ],
    [
      "a note is written",
      async (page) => {
        await today(page)
        await press(page, "n")
        await page.keyboard.type("Au clavier")
        await tabTo(page, /^Enregistrer$/)
        await press(page, "Enter")
        await done(page)
        expect((await api(page, "/notes")).notes).toMatchObject([{ text: "Au clavier" }])
      },
    ],
    [
      "a promise is taken down",
      async (page) => {
        await today(page)
        await press(page, "p")
        await tabTo(page, /^Promis pour le/)
        await page.keyboard.type("+5")
        await press(page, "Enter")
        await done(page)
        expect((await api(page, "/promises")).promises.length).toBe(1)
      },
    ],
    [
      "an item is disputed",
      async (page) => {
        await today(page)
        await press(page, "d")
        const item = page.getByRole("dialog").getByRole("checkbox").first()
        await item.waitFor()
        const name = await item.evaluate((box) => (box as HTMLInputElement).labels?.[0]?.innerText.trim().split(/\s/)[0] ?? "")
        expect(name).not.toBe("")
        await tabTo(page, new RegExp(`^${name}`))
        await press(page, "Space")
        await tabTo(page, /^Que reproche/)
        await page.keyboard.type("Quantité")
        await tabTo(page, /^Enregistrer$/)
        await press(page, "Enter")
        await done(page)
        expect((await api(page, "/disputes")).disputes).toMatchObject([{ description: "Quantité" }])
      },
    ],
    [
      "a customer is put off, and taken back by the undo",
      async (page) => {
        await today(page)
        const { count } = await api(page, "/worklist?limit=1")
        await press(page, "s")
        await tabTo(page, /^7 jours$/)
        await press(page, "Enter")
        await done(page)
        await expect.poll(async () => (await api(page, "/worklist?limit=1")).count, { timeout: 10_000 }).toBe(count - 1)
        await tabTo(page, /^Annuler: Reporté/)
        await press(page, "Enter")
        await expect.poll(async () => (await api(page, "/worklist?limit=1")).count, { timeout: 10_000 }).toBe(count)
      },
    ],
    [
      "several are handed to a colleague after a preview",
      async (page) => {
        await today(page)
        await press(page, "x", "Shift+J")
        await press(page, "Shift+Tab")
        for (let i = 0; i < MOST_TABS && (await focused(page)).name !== "Confier"; i++) await press(page, "Shift+Tab")
        await press(page, "Enter")
        await tabTo(page, /^Ce qu’il faut faire/)
        await page.keyboard.type("À reprendre")
        await tabTo(page, /^Voir ce qui/)
        await press(page, "Enter")
        await page.getByText("2 seront concernés").waitFor()
        await tabTo(page, /^Appliquer à 2$/)
        await press(page, "Enter")
        await done(page)
        expect((await api(page, "/tasks")).tasks.length).toBe(2)
      },
    ],
    [
      "the keys are shown, and put away",
      async (page) => {
        await today(page)
        await press(page, "?")
        await page.getByRole("dialog").getByText("ces touches").waitFor()
        await press(page, "Escape")
        await done(page)
      },
    ],
    [
      "a customer is opened from the list",
      async (page) => {
        await today(page)
        await press(page, "j", "Enter")
        await page.waitForURL(/\/customers\//)
      },
    ],
    [
      "a customer is found by its name",
      async (page) => {
        await press(page, "Control+k")
        await page.keyboard.type("menuiserie")
        await page.getByRole("option", { name: /Menuiserie/ }).waitFor()
        await press(page, "Enter")
        await page.waitForURL(/C-100/)
      },
    ],
    [
      "items are filtered and the list is kept as a view",
      async (page) => {
        await page.goto(`${session.url}/ACME/items`)
        await page.locator(".grid-row").first().waitFor()
        await tabTo(page, /^État/)
        await press(page, "ArrowDown", "ArrowDown")
        await page.waitForURL(/lateFrom=/)
        for (let i = 0; i < MOST_TABS && (await focused(page)).name !== "Vues"; i++) await press(page, "Shift+Tab")
        await press(page, "Enter")
        await tabTo(page, /^Nom de cette vue/)
        await page.keyboard.type("Très en retard")
        await press(page, "Enter")
        await expect
          .poll(async () => (await api(page, "/views")).views, { timeout: 10_000 })
          .toMatchObject([{ screen: "items", name: "Très en retard", forTeam: false }])
        expect((await api(page, "/views")).views[0].query).toContain("lateFrom=")
      },
    ],
    [
      "a list is exported",
      async (page) => {
        await page.goto(`${session.url}/ACME/customers`)
        await page.locator(".grid-row").first().waitFor()
        await tabTo(page, /^Exporter/)
        await press(page, "Enter")
        await tabTo(page, /^CSV$/)
        const file = await exported(page, () => press(page, "Enter"))
        expect(readFileSync(await file.path(), "utf8")).toContain("Menuiserie Lacombe")
      },
    ],
    [
      "the ageing is read and a bucket opened",
      async (page) => {
        await page.goto(`${session.url}/ACME/ageing?asOf=2026-06-30`)
        await page.locator("a.bucket").first().waitFor()
        await tabTo(page, /1–30/)
        await press(page, "Enter")
        await page.waitForURL(/\/items\?/)
      },
    ],
  ]

  test("P93 the twelve core tasks are done by keyboard alone, and all that takes the focus has a name", async () => {
    const { page, complaints } = await visit(browser, session.signedIn)
    expect(TASKS.length).toBe(12)
    for (const [what, task] of TASKS)
      await task(page).catch((error: Error) => {
        throw new Error(`${what}: ${error.message}`)
      })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test("P93 at twice the size and on 320 pixels every screen keeps to its width, and axe finds nothing", async () => {
    const { page } = await visit(browser, { ...session.signedIn, viewport: { width: 640, height: 410 } })
    for (const [width, height] of [
      [640, 410],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const screen of SCREENS) {
        await page.goto(`${session.url}/ACME/${screen}`)
        await page.locator("main h1, main h2").first().waitFor()
        await page.waitForLoadState("networkidle")
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `${screen} at ${width}`).toBeLessThanOrEqual(width)
      }
      await page.goto(`${session.url}/ACME/customers/C-100`)
      await page.getByText("Historique").waitFor()
      expect(await faultsOf(page), `customer at ${width}`).toEqual([])
    }
    await page.context().close()
  })

  /** A page that tells what the policy reports and which boxes open. */
  async function watched() {
    const { page, complaints } = await visit(browser, session.signedIn)
    const violations: string[] = []
    const boxes: string[] = []
    page.on("dialog", (box) => {
      boxes.push(box.message())
      void box.dismiss()
    })
    await page.exposeFunction("tellViolation", (what: string) => violations.push(what))
    await page.addInitScript(() =>
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        (window as unknown as { tellViolation(what: string): void }).tellViolation(`${violatedDirective} ${blockedURI}`),
      ),
    )
    return { page, complaints, violations, boxes }
  }

  test("P58 words that mean harm stay words on every screen, in search, dialogs, exports and print, and the policy has nothing to report", async () => {
    const FILE = `"><img src=x onerror=alert(3)>.svg`
    const { page, complaints, violations, boxes } = await watched()
    const customer = "C-300"
    const [words, name] = [`${POLYGLOT} ${HARM}`, HARM.slice(0, 90)]
    await api(page, "/contacts", { customer, name: words.slice(0, 200), role: "buyer", note: words })
    await api(page, "/notes", { customer, text: `@${PERSON.name.split(" ")[0]} ${words}`, pinned: true })
    await api(page, "/calls", { customer, outcome: "reached", cause: "oversight", note: words })
    await api(page, "/tasks", { customer, why: words, dueOn: "2026-11-22" })
    await api(page, "/promises", {
      customer,
      parts: [{ amount: "1.00", dueOn: new Date(Date.now() + 864e5).toISOString().slice(0, 10) }],
      how: "call",
      by: name,
    })
    await api(page, "/holds", { customer, reason: "other", note: words, until: new Date(Date.now() + 864e5).toISOString().slice(0, 10) })
    const { items } = await api(page, `/open-items?customer=${customer}`)
    await api(page, "/disputes", { customer, items: [{ item: items[0].id }], cause: "other", description: words })
    await api(page, "/views", {
      screen: "items",
      name: HARM.slice(0, 80),
      query: new URLSearchParams({ search: POLYGLOT }).toString(),
      forTeam: true,
    })
    const file = await page.context().request.post(`${session.url}/api/companies/ACME/customers/${customer}/files?name=${encodeURIComponent(FILE)}`, {
      data: Buffer.from(HARM),
      headers: { Origin: session.url, "Content-Type": "application/octet-stream" },
    })
    expect(file.status(), await file.text()).toBe(200)

    const asked = encodeURIComponent(`${HARM} ${POLYGLOT}`)
    const addresses = [
      ...SCREENS,
      `customers/${customer}`,
      `items?search=${asked}`,
      `customers?search=${asked}`,
      `items?customer=${asked}&hide=${asked}`,
      asked,
    ]
    for (const address of addresses) {
      await page.goto(`${session.url}/ACME/${address}`)
      await page.locator("main, .state").first().waitFor()
      await page.waitForLoadState("networkidle")
      expect(await page.locator("main img, main svg[onload], main [onclick], main [onerror]").count(), address).toBe(0)
    }
    await page.goto(`${session.url}/ACME/customers/${customer}`)
    await page.locator(".pinned").waitFor()
    expect(await page.locator("h1").innerText()).toBe(HARM)
    expect(await page.locator(".pinned").innerText()).toContain(POLYGLOT)
    await page.getByRole("link", { name: FILE }).waitFor()
    await page.emulateMedia({ media: "print" })
    expect((await page.pdf()).length).toBeGreaterThan(1_000)
    await page.emulateMedia({ media: "screen" })
    await page.keyboard.press("Control+k")
    await page.keyboard.type("img src")
    await page
      .getByRole("option", { name: /img src/ })
      .first()
      .waitFor()
    await page.keyboard.press("Escape")
    await page.goto(`${session.url}/ACME/items`)
    await page.getByRole("button", { name: "Vues" }).press("Enter")
    await page.getByRole("link", { name: HARM.slice(0, 40) }).press("Enter")
    await page.waitForURL(/search=jaVasCript/)
    await page.goto(`${session.url}/ACME/customers`)
    await page.getByRole("button", { name: "Exporter" }).press("Enter")
    const csv = await exported(page, () => page.getByRole("button", { name: "CSV" }).press("Enter"))
    expect(readFileSync(await csv.path(), "utf8")).toContain(HARM.slice(0, 20))
    expect([violations, boxes, complaints]).toEqual([[], [], []])
    await page.context().close()
  })

  test("P58 P65 what an imported file says, in its cells, headers, sheet and name, stays words from the wizard to the exports: no markup, no formula", async () => {
    const { page, complaints, violations, boxes } = await watched()
    const EVIL = ['=HYPERLINK("http://evil.example";"x")', "+1+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1+1)", "=1+1"] as const
    const HEADS = [
      "Client",
      "Nom",
      "Segment",
      "Groupe",
      "Chargé de recouvrement",
      "N° facture",
      "Référence",
      "Date",
      "Échéance",
      "Montant",
      HARM,
      "=2+5",
    ]
    const row = (name: string, i: number, of: string) => {
      const cell = (k: number) => `${EVIL[(i + k) % EVIL.length]} ${HARM}`
      return [`${of}${i}`, name, cell(1), cell(2), cell(3), `${EVIL[i]}${of}`, cell(4), "2026-03-01", "2026-04-01", `${10 + i}.00`, HARM, "=1+1"]
    }
    const rows = (of: string) => EVIL.map((name, i) => row(`${name} ${POLYGLOT.slice(0, 60)}${HARM}`, i, of))
    const csv = [HEADS, ...rows("V"), ["VX", HARM, "", "", "", "VX-1", "", "2026-31-31", "2026-04-01", HARM, HARM, ""]]
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"))
      .join("\n")
    const book = workbook([
      { name: "<svg onload=alert(7)>", rows: [HEADS, ...rows("W")] },
      { name: "<img src=x onerror=alert(8)>", rows: [["rien"]] },
    ])
    const files = [
      { name: `<img src=x onerror=alert(6)>.csv`, buffer: Buffer.from(csv), leaves: "Écarter toutes les lignes refusées" },
      { name: `=1+1'"><svg onload=alert(9)>.xlsx`, buffer: book, leaves: null },
    ]
    const inert = async (where: string) => {
      await page.waitForLoadState("networkidle")
      expect(await page.locator("main img, main svg[onload], main [onclick], main [onerror]").count(), where).toBe(0)
    }
    for (const { name, buffer, leaves } of files) {
      await page.goto(`${session.url}/ACME/imports/new`)
      await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer })
      await page.getByRole("heading", { name }).waitFor()
      if (leaves) {
        await page.getByLabel("Ligne 7, Montant").waitFor()
        await inert(`${name}: rows`)
        await page.getByRole("button", { name: "Premières lignes" }).click()
        await inert(`${name}: first rows`)
        await page.getByRole("button", { name: "Lignes à voir" }).click()
        await page.getByRole("button", { name: leaves }).click()
        await page.getByText("1 écartées").waitFor()
        await page.getByText("0 refusées").waitFor()
      }
      await page.getByRole("button", { name: "Compris" }).click()
      await page.getByLabel(`Ce que c’est: ${HARM}`).waitFor()
      await inert(`${name}: understood`)
      await page.getByRole("button", { name: "Contrôler et importer" }).click()
      await page.getByRole("button", { name: /^Importer 5 lignes$/ }).click()
      await page.getByRole("status").getByText("Importé", { exact: true }).waitFor()
      await inert(`${name}: ended`)
    }
    for (const address of [...SCREENS, "imports", "team", "settings?tab=portfolios", "customers/V0", "customers/W3", "items?customer=V1"]) {
      await page.goto(`${session.url}/ACME/${address}`)
      await page.locator("main h1, main h2").first().waitFor()
      await inert(address)
      await page.emulateMedia({ media: "print" })
      expect((await page.pdf()).length, `${address}, printed`).toBeGreaterThan(1_000)
      await page.emulateMedia({ media: "screen" })
    }
    await page.goto(`${session.url}/ACME/customers/V0`)
    expect(await page.locator("h1").innerText()).toBe(`${EVIL[0]} ${POLYGLOT.slice(0, 60)}${HARM}`)
    const ageings = ["segment", "group", "collector", "customer"].map((by) => `ageing?by=${by}&asOf=2026-06-30`)
    let seen = 0
    for (const address of ["customers", "customers/V0", "items", "figures", "activity", ...ageings])
      for (const format of ["CSV", "Excel (XLSX)"]) {
        await page.goto(`${session.url}/ACME/${address}`)
        await page.getByRole("button", { name: "Exporter" }).press("Enter")
        const file = await exported(page, () => page.getByRole("button", { name: format }).press("Enter"))
        const bytes = readFileSync(await file.path())
        const cells = format === "CSV" ? csvCells(bytes.toString()) : await sheetTexts(bytes)
        expect(cells.filter(runs), `${address}, ${format}`).toEqual([])
        seen += cells.filter((cell) => cell.includes("cmd")).length
      }
    // The proof of the proof: what was looked for is there, told apart from what would run.
    expect(seen).toBeGreaterThan(20)
    expect(["=1+1", "@SUM(1)", "+1+1", "-2+3+cmd", "\tx"].filter(runs).length).toBe(5)
    expect(["-12.50", "-12,50", "'=1+1", "-1", ""].filter(runs)).toEqual([])
    expect([violations, boxes, complaints]).toEqual([[], [], []])
    await page.context().close()
  })
})

/** What a spreadsheet would work out; a number with its sign is none of it. */
const runs = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(?:[.,]\d+)?$/.test(cell)
const csvCells = (text: string) =>
  [...text.replace(/^\uFEFF/, "").matchAll(/"((?:[^"]|"")*)"|([^;,\r\n"]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  )
/** Cells of a workbook that are no text and do not read as a number or day, and formulas of any kind, as a spreadsheet would run them; texts behind an apostrophe. */
async function sheetTexts(bytes: Buffer): Promise<readonly string[]> {
  const xml = unpacked(bytes).join("\n")
  const formulas = [...xml.matchAll(/<f[ >][^<]*/g)].map(([found]) => `=${found}`)
  const cells = [...xml.matchAll(/<c ([^>]*)>(.*?)<\/c>/gs)].map(([, attributes, inner]) => {
    const said = inner!
      .replace(/<[^>]+>/g, "")
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&")
    return /\bt="(?:inlineStr|s)"/.test(attributes!) ? `'${said}` : said
  })
  return [...formulas, ...cells]
}
/** The parts of a ZIP file, by its directory. */
function unpacked(bytes: Buffer): readonly string[] {
  const parts: string[] = []
  let at = bytes.readUInt32LE(bytes.lastIndexOf("PK\u0005\u0006") + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    parts.push((bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString())
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}
