/**
 * The screens, built where they are not yet: kept by the hash of their sources and of the lockfile, in node_modules/.cache, or in the data folder
 * where that cannot be written. Building takes seconds, once an installation.
 */
import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { access, constants, mkdir, readdir, readFile, rm } from "node:fs/promises"
import { join, resolve } from "node:path"

const ROOT = resolve(import.meta.dirname, "../../..")
/** What a screen may be made of: pure modules, texts, wires, screens and styles; and how they are built. */
const isSource = (path: string) =>
  /\.(?:tsx?|css)$/.test(path) && (/vite\.job\.ts$/.test(path) || !/\.(?:test|store|act|http|job|cli)\.ts$/.test(path)) && !path.endsWith("schema.ts")
const KEPT_BUILDS = 2

/** The folder of the built screens. `told` hears when one has to wait for them. */
export async function buildScreens(dataDir: string, told: () => void): Promise<string> {
  const hash = await hashSources()
  const places = [join(ROOT, "node_modules/.cache/encours-web"), join(dataDir, "screens")]
  const built = places.map((place) => join(place, hash)).find((folder) => existsSync(folder))
  if (built) return built
  told()
  const place = await firstWritable(places)
  const folder = join(place, hash)
  await runVite(folder)
  await forgetOld(place, hash)
  return folder
}

async function hashSources(): Promise<string> {
  const src = join(ROOT, "src")
  const names = (await readdir(src, { recursive: true })).filter(isSource).sort()
  const hash = createHash("sha256")
  for (const name of names) hash.update(`${name}\0`).update(await readFile(join(src, name)))
  return hash
    .update(await readFile(join(ROOT, "package-lock.json")))
    .digest("hex")
    .slice(0, 20)
}

async function firstWritable(places: readonly string[]): Promise<string> {
  for (const place of places.slice(0, -1))
    try {
      await mkdir(place, { recursive: true })
      await access(place, constants.W_OK)
      return place
    } catch {
      // Installed by somebody else: the next place is our own.
    }
  const last = places.at(-1)!
  await mkdir(last, { recursive: true })
  return last
}

/** In a process of its own: what a build needs of memory goes with it, and the server stays one of plain modules. */
function runVite(folder: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "vite.job.ts"), folder], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
  })
  let said = ""
  child.stderr.on("data", (text) => {
    said += text
  })
  return new Promise((done, failed) => {
    child.once("error", failed)
    child.once("exit", (code) => (code === 0 ? done() : failed(new Error(`the screens could not be built:\n${said}`))))
  })
}

async function forgetOld(place: string, newest: string): Promise<void> {
  const others = (await readdir(place)).filter((name) => name !== newest && /^[0-9a-f]{20}$/.test(name))
  for (const name of others.slice(0, Math.max(0, others.length - KEPT_BUILDS))) await rm(join(place, name), { recursive: true, force: true })
}
