/** What comes before any company, or stands above them: setting up, one's own account, invitations and new passwords by link. */
import { randomBytes } from "node:crypto"
import { z } from "@hono/zod-openapi"
import { Hono, type Context as Request } from "hono"
import { recordAct } from "../../activity/activity.act.ts"
import { addCompany, loadDirectory } from "../../company/company.act.ts"
import { codeFrom } from "../../company/company.ts"
import { readRegistration, schemeOf } from "../../company/registration.ts"
import { zoneOf } from "../../company/zone.ts"
import { type Id, uuidv7 } from "../../kernel/id.ts"
import { Refused, type Result } from "../../kernel/result.ts"
import { LANGUAGES } from "../../kernel/text.ts"
import type { Tx } from "../../shell/db.ts"
import { mustBeHeld } from "../../shell/http/fields.ts"
import { readJson } from "../../shell/http/json.ts"
import { fieldText } from "../../shell/http/misfit.text.ts"
import { misfit, misfitsOf } from "../../shell/http/misfit.ts"
import { mustBeOwnPage } from "../../shell/sign-in/origin.ts"
import { hashPassword } from "../../shell/sign-in/password.ts"
import { loadKeysOf, withdrawOwnKey } from "../keys.act.ts"
import { acceptInvitation, digestOf, findInvitation, mustBeFree, mustBeOpen, takeOver } from "../members.act.ts"
import { checkPassword, readEmail, readPersonName } from "../members.ts"
import { rightsOf } from "../roles.ts"
import type { Ground, Guard } from "./guard.http.ts"
import { invitingCompany, isToken } from "./links.ts"
import * as persons from "./persons.store.ts"

const password = z.string().max(1_000)
const language = z.enum(LANGUAGES)
const text = z.string().max(1_000)

/** Rooms that call a person by name take the new one over, in the transaction of its act. */
export type Renamed = { readonly id: string; readonly before: string; readonly after: string }

