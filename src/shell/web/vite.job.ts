/**
 * Builds the screens into a folder, in a process of its own: one bundle a language with hashed names, the manifest of each, and every file packed
 * with gzip and brotli beside it. Called as `node vite.job.ts FOLDER`.
 */
import { readdir, readFile, rename, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import react from "@vitejs/plugin-react"
import { build, type Plugin } from "vite"
import { LANGUAGES, type Language } from "../../kernel/text.ts"
import { keepLanguage, type Node } from "./one-language.ts"

const SOURCES = resolve(import.meta.dirname, "../..")
/** Smaller files would not shrink. */
const LEAST_PACKED = 1000

/** What bears no words: the same file for every language, and kept by browsers from one version to the next. */
const SHARED = [
  { name: "charts", test: /node_modules[\\/](?:echarts|zrender|tslib)[\\/]/ },
  { name: "ground", test: /node_modules[\\/](?:react|react-dom|scheduler|@tanstack|use-sync-external-store)[\\/]/ },
]

const oneLanguage = (lang: Language): Plugin => ({
  name: "one-language",
  transform: {
    filter: { id: /\.text\.ts$/ },
    handler(code) {
      return { code: keepLanguage(code, this.parse(code) as unknown as Node, lang), map: null }
    },
  },
})

async function buildLanguage(folder: string, lang: Language): Promise<void> {
  await build({
    configFile: false,
    root: SOURCES,
    base: "/",
    mode: "production",
    logLevel: "warn",
    publicDir: false,
    define: { __LANGUAGE__: JSON.stringify(lang) },
    plugins: [react(), oneLanguage(lang)],
    build: {
      outDir: folder,
      emptyOutDir: false,
      manifest: `manifest.${lang}.json`,
      modulePreload: { polyfill: false },
      target: ["chrome111", "firefox114", "safari16.4"],
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: join(SOURCES, "web.tsx"), output: { codeSplitting: { groups: [...SHARED] } } },
    },
  })
}

async function pack(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name))
    if (bytes.length < LEAST_PACKED || /\.(?:gz|br|woff2|png)$/.test(name)) continue
    await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}

const folder = process.argv[2]!
const beside = `${folder}.${process.pid}`
for (const lang of LANGUAGES) await buildLanguage(beside, lang)
await pack(join(beside, "assets"))
// Another process may have built the same meanwhile: what it made is as good.
await rename(beside, folder).catch(async (error: NodeJS.ErrnoException) => {
  if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error
  const { rm } = await import("node:fs/promises")
  await rm(beside, { recursive: true, force: true })
})
