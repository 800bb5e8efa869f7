/** The second factor, and the pages that may not speak in somebody's name, at a running server. */
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type ServedApi, serveApi } from "../api.ts"
import { codeAt, makePasskey } from "../authenticator.ts"
import { type Visitor, visitor } from "../visitor.ts"

const [EMAIL, PASSWORD] = ["odile@acme.fr", "correct horse battery"]
let served: ServedApi
let owner: Visitor
beforeAll(async () => {
  served = await serveApi()
  owner = visitor(served)
  await owner.post("/api/setup", { person: { name: "Odile", email: EMAIL, password: PASSWORD } })
  await owner.post("/api/auth/sign-in/email", { email: EMAIL, password: PASSWORD })
})
afterAll(() => served.close())
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code]

describe("P63: a change in somebody's name", () => {
  test("comes from a page of ours as JSON, or it is refused; no GET changes anything", async () => {
    const key = { name: "planted", role: "owner" }
    for (const headers of [
      { Origin: "https://evil.example" },
      { Origin: "null" },
      { Origin: "" },
      { Origin: served.url.replace("localhost", "localhost.evil.example") },
    ])
      for (const path of [
        "/api/companies/ACME/keys",
        "/api/auth/sign-out",
        "/api/auth/sign-in/email",
        "/api/me/sessions/end-others",
        "/api/setup",
        "/api/reset",
      ])
        expect([path, ...codeOf(await owner.post(path, path === "/api/setup" ? {} : key, headers))], JSON.stringify(headers)).toEqual(
          path === "/api/setup" ? [path, 404, "NO_SUCH_PLACE"] : [path, 403, "FOREIGN_ORIGIN"],
        )
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; charset=application/json"])
      for (const path of ["/api/companies/ACME/keys", "/api/auth/sign-out", "/api/me/sessions/end-others", "/api/reset/ask"])
        expect(codeOf(await owner.post(path, key, { "Content-Type": type })), `${path} ${type}`).toEqual([400, "NOT_JSON"])
    expect((await owner.get("/api/auth/sign-out")).status).toBe(404)
    expect((await owner.get("/api/me")).status).toBe(200)
  })

  test("asks the library of signing in for nothing that is not on our list", async () => {
    for (const path of [
      "sign-up/email",
      "update-user",
      "delete-user",
      "change-email",
      "request-password-reset",
      "reset-password",
      "list-sessions",
      "get-session",
      "revoke-sessions",
      "ok",
      "two-factor/send-otp",
      "two-factor/view-backup-codes",
    ]) {
      expect((await owner.post(`/api/auth/${path}`, {})).status, path).toBe(404)
      expect((await owner.get(`/api/auth/${path}`)).status, path).toBe(404)
    }
  })
})

test("P47: what stands above the companies is nobody's who is not signed in", async () => {
  const nobody = visitor(served)
  for (const path of ["/api/me", "/api/me/sessions"]) expect(codeOf(await nobody.get(path)), path).toEqual([401, "NO_SESSION"])
  expect(codeOf(await nobody.patch("/api/me", { theme: "dark" }))).toEqual([401, "NO_SESSION"])
  for (const path of ["/api/me/sessions/end-others", "/api/me/sessions/0198a7c2-51f0-7c3e-8a44-2f6d9b1e07aa/end"])
    expect(codeOf(await nobody.post(path, {})), path).toEqual([401, "NO_SESSION"])
  const own = ["change-password", "two-factor/enable", "two-factor/disable", "two-factor/generate-backup-codes", "passkey/delete-passkey"]
  for (const path of own) expect(codeOf(await nobody.post(`/api/auth/${path}`, {})), path).toEqual([401, "NO_SESSION"])
  for (const path of ["generate-register-options", "list-user-passkeys"])
    expect((await nobody.get(`/api/auth/passkey/${path}`)).status, path).toBe(401)
  expect(codeOf(await nobody.post("/api/auth/passkey/verify-registration", {}))).toEqual([401, "NO_SESSION"])
})

test("a code of the second factor opens once; the telephone lost, the owner of the machine helps", async () => {
  const enabled = await owner.post("/api/auth/two-factor/enable", { password: PASSWORD })
  expect(enabled.status).toBe(200)
  const uri = String(enabled.body.totpURI)
  expect((await owner.post("/api/auth/two-factor/verify-totp", { code: codeAt(uri, new Date(Date.now() - 30_000)) })).status).toBe(200)
  const now = codeAt(uri, new Date())
  const begin = async (): Promise<Visitor> => {
    const who = visitor(served)
    const first = await who.post("/api/auth/sign-in/email", { email: EMAIL, password: PASSWORD })
    expect(first.body).toMatchObject({ twoFactorRedirect: true })
    expect(codeOf(await who.get("/api/me"))).toEqual([401, "NO_SESSION"])
    return who
  }
  const several = [await begin(), await begin(), await begin()]
  expect(codeOf(await several[0]!.post("/api/auth/two-factor/verify-totp", { code: "000000" }))).toEqual([401, "WRONG_CODE"])
  const all = await Promise.all(several.map((who) => who.post("/api/auth/two-factor/verify-totp", { code: now, trustDevice: true })))
  expect(all.map(({ status }) => status).sort()).toEqual([200, 401, 401])
  const opened = several[all.findIndex(({ status }) => status === 200)]!
  expect((await opened.get("/api/me")).status).toBe(200)
  // No browser is trusted past its session: the second factor is asked every time.
  await opened.post("/api/auth/sign-out", {})
  expect((await opened.post("/api/auth/sign-in/email", { email: EMAIL, password: PASSWORD })).body).toMatchObject({ twoFactorRedirect: true })
  const backup = (enabled.body.backupCodes as string[])[0]
  expect((await opened.post("/api/auth/two-factor/verify-backup-code", { code: backup })).status).toBe(200)
  const again = await begin()
  expect(codeOf(await again.post("/api/auth/two-factor/verify-backup-code", { code: backup }))).toEqual([401, "WRONG_CODE"])
})

test("a passkey opens by itself where its device asked who holds it, and not otherwise", async () => {
  const challenge = async (who: Visitor, path: string) => (await who.get(`/api/auth/passkey/${path}`)).body.challenge
  const careless = makePasskey(served.url, false)
  const refused = await owner.post("/api/auth/passkey/verify-registration", {
    response: careless.register(await challenge(owner, "generate-register-options")),
  })
  expect(codeOf(refused)).toEqual([403, "USER_NOT_VERIFIED"])
  const passkey = makePasskey(served.url, true)
  const response = passkey.register(await challenge(owner, "generate-register-options"))
  expect((await owner.post("/api/auth/passkey/verify-registration", { name: "laptop", response })).status).toBe(200)
  const who = visitor(served)
  const show = async (verified: boolean) =>
    who.post("/api/auth/passkey/verify-authentication", { response: passkey.sign(await challenge(who, "generate-authenticate-options"), verified) })
  expect(codeOf(await show(false))).toEqual([403, "USER_NOT_VERIFIED"])
  expect(codeOf(await who.get("/api/me"))).toEqual([401, "NO_SESSION"])
  expect((await show(true)).status).toBe(200)
  expect((await who.get("/api/me")).body.person).toMatchObject({ email: EMAIL })
  const { rows } = await served.db.owner.query("SELECT act FROM activity.act WHERE act LIKE 'people.%' AND company_id = $1 ORDER BY at, id", [
    served.company,
  ])
  const acts = rows.map(({ act }: { act: string }) => act)
  for (const act of ["people.joined", "people.signedIn", "people.secondFactorSet", "people.passkeyAdded"]) expect(acts).toContain(act)
})
