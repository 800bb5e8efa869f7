/** A moment as the reader's clock and language write it. */
import { LOCALE } from "../../shell/web/lang.screen.ts"

const written = new Intl.DateTimeFormat(LOCALE, {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
})
export const writeInstant = (at: string) => written.format(new Date(at))
