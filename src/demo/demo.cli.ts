/** `npm run demo`: from nothing to figures and a page, through the same acts as any company. */
import { randomBytes } from "node:crypto"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { addCompany, loadDirectory } from "../company/company.act.ts"
import { uuidv7 } from "../kernel/id.ts"
import { addKey, loadKeys } from "../people/keys.act.ts"
import { SECRET_BYTES } from "../people/keys.ts"
import { TOKEN_BYTES } from "../people/signing/links.ts"
import { letVisitorIn } from "../people/signing/visit.act.ts"
import { type Call, type Command, EXIT } from "../shell/cli.ts"
import type { Context, Creditor } from "../shell/context.ts"
import type { Database } from "../shell/db.ts"
import { checkPort } from "../shell/http/port.ts"
import { readWhole } from "../shell/options.ts"
import { runText } from "../shell/run.text.ts"
import { fillRooms } from "./chasing.act.ts"
import { keyKnown, keyShown, opened, demoText as text, visitorName } from "./demo.text.ts"
import { demoCompanies } from "./demo.ts"
import { speakInDemo } from "./talk.act.ts"

/** What the demo borrows from other rooms; program.ts hands it over. */
export type Borrowed = {
  isFilled(db: Database, company: Creditor): Promise<boolean>
  importFile(db: Database, context: Context, company: Creditor, file: string): Promise<number>
  showFigures(call: Call<Context>, db: Database, company: Creditor): Promise<void>
  /** Says where it is served, and with `token` the address that lets its visitor in. */
  serve(call: Call<Context>, port: number, token: string | null): Promise<void>
  readonly defaultPort: number
}

export const demoCommand = (borrowed: Borrowed): Command<Context> => ({
  name: "demo",
  words: "[--once] [--port N]",
  about: text.about,
  example: "demo --once",
  needs: "operate",
  takes: 0,
  options: {
    once: { type: "boolean", about: text.once },
    port: { type: "string", value: "N", about: runText.port },
  },
  async run(call) {
    const { context, values } = call
    const port = readWhole(values, "port", borrowed.defaultPort, { min: 0, max: 65_535 })
    const { db } = await context.instance("owner")
    if (values.once !== true && port > 0) await checkPort(port)
    await openBooks(call, db, borrowed)
    for (const company of await loadDirectory(db))
      if (company.code.startsWith("DEMO-")) {
        await borrowed.showFigures(call, db, company)
        call.print("")
      }
    await showKey(call, db)
    if (values.once !== true) await borrowed.serve(call, port, await visit(call, db))
    return EXIT.done
  },
})

/** Beside books that nobody invented, and where nobody can sign in, there is no way in without a password. */
async function visit({ context, lang }: Call<Context>, db: Database): Promise<string | null> {
  const companies = await loadDirectory(db)
  const { cluster, signIn } = await context.instance("owner")
  if (cluster.auth === null || !companies.every(({ code }) => code.startsWith("DEMO-"))) return null
  const visitor = { id: uuidv7(context.clock().getTime(), randomBytes(10)), name: visitorName[lang], language: lang }
  return letVisitorIn(db, signIn(), companies, visitor, randomBytes(TOKEN_BYTES))
}

/** One key of the first company, once: shown again by nobody. */
async function showKey({ context, lang, print }: Call<Context>, db: Database): Promise<void> {
  const company = (await loadDirectory(db)).find((one) => one.code.startsWith("DEMO-"))
  if (!company) return
  const made = await db.inCompany(company.id, async (tx) =>
    (await loadKeys(tx)).length > 0 ? null : addKey(tx, context.by, { name: "demo", role: "creditManager", scopes: null }, randomBytes(SECRET_BYTES)),
  )
  if (made) print(keyShown[lang](company.code, made.secret))
  else print(keyKnown[lang](`node bin/encours --data ${context.config.dataDir} --company ${company.code} key add --role creditManager`))
}

/** Opens and fills the companies that are not there yet; a demo stopped half-way goes on, since the same rows are never taken twice. */
async function openBooks({ context, lang, note }: Call<Context>, db: Database, borrowed: Borrowed): Promise<void> {
  const known = await loadDirectory(db)
  const folder = join(context.config.dataDir, "demo")
  await mkdir(folder, { recursive: true })
  for (const demo of demoCompanies(context.today())) {
    const { code, name, country, currency, fileName } = demo
    const there = known.find((c) => c.code === code)
    const company = there ?? (await addCompany(db, context.by, { code, name, country, currency, matching: "erp" }))
    if (!there || !(await borrowed.isFilled(db, there))) {
      const file = join(folder, fileName)
      await writeFile(file, demo.journal())
      note(opened[lang](name, await borrowed.importFile(db, context, company, file)))
    }
    await db.inCompany(company.id, (tx) => fillRooms(tx, context.by, demo.payments, country === "FR" ? "fr" : "nl", context.today()))
    await db.inCompany(company.id, (tx) => speakInDemo(tx, context.by, context.today(), country === "FR" ? "fr" : "nl"))
  }
}
