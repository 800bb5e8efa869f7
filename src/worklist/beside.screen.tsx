/** Beside the day's list, where the screen is wide enough: the current row's customer, all its reasons, and what stands with it. */
import { useEffect, useState, useSyncExternalStore } from "react"
import { ToScreen } from "../shell/web/ways/way.screen.tsx"
import { Standing } from "./acts/standing.screen.tsx"

const WIDE = matchMedia("(min-width: 2200px)")
const whenTurned = (tell: () => void) => {
  WIDE.addEventListener("change", tell)
  return () => WIDE.removeEventListener("change", tell)
}
/** Whether there is room beside the list. */
export const useRoomBeside = () => useSyncExternalStore(whenTurned, () => WIDE.matches)

const RESTS_MS = 250
type Of = { readonly code: string; readonly name: string; readonly reasons: readonly string[] }
/** Asks for a customer once the reader rests on its row: not for each one passed on the way. */
export function Beside({ of }: { readonly of: Of }) {
  const [shown, setShown] = useState(of)
  useEffect(() => {
    const rest = setTimeout(() => setShown(of), RESTS_MS)
    return () => clearTimeout(rest)
  }, [of])
  return (
    <aside className="stack beside" aria-label={shown.name}>
      <section className="card">
        <h2>
          <ToScreen to="customers/$code" code={shown.code}>
            {shown.name}
          </ToScreen>
        </h2>
        <ol className="standing">
          {shown.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ol>
      </section>
      <Standing key={shown.code} customer={shown.code} />
    </aside>
  )
}
