/** Short messages at the foot of the screen, with an undo for ten seconds where there is something to take back. */
import { useEffect, useSyncExternalStore } from "react"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"

type Download = { readonly words: string; readonly href: string }
type Message = { readonly id: number; readonly words: string; readonly bad: boolean; readonly undo?: () => void; readonly download?: Download }
const SHOWN_MS = 10_000
const MOST = 3

let messages: readonly Message[] = []
let made = 0
const listeners = new Set<() => void>()
const set = (next: readonly Message[]) => {
  messages = next
  for (const heard of listeners) heard()
}
const subscribe = (heard: () => void) => {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

type Said = { readonly undo?: () => void; readonly bad?: boolean; readonly download?: Download }
export function tell(words: string, { bad = false, ...more }: Said = {}): void {
  set([...messages, { id: ++made, words, bad, ...more }].slice(-MOST))
}
const dismiss = (id: number) => set(messages.filter((message) => message.id !== id))

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => messages)
  return (
    <section className="toasts" aria-label={text.messages[LANG]} aria-live="polite">
      {shown.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </section>
  )
}

function Toast({ message: { id, words, bad, undo, download } }: { readonly message: Message }) {
  useEffect(() => {
    // What is there to be fetched waits for who asked for it.
    if (download) return
    const timer = setTimeout(() => dismiss(id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [id, download])
  return (
    <div className={bad ? "toast bad" : "toast"}>
      <span>{words}</span>
      {download && (
        <a className="button" href={download.href} download aria-label={`${download.words}: ${words}`}>
          {download.words}
        </a>
      )}
      {undo && (
        <button
          type="button"
          aria-label={`${text.undo[LANG]}: ${words}`}
          onClick={() => {
            undo()
            dismiss(id)
          }}
        >
          {text.undo[LANG]}
        </button>
      )}
      <button type="button" className="quiet" aria-label={text.close[LANG]} onClick={() => dismiss(id)}>
        ×
      </button>
    </div>
  )
}
