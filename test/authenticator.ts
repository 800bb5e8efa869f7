/** A second factor in software: codes by time (RFC 6238), and a passkey (WebAuthn, ES256, no attestation) that checks its holder or does not. */
import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from "node:crypto"

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
/** The code of an otpauth:// address at a moment. */
export function codeAt(uri: string, at: Date): string {
  const secret = new URL(uri).searchParams.get("secret")!
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("")
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)))
  const mac = createHmac("sha1", key).update(counter).digest()
  const from = mac[19]! & 15
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}

/** CBOR, as far as attestations need it. */
const head = (major: number, n: number) =>
  n < 24 ? Buffer.from([major | n]) : n < 256 ? Buffer.from([major | 24, n]) : Buffer.from([major | 25, n >> 8, n & 255])
const int = (n: number) => (n >= 0 ? head(0, n) : head(0x20, -1 - n))
const bytes = (b: Buffer) => Buffer.concat([head(0x40, b.length), b])
const text = (s: string) => Buffer.concat([head(0x60, s.length), Buffer.from(s)])
const map = (entries: readonly (readonly [Buffer, Buffer])[]) => Buffer.concat([head(0xa0, entries.length), ...entries.flat()])
const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest()
const url = (b: Buffer) => b.toString("base64url")

const PRESENT = 0x01
const VERIFIED = 0x04
const ATTESTED = 0x40

/** `verifies`: whether it asks its holder for a finger or a number. */
export function makePasskey(origin: string, verifies: boolean) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const { x, y } = publicKey.export({ format: "jwk" })
  const id = randomBytes(16)
  const held = PRESENT | (verifies ? VERIFIED : 0)
  const client = (type: string, challenge: unknown) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const shown = (flags: number, more: Buffer = Buffer.alloc(0)) =>
    Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), Buffer.alloc(4), more])
  const coordinates = [x, y].map((part) => Buffer.from(String(part), "base64url"))
  const key = map([
    [int(1), int(2)],
    [int(3), int(-7)],
    [int(-1), int(1)],
    [int(-2), bytes(coordinates[0]!)],
    [int(-3), bytes(coordinates[1]!)],
  ])
  const credential = { id: url(id), rawId: url(id), type: "public-key", clientExtensionResults: {} }
  return {
    register(challenge: unknown) {
      const clientData = client("webauthn.create", challenge)
      const data = shown(held | ATTESTED, Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]))
      const attestation = map([
        [text("fmt"), text("none")],
        [text("attStmt"), map([])],
        [text("authData"), bytes(data)],
      ])
      return { ...credential, response: { clientDataJSON: url(clientData), attestationObject: url(attestation), transports: ["internal"] } }
    },
    sign(challenge: unknown, verified = verifies) {
      const clientData = client("webauthn.get", challenge)
      const data = shown(PRESENT | (verified ? VERIFIED : 0))
      const signature = createSign("sha256")
        .update(Buffer.concat([data, sha256(clientData)]))
        .sign(privateKey)
      return { ...credential, response: { clientDataJSON: url(clientData), authenticatorData: url(data), signature: url(signature) } }
    },
  }
}
