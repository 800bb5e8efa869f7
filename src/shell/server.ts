/**
 * The web server: on 127.0.0.1 only, shown as http://localhost. While the database restarts it answers 503 with Retry-After, never half an
 * answer; with a full disk 507; a bug is a 500 without details, told on stderr.
 */
import { createServer } from "node:net"
import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { secureHeaders } from "hono/secure-headers"
import { Refused } from "../kernel/result.ts"
import type { RefusalTexts } from "../kernel/text.ts"
import { asRefusal } from "./http/endpoint.ts"
import { problemResponse } from "./http/problem.ts"
import { errorCode } from "./trouble.ts"

export type Served = { readonly url: string; close(): Promise<void> }
export type Health = { state(): "up" | "restarting"; answers(): Promise<boolean> }

const RETRY_AFTER_S = "2"
const isFull = (error: unknown) => ["53100", "ENOSPC", "DISK_FULL"].includes(errorCode(error))
/** What a lost or refused database connection looks like: the client's own errors and PostgreSQL's classes 08, 53 and 57. */
const isAway = (error: unknown) =>
  /^(ECONN|EPIPE|ENOENT$|08|53|57)/.test(errorCode(error)) || /terminat|Connection|^Client /.test((error as Error).message)

export function makeApp(routes: readonly Hono[], refusals: RefusalTexts, health: Health): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
    }),
  )
  app.get("/health", async (c) => {
    const up = health.state() === "up" && (await health.answers().catch(() => false))
    if (!up) c.header("Retry-After", RETRY_AFTER_S)
    return c.json({ ok: up, database: up ? "up" : "restarting" }, up ? 200 : 503)
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
    process.stderr.write(`${error.stack}\n`)
    return problemResponse(c, refusals, new Refused("BUG"))
  })
  app.notFound((c) => problemResponse(c, refusals, new Refused("NO_SUCH_PLACE", { path: c.req.path })))
  return app
}

/** Refuses PORT_TAKEN before anything else is started. */
export async function checkPort(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((free, taken) => {
    probe.once("error", (error: NodeJS.ErrnoException) => taken(new Refused(error.code === "EACCES" ? "PORT_FORBIDDEN" : "PORT_TAKEN", { port })))
    probe.listen(port, "127.0.0.1", () => probe.close(() => free()))
  })
}

export async function serveApp(app: Hono, port: number): Promise<Served> {
  const server = await new Promise<ReturnType<typeof serve>>((listening, failed) => {
    const s = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => listening(s))
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
