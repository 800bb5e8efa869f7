/**
 * Which addresses of the network the house itself may call when somebody else names them: public ones, and networks that ENCOURS_WEBHOOK_ALLOW
 * names. Everything inside (loopback, private, link-local with the clouds' metadata, carrier, documentation, multicast) is refused.
 */
import { BlockList, isIP } from "node:net"
import { Refused } from "../../kernel/result.ts"

/** IPv4 networks that are no public receiver's (IANA special-purpose registry). */
const INSIDE_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const
/** Of IPv6 only 2000::/3 is public; in it, what wraps other addresses (Teredo, 6to4) or is set aside. */
const INSIDE_V6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const

const inside = new BlockList()
for (const [net, bits] of INSIDE_V4) inside.addSubnet(net, bits, "ipv4")
for (const [net, bits] of INSIDE_V6) inside.addSubnet(net, bits, "ipv6")
const publicV6 = new BlockList()
publicV6.addSubnet("2000::", 3, "ipv6")

export type Allowed = { readonly any: boolean; has(address: string): boolean }

/** Networks as ENCOURS_WEBHOOK_ALLOW names them: "10.1.0.0/16, 192.168.5.7, fd00::/8". Refuses BAD_NETWORK. */
export function readNetworks(said: string): Allowed {
  const list = new BlockList()
  const parts = said.split(",").flatMap((part) => part.trim() || [])
  for (const part of parts) {
    const [net = "", bits] = part.split("/")
    const version = isIP(net)
    const most = version === 4 ? 32 : 128
    const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
    if (version === 0 || length < 0 || length > most) throw new Refused("BAD_NETWORK", { value: part })
    list.addSubnet(net, length, version === 4 ? "ipv4" : "ipv6")
  }
  return { any: parts.length > 0, has: (address) => list.check(plain(address), isIP(plain(address)) === 6 ? "ipv6" : "ipv4") }
}

/** Whether the house may call this address. */
export function mayCall(address: string, allowed: Allowed): boolean {
  const at = plain(address)
  const version = isIP(at)
  if (version === 0) return false
  if (allowed.has(at)) return true
  if (version === 4) return !inside.check(at, "ipv4")
  return publicV6.check(at, "ipv6") && !inside.check(at, "ipv6")
}

/** An IPv4 address in IPv6 clothes (::ffff:127.0.0.1, ::ffff:7f00:1) is that IPv4 address; brackets and zone are taken off. */
function plain(address: string): string {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "")
  if (isIP(bare) !== 6) return bare
  // The URL parser writes every spelling of an address the same way.
  const written = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written)
  if (!mapped) return written
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join(".")
}
