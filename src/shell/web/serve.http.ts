/**
 * Serves the screens: one page for every address a person may open, and its files, for ever the same under their hashed names. The page comes in the
 * language and the look the person last chose (cookies that the screens write), so that nothing flashes; whose books are shown is the API's business.
 */
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { Hono, type Context as Request } from "hono"
import { getCookie } from "hono/cookie"
import { html, raw } from "hono/html"
import { LOCALES } from "../../kernel/listing.ts"
import { LANGUAGES, type Language } from "../../kernel/text.ts"
import { languageOf } from "../http/problem.ts"
import { once } from "../once.ts"
import { frameText } from "./frame.text.ts"

type Chunk = { readonly file: string; readonly css?: readonly string[]; readonly imports?: readonly string[]; readonly isEntry?: boolean }
export type Manifest = Readonly<Record<string, Chunk>>

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
}
const NAME = /^[\w-]+(?:\.[\w-]+)*\.(js|css|svg|woff2)$/
const FOR_EVER = "public, max-age=31536000, immutable"
/** In the order they are preferred. */
const PACKINGS = [
  ["br", "br"],
  ["gzip", "gz"],
] as const

/** `folder`: the built screens, ready or still being built. */
export function screenRoutes(folder: () => Promise<string>, isDemo: boolean): Hono {
  const pages = new Map<string, () => Promise<string>>()
  const app = new Hono()
  app.get("/assets/:name", async (c, next) => {
    const name = c.req.param("name")
    const ending = NAME.exec(name)?.[1]
    const path = join(await folder(), "assets", name)
    if (ending === undefined || !existsSync(path)) return next()
    const wanted = c.req.header("Accept-Encoding") ?? ""
    const packing = PACKINGS.find(([coding, suffix]) => wanted.includes(coding) && existsSync(`${path}.${suffix}`))
    const bytes = await readFile(packing ? `${path}.${packing[1]}` : path)
    const headers: Record<string, string> = { "Content-Type": TYPES[ending]!, "Cache-Control": FOR_EVER, Vary: "Accept-Encoding" }
    if (packing) headers["Content-Encoding"] = packing[0]
    return c.body(bytes, 200, headers)
  })
  app.get("*", async (c, next) => {
    // Programs that ask for what is not there get the refusal as data.
    if (/^\/(?:api|assets)(?:\/|$)/.test(c.req.path) || !(c.req.header("Accept") ?? "").includes("text/html")) return next()
    const [lang, theme, density] = [chosenLanguage(c), getCookie(c, "encours-theme"), getCookie(c, "encours-density")]
    const built = await folder()
    const key = `${built} ${lang}`
    const page = pages.get(key) ?? once(() => loadPage(built, lang))
    pages.set(key, page)
    const look = `${theme === "light" || theme === "dark" ? ` data-theme="${theme}"` : ""}${density === "compact" ? ' data-density="compact"' : ""}`
    const text = (await page()).replace("<html", `<html${look}${isDemo ? " data-demo" : ""}`)
    const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`
    const headers = { "Cache-Control": "no-cache", Vary: "Accept-Language, Cookie", ETag: tag, "Content-Language": lang }
    if (c.req.header("If-None-Match") === tag) return c.body(null, 304, headers)
    return c.html(text, 200, headers)
  })
  return app
}

function chosenLanguage(c: Request): Language {
  const chosen = c.req.query("lang") ?? getCookie(c, "encours-language")
  return LANGUAGES.find((lang) => lang === chosen) ?? languageOf(c)
}

async function loadPage(folder: string, lang: Language): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, `manifest.${lang}.json`), "utf8")) as Manifest
  const { scripts, styles } = firstFiles(manifest)
  const [entry, ...preloaded] = scripts.map((file) => `/${file}`)
  const sheets = styles.map((file) => html`<link rel="stylesheet" href="/${file}">`)
  const loads = preloaded.map((file) => html`<link rel="modulepreload" href="${file}">`)
  return String(
    await html`<!doctype html>
<html lang="${LOCALES[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta id="react-aria-pressable-style">
<meta name="color-scheme" content="light dark"><title>Encours</title><link rel="icon" href="data:,">${sheets}${loads}<script type="module" src="${raw(entry ?? "")}"></script></head>
<body><div id="encours"><noscript>${frameText.noScript[lang]}</noscript></div></body></html>`,
  )
}

/** What the first page needs before anything is shown: the entry first, then all it imports. */
export function firstFiles(manifest: Manifest): { readonly scripts: readonly string[]; readonly styles: readonly string[] } {
  const seen = new Set<Chunk>()
  const visit = (chunk: Chunk | undefined): void => {
    if (chunk === undefined || seen.has(chunk)) return
    seen.add(chunk)
    for (const name of chunk.imports ?? []) visit(manifest[name])
  }
  visit(Object.values(manifest).find((chunk) => chunk.isEntry))
  const chunks = [...seen]
  return { scripts: chunks.map(({ file }) => file), styles: [...new Set(chunks.flatMap(({ css }) => css ?? []))] }
}
