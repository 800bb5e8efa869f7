/** Passwords are kept as argon2id, at the cost OWASP names as least (19 MiB, 2 rounds, 1 lane), written as everybody writes it (PHC). */
import { argon2, randomBytes, timingSafeEqual } from "node:crypto"
import { promisify } from "node:util"

const derive = promisify(argon2)
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const SALT_BYTES = 16
const TAG_BYTES = 32

const bare = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "")

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const cost = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES, tagLength: TAG_BYTES }
  const tag = await derive("argon2id", { message: password.normalize("NFKC"), nonce: salt, ...cost })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${bare(salt)}$${bare(tag)}`
}

/** False also for what is no digest of ours. */
export async function verifyPassword(kept: string, password: string): Promise<boolean> {
  const read = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(kept)
  if (!read) return false
  const [memory, passes, parallelism] = [Number(read[1]), Number(read[2]), Number(read[3])]
  const expected = Buffer.from(read[5]!, "base64")
  const nonce = Buffer.from(read[4]!, "base64")
  const tag = await derive("argon2id", { message: password.normalize("NFKC"), nonce, memory, passes, parallelism, tagLength: expected.length })
  return timingSafeEqual(tag, expected)
}
