/** Workbooks made for tests, part by part, so that a test decides everything about them: types, styles, order, how they are packed. */
import { crc32, deflateRawSync } from "node:zlib"

export type Part = { readonly name: string; readonly content: string | Buffer }
export type Packing = {
  readonly method?: "stored" | "deflated"
  /** Sizes and checksum after the data, as programs that write streams do. */
  readonly descriptors?: boolean
  readonly zip64?: boolean
  /** Flags of every entry: 1 is encrypted. */
  readonly flags?: number
}

export function zipOf(parts: readonly Part[], packing: Packing = {}): Buffer {
  const { method = "deflated", descriptors = false, zip64 = false, flags = 0 } = packing
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = method === "stored" ? content : deflateRawSync(content)
    const name = Buffer.from(part.name)
    const crc = crc32(content)
    const extra = zip64 ? Buffer.alloc(28) : Buffer.alloc(0)
    if (zip64) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      extra.writeBigUInt64LE(BigInt(content.length), 4)
      extra.writeBigUInt64LE(BigInt(packed.length), 12)
      extra.writeBigUInt64LE(BigInt(at), 20)
    }
    const common = Buffer.alloc(26)
    common.writeUInt16LE(zip64 ? 45 : 20, 0)
    common.writeUInt16LE(flags | (descriptors ? 8 : 0), 2)
    common.writeUInt16LE(method === "stored" ? 0 : 8, 4)
    common.writeUInt32LE(0x00210000, 6)
    common.writeUInt32LE(crc, 10)
    common.writeUInt32LE(zip64 ? 0xffffffff : packed.length, 14)
    common.writeUInt32LE(zip64 ? 0xffffffff : content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.from(common)
    if (descriptors) local.fill(0, 10, 22)
    const after = Buffer.alloc(descriptors ? 16 : 0)
    if (descriptors) {
      after.writeUInt32LE(0x08074b50, 0)
      after.writeUInt32LE(crc, 4)
      after.writeUInt32LE(packed.length, 8)
      after.writeUInt32LE(content.length, 12)
    }
    const central = Buffer.from(common)
    central.writeUInt16LE(extra.length, 24)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(zip64 ? 0xffffffff : at, 10)
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), central, tail, name, extra)
    const entry = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), local, name, packed, after])
    files.push(entry)
    at += entry.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([
    ...files,
    central,
    zip64 ? end64(parts.length, central.length, at) : Buffer.alloc(0),
    endOf(parts.length, central.length, at, zip64),
  ])
}

function endOf(entries: number, bytes: number, at: number, zip64: boolean): Buffer {
  const end = Buffer.alloc(22)
  end.write("PK\x05\x06", "latin1")
  end.writeUInt16LE(zip64 ? 0xffff : entries, 8)
  end.writeUInt16LE(zip64 ? 0xffff : entries, 10)
  end.writeUInt32LE(zip64 ? 0xffffffff : bytes, 12)
  end.writeUInt32LE(zip64 ? 0xffffffff : at, 16)
  return end
}
function end64(entries: number, bytes: number, at: number): Buffer {
  const record = Buffer.alloc(76)
  record.write("PK\x06\x06", "latin1")
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(entries), 24)
  record.writeBigUInt64LE(BigInt(entries), 32)
  record.writeBigUInt64LE(BigInt(bytes), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  record.write("PK\x06\x07", 56, "latin1")
  record.writeBigUInt64LE(BigInt(at + bytes), 64)
  record.writeUInt32LE(1, 72)
  return record
}

/** A text, a number as it is stored, a day by its serial number, anything else as XML; null: no cell. */
export type SheetCell =
  | string
  | number
  | null
  | { readonly xml: string }
  | { readonly day: number }
  | { readonly formula: string; readonly value?: string | number }
export type SheetMade = {
  readonly name: string
  readonly rows: readonly (readonly SheetCell[])[]
  readonly state?: "hidden" | "veryHidden"
  readonly before?: string
  readonly after?: string
}
export type BookMade = {
  readonly since1904?: boolean
  readonly inline?: boolean
  /** Number format of style 2: an id, or a code of its own. Style 1 shows days (id 14). */
  readonly format?: number | string
  readonly prefix?: string
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
export function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))
}
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

