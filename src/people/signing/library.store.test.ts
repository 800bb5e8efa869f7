import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { getMigrations } from "better-auth/db/migration"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ROLES, type TestDatabase, testDatabase } from "../../../test/database.ts"
import { openSignInDoor, type SignInDoor } from "../../shell/sign-in/door.ts"
import { hashPassword, verifyPassword } from "../../shell/sign-in/password.ts"
import { signInSecret } from "../../shell/sign-in/secret.ts"
import { libraryOptions } from "./library.http.ts"

let db: TestDatabase
let door: SignInDoor
beforeAll(async () => {
  db = await testDatabase()
  door = openSignInDoor({ ...db.app, user: ROLES.auth }, () => new Date())
})
afterAll(async () => {
  await door.close()
  await db.drop()
})

test("the library finds its tables as it plans them: nothing is to be migrated", async () => {
  const options = libraryOptions({ door, secret: "x".repeat(43), place: "http://localhost:4040", cookiePrefix: "encours" })
  const { compileMigrations, toBeAdded, toBeCreated } = await getMigrations(options)
  expect([toBeAdded, toBeCreated]).toEqual([[], []])
  expect((await compileMigrations()).replace(/;/g, "").trim()).toBe("")
})

test("who checks passwords cannot read the books, and who reads the books cannot read a password", async () => {
  const [auth, app] = [new pg.Client({ ...db.app, user: ROLES.auth }), new pg.Client(db.app)]
  await Promise.all([auth.connect(), app.connect()])
  try {
    for (const table of ["ledger.entry", "customer.customer", "people.member", "people.api_key", "activity.act"])
      await expect(auth.query(`SELECT FROM ${table}`), table).rejects.toMatchObject({ code: "42501" })
    for (const table of ["auth.person", "auth.account", "auth.session", "auth.two_factor", "auth.link"])
      await expect(app.query(`SELECT FROM ${table}`), table).rejects.toMatchObject({ code: "42501" })
    await expect(app.query("SELECT FROM people.admitted('x', 'y')")).rejects.toMatchObject({ code: "42501" })
  } finally {
    await Promise.all([auth.end(), app.end()])
  }
})

test("P55: the secret is drawn once for a data folder, for its owner's eyes, and is never a standard one", () => {
  const folders = [mkdtempSync(join(tmpdir(), "encours-secret-")), mkdtempSync(join(tmpdir(), "encours-secret-"))] as const
  try {
    const [one, other] = [signInSecret(folders[0]), signInSecret(folders[1])]
    expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(other).not.toBe(one)
    expect(signInSecret(folders[0])).toBe(one)
    const file = join(folders[0], "sign-in.secret")
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, "utf8")).toBe(`${one}\n`)
    writeFileSync(file, "changeme\n")
    expect(() => signInSecret(folders[0])).toThrow(/holds no secret/)
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true })
  }
})

test("a password is kept as argon2id with its own salt, and known again", async () => {
  const [one, other] = [await hashPassword("a long sentence"), await hashPassword("a long sentence")]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(other).not.toBe(one)
  expect(await verifyPassword(one, "a long sentence")).toBe(true)
  expect(await verifyPassword(one, "a long sentence.")).toBe(false)
  for (const broken of ["", "plain", one.slice(0, 40), one.replace("argon2id", "argon2i")]) expect(await verifyPassword(broken, "plain")).toBe(false)
})
