/**
 * The parts of a workbook around its sheets, heard as XML events: relations, the list of sheets, number formats, shared texts.
 *
 * Always    what points outside the file is left alone; what nobody needs is not kept.
 */
import { unescapeText } from "./cells.ts"

type Attributes = Readonly<Record<string, string>>
const named = (attributes: Attributes, name: string) => attributes[name] ?? Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1]
const said = (value: string | undefined) => value === "1" || value === "true"
const nothing = () => {}

export type Relation = { readonly id: string; readonly type: string; readonly part: string }
/** Relations of a part, their targets as names in the package. */
export function relationReader(ofPart: string) {
  const relations: Relation[] = []
  const folder = ofPart.slice(0, ofPart.lastIndexOf("/") + 1)
  return {
    relations,
    open(name: string, a: Attributes) {
      if (name !== "Relationship" || a.TargetMode === "External" || a.Target === undefined) return
      const type = (a.Type ?? "").slice((a.Type ?? "").lastIndexOf("/") + 1)
      relations.push({ id: a.Id ?? "", type, part: resolvePart(folder, a.Target) })
    },
    text: nothing,
    close: nothing,
  }
}
export const relationsOf = (part: string) => `${part.slice(0, part.lastIndexOf("/") + 1)}_rels/${part.slice(part.lastIndexOf("/") + 1)}.rels`

function resolvePart(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith("/") ? target : folder + target).split("/"))
    if (step === "..") steps.pop()
    else if (step !== "" && step !== ".") steps.push(step)
  return steps.join("/")
}

export type SheetName = { readonly name: string; readonly id: string; readonly hidden: boolean }
export function workbookReader() {
  const found = { sheets: [] as SheetName[], since1904: false }
  return {
    found,
    open(name: string, a: Attributes) {
      if (name === "workbookPr") found.since1904 = said(a.date1904)
      if (name === "sheet")
        found.sheets.push({ name: a.name ?? "", id: named(a, "id") ?? "", hidden: a.state === "hidden" || a.state === "veryHidden" })
    },
    text: nothing,
    close: nothing,
  }
}

/** The number format of each cell style: its id, and its code where the workbook brings one. */
export function styleReader() {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let inCells = false
  return {
    codes,
    formats,
    open(name: string, a: Attributes) {
      if (name === "numFmt" && a.formatCode !== undefined) codes.set(Number(a.numFmtId), a.formatCode)
      if (name === "cellXfs") inCells = true
      if (name === "xf" && inCells) formats.push(Number(a.numFmtId ?? 0))
    },
    text: nothing,
    close(name: string) {
      if (name === "cellXfs") inCells = false
    },
  }
}

/** Texts as sheets share them, without what is written above them to help pronunciation. */
export function sharedTextReader(add: (text: string) => void) {
  let text = ""
  let inText = false
  let aside = false
  return {
    open(name: string) {
      if (name === "si") text = ""
      else if (name === "t") inText = !aside
      else if (name === "rPh") aside = true
    },
    text(piece: string) {
      if (inText) text += piece
    },
    close(name: string) {
      if (name === "t") inText = false
      else if (name === "rPh") aside = false
      else if (name === "si") add(unescapeText(text))
    },
  }
}
