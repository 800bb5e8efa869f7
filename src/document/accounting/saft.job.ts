/** SAF-T as a stream of XML events: no document type, no entities of its own, nothing grows without an element. */
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { SaxesParser } from "saxes"
import type { Currency } from "../../kernel/money.ts"
import { ok, type Result, refuse } from "../../kernel/result.ts"
import { beginningOf } from "../../kernel/text.ts"
import type { AccountingCode, Problem } from "../draft.ts"
import type { Alive } from "../table.ts"
import { type BookFile, type LineBatch, refused } from "./posting.ts"
import { type SaftReader, saftReader } from "./saft.ts"

const CHUNK = 1 << 18
const DEEPEST = 100
const LONGEST_SILENCE = 1 << 20

class XmlRefused extends Error {
  readonly code: AccountingCode
  constructor(code: AccountingCode, reason: string) {
    super(reason)
    this.code = code
  }
}

export async function openSaft(path: string, fallback: Currency, alive: Alive): Promise<Result<BookFile, Problem>> {
  const { size, mtimeMs } = await stat(path)
  const hash = createHash("sha256")
  let start = ""
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    if (start === "") start = chunk.toString("latin1").replaceAll("\0", "")
    await alive(0)
  }
  // Told before anything is parsed; a document type further down meets the parser's own refusal.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(start)) return refuse(refused("XML_DTD"))
  let reader = saftReader(fallback)
  // The header comes first and is short: the currency is known after the first stretch that holds it.
  for await (const { problems } of streamLines(path, reader, alive, true))
    if (problems.some((p) => p.code.startsWith("XML_"))) return refuse(problems.at(-1)!)
  const currency = reader.currency()

  async function* lines(): AsyncGenerator<LineBatch> {
    reader = saftReader(currency)
    yield* streamLines(path, reader, alive, false)
    const now = await stat(path)
    if (now.size !== size || now.mtimeMs !== mtimeMs) yield { lines: [], problems: [refused("FILE_CHANGED")] }
  }
  return ok({
    kind: "saft",
    sha256: hash.digest("hex"),
    bytes: size,
    currency,
    problems: [],
    lines,
    roots: () => reader.roots(),
    listed: () => reader.listed(),
    closing: (books) => reader.closing(books),
  })
}

async function* streamLines(path: string, reader: SaftReader, alive: Alive, headerOnly: boolean): AsyncGenerator<LineBatch> {
  const parser = new SaxesParser()
  let silent = 0
  let depth = 0
  let pastHeader = false
  const local = (name: string) => name.slice(name.indexOf(":") + 1)
  const hear = (text: string) => {
    silent = 0
    reader.text(text)
  }
  parser.on("error", (error) => {
    throw new XmlRefused("XML_BROKEN", error.message)
  })
  parser.on("doctype", () => {
    throw new XmlRefused("XML_DTD", "")
  })
  parser.on("opentag", (tag) => {
    silent = 0
    if (++depth > DEEPEST) throw new XmlRefused("XML_TOO_DEEP", String(DEEPEST))
    reader.open(local(tag.name), parser.line)
  })
  parser.on("closetag", (tag) => {
    silent = 0
    depth--
    const name = local(tag.name)
    if (name === "Header") pastHeader = true
    reader.close(name)
  })
  parser.on("text", hear)
  parser.on("cdata", hear)
  let decoder: Decoder | null = null
  let done = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      decoder ??= decoderFor(chunk)
      const text = decoder.decode(chunk, { stream: true })
      silent += text.length
      parser.write(text)
      if (silent > LONGEST_SILENCE) throw new XmlRefused("XML_TOO_LONG", "")
      done += chunk.length
      await alive(done)
      yield reader.take()
      if (headerOnly && pastHeader) return
    }
    parser.write(decoder?.decode() ?? "")
    parser.close()
  } catch (error) {
    const code = error instanceof XmlRefused ? error.code : isBadEncoding(error) ? "XML_BROKEN" : null
    if (code === null) throw error
    yield { lines: [], problems: [refused(code, { reason: beginningOf((error as Error).message, 200), limit: String(DEEPEST) }, parser.line)] }
    return
  }
  yield reader.take()
}

const isBadEncoding = (error: unknown) => error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA"

/** By its mark, else by what its declaration says; bytes that do not fit are an error, never replaced. */
type Decoder = InstanceType<typeof TextDecoder>
function decoderFor(start: Buffer): Decoder {
  const wide = start[0] === 0xff && start[1] === 0xfe ? "utf-16le" : start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : null
  const declared = /^(?:ï»¿)?<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start.subarray(0, 200).toString("latin1"))?.[1]
  try {
    return new TextDecoder(wide ?? declared ?? "utf-8", { fatal: true })
  } catch {
    throw new XmlRefused("XML_BROKEN", declared ?? "")
  }
}
