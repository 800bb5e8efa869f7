/**
 * Endpoints of the API: what each needs, takes and answers is said once; it checks the request and is the OpenAPI document.
 *
 * Always  an endpoint names the right it needs; the asker's company is the one in the path, or there is nothing at that address; fields nobody
 *         described are refused; what changes something runs in one transaction with the memory of its answer (idempotency.ts). Programs ask with a
 *         key; people with their session, and then a change comes from a page of ours, as JSON.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi"
import type { Context as Request } from "hono"
import { bodyLimit } from "hono/body-limit"
import { HTTPException } from "hono/http-exception"
import type { BlankEnv } from "hono/types"
import type { Day } from "../../kernel/day.ts"
import { Refused } from "../../kernel/result.ts"
import { LANGUAGES, type Language } from "../../kernel/text.ts"
import type { By, Creditor } from "../context.ts"
import { type Books, type Database, type OneCall, type Tx, within } from "../db.ts"
import { mustBeOwnPage } from "../sign-in/origin.ts"
import { mustBeHeld } from "./fields.ts"
import { answerOnce, REMEMBERED_HOURS } from "./idempotency.ts"
import { makeMemory } from "./memory.ts"
import { misfitsOf } from "./misfit.ts"
import { languageOf, PROBLEM_TYPE } from "./problem.ts"
import { makeTurns } from "./turns.ts"

/** Who asks: known by the key or the session, and for which company. */
export type Caller = {
  /** Of the key, or of the person. */
  readonly id: string
  readonly company: Creditor
  readonly by: By
  readonly role: string
  /** The day it is where the company is. */
  readonly today: Day
  /** They see what is entrusted to them, and nothing else. */
  readonly part?: true
  may(right: string): boolean
  /** The roles that have a right: what a refusal names. */
  whoMay(right: string): readonly string[]
}
/** The right of who has it for their own customers only. */
const ownRight = (right: string) => `${right}Own`
export const lacks = (caller: Pick<Caller, "role" | "whoMay"> & { readonly by?: By }, right: string) =>
  new Refused("NOT_ALLOWED", { [caller.by?.kind === "person" ? "person" : "key"]: true, role: caller.role, right, who: caller.whoMay(right) })
/** Whose key it is; null for everything that is no key in force. */
export type Keeper = (secret: string) => Promise<Caller | null>
/** The two ways in. A session speaks for the company of that code, or refuses; null where nobody is signed in. */
export type Doors = { readonly key: Keeper; session(c: Request, code: string): Promise<Caller | null> }

type Shape = z.ZodRawShape
type Read<S extends Shape> = z.infer<z.ZodObject<S>>
export type Asked<Path extends Shape, Query extends Shape, Body extends Shape> = {
  readonly caller: Caller
  readonly path: Read<Path>
  readonly query: Read<Query>
  readonly body: Read<Body>
  readonly lang: Language
  header(name: string): string | undefined
}
export type Answer = { readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }

