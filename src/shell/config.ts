/** What the instance is told from outside, read once at the start: environment and global options. */
import { createHash } from "node:crypto"
import { statSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { Refused } from "../kernel/result.ts"
import { LANGUAGES, type Language } from "../kernel/text.ts"
import { type Allowed, readNetworks } from "./outgoing/address.ts"

export type Config = {
  /** Absolute. Holds the embedded cluster, the vault's files, the activity heads. */
  readonly dataDir: string
  /** The folder asked for, where the data could not be kept there. */
  readonly movedFrom: string | null
  readonly databaseUrl: string | null
  readonly databaseOwnerUrl: string | null
  readonly databaseAuthUrl: string | null
  readonly lang: Language
  /** Networks of one's own that webhooks may call (ENCOURS_WEBHOOK_ALLOW). */
  readonly webhookAllow: Allowed
  /** Names the server answers to besides this machine's own (ENCOURS_HOSTS). */
  readonly hosts: readonly string[]
  /** Where people open this instance (ENCOURS_URL, or https and the first of the hosts); null: on this machine, at the port of the server. */
  readonly place: string | null
  /** The file of the server's log (ENCOURS_LOG); null: stderr. */
  readonly log: string | null
  /** The screens are built when the first page is asked for, not at the start (ENCOURS_SCREENS=later). */
  readonly screensLater: boolean
}

export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[], cwd = process.cwd(), root = process.getuid?.() === 0): Config {
  const { values } = parseArgs({ args: [...argv], options: { data: { type: "string" }, lang: { type: "string" } }, strict: false })
  // An empty name, of a variable that is not set perhaps, means no folder: least of all the one at hand.
  if (values.data !== undefined && (typeof values.data !== "string" || values.data.trim() === ""))
    throw new Refused("BAD_OPTION", { option: "data", value: String(values.data), takes: "DIR" })
  const data = values.data ?? (env.ENCOURS_DATA || ".encours")
  const wanted = resolve(cwd, data)
  const databaseUrl = env.DATABASE_URL || null
  const hosts = (env.ENCOURS_HOSTS ?? "").split(",").flatMap((name) => name.trim().toLowerCase() || [])
  const place = env.ENCOURS_URL ? readPlace(env.ENCOURS_URL) : null
  const moved = !databaseUrl && root && shutAbove(wanted)
  return {
    dataDir: moved ? elsewhere(wanted) : wanted,
    movedFrom: moved ? wanted : null,
    databaseUrl,
    databaseOwnerUrl: env.DATABASE_OWNER_URL || null,
    databaseAuthUrl: env.DATABASE_AUTH_URL || null,
    lang: readLanguage(values.lang, env),
    webhookAllow: readNetworks(env.ENCOURS_WEBHOOK_ALLOW ?? ""),
    hosts: place ? [...new Set([...hosts, new URL(place).hostname])] : hosts,
    place: place ?? (hosts[0] ? `https://${hosts[0]}` : null),
    log: env.ENCOURS_LOG ? resolve(cwd, env.ENCOURS_LOG) : null,
    screensLater: env.ENCOURS_SCREENS === "later",
  }
}

/** An origin: what follows the host would be lost in the addresses made from it. */
function readPlace(said: string): string {
  const place = URL.canParse(said) ? new URL(said) : null
  if (!place || !/^https?:$/.test(place.protocol) || place.pathname !== "/" || place.search || place.hash || place.username)
    throw new Refused("BAD_OPTION", { option: "ENCOURS_URL", value: said, takes: "https://HOST" })
  return place.origin
}

function readLanguage(option: string | boolean | undefined, env: NodeJS.ProcessEnv): Language {
  if (typeof option === "string") {
    const lang = LANGUAGES.find((l) => l === option)
    if (!lang) throw new Refused("BAD_OPTION", { option: "lang", value: option, takes: LANGUAGES.join(", ") })
    return lang
  }
  return languageOf(env)
}

/** The user's own, by the environment. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const said = (env.LC_ALL || env.LC_MESSAGES || env.LANG || "").slice(0, 2).toLowerCase()
  return LANGUAGES.find((l) => l === said) ?? "en"
}

/** As root the server runs under another user, who must be able to walk down to the folder. */
function shutAbove(folder: string): boolean {
  for (let above = dirname(folder); ; above = dirname(above)) {
    const there = statSync(above, { throwIfNoEntry: false })
    if (there?.isDirectory() && (there.mode & 0o001) === 0) return true
    if (above === dirname(above)) return false
  }
}
const elsewhere = (folder: string) => join("/var/lib/encours", createHash("sha256").update(folder).digest("hex").slice(0, 12))
