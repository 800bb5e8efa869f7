/** The first half hour on real files of the samples folder, in French and in English: what a new person would bring. */
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { serveUnused } from "../api.ts"
import { samplesDir } from "../samples.ts"
import { chromiumHere, openChromium } from "./chromium.ts"
import { EXAMPLES, mendExamples, playHalfHour } from "./half-hour.ts"

const samples = samplesDir()

test("a machine that tests for long has a browser", () => {
  expect(chromiumHere || process.env.CI !== "true").toBe(true)
})

describe.runIf(chromiumHere)("the first half hour, with the example files", () => {
  test("in English", async () => {
    const [browser, served] = [await openChromium(), await serveUnused()]
    try {
      await playHalfHour(browser, served.url, { ...EXAMPLES, lang: "en", mend: mendExamples("en") })
    } finally {
      await browser.close()
      await served.close()
    }
  })
})

describe.runIf(samples !== null && chromiumHere)("the first half hour, with files nobody here made", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openChromium()
  })
  afterAll(() => browser?.close())

  test.each(["fr", "en"] as const)("in %s: a list of paid invoices and a FEC come in through the wizard", async (lang) => {
    const served = await serveUnused()
    try {
      await playHalfHour(browser, served.url, {
        lang,
        journal: join(samples!, "receivables/ibm_ar_dev_customers.csv"),
        books: join(samples!, "ledger/fec/111111111FEC20221231.TXT"),
        mend: null,
        day: { typed: "30/06/2013", iso: "2013-06-30" },
        total: { fr: "3 948,82", en: "3,948.82" },
        worst: "2621-XCLEH",
      })
    } finally {
      await served.close()
    }
  })
})