/** What every endpoint says of itself. */
type Told<Path extends Shape, Query extends Shape> = {
  /** Below the company: "/ageing", "/imports/{id}". */
  readonly path: string
  readonly needs: string
  /** Also for who has the right for their own customers only (`readOwn` for `read`): what it reads and writes is then narrowed to these, in the database. */
  readonly own?: true
  readonly about: string
  readonly params?: Path
  readonly query?: Query
  readonly answers: z.ZodType
  /** Refusals it may answer, besides those every endpoint may. */
  readonly refuses?: readonly string[]
}
/** Reads a snapshot of the books. */
export type Reading<P extends Shape, Q extends Shape> = Told<P, Q> & {
  /** Worked out from the whole ledger, and given again while nothing is done to it (memory.ts). Says the day it takes where none is asked for; null: not costly as it is asked. */
  readonly costly?: (asked: Asked<P, Q, Record<never, never>>) => string | null
  run(tx: Tx, asked: Asked<P, Q, Record<never, never>>): Promise<Answer>
}
/** Something made of the books and kept while nothing is done to them. */
type Keeping<P extends Shape, Q extends Shape, S> = {
  make(tx: Tx, asked: Asked<P, Q, Record<never, never>>): Promise<S>
  /** How much is kept at most, of all companies together, as `sizeOf` measures it. */
  readonly most: number
  sizeOf(made: S): number
}
/** Reads with something worked out once for all who ask, for as long as nothing is done in the company. Who sees a part has it worked out for that part. */
export type Sharing<P extends Shape, Q extends Shape, S> = Told<P, Q> & {
  readonly shared: Keeping<P, Q, S> & {
    /** What it depends on, besides the books. */
    of(asked: Asked<P, Q, Record<never, never>>): string
  }
  run(tx: Tx, asked: Asked<P, Q, Record<never, never>>, shared: S): Promise<Answer>
}
/** Reads with something kept that spares the database the work, where it was made of the very books that are read. */
export type Easing<P extends Shape, Q extends Shape, S> = Told<P, Q> & {
  readonly kept: Keeping<P, Q, S> & {
    /** What it depends on, besides the books; null: this is asked without it. */
    of(asked: Asked<P, Q, Record<never, never>>): string | null
  }
  /** `kept` is null for who sees a part, and where the books moved since it was made. */
  run(tx: Tx, asked: Asked<P, Q, Record<never, never>>, kept: S | null): Promise<Answer>
}
/** One act in one transaction. */
export type Changing<P extends Shape, Q extends Shape, B extends Shape> = Told<P, Q> & {
  readonly method: "post" | "patch"
  readonly status: 200 | 201 | 202
  readonly body: B
  /** Its answer holds a secret, which is kept nowhere: an Idempotency-Key is not remembered. */
  readonly unremembered?: true
} & (
    | { run(tx: Tx, asked: Asked<P, Q, B>): Promise<Answer>; readonly act?: never }
    /** An act of one call: alone where nothing else must be in its transaction, so that it costs one round trip. */
    | { act(call: OneCall, asked: Asked<P, Q, B>): Promise<Answer>; readonly run?: never }
  )

/** A file in or out, or work with transactions of its own. */
export type Handling<P extends Shape, Q extends Shape> = Told<P, Q> & {
  readonly method: "get" | "post"
  readonly status: 200 | 202
  /** The media type of the body it takes as a stream. */
  readonly takes?: string
  /** The media type it answers with, where that is not JSON. */
  readonly gives?: string
  /** `books`: what the asker may see of them. One of `own` works with nothing else. */
  run(db: Database, asked: Asked<P, Q, Record<never, never>> & { readonly books: Books }, request: Request): Promise<Response>
}

/** Bytes of answers kept at most, of all companies together. */
const REMEMBERED = 96 * 1024 * 1024
/** Bytes of a JSON body: a thousand entries of many instalments take less. */
const MOST_BODY = 16 * 1024 * 1024
/** Of one key or session: at work at once (fewer than there are connections to the database) and waiting. */
const [AT_ONCE, MAY_WAIT] = [8, 200]
const BASE = "/api/companies/{company}"
const EVERYWHERE = ["NO_KEY", "NO_SESSION", "UNKNOWN_COMPANY", "NOT_ALLOWED", "DOES_NOT_FIT", "TOO_MANY_REQUESTS"]
const problem = z
  .looseObject({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string() })
  .openapi("Problem")
const companyInPath = { company: z.string().openapi({ description: "the company's code", example: "ACME" }) }
const lang = z.enum(LANGUAGES).optional().openapi({ description: "the language of messages; else Accept-Language" })
const remembered = `asked again with it within ${REMEMBERED_HOURS} hours: the same answer and no second effect`
const keyHeader = { "idempotency-key": z.string().min(1).max(255).optional().openapi({ description: remembered }) }
const matchHeader = { "if-match": z.string().optional().openapi({ description: "the ETag of the state that was seen; missing: 428" }) }
const mayMatch = { "if-match": z.string().optional().openapi({ description: "the ETag of the state that was seen: then it is that one, or 412" }) }
const binary = z.string().openapi({ type: "string", format: "binary" })
const limited = bodyLimit({
  maxSize: MOST_BODY,
  onError() {
    throw new Refused("BODY_TOO_LARGE", { most: MOST_BODY })
  },
})
const json = (schema: z.ZodType) => ({ "application/json": { schema } })

export type Api = ReturnType<typeof makeApi>