/** The parts of a workbook, by name: a test may change any of them before packing. */
export function workbookParts(sheets: readonly SheetMade[], made: BookMade = {}): Part[] {
  const texts: string[] = []
  const places = new Map<string, number>()
  const shared = (text: string) => {
    const known = places.get(text) ?? texts.push(escaped(text)) - 1
    places.set(text, known)
    return known
  }
  const cellXml = (cell: SheetCell, at: string) => {
    if (cell === null) return ""
    if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`
    if (typeof cell === "string")
      return made.inline
        ? `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
        : `<c r="${at}" t="s"><v>${shared(cell)}</v></c>`
    if ("day" in cell) return `<c r="${at}" s="1"><v>${cell.day}</v></c>`
    if ("xml" in cell) return cell.xml.replace("<c", `<c r="${at}"`)
    const value = cell.value === undefined ? "" : `<v>${cell.value}</v>`
    return `<c r="${at}"${typeof cell.value === "string" ? ' t="str"' : ""}><f>${escaped(cell.formula)}</f>${value}</c>`
  }
  const rowXml = (row: readonly SheetCell[], i: number) =>
    `<row r="${i + 1}">${row.map((cell, c) => cellXml(cell, `${columnName(c)}${i + 1}`)).join("")}</row>`
  const bodies = sheets.map(
    (sheet) =>
      `${HEAD}<worksheet xmlns="${MAIN}">${sheet.before ?? ""}<sheetData>${sheet.rows.map(rowXml).join("")}</sheetData>${sheet.after ?? ""}</worksheet>`,
  )
  const format = made.format ?? 0
  const code =
    typeof format === "string"
      ? `<numFmts count="1"><numFmt numFmtId="200" formatCode="${escaped(format).replaceAll('"', "&quot;")}"/></numFmts>`
      : ""
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const parts = [
    { name: "[Content_Types].xml", content: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>` },
    {
      name: "_rels/.rels",
      content: `${HEAD}<Relationships xmlns="${PACKAGE}">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      content: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${made.since1904 ? ' date1904="1"' : ""}/><sheets>${sheets
        .map((s, i) => `<sheet name="${escaped(s.name)}" sheetId="${i + 1}"${s.state ? ` state="${s.state}"` : ""} r:id="rId${i + 1}"/>`)
        .join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `${HEAD}<Relationships xmlns="${PACKAGE}">${sheets.map((_, i) => relation(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`)).join("")}${relation(
        "rIdS",
        "styles",
        "/xl/styles.xml",
      )}${relation("rIdT", "sharedStrings", "sharedStrings.xml")}</Relationships>`,
    },
    {
      name: "xl/styles.xml",
      content: `${HEAD}<styleSheet xmlns="${MAIN}">${code}<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="${typeof format === "number" ? format : 200}"/></cellXfs></styleSheet>`,
    },
    ...bodies.map((content, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content })),
    {
      name: "xl/sharedStrings.xml",
      content: `${HEAD}<sst xmlns="${MAIN}" count="${texts.length}" uniqueCount="${texts.length}">${texts.map((t) => `<si><t xml:space="preserve">${t}</t></si>`).join("")}</sst>`,
    },
  ]
  return made.prefix === undefined ? parts : parts.map((part) => ({ ...part, content: prefixed(part.content, made.prefix!) }))
}

/** The same document with every element of the main namespace under a prefix. */
const prefixed = (xml: string, prefix: string) =>
  xml.includes(`xmlns="${MAIN}"`) ? xml.replace(/<(\/?)([a-zA-Z])/g, `<$1${prefix}:$2`).replace(`xmlns="${MAIN}"`, `xmlns:${prefix}="${MAIN}"`) : xml

export const workbook = (sheets: readonly SheetMade[], made: BookMade = {}, packing: Packing = {}) => zipOf(workbookParts(sheets, made), packing)

/** The serial number of a day since 1900. */
export const serialOf = (day: string) => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)

/** An OLE file as Excel 97 or a password makes one: a header sector and a directory that names its streams. */
export function compoundFile(stream: string): Buffer {
  const bytes = Buffer.alloc(512 * 4)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes)
  Buffer.from("Root Entry", "utf16le").copy(bytes, 1024)
  Buffer.from(stream, "utf16le").copy(bytes, 1024 + 128)
  return bytes
}
