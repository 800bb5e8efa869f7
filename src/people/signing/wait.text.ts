import type { Language } from "../../kernel/text.ts"

/** A wait as people say it: seconds below a minute, else minutes rounded up. */
const parts = (seconds: unknown): [number, "s" | "min"] => {
  const whole = typeof seconds === "number" ? seconds : 60
  return whole < 60 ? [whole, "s"] : [Math.ceil(whole / 60), "min"]
}
const plural = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`
export const shownIn: Readonly<Record<Language, (seconds: unknown) => string>> = {
  en: (seconds) => say(seconds, ["second", "seconds"], ["minute", "minutes"]),
  fr: (seconds) => say(seconds, ["seconde", "secondes"], ["minute", "minutes"]),
  nl: (seconds) => say(seconds, ["seconde", "seconden"], ["minuut", "minuten"]),
  de: (seconds) => say(seconds, ["Sekunde", "Sekunden"], ["Minute", "Minuten"]),
}
function say(seconds: unknown, short: readonly [string, string], long: readonly [string, string]): string {
  const [n, unit] = parts(seconds)
  return plural(n, ...(unit === "s" ? short : long))
}
