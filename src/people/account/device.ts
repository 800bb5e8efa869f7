/** What a browser says it is, in two words: what people know their sessions by. */
const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const
const SYSTEMS = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const

/** Null: it says nothing we know. */
export function deviceOf(agent: string | null): string | null {
  const found = [BROWSERS, SYSTEMS].flatMap((known) => known.find(([mark]) => agent?.includes(mark))?.[1] ?? [])
  return found.length === 0 ? null : found.join(" · ")
}