export function accountRoutes(ground: Ground, guard: Guard, takeOverName: (tx: Tx, renamed: Renamed) => Promise<void>): Hono {
  const app = new Hono()

  app.get("/api/setup", async (c) => {
    const open = !(await persons.anybody(await ground.door()))
    if (open) guard.prepare()
    const companies = open ? await loadDirectory(await ground.database()) : []
    return c.json(open ? { open, company: companies.length === 0 } : { open })
  })

  app.post("/api/setup", async (c) => {
    const [door, db] = [await ground.door(), await ground.database()]
    if (await persons.anybody(door)) throw new Refused("NO_SUCH_PLACE", { path: c.req.path })
    const said = await bodyOf(c, {
      company: z.strictObject({ code: text.optional(), name: text, country: text, currency: text, number: text.optional() }).optional(),
      person: z.strictObject({ name: text, email: text, password }),
      language: language.default("en"),
    })
    const there = await loadDirectory(db)
    if (there.length === 0 && !said.company) throw misfit("company", "required", fieldText.company)
    const company = there.length === 0 ? draftOf(said.company!) : null
    const person = await newPerson(door, said.person, said.language)
    try {
      const by = { kind: "person", name: person.name } as const
      if (company)
        await addCompany(db, by, company, async (tx) => {
          await mustBeOpen(tx, c.req.path)
          await takeOver(tx, person)
        })
      else
        await db.inCompanies(
          there.map(({ id }) => id),
          async (_, choose) => {
            // Books that were kept by the command line alone get their first person.
            for (const [i, { id }] of there.entries()) {
              const tx = await choose(id)
              if (i === 0) await mustBeOpen(tx, c.req.path)
              await takeOver(tx, person)
            }
          },
          "write",
        )
    } catch (error) {
      await persons.dropPerson(door, person.id)
      throw error
    }
    return c.json({ company: company?.code ?? there[0]!.code }, 201)
  })

  // A page that is opened asks who sits there; that nobody does is an answer then, and no fault in the browser's log.
  app.get("/api/me", async (c) => {
    if (c.req.query("or") === "nobody" && !(await guard.find(c, ""))) {
      guard.prepare()
      return own(c, null)
    }
    const { id } = await guard.signedIn(c)
    return own(c, await meOf(id))
  })
  app.patch("/api/me", async (c) => {
    const { id } = await guard.signedIn(c)
    const said = await bodyOf(c, {
      name: text.optional(),
      language: language.optional(),
      theme: z.enum(persons.THEMES).optional(),
      density: z.enum(persons.DENSITIES).optional(),
      numbers: z.enum(persons.NUMBERS).optional(),
    })
    const door = await ground.door()
    const before = (await persons.findPerson(door, { id }))!
    const name = said.name === undefined ? before.name : must(readPersonName(said.name))
    const db = await ground.database()
    const renamed = name === before.name ? [] : await persons.companiesOf(door, id)
    for (const works of renamed) await db.inCompany(works.id, (tx) => mustBeFree(tx, id, name))
    await persons.updatePerson(door, id, { ...said, name: said.name === undefined ? undefined : name })
    for (const works of renamed)
      await db.inCompany(works.id, async (tx) => {
        await recordAct(tx, { kind: "person", name }, { code: "people.renamed", subject: { person: id } })
        await takeOverName(tx, { id, before: before.name, after: name })
      })
    return own(c, await meOf(id))
  })
  async function meOf(id: string) {
    const door = await ground.door()
    const works = (await persons.companiesOf(door, id)).filter(({ disabled }) => !disabled)
    return {
      person: await persons.findPerson(door, { id }),
      companies: works.map(({ code, name, country, currency, role }) => ({
        ...{ code, name, country, currency, role },
        zone: zoneOf(country),
        rights: rightsOf(role),
      })),
    }
  }

  app.get("/api/me/sessions", async (c) => {
    const { id, session } = await guard.signedIn(c)
    const sessions = await persons.loadSessions(await ground.door(), id)
    return own(c, { sessions: sessions.map((one) => ({ ...one, current: one.id === session })) })
  })
  app.post("/api/me/sessions/end-others", async (c) => {
    const { id, session } = await guard.signedIn(c)
    await bodyOf(c, {})
    const ended = await persons.endSessions(await ground.door(), id, { but: session })
    if (ended > 0) await guard.record(id, "people.sessionsEnded")
    return own(c, { ended })
  })
  app.post("/api/me/sessions/:session/end", async (c) => {
    const { id } = await guard.signedIn(c)
    await bodyOf(c, {})
    const ended = await persons.endSessions(await ground.door(), id, { only: c.req.param("session") })
    if (ended === 0) throw new Refused("UNKNOWN_SESSION")
    await guard.record(id, "people.sessionsEnded")
    return own(c, { ended })
  })

  /** The API keys this person made, wherever they work: a new password does not end them. */
  app.get("/api/me/keys", async (c) => {
    const { id } = await guard.signedIn(c)
    const [works, db] = [await persons.companiesOf(await ground.door(), id), await ground.database()]
    const keys = []
    for (const company of works.filter(({ disabled }) => !disabled))
      for (const key of await db.inCompany(company.id, (tx) => loadKeysOf(tx, id)))
        keys.push({ company: company.code, id: key.id, name: key.name, role: key.role, start: key.start, madeAt: key.madeAt })
    return own(c, { keys })
  })
  app.post("/api/me/keys/:company/:key/revoke", async (c) => {
    const { id, name } = await guard.signedIn(c)
    await bodyOf(c, {})
    const { company: code, key } = c.req.param()
    const company = (await persons.companiesOf(await ground.door(), id)).find((works) => works.code === code && !works.disabled)
    if (!company) throw new Refused("UNKNOWN_KEY", { key })
    await (await ground.database()).inCompany(company.id, (tx) => withdrawOwnKey(tx, { kind: "person", name }, id, key))
    return own(c, { id: key, revoked: true })
  })

  /** An invitation in force with its company; whoever guesses is counted. Refuses UNKNOWN_INVITATION. */
  async function invited(c: Request) {
    const from = [guard.fromAddress(c)]
    await guard.count(from)
    const token = c.req.param("token") ?? ""
    const number = invitingCompany(token)
    const db = await ground.database()
    const company = (await loadDirectory(db)).find(({ id }) => id === number)
    const invitation = company ? await db.inCompany(company.id, (tx) => findInvitation(tx, digestOf(token))) : null
    if (!company || !invitation) throw new Refused("UNKNOWN_INVITATION")
    const door = await ground.door()
    await persons.forgive(door, from)
    const person = await persons.findPerson(door, { email: invitation.email })
    const known = person !== null && (await persons.companiesOf(door, person.id)).length > 0
    return { token, db, door, company, invitation, person: known ? person : null }
  }
  app.get("/api/invitations/:token", async (c) => {
    const { company, invitation, person } = await invited(c)
    const { email, role, expiresAt } = invitation
    return own(c, { company: { code: company.code, name: company.name }, email, role, expiresAt, known: person !== null })
  })
  app.post("/api/invitations/:token", async (c) => {
    const { token, db, door, company, invitation, person } = await invited(c)
    if (person) {
      // An address somebody signs in with already: the link gives them a company, never to anybody else their account.
      const session = await guard.find(c, "")
      await bodyOf(c, {})
      if (session?.person_id !== person.id) throw new Refused("SIGN_IN_FIRST", { email: invitation.email })
      await db.inCompany(company.id, (tx) => acceptInvitation(tx, token, async () => person))
    } else {
      const said = await bodyOf(c, { name: text, password, language: language.default("en") })
      const made = await newPerson(door, { ...said, email: invitation.email }, said.language)
      try {
        await db.inCompany(company.id, (tx) => acceptInvitation(tx, token, async () => made))
      } catch (error) {
        await persons.dropPerson(door, made.id)
        throw error
      }
    }
    return own(c, { company: company.code, email: invitation.email })
  })

  app.post("/api/reset/ask", async (c) => {
    const { email } = await bodyOf(c, { email: text })
    await guard.count([guard.fromAddress(c)])
    const read = readEmail(email)
    if (read.ok) await persons.askReset(await ground.door(), read.value)
    return c.json({}, 202)
  })
  app.post("/api/reset", async (c) => {
    const said = await bodyOf(c, { token: text, password })
    const from = [guard.fromAddress(c)]
    await guard.count(from)
    const door = await ground.door()
    const digest = digestOf(said.token)
    const id = isToken(said.token) ? await persons.findLink(door, "reset", digest) : null
    const person = id === null ? null : await persons.findPerson(door, { id })
    if (!person) throw new Refused("LINK_ENDED")
    must(checkPassword(said.password, person))
    if ((await persons.resetPassword(door, digest, await hashPassword(said.password))) === null) throw new Refused("LINK_ENDED")
    await persons.forgive(door, [...from, guard.account(person.email)])
    await guard.record(person.id, "people.passwordReset")
    return own(c, { email: person.email })
  })
  return app
}

