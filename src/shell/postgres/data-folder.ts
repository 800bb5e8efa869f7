/** The data folder and the short private folder of its sockets: made, checked, and refused with a remedy. */
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseTrouble, errorCode, fileTrouble, myName, nameOf } from "../trouble.ts"
import type { Account } from "./engine.ts"
import { endServerOf } from "./postmaster.ts"
import { clusterNow } from "./switch.ts"

export type DataFolder = {
  /** Real path: two names of one folder are one database. */
  readonly path: string
  readonly cluster: string
  readonly sockets: string
  readonly log: string
  readonly account: Account
}

/** File systems shared between machines: neither PostgreSQL's lock nor ours reaches the other machine. */
const NETWORK: Readonly<Record<number, string>> = {
  26985: "NFS",
  20859: "SMB",
  4283649346: "CIFS",
  4266872130: "SMB",
  1397113167: "AFS",
  12805120: "Ceph",
}

/** Makes the folder when it is missing and answers where everything lies. The embedded database adds its own demands. */
export function makeDataFolder(dataDir: string): string {
  try {
    // As root the server's user must pass through; what lies inside keeps its own modes.
    makeFolders(dataDir, asRoot() ? 0o711 : 0o700)
    const path = realpathSync(dataDir)
    if (!statSync(path).isDirectory()) throw new DatabaseTrouble("NOT_A_FOLDER", { path })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return path
  } catch (error) {
    throw fileTrouble(error, dataDir)
  }
}

/** One at a time: the recursive mkdir of Node never returns where the system forbids new folders (/proc), and hides a read-only disk. */
function makeFolders(path: string, mode: number) {
  if (existsSync(path)) return
  makeFolders(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error
  }
}

export function openDataFolder(dataDir: string): DataFolder {
  const path = makeDataFolder(dataDir)
  const kind = NETWORK[statfsSync(path).type]
  if (kind) throw new DatabaseTrouble("NETWORK_FOLDER", { path, kind })
  const cluster = join(path, "postgres")
  const account = serverAccount(clusterNow(path))
  const mode = statSync(path).mode
  if (account && (mode & 0o001) === 0) chmodSync(path, (mode & 0o7777) | 0o001)
  return { path, cluster, sockets: socketFolder(path), log: join(path, "postgres.log"), account }
}

const asRoot = () => process.getuid?.() === 0

/** As root: the user the data already belong to, else an ordinary one. Otherwise this user, whose data they must be. */
function serverAccount(cluster: string): Account {
  const made = statSync(cluster, { throwIfNoEntry: false })
  if (!asRoot()) {
    if (made && made.uid !== process.getuid?.()) throw new DatabaseTrouble("WRONG_OWNER", { path: cluster, owner: nameOf(made.uid), user: myName() })
    return null
  }
  if (made && made.uid !== 0) return { uid: made.uid, gid: made.gid }
  for (const name of ["postgres", "encours", "nobody"]) {
    const account = accountOf(name)
    if (!account) continue
    // Put back by root (a copy, an archive): the server's user must own its files again.
    if (made && readdirSync(cluster).length > 0) throw new DatabaseTrouble("WRONG_OWNER", { path: cluster, owner: "root", user: name })
    return account
  }
  throw new DatabaseTrouble("NO_ACCOUNT", { user: "root" })
}

function accountOf(name: string): Account {
  try {
    const id = (what: string) => Number(execFileSync("id", [what, name], { stdio: ["ignore", "pipe", "ignore"] }))
    return { uid: id("-u"), gid: id("-g") }
  } catch {
    return null
  }
}

/**
 * A socket's path has 107 bytes, so it lies in a short folder named after the real path, not in the data folder. It must not depend on
 * TMPDIR and the like: a service and a shell have to meet there.
 */
function socketFolder(path: string): string {
  return join("/tmp", `encours-${createHash("sha256").update(path).digest("hex").slice(0, 20)}`)
}

/** Those of the new server while an upgrade copies. */
export const secondSockets = (sockets: string) => join(sockets, "new")

/** Whoever may enter this folder is the database's owner (it asks no password): 0700 and ours, or nothing. */
export function makeSocketFolder({ sockets, account }: DataFolder) {
  const me = process.getuid?.() ?? 0
  const owner = account?.uid ?? me
  try {
    mkdirSync(sockets, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw fileTrouble(error, sockets)
  }
  const there = lstatSync(sockets)
  if (!there.isDirectory() || (there.uid !== me && there.uid !== owner))
    throw new DatabaseTrouble("SOCKET_TAKEN", { path: sockets, owner: nameOf(there.uid), user: nameOf(owner) })
  if ((there.mode & 0o077) !== 0) chmodSync(sockets, 0o700)
  if (account && there.uid === me) chownSync(sockets, account.uid, account.gid)
}

/** What an interrupted first start or upgrade left behind. Its initdb may still be writing there: then the next start finishes the sweeping. */
export async function sweepDataFolder({ path, sockets }: DataFolder) {
  for (const name of readdirSync(path)) {
    if (!/^(postgres|engine-.*)\.new-/.test(name)) continue
    await endServerOf(join(path, name, "postgres"))
    rmSync(secondSockets(sockets), { recursive: true, force: true })
    try {
      rmSync(join(path, name), { recursive: true, force: true })
    } catch {
      // Not empty again at once.
    }
  }
}
