/** A button that unfolds a panel of ordinary controls beneath it; Escape or a click elsewhere folds it again. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react"

type Said = {
  readonly label: ReactNode
  /** Where the button shows no words. */
  readonly name?: string
  readonly className?: string
  readonly end?: boolean
  readonly children: (close: () => void) => ReactNode
}
export function Fold({ label, name, className = "", end = false, children }: Said) {
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false)
    }
    const folded = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener("pointerdown", outside)
    document.addEventListener("focusin", outside)
    document.addEventListener("keydown", folded)
    return () => {
      document.removeEventListener("pointerdown", outside)
      document.removeEventListener("focusin", outside)
      document.removeEventListener("keydown", folded)
    }
  }, [open])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div className="fold" ref={place}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-expanded={open}
        aria-controls={id}
        {...(name === undefined ? {} : { "aria-label": name })}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <div id={id} className={end ? "panel end" : "panel"} hidden={!open}>
        {open && children(close)}
      </div>
    </div>
  )
}

/** For the first field of what unfolds. One and the same at every drawing, so that it takes the focus once. */
export const focusOnce = (input: HTMLElement | null) => input?.focus()