/** `stateOf` names the books of a company as a transaction sees them: what anybody does to them changes it. */
export function makeApi(database: () => Promise<Database>, doors: Doors, stateOf: (tx: Tx) => Promise<string>) {
  // The ageing of a hundred thousand customers, one by one, takes a third of it.
  const memory = makeMemory<Buffer<ArrayBuffer>>(REMEMBERED, REMEMBERED / 2, (question, body) => Buffer.byteLength(question) + body.length)
  const turns = makeTurns(AT_ONCE, MAY_WAIT)
  const app = new OpenAPIHono<BlankEnv>({
    defaultHook: (result) => {
      if (!result.success) throw misfitsOf(result.error)
    },
  })
  app.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer", description: "encours key add --role ROLE" })
  app.openAPIRegistry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: "encours-….session_token" })

  async function admit(c: Request, { needs, own }: Pick<Told<Shape, Shape>, "needs" | "own">, takes: string | undefined): Promise<Caller> {
    const code = c.req.param("company") ?? ""
    const said = c.req.header("Authorization")
    const secret = /^Bearer (\S+)$/.exec(said ?? "")?.[1]
    const caller = said === undefined ? await doors.session(c, code) : secret === undefined ? null : await doors.key(secret)
    if (!caller) throw new Refused("NO_KEY")
    if (said === undefined && !["GET", "HEAD"].includes(c.req.method)) mustBeOwnPage(c, takes)
    // Another company's address is as empty as one that never was.
    if (code !== caller.company.code) throw new Refused("UNKNOWN_COMPANY", { code, known: caller.company.code })
    if (caller.may(needs)) return caller
    if (own && caller.may(ownRight(needs))) return { ...caller, part: true }
    throw lacks(caller, needs)
  }

  const describe = <P extends Shape, Q extends Shape>(
    method: "get" | "post" | "patch",
    status: number,
    told: Told<P, Q>,
    body: Shape | null,
    { takes, gives }: { readonly takes?: string; readonly gives?: string } = {},
  ) =>
    createRoute({
      method,
      path: `${BASE}${told.path}`,
      summary: told.about,
      security: [{ key: [] }, { session: [] }],
      "x-needs": told.needs,
      ...(told.own ? { "x-own": ownRight(told.needs) } : {}),
      // The key is asked before the request is read: who has none learns nothing of what would fit.
      middleware: [
        (c: Request, next: () => Promise<void>) =>
          turns(c.req.header("Authorization") ?? c.req.header("Cookie") ?? "", async () => {
            c.set("caller", await admit(c, told, takes))
            await next()
          }),
        ...(body ? [limited] : []),
      ],
      request: {
        params: z.strictObject({ ...companyInPath, ...told.params }),
        query: z.strictObject({ lang, ...told.query }),
        ...(body ? { body: { content: json(z.strictObject(body)), required: true } } : {}),
        ...(takes ? { body: { content: { [takes]: { schema: binary } }, required: true } } : {}),
        ...(method === "get"
          ? {}
          : {
              headers: z.looseObject({
                ...keyHeader,
                ...(method === "patch" ? matchHeader : told.refuses?.includes("CHANGED_SINCE") ? mayMatch : {}),
              }),
            }),
      },
      responses: {
        [status]: { description: told.about, content: gives ? { [gives]: { schema: binary } } : json(told.answers) },
        default: { description: [...EVERYWHERE, ...(told.refuses ?? [])].join(", "), content: { [PROBLEM_TYPE]: { schema: problem } } },
      },
    })

  const mount = (route: ReturnType<typeof describe>, handler: (c: Request) => Promise<Response>) => void app.openapi(route, handler as never)

  const answered = (c: Request, { body, headers }: Answer) => c.json(body as object, 200, { "Cache-Control": "no-store", ...headers })

  /** Made once for each state of a company's books, however many ask. */
  function keeping<P extends Shape, Q extends Shape, S extends object>({ make, most, sizeOf }: Keeping<P, Q, S>) {
    const kept = makeMemory<S>(most, most, (_, made) => sizeOf(made))
    return (reading: ReturnType<typeof readingOf>, state: string, about: string, asked: Asked<P, Q, Record<never, never>>) =>
      kept(JSON.stringify([asked.caller.company.id, about]), state, () =>
        reading(async (tx) => ({ state: await stateOf(tx), value: await make(tx, asked) })),
      )
  }

  return {
    app,
    read<P extends Shape = Record<never, never>, Q extends Shape = Record<never, never>>(told: Reading<P, Q>): void {
      mount(describe("get", 200, told, null), async (c) => {
        const asked = askedOf<P, Q, Record<never, never>>(c)
        const reading = readingOf(await database(), asked.caller)
        // A part is smaller, and nobody else's: it is worked out each time.
        const day = asked.caller.part ? null : (told.costly?.(asked) ?? null)
        if (day === null) return answered(c, await reading((tx) => told.run(tx, asked)))
        const { company, role } = asked.caller
        const question = JSON.stringify([company.id, told.path, asked.path, asked.query, asked.lang, role, day])
        const kept = await memory(question, await reading(stateOf), () =>
          reading(async (tx) => ({ state: await stateOf(tx), value: Buffer.from(JSON.stringify((await told.run(tx, asked)).body)) })),
        )
        return c.body(kept, 200, { "Cache-Control": "no-store", "Content-Type": "application/json" })
      })
    },
    readShared<S extends object, P extends Shape = Record<never, never>, Q extends Shape = Record<never, never>>(told: Sharing<P, Q, S>): void {
      const { of, make } = told.shared
      const keep = keeping(told.shared)
      mount(describe("get", 200, told, null), async (c) => {
        const asked = askedOf<P, Q, Record<never, never>>(c)
        const reading = readingOf(await database(), asked.caller)
        const shared = asked.caller.part ? null : await keep(reading, await reading(stateOf), of(asked), asked)
        return answered(c, await reading(async (tx) => told.run(tx, asked, shared ?? (await make(tx, asked)))))
      })
    },
    readEased<S extends object, P extends Shape = Record<never, never>, Q extends Shape = Record<never, never>>(told: Easing<P, Q, S>): void {
      const keep = keeping(told.kept)
      mount(describe("get", 200, told, null), async (c) => {
        const asked = askedOf<P, Q, Record<never, never>>(c)
        const reading = readingOf(await database(), asked.caller)
        const about = asked.caller.part ? null : told.kept.of(asked)
        if (about === null) return answered(c, await reading((tx) => told.run(tx, asked, null)))
        const state = await reading(stateOf)
        const kept = await keep(reading, state, about, asked)
        return answered(c, await reading(async (tx) => told.run(tx, asked, (await stateOf(tx)) === state ? kept : null)))
      })
    },
    change<P extends Shape = Record<never, never>, Q extends Shape = Record<never, never>, B extends Shape = Record<never, never>>(
      told: Changing<P, Q, B>,
    ): void {
      app.openapi(describe(told.method, told.status, told, told.body), async (c: Request) => {
        const asked = askedOf<P, Q, B>(c)
        const request = `${c.req.method} ${c.req.path} ${await c.req.text()}`
        const key = told.unremembered ? undefined : c.req.header("Idempotency-Key")
        const db = await database()
        const { act } = told
        const { body, headers } =
          act && key === undefined && !asked.caller.part
            ? await act(db.alone(asked.caller.company.id), asked)
            : await answerOnce(booksOf(db, asked.caller), asked.caller, key, request, (tx) => (act ? act(within(tx), asked) : told.run!(tx, asked)))
        return c.json(body as object, told.status, { "Cache-Control": "no-store", ...headers })
      })
    },
    handle<P extends Shape = Record<never, never>, Q extends Shape = Record<never, never>>(told: Handling<P, Q>): void {
      mount(describe(told.method, told.status, told, null, told), async (c) => {
        const [db, asked] = [await database(), askedOf<P, Q, Record<never, never>>(c)]
        return told.run(db, { ...asked, books: booksOf(db, asked.caller) }, c)
      })
    },
  }
}

function askedOf<P extends Shape, Q extends Shape, B extends Shape>(c: Request): Asked<P, Q, B> {
  const valid = (part: string) => {
    const said: unknown = c.req.valid(part as never) ?? {}
    mustBeHeld(said)
    return said as never
  }
  return {
    caller: c.get("caller"),
    path: valid("param"),
    query: valid("query"),
    body: valid("json"),
    lang: languageOf(c),
    header: (name) => c.req.header(name),
  }
}

/** What the asker may see of the books: all, or their part. */
const booksOf = (db: Database, { part, id, today }: Caller): Books => (part ? db.seeing({ holder: id, day: today }) : db)
/** A transaction that reads one snapshot of it. */
const readingOf =
  (db: Database, caller: Caller) =>
  <T>(work: (tx: Tx) => Promise<T>) =>
    booksOf(db, caller).inCompanies([caller.company.id], async (_, choose) => work(await choose(caller.company.id)))

/** What the framework refuses before an endpoint sees it, as a refusal of ours: a body that is no JSON (400), or is not said to be (415). */
export const asRefusal = (error: unknown): Refused | null =>
  error instanceof HTTPException && (error.status === 400 || error.status === 415) ? new Refused("NOT_JSON", { why: error.message }) : null
