/**
 * XML as events, from bytes that nobody vouches for: no DTD, no entities of its own, no address is ever opened, and nothing grows without an
 * event.
 */
import { SaxesParser } from "saxes"

export type XmlFault = "XML_DTD" | "XML_BROKEN"
export class XmlError extends Error {
  readonly code: XmlFault
  constructor(code: XmlFault, reason: string) {
    super(reason)
    this.code = code
  }
}

/** Names come without their prefix. Text arrives in pieces. */
export type Listener = {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** A single text, name or comment longer than this belongs to no workbook. */
const LONGEST_PIECE = 1 << 20
const DEEPEST = 64

/** Reads to the end, and yields after every chunk so that the taker can pass on what it heard. */
export async function* readXml(chunks: AsyncIterable<Buffer>, listener: Listener): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false })
  let silent = 0
  let depth = 0
  const heard = () => {
    silent = 0
  }
  const local = (name: string) => {
    const colon = name.indexOf(":")
    return colon < 0 ? name : name.slice(colon + 1)
  }
  parser.on("error", (error) => {
    throw new XmlError("XML_BROKEN", error.message)
  })
  parser.on("doctype", () => {
    throw new XmlError("XML_DTD", "DOCTYPE")
  })
  parser.on("opentag", (tag) => {
    heard()
    if (++depth > DEEPEST) throw new XmlError("XML_BROKEN", "nested too deeply")
    listener.open(local(tag.name), tag.attributes as Readonly<Record<string, string>>)
  })
  parser.on("closetag", (tag) => {
    heard()
    depth--
    listener.close(local(tag.name))
  })
  const text = (piece: string) => {
    heard()
    listener.text(piece)
  }
  parser.on("text", text)
  parser.on("cdata", text)
  let decoder: InstanceType<typeof TextDecoder> | null = null
  const decode = (chunk?: Buffer) => {
    try {
      return chunk === undefined ? (decoder?.decode() ?? "") : decoder!.decode(chunk, { stream: true })
    } catch {
      throw new XmlError("XML_BROKEN", "encoding")
    }
  }
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    const part = decode(chunk)
    silent += part.length
    parser.write(part)
    if (silent > LONGEST_PIECE) throw new XmlError("XML_BROKEN", "text too long")
    yield
  }
  parser.write(decode())
  parser.close()
  yield
}

const encodingOf = (start: Buffer) =>
  start[0] === 0xff && start[1] === 0xfe ? "utf-16le" : start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8"
