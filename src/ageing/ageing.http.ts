/** GET / — the ageing of a company: ?company=CODE when there are several, ?asOf=, ?by=, ?lang= (else the browser's languages). */
import { Hono } from "hono"
import { chooseCompany, loadDirectory, loadSettings } from "../company/company.act.ts"
import { Refused } from "../kernel/result.ts"
import type { Language } from "../kernel/text.ts"
import type { Context } from "../shell/context.ts"
import { languageOf } from "../shell/http/problem.ts"
import { readChoice, readDay } from "../shell/options.ts"
import { headFacts } from "../shell/show.ts"
import { loadAgeing } from "./ageing.store.ts"
import { DIMENSIONS } from "./ageing.ts"
import { ageingListing } from "./ageing-listing.ts"
import { ageingPage, companiesPage, PAGE_STYLE, refusedPage } from "./page.http.ts"

/** `inWords`: a refusal as a person reads it; programs (no Accept: text/html) get its code. */
export const ageingRoutes = (context: Pick<Context, "database" | "today">, inWords: (refused: Refused, lang: Language) => string): Hono =>
  new Hono()
    .get("/ageing.css", (c) => c.body(PAGE_STYLE, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache" }))
    .get("/", async (c) => {
      const lang = languageOf(c)
      const db = await context.database()
      const { company: code, asOf: day, by: dimension } = c.req.query()
      const companies = await loadDirectory(db)
      if (!code && companies.length > 1) return c.html(companiesPage(companies, lang))
      const company = await chooseCompany(db, code || undefined)
      const asOf = readDay({ asOf: day || undefined }, "asOf", context.today())
      const by = readChoice({ by: dimension || undefined }, "by", DIMENSIONS)
      const found = await db.inCompanies([company.id], async (_, choose) => {
        const tx = await choose(company.id)
        const bounds = (await loadSettings(tx)).ageing_bounds
        return loadAgeing(tx, { asOf, by, bounds, knownAt: null, currency: null, customer: null })
      })
      const listing = ageingListing(found, headFacts(company, { asOf, knownAt: null }, lang), lang)
      c.header("Cache-Control", "no-store")
      return c.html(ageingPage(listing, { company: company.code, others: companies.length > 1, asOf, by, lang }))
    })
    .onError((error, c) => {
      if (!(error instanceof Refused) || !c.req.header("Accept")?.includes("text/html")) throw error
      return c.html(refusedPage(inWords(error, languageOf(c)), languageOf(c)), 400)
    })
