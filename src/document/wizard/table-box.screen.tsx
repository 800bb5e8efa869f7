/** A table that may be wider than the screen: scrolled by keyboard too, hence reached by it. */
import type { ReactNode, Ref } from "react"

type Said = { readonly label: string; readonly className?: string; readonly place?: Ref<HTMLDivElement>; readonly children: ReactNode }
export function TableBox({ label, className = "", place, children }: Said) {
  const scrolled = { role: "region", "aria-label": label, tabIndex: 0 }
  return (
    <div className={`table-box ${className}`} {...(place ? { ref: place } : {})} {...scrolled}>
      <table>{children}</table>
    </div>
  )
}
