/** What others do shows by itself: a screen in view listens to its company's changes and asks again for what it shows. */
import { useEffect } from "react"
import { addressOf, queries } from "./ask.screen.ts"

/** Many acts in a row, an import say, are one change. */
const CALM_MS = 1500
/** A browser asks again by itself where a connection broke, and never where it was refused: by a server whose database restarts, say. */
const AGAIN_MS = 10_000

/**
 * Only while the page is in view: browsers open few connections to one server, and hidden pages would use them up. Null: who sees a part of a company
 * is not told what happens in the whole.
 */
export function useLive(company: string | null): void {
  useEffect(() => {
    if (company === null) return
    let known: string | undefined
    let source: EventSource | undefined
    let later: number | undefined
    let again: number | undefined
    const stale = () => {
      later = undefined
      void queries.invalidateQueries({ queryKey: [company] })
    }
    const heard = ({ data }: MessageEvent<string>) => {
      const { state } = JSON.parse(data) as { state: string }
      if (known !== undefined && known !== state) later ??= window.setTimeout(stale, CALM_MS)
      known = state
    }
    const listen = () => {
      window.clearTimeout(again)
      source?.close()
      source = undefined
      if (document.visibilityState === "hidden") return
      source = new EventSource(addressOf(company, "/changes"))
      source.onmessage = heard
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(listen, AGAIN_MS)
      }
    }
    listen()
    document.addEventListener("visibilitychange", listen)
    return () => {
      document.removeEventListener("visibilitychange", listen)
      window.clearTimeout(later)
      window.clearTimeout(again)
      source?.close()
    }
  }, [company])
}
