/**
 * The sealed form of a backup: pieces of one mebibyte, each encrypted and authenticated (AES-256-GCM) under a key made from a passphrase
 * (scrypt) and a salt of this file alone. The number of the piece and whether it is the last stand in its nonce, so that pieces that were left
 * out, put elsewhere or cut off do not open. The layout stands in the room's README, to be opened without this program.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto"
import { promisify } from "node:util"
import { Refused } from "../../kernel/result.ts"

export const MAGIC = Buffer.from("ENCOURS-SEALED-1\n", "latin1")
const PIECE = 1 << 20
const TAG = 16
const SALT = 16
const MAC = 32
/** 64 MiB of memory, twice: what guessing costs whoever has the file. */
const COST = { log2: 16, r: 8, p: 2 }
/** A file may not ask for more than this of whoever opens it. */
const MOST = { log2: 20, r: 16, p: 8, bytes: 1 << 30 }
const HEADER = MAGIC.length + 3 + SALT

type Keys = { readonly seal: Buffer; readonly mac: Buffer }
const derive = promisify<string | Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

async function keysOf(passphrase: string, header: Buffer): Promise<Keys> {
  const [log2, r, p] = [header[MAGIC.length]!, header[MAGIC.length + 1]!, header[MAGIC.length + 2]!]
  const needed = 128 * 2 ** log2 * r
  if (log2 < 1 || log2 > MOST.log2 || r < 1 || r > MOST.r || p < 1 || p > MOST.p || needed > MOST.bytes)
    throw new Refused("BACKUP_DAMAGED", { at: "seal" })
  const made = await derive(passphrase.normalize("NFC"), header.subarray(HEADER - SALT, HEADER), 64, {
    N: 2 ** log2,
    r,
    p,
    maxmem: needed * 2 + (1 << 20),
  })
  return { seal: made.subarray(0, 32), mac: made.subarray(32) }
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Seals whatever comes. */
export async function* seal(plain: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const header = Buffer.concat([MAGIC, Buffer.from([COST.log2, COST.r, COST.p]), randomBytes(SALT)])
  const keys = await keysOf(passphrase, header)
  yield Buffer.concat([header, createHmac("sha256", keys.mac).update(header).digest()])
  let number = 0
  for await (const { piece, last } of cutInto(plain, PIECE)) {
    const cipher = createCipheriv("aes-256-gcm", keys.seal, nonceOf(number++, last))
    yield cipher.update(piece)
    yield Buffer.concat([cipher.final(), cipher.getAuthTag()])
  }
}

/** Opens what `seal` made, piece by piece, each only once it is proven. Refuses WRONG_PASSPHRASE, BACKUP_DAMAGED, BACKUP_TRUNCATED. */
export async function* unseal(sealed: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const { head, rest } = await behead(sealed, HEADER + MAC)
  if (head.length < HEADER + MAC) throw new Refused("BACKUP_TRUNCATED")
  const header = head.subarray(0, HEADER)
  const keys = await keysOf(passphrase, header)
  if (!timingSafeEqual(createHmac("sha256", keys.mac).update(header).digest(), head.subarray(HEADER))) throw new Refused("WRONG_PASSPHRASE")
  let number = 0
  for await (const { piece, last } of cutInto(rest, PIECE + TAG)) {
    if (piece.length < TAG) throw new Refused("BACKUP_TRUNCATED")
    const open = (asLast: boolean) => {
      const cipher = createDecipheriv("aes-256-gcm", keys.seal, nonceOf(number, asLast))
      cipher.setAuthTag(piece.subarray(piece.length - TAG))
      try {
        return Buffer.concat([cipher.update(piece.subarray(0, piece.length - TAG)), cipher.final()])
      } catch {
        return null
      }
    }
    const plain = open(last)
    if (plain === null) throw new Refused(last && open(false) ? "BACKUP_TRUNCATED" : "BACKUP_DAMAGED", { at: `seal ${number}` })
    number++
    yield plain
  }
}

/** The first bytes, and a stream that goes on after them. */
export async function behead(source: AsyncIterable<Buffer>, length: number): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]()
  let got = Buffer.alloc(0)
  let done = false
  while (got.length < length && !done) {
    const next = await iterator.next()
    if (next.done) done = true
    else got = Buffer.concat([got, next.value])
  }
  const rest = async function* () {
    try {
      if (got.length > length) yield got.subarray(length)
      if (done) return
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: got.subarray(0, length), rest: rest() }
}

/** Pieces of one length; the last, which may be shorter or empty, is known to be the last. */
async function* cutInto(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let kept: Buffer[] = []
  let held = 0
  for await (const chunk of source) {
    kept.push(chunk)
    held += chunk.length
    if (held <= length) continue
    let all = Buffer.concat(kept)
    // More than a piece is held: whatever is cut off here is not the last.
    for (; all.length > length; all = all.subarray(length)) yield { piece: all.subarray(0, length), last: false }
    kept = [all]
    held = all.length
  }
  yield { piece: Buffer.concat(kept), last: true }
}