const own = (c: Request, body: object | null) => c.json(body, 200, { "Cache-Control": "no-store" })

/** Refuses FOREIGN_ORIGIN, NOT_JSON, DOES_NOT_FIT. */
async function bodyOf<S extends z.ZodRawShape>(c: Request, shape: S): Promise<z.infer<z.ZodObject<S>>> {
  mustBeOwnPage(c)
  const said = await readJson(c)
  mustBeHeld(said)
  const read = z.strictObject(shape).safeParse(said)
  if (!read.success) throw misfitsOf(read.error)
  return read.data as z.infer<z.ZodObject<S>>
}

function must<T>(read: Result<T, { readonly code: string }>): T {
  if (!read.ok) throw new Refused(read.refusal.code, { ...read.refusal })
  return read.value
}

type Said = { readonly name: string; readonly email: string; readonly password: string }
/** Refuses BAD_PERSON_NAME, BAD_EMAIL, BAD_PASSWORD, PERSON_EXISTS. */
async function newPerson(door: Awaited<ReturnType<Ground["door"]>>, said: Said, spoken: z.infer<typeof language>): Promise<{ id: Id; name: string }> {
  const name = must(readPersonName(said.name))
  const email = must(readEmail(said.email))
  must(checkPassword(said.password, { name, email }))
  const id = uuidv7(Date.now(), randomBytes(10))
  const made = await persons.createPerson(door, { id, name, email, language: spoken }, await hashPassword(said.password))
  if (made === null) throw new Refused("PERSON_EXISTS", { email })
  return { id, name }
}

type Opened = {
  readonly code?: string | undefined
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly number?: string | undefined
}
/** The number is asked of companies of countries whose register is known here. Refuses BAD_REGISTRATION. */
function draftOf({ code, name, country, currency, number }: Opened) {
  const scheme = schemeOf(country.toUpperCase())
  const draft = {
    code: code?.trim() || codeFrom(name),
    name,
    country: country.toUpperCase(),
    currency: currency.toUpperCase(),
    matching: "erp" as const,
  }
  return scheme === null ? draft : { ...draft, registration: must(readRegistration(scheme, number ?? "")) }
}
