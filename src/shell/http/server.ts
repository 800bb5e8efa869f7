/**
 * The web server: on 127.0.0.1 only, shown as http://localhost. It answers to its own names alone: a page elsewhere whose name is turned to this
 * machine (DNS rebinding) gets 421. While the database restarts it answers 503 with Retry-After, never half an answer; with a full disk 507; a bug
 * is a 500 without details, told in the log.
 */
import { randomUUID } from "node:crypto"
import { serve } from "@hono/node-server"
import { type Context, Hono } from "hono"
import { matchedRoutes } from "hono/route"
import { secureHeaders } from "hono/secure-headers"
import { Refused } from "../../kernel/result.ts"
import type { RefusalTexts } from "../../kernel/text.ts"
import { CONNECTION_GONE, errorCode, errorLine } from "../trouble.ts"
import type { Log } from "../watch/log.ts"
import type { Metrics } from "../watch/metrics.ts"
import { asRefusal, type Caller, lacks } from "./endpoint.ts"
import { problemResponse } from "./problem.ts"

export type Served = { readonly url: string; close(): Promise<void> }
export type Health = {
  state(): "up" | "restarting"
  answers(): Promise<boolean>
  /** The schema is this program's; false also while the server ends. */
  ready(): Promise<boolean>
}
/** Who watches, and by which names the server is called. */
export type Watch = {
  readonly hosts: readonly string[]
  readonly log: Log
  readonly metrics: Metrics
  /** Whose key it is; null for none in force. */
  keeper(secret: string): Promise<Pick<Caller, "role" | "may" | "whoMay"> | null>
  metricsText(up: boolean): Promise<string>
}

const RETRY_AFTER_S = "2"
const isFull = (error: unknown) => ["53100", "ENOSPC", "DISK_FULL"].includes(errorCode(error))
/** What a lost or refused database connection looks like: the client's own errors and PostgreSQL's classes 08, 53 and 57. */
const isAway = (error: unknown) =>
  errorCode(error) === "DATABASE_LOST" || /^(ECONN|EPIPE|ENOENT$|08|53|57)/.test(errorCode(error)) || CONNECTION_GONE.test(errorLine(error))

const askerOf = (caller: Caller | undefined) =>
  caller?.by.kind === "person" ? { key: null, person: caller.id } : { key: caller?.id ?? null, person: null }

const OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"]
const nameOf = (c: Context) => (c.req.header("Host") ?? new URL(c.req.url).host).replace(/:\d*$/, "").toLowerCase()
/** Asked from this machine itself: by one of its own names, and through nobody who forwards for others. */
const isDirect = (c: Context) =>
  OWN_NAMES.includes(nameOf(c)) &&
  ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"].every((name) => c.req.header(name) === undefined)

const SANDBOX = "sandbox; default-src 'none'"

export function makeApp(routes: readonly Hono[], refusals: RefusalTexts, health: Health, watch: Watch): Hono {
  const names = new Set([...OWN_NAMES, ...watch.hosts])
  const app = new Hono<{ Variables: { requestId: string; caller?: Caller } }>()
  app.use(async (c, next) => {
    const from = performance.now()
    const id = randomUUID()
    c.set("requestId", id)
    await next()
    c.header("X-Request-Id", id)
    // What is to be saved is never shown: a browser that opens it nevertheless gives it no script, no form and no origin.
    if (c.res.headers.get("Content-Disposition")?.startsWith("attachment")) c.header("Content-Security-Policy", SANDBOX)
    const route = matchedRoutes(c).findLast(({ path }) => !path.includes("*"))?.path ?? null
    const caller = c.get("caller")
    const answered = { id, method: c.req.method, route, status: c.res.status, ms: performance.now() - from }
    watch.metrics.answered(answered)
    watch.log.answered({ ...answered, company: caller?.company.code ?? null, ...askerOf(caller) })
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
    }),
  )
  app.use(async (c, next) => {
    if (names.has(nameOf(c))) return next()
    throw new Refused("WRONG_HOST", { host: nameOf(c).slice(0, 100) })
  })
  app.get("/health", async (c) => {
    const up = health.state() === "up" && (await health.answers().catch(() => false))
    if (!up) c.header("Retry-After", RETRY_AFTER_S)
    return c.json({ ok: up, database: up ? "up" : "restarting" }, up ? 200 : 503)
  })
  app.get("/ready", async (c) => {
    const ready = health.state() === "up" && (await health.ready().catch(() => false))
    return c.json({ ready }, ready ? 200 : 503, ready ? {} : { "Retry-After": RETRY_AFTER_S })
  })
  app.get("/metrics", async (c) => {
    const secret = /^Bearer (\S+)$/.exec(c.req.header("Authorization") ?? "")?.[1]
    if (!isDirect(c) || secret !== undefined) {
      const caller = secret === undefined ? null : await watch.keeper(secret)
      if (!caller) throw new Refused("NO_KEY")
      if (!caller.may("operate")) throw lacks(caller, "operate")
    }
    return c.body(await watch.metricsText(health.state() === "up"), 200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
    })
  })
  app.use(async (c, next) => {
    if (health.state() === "up") return next()
    return c.json({ code: "DATABASE_RESTARTING" }, 503, { "Retry-After": RETRY_AFTER_S })
  })
  for (const route of routes) app.route("/", route)
  app.onError((error, c) => {
    if (isFull(error)) return c.json({ code: "DISK_FULL" }, 507)
    if (isAway(error)) return c.json({ code: "DATABASE_RESTARTING" }, 503, { "Retry-After": RETRY_AFTER_S })
    const refusal = error instanceof Refused ? error : asRefusal(error)
    if (refusal) return problemResponse(c, refusals, refusal)
    watch.log.trouble(error, "request", c.get("requestId"))
    return problemResponse(c, refusals, new Refused("BUG", { message: `X-Request-Id ${c.get("requestId")}` }))
  })
  app.notFound((c) => problemResponse(c, refusals, new Refused("NO_SUCH_PLACE", { path: c.req.path })))
  return app as unknown as Hono
}

/** Bytes of an address and headers: a mapping of ten thousand characters stands in the address of an import, and a character takes up to six. */
const MOST_HEAD = 64 * 1024

export async function serveApp(app: Hono, port: number): Promise<Served> {
  const server = await new Promise<ReturnType<typeof serve>>((listening, failed) => {
    const s = serve({ fetch: app.fetch, port, hostname: "127.0.0.1", serverOptions: { maxHeaderSize: MOST_HEAD } }, () => listening(s))
    s.once("error", (error: NodeJS.ErrnoException) => failed(error.code === "EADDRINUSE" ? new Refused("PORT_TAKEN", { port }) : error))
  })
  const address = server.address()
  const open = typeof address === "object" && address !== null ? address.port : port
  return {
    url: `http://localhost:${open}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        // Browsers keep connections open; whoever still talks after two seconds is cut off.
        setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), 2000).unref()
      }),
  }
}
