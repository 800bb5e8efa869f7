/**
 * Signing in over HTTP: what the library is let do, by a list, and what is asked before and after it. JSON from our own pages alone; every try is counted
 * by account and by address before the password is looked at; a code of the second factor is taken once; what page scripts get to see is no token.
 */
import { createHash } from "node:crypto"
import { z } from "@hono/zod-openapi"
import { Hono, type Context as Request } from "hono"
import { getSignedCookie, setSignedCookie } from "hono/cookie"
import { recordAct } from "../../activity/activity.act.ts"
import type { ActCode } from "../../activity/acts.ts"
import { dayIn } from "../../company/zone.ts"
import { Refused } from "../../kernel/result.ts"
import type { Database } from "../../shell/db.ts"
import type { Caller } from "../../shell/http/endpoint.ts"
import { readJson } from "../../shell/http/json.ts"
import { misfitsOf } from "../../shell/http/misfit.ts"
import { once } from "../../shell/once.ts"
import type { SignInDoor } from "../../shell/sign-in/door.ts"
import { addressOf, mustBeOwnPage } from "../../shell/sign-in/origin.ts"
import { signInSecret } from "../../shell/sign-in/secret.ts"
import { checkPassword, readEmail } from "../members.ts"
import { allow, isRight, whoMay } from "../roles.ts"
import {
  admitted,
  type Bucket,
  challenged,
  companiesOf,
  countTry,
  findPerson,
  forgetEnded,
  forgive,
  markSeen,
  type Person,
  showCode,
} from "./persons.store.ts"

/** What signing in is made of; serving.ts hands it over. */
export type Ground = {
  door(): Promise<SignInDoor>
  database(): Promise<Database>
  readonly dataDir: string
  /** Where people open this instance, once it is served. */
  place(): string
}

const BASE = "/api/auth"
/** What lets somebody in. */
const SIGN_INS = ["/sign-in/email", "/sign-in/link", "/two-factor/verify-totp", "/two-factor/verify-backup-code", "/passkey/verify-authentication"]
/** What a person does with their own account, and how the log calls it. */
const OWN_ACTS: Readonly<Record<string, ActCode | null>> = {
  "/sign-out": null,
  "/change-password": "people.passwordChanged",
  "/two-factor/enable": null,
  "/two-factor/disable": "people.secondFactorRemoved",
  "/two-factor/get-totp-uri": null,
  "/two-factor/generate-backup-codes": null,
  "/passkey/verify-registration": "people.passkeyAdded",
  "/passkey/update-passkey": null,
  "/passkey/delete-passkey": "people.passkeyRemoved",
}
/** They ask for the password, so that an unwatched screen is not enough. */
const ASKS_PASSWORD = [
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/get-totp-uri",
  "/two-factor/generate-backup-codes",
]
const READS = ["/passkey/generate-register-options", "/passkey/generate-authenticate-options", "/passkey/list-user-passkeys"]
const BROWSER_DAYS = 180
const SEEN_EVERY_MS = 60_000
const MOST_SEEN = 10_000

export type SignedIn = { readonly session: string; readonly id: string; readonly name: string }
export type Guard = ReturnType<typeof openGuard>

