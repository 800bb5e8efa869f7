/** P60: what somebody names from outside is called only where it is public, at the moment of the connection. */
import type { LookupAddress } from "node:dns"
import { createServer, type RequestListener, type Server } from "node:http"
import { createServer as createSocket } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { afterEach, describe, expect, test } from "vitest"
import { mayCall, readNetworks } from "./address.ts"
import { postTo, type Resolver } from "./post.ts"

const NONE = readNetworks("")
const LOCAL = readNetworks("127.0.0.1")

describe("P60: an address that lies inside is refused, however it is written", () => {
  const inside = [
    ...["127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.2.1"],
    ...["198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "[::1]", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "fc00::1", "ff02::1"],
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "[::ffff:169.254.169.254]", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1"],
    ...["localhost", "", "1.2.3", "example.org"],
  ]
  test.each(inside)("%s", (address) => expect(mayCall(address, NONE)).toBe(false))
  test.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.167.1.1", "2a00:1450:4007::1", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "%s is public",
    (address) => expect(mayCall(address, NONE)).toBe(true),
  )
  test.each(["http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://127.0.0.1:80/"])(
    "the address %s is seen through",
    (url) => expect(mayCall(new URL(url).hostname, NONE)).toBe(false),
  )
  test("networks of one's own are named one by one", () => {
    const own = readNetworks("10.1.0.0/16, 192.168.5.7 ,fd00::/8")
    expect(["10.1.255.1", "192.168.5.7", "fd12::1", "::ffff:10.1.0.1", "8.8.8.8"].every((address) => mayCall(address, own))).toBe(true)
    expect(["10.2.0.1", "192.168.5.8", "127.0.0.1", "fe80::1"].some((address) => mayCall(address, own))).toBe(false)
    for (const wrong of ["intranet", "10.0.0.0/33", "10.0.0.0/x", "::/129"]) expect(() => readNetworks(wrong)).toThrow("BAD_NETWORK")
  })
})

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})
async function receiver(listener: RequestListener): Promise<URL> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const address = server.address()
  return new URL(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`)
}
const named = (url: URL, name: string) => new URL(url.href.replace("127.0.0.1", name))
const says =
  (...answers: string[][]): Resolver =>
  (_name, _options, told) =>
    told(
      null,
      (answers.length > 1 ? answers.shift()! : answers[0]!).map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    )

test("P60: a name that leads inside is refused when it is called, even beside a public address", async () => {
  let asked = 0
  const url = await receiver((_, response) => response.end(String(++asked)))
  for (const found of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], []])
    expect(await postTo(named(url, "erp.example"), {}, "{}", { allowed: NONE, timeoutMs: 1_000, resolver: says(found) })).toMatchObject({
      failed: "ADDRESS_NOT_ALLOWED",
    })
  expect(await postTo(url, {}, "{}", { allowed: NONE, timeoutMs: 1_000 })).toMatchObject({ failed: "ADDRESS_NOT_ALLOWED" })
  expect(asked).toBe(0)
  expect(await postTo(named(url, "erp.example"), {}, "{}", { allowed: LOCAL, timeoutMs: 5_000, resolver: says(["127.0.0.1"]) })).toMatchObject({
    status: 200,
    answer: "1",
  })
})

test("P60: the name is asked once, and the connection goes to the answer that was checked", async () => {
  let lookups = 0
  const url = await receiver((_, response) => response.end("here"))
  // Allowed at first, then another one: whoever asked twice would connect to the second.
  const answers = says(["127.0.0.1"], ["127.9.9.9"])
  const rebinding: Resolver = (...asked) => {
    lookups++
    answers(...asked)
  }
  expect(await postTo(named(url, "rebind.example"), {}, "{}", { allowed: LOCAL, timeoutMs: 5_000, resolver: rebinding })).toMatchObject({
    answer: "here",
  })
  expect(lookups).toBe(1)
  expect(await postTo(named(url, "rebind.example"), {}, "{}", { allowed: LOCAL, timeoutMs: 5_000, resolver: rebinding })).toMatchObject({
    failed: "ADDRESS_NOT_ALLOWED",
  })
})

test("P60: a redirect is not followed, plain http stays within one's own networks", async () => {
  let inside = 0
  const goal = await receiver((_, response) => response.end(String(++inside)))
  const url = await receiver((_, response) => response.writeHead(302, { Location: goal.href }).end())
  expect(await postTo(url, {}, "{}", { allowed: LOCAL, timeoutMs: 5_000 })).toMatchObject({ status: 302 })
  expect(inside).toBe(0)
  const plain = await postTo(new URL("http://erp.example/"), {}, "{}", { allowed: LOCAL, timeoutMs: 5_000, resolver: says(["8.8.8.8"]) })
  expect(plain).toMatchObject({ failed: "ADDRESS_NOT_ALLOWED" })
})

test("a receiver that says nothing, breaks off or is not there is a failure with its name, after no more than the time there is", async () => {
  const silent = await receiver(() => {})
  const from = performance.now()
  expect(await postTo(silent, {}, "{}", { allowed: LOCAL, timeoutMs: 300 })).toMatchObject({ failed: "TIMED_OUT" })
  expect(performance.now() - from).toBeLessThan(5_000)
  const torn = await receiver((request) => request.socket.destroy())
  expect(await postTo(torn, {}, "{}", { allowed: LOCAL, timeoutMs: 5_000 })).toMatchObject({ failed: "NOT_REACHED" })
  const free = createSocket()
  await new Promise<void>((ready) => free.listen(0, "127.0.0.1", ready))
  const { port } = free.address() as { port: number }
  await new Promise((closed) => free.close(closed))
  expect(await postTo(new URL(`http://127.0.0.1:${port}/`), {}, "{}", { allowed: LOCAL, timeoutMs: 5_000 })).toMatchObject({ failed: "NOT_REACHED" })
})

test("of an answer without end only the beginning is read, without what a terminal would obey", async () => {
  const url = await receiver((_, response) => {
    response.write("\u001b[31mred\u0007")
    const more = setInterval(() => response.write("x".repeat(10_000)), 1)
    response.on("close", () => clearInterval(more))
  })
  const sent = await postTo(url, {}, "{}", { allowed: LOCAL, timeoutMs: 10_000 })
  expect(sent).toMatchObject({ status: 200 })
  const { answer } = sent as { answer: string }
  expect(answer.length).toBe(500)
  expect(answer).not.toMatch(/\p{Cc}/u)
})

test("P60: an answer that changes the protocol, or ends before it began, is an answer like any other: nothing waits for it", async () => {
  for (const [said, met] of [
    ["HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", { status: 101 }],
    ["HTTP/1.1 100 Continue\r\n\r\n", { failed: "NOT_REACHED" }],
    [`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`, { failed: "NOT_REACHED" }],
  ] as const) {
    const raw = createSocket((socket) => {
      socket.on("error", () => {})
      socket.once("data", () => socket.end(said))
    })
    await new Promise<void>((ready) => raw.listen(0, "127.0.0.1", ready))
    const address = raw.address()
    const url = new URL(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`)
    try {
      const tried = postTo(url, {}, "{}", { allowed: LOCAL, timeoutMs: 1_000 })
      expect(await Promise.race([tried, pause(5_000, "waits for ever", { ref: false })]), said.slice(0, 30)).toMatchObject(met)
    } finally {
      raw.close()
    }
  }
})
