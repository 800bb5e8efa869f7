/**
 * One language a bundle: of every text object { en, fr, nl, de } in a `.text.ts` file only the words of one language stay, so that a screen loads no
 * others. What reads `text.title[LANG]` needs not know. In French, what must not stand alone at the start of a line is tied to the word before.
 */
import { LANGUAGES, type Language, tieFrench } from "../../kernel/text.ts"

/** A node of the syntax tree: what is looked at of it. */
export type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [part: string]: unknown }

/** The code without the words of other languages. */
export function keepLanguage(code: string, program: Node, lang: Language): string {
  const dropped = partsOfOthers(program, lang)
  const inDropped = ({ start }: Node) => dropped.some((part) => part.start <= start && start < part.end)
  const tied = lang === "fr" ? wordsIn(program).filter((node) => !inDropped(node)) : []
  return [...dropped, ...tied]
    .sort((a, b) => b.start - a.start)
    .reduce((left, node) => {
      const [before, after] = [left.slice(0, node.start), left.slice(node.end)]
      return tied.includes(node) ? before + tieFrench(left.slice(node.start, node.end)) + after : before + after.replace(/^\s*,/, "")
    }, code)
}

/** Strings and the words between the figures of a template: never code. */
function wordsIn(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(wordsIn)
  if (typeof node !== "object" || node === null) return []
  const { type, value } = node as Node
  if (type === "TemplateElement" || (type === "Literal" && typeof value === "string")) return [node as Node]
  return Object.values(node).flatMap(wordsIn)
}

function partsOfOthers(node: unknown, lang: Language): Node[] {
  if (Array.isArray(node)) return node.flatMap((part) => partsOfOthers(part, lang))
  if (typeof node !== "object" || node === null) return []
  const { type, properties } = node as Node
  if (type === "ObjectExpression" && Array.isArray(properties)) {
    const named = (properties as Node[]).map((property) => ({ property, name: nameOf(property) }))
    if (LANGUAGES.every((each) => named.some(({ name }) => name === each))) {
      const kept = named.filter(({ name }) => name === lang || !LANGUAGES.some((each) => each === name)).map(({ property }) => property)
      return [...named.flatMap(({ property }) => (kept.includes(property) ? [] : [property])), ...partsOfOthers(kept, lang)]
    }
  }
  return Object.values(node).flatMap((part) => partsOfOthers(part, lang))
}

function nameOf({ key }: Node): string | null {
  const { type, name, value } = (key ?? {}) as { type?: string; name?: string; value?: unknown }
  return type === "Identifier" ? (name ?? null) : typeof value === "string" ? value : null
}