export function openGuard(ground: Ground) {
  let secret: string | undefined
  const theSecret = () => {
    secret ??= signInSecret(ground.dataDir)
    return secret
  }
  /** Cookies do not know ports: two instances on one machine keep theirs apart by name. */
  const prefix = () => `encours-${createHash("sha256").update(theSecret()).digest("hex").slice(0, 8)}`
  const isSecure = () => ground.place().startsWith("https:")
  const cookieOf = (c: Request, name: string) => getSignedCookie(c, theSecret(), `${isSecure() ? "__Secure-" : ""}${prefix()}.${name}`)
  /** Whether a cookie of that name came at all: without one nothing is opened or asked. */
  const sent = (c: Request, name: string) => (c.req.header("Cookie") ?? "").includes(`.${name}=`)
  const load = once(async () => {
    const [{ openLibrary }, door] = await Promise.all([import("./library.http.ts"), ground.door()])
    return openLibrary({ door, secret: theSecret(), place: ground.place(), cookiePrefix: prefix() })
  })
  /** Whoever finds that nobody is signed in will sign in next: the library takes a second to load. */
  const prepare = () => void load().catch(() => {})

  /** Whose session came with the request, and in which role for the company of this code. */
  async function find(c: Request, code: string) {
    const token = sent(c, "session_token") ? await cookieOf(c, "session_token") : undefined
    if (!token) return null
    const door = await ground.door()
    const found = await admitted(door, token, code)
    if (found) noteSeen(door, found.session_id)
    return found
  }
  /** When sessions were last said to be used, so that not every request writes. */
  const seenAt = new Map<string, number>()
  function noteSeen(door: SignInDoor, session: string): void {
    const now = Date.now()
    if (now - (seenAt.get(session) ?? 0) < SEEN_EVERY_MS) return
    if (seenAt.size >= MOST_SEEN) seenAt.clear()
    seenAt.set(session, now)
    // A session that cannot be marked is still one.
    void markSeen(door, session).catch(() => {})
  }
  async function signedIn(c: Request): Promise<SignedIn> {
    const found = await find(c, "")
    if (!found) prepare()
    if (!found) throw new Refused("NO_SESSION")
    return { session: found.session_id, id: found.person_id, name: found.name }
  }
  /** Null: nobody is signed in. A company that is not theirs is as empty to them as one that never was: UNKNOWN_COMPANY. */
  async function admit(c: Request, code: string): Promise<Caller | null> {
    const found = await find(c, code)
    if (!found) {
      if (sent(c, "session_token")) throw new Refused("NO_SESSION")
      return null
    }
    const { company_id: id, role } = found
    if (id === null) throw new Refused("UNKNOWN_COMPANY", { code, known: "" })
    return {
      id: found.person_id,
      company: { id, code: found.code, name: found.company_name, country: found.country, currency: found.currency },
      by: { kind: "person", name: found.name },
      role,
      today: dayIn(found.country, (await ground.door()).now()),
      may: (right) => isRight(right) && allow(role, right).ok,
      whoMay,
    }
  }

  const bucket = (aim: Bucket["aim"], what: string): Bucket => ({ aim, digest: createHash("sha256").update(`${aim} ${what}`).digest() })
  const fromAddress = (c: Request) => bucket("address", addressOf(c))
  async function atAccount(c: Request, person: Person | null, email: string): Promise<Bucket> {
    const known = person !== null && (await cookieOf(c, "browser")) === person.id
    return known ? bucket("browser", person.id) : bucket("account", email)
  }
  /** Refuses TOO_MANY_TRIES. */
  async function count(buckets: readonly Bucket[]): Promise<void> {
    const until = await countTry(await ground.door(), buckets)
    if (until) throw new Refused("TOO_MANY_TRIES", { seconds: Math.ceil((until.getTime() - Date.now()) / 1000) })
  }

  /** In the log of each company the person works for. */
  async function record(person: string, code: ActCode): Promise<void> {
    const door = await ground.door()
    const [who, works] = [await findPerson(door, { id: person }), await companiesOf(door, person)]
    const db = await ground.database()
    for (const { id, disabled } of who ? works : [])
      if (!disabled) await db.inCompany(id, (tx) => recordAct(tx, { kind: "person", name: who!.name }, { code, subject: { person } }))
  }

  /** Whom a code of the second factor is for: who is signed in already, or whom the password showed. */
  async function provingPerson(c: Request): Promise<string | null> {
    const session = await find(c, "")
    if (session) return session.person_id
    const challenge = await cookieOf(c, "two_factor")
    return challenge ? challenged(await ground.door(), challenge) : null
  }

  /** What the library answers, its cookies taken over, without its tokens: scripts of a page need not see them. */
  async function handOn(c: Request, body?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const headers = new Headers(c.req.raw.headers)
    const { ADDRESS_HEADER } = await import("./library.http.ts")
    headers.set(ADDRESS_HEADER, addressOf(c))
    headers.delete("content-length")
    const { pathname, search } = new URL(c.req.url)
    const request = new globalThis.Request(`${ground.place()}${pathname}${search}`, {
      method: c.req.method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await (await load()).handler(request)
    const said = (await answer.json().catch(() => null)) as Record<string, unknown> | null
    if (answer.status >= 400) throw refusalOf(answer.status, said)
    for (const cookie of answer.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true })
    c.header("Cache-Control", "no-store")
    if (Array.isArray(said)) return { rows: said }
    const { token: _, session: __, ...shown } = said ?? {}
    return shown
  }

  const app = new Hono()
  for (const path of READS) app.get(`${BASE}${path}`, async (c) => c.json(await handOn(c)))
  app.post(`${BASE}/*`, async (c) => {
    const path = c.req.path.slice(BASE.length)
    const signsIn = SIGN_INS.includes(path)
    if (!signsIn && OWN_ACTS[path] === undefined) throw new Refused("NO_SUCH_PLACE", { path: c.req.path })
    mustBeOwnPage(c)
    const body = await fieldsOf(c)
    const door = await ground.door()
    if (!signsIn) {
      const who = path === "/sign-out" ? null : await signedIn(c)
      const person = who && (await findPerson(door, { id: who.id }))
      const buckets = person && ASKS_PASSWORD.includes(path) ? [await atAccount(c, person, person.email)] : []
      if (buckets.length > 0) await count(buckets)
      if (person && path === "/change-password") {
        const checked = checkPassword(String(body.newPassword ?? ""), person)
        if (!checked.ok) throw new Refused(checked.refusal.code, checked.refusal)
      }
      // Whoever changes the password ends every other session, whatever the page asked for.
      const answer = await handOn(c, path === "/change-password" ? { ...body, revokeOtherSessions: true } : body)
      if (buckets.length > 0) await forgive(door, buckets)
      if (who && OWN_ACTS[path]) await record(who.id, OWN_ACTS[path])
      return c.json(answer)
    }
    const buckets = [fromAddress(c)]
    if (path === "/sign-in/email") {
      const email = readEmail(String(body.email ?? ""))
      if (!email.ok) throw new Refused("WRONG_SIGN_IN")
      buckets.push(await atAccount(c, await findPerson(door, { email: email.value }), email.value))
    }
    await count(buckets)
    const proves = path.startsWith("/two-factor/") ? await provingPerson(c) : null
    const wasSignedIn = proves !== null && (await find(c, "")) !== null
    if (path === "/two-factor/verify-totp" && proves && !(await showCode(door, proves, String(body.code ?? "").slice(0, 20))))
      throw new Refused("WRONG_CODE")
    // No browser is trusted past its session, and nobody is led elsewhere: only what signing in needs is handed on.
    const { email, password, token, code, response } = body
    const answer = await handOn(c, { email, password, token, code, response })
    await forgive(door, buckets)
    await forgetEnded(door)
    const person = (answer.user as { readonly id?: string } | undefined)?.id
    if (person === undefined) return c.json(answer)
    await record(person, wasSignedIn ? "people.secondFactorSet" : "people.signedIn")
    await setSignedCookie(c, `${isSecure() ? "__Secure-" : ""}${prefix()}.browser`, person, theSecret(), {
      path: "/",
      httpOnly: true,
      sameSite: "Strict",
      secure: isSecure(),
      maxAge: BROWSER_DAYS * 86_400,
    })
    return c.json(answer)
  })
  const forgiven = async (buckets: readonly Bucket[]) => forgive(await ground.door(), buckets)
  return { app, admit, prepare, signedIn, count, forgive: forgiven, fromAddress, account: (email: string) => bucket("account", email), record, find }
}

/** Refuses BODY_TOO_LARGE, NOT_JSON, DOES_NOT_FIT. */
async function fieldsOf(c: Request): Promise<Readonly<Record<string, unknown>>> {
  const read = z.record(z.string(), z.unknown()).safeParse(await readJson(c))
  if (!read.success) throw misfitsOf(read.error)
  return read.data
}

const REFUSALS: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: "WRONG_SIGN_IN",
  INVALID_PASSWORD: "WRONG_SIGN_IN",
  INVALID_CODE: "WRONG_CODE",
  INVALID_BACKUP_CODE: "WRONG_CODE",
  INVALID_TWO_FACTOR_COOKIE: "CHALLENGE_ENDED",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "CHALLENGE_ENDED",
  ACCOUNT_TEMPORARILY_LOCKED: "TOO_MANY_TRIES",
  LINK_ENDED: "LINK_ENDED",
  USER_NOT_VERIFIED: "USER_NOT_VERIFIED",
  WORKS_NOWHERE: "WORKS_NOWHERE",
  PASSWORD_TOO_SHORT: "BAD_PASSWORD",
  PASSWORD_TOO_LONG: "BAD_PASSWORD",
}
function refusalOf(status: number, said: Record<string, unknown> | null): Refused {
  const code = String(said?.code ?? "")
  return new Refused(REFUSALS[code] ?? (status === 401 ? "WRONG_SIGN_IN" : "SIGN_IN_FAILED"), { why: code })
}
