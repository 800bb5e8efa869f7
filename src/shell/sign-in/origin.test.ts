import { Hono } from "hono"
import { expect, test } from "vitest"
import { Refused } from "../../kernel/result.ts"
import { readConfig } from "../config.ts"
import { addressOf, mustBeOwnPage } from "./origin.ts"

const app = new Hono()
app.post("/", (c) => {
  mustBeOwnPage(c)
  return c.text(addressOf(c))
})
app.onError((error, c) => c.text(error instanceof Refused ? error.code : "bug", 400))
const asked = async (headers: Record<string, string>) =>
  (
    await app.request("http://127.0.0.1:4040/", { method: "POST", headers: { Host: "localhost:4040", "X-Forwarded-For": "192.0.2.1", ...headers } })
  ).text()
const JSON_TYPE = { "Content-Type": "application/json" }

test.each([
  ["no origin", {}],
  ["an origin of nothing", { Origin: "null" }],
  ["another host", { Origin: "http://evil.example" }],
  ["another port of this machine", { Origin: "http://localhost:4041" }],
  ["a host that begins like ours", { Origin: "http://localhost:4040.evil.example" }],
  ["our host as a name before another", { Origin: "http://localhost:4040@evil.example" }],
  ["another way to call", { Origin: "ftp://localhost:4040" }],
])("P63: %s changes nothing", async (_, headers) => expect(await asked({ ...JSON_TYPE, ...headers })).toBe("FOREIGN_ORIGIN"))

test("P63: our own page changes something as JSON, and as nothing a form can send", async () => {
  const Origin = "http://localhost:4040"
  expect(await asked({ Origin, ...JSON_TYPE })).toBe("192.0.2.1")
  expect(await asked({ Origin, "Content-Type": "application/json; charset=utf-8" })).toBe("192.0.2.1")
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", ""])
    expect(await asked({ Origin, "Content-Type": type }), type).toBe("NOT_JSON")
})

test("the asker is whom the proxy named last; what stands before was said by the asker", async () =>
  expect(await asked({ ...JSON_TYPE, Origin: "http://localhost:4040", "X-Forwarded-For": "127.0.0.1, 203.0.113.7" })).toBe("203.0.113.7"))

test("people open the instance where it is said, else at its first name by TLS, else on this machine", () => {
  const place = (env: NodeJS.ProcessEnv) => readConfig(env, []).place
  expect(place({ ENCOURS_URL: "https://Books.example.org/" })).toBe("https://books.example.org")
  expect(place({ ENCOURS_HOSTS: "books.example.org,books" })).toBe("https://books.example.org")
  expect(place({ ENCOURS_HOSTS: "books.example.org", ENCOURS_URL: "http://books:8080" })).toBe("http://books:8080")
  expect(place({})).toBeNull()
  expect(readConfig({ ENCOURS_URL: "https://books.example.org" }, []).hosts).toEqual(["books.example.org"])
  for (const wrong of ["books.example.org", "https://books.example.org/encours", "javascript:alert(1)", "https://a:b@books.example.org"])
    expect(() => place({ ENCOURS_URL: wrong }), wrong).toThrow(/BAD_OPTION/)
})
