/** What is shown once, to be copied: a link, a key. And how the screens of this folder change something: one request, its refusal in words. */
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { addressOf, ask } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import { usersText as text } from "./users.text.ts"

export function Once({ secret, words }: { readonly secret: string; readonly words: string }) {
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => tell(text.copied[LANG]),
      (error: Error) => tell(error.message, { bad: true }),
    )
  return (
    <div className="notice" role="status">
      <p>{words}</p>
      <div className="pair">
        <input readOnly value={secret} aria-label={words} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" onClick={() => void copy()}>
          {text.copy[LANG]}
        </button>
      </div>
    </div>
  )
}

/** Sends a change of the company; what is refused is told at the foot of the screen. */
export function useChange() {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const [busy, setBusy] = useState(false)
  const change = <T,>(path: string, body: object, then?: (answer: T) => void) => {
    setBusy(true)
    ask<T>(addressOf(code, path), { method: "POST", body })
      .then((answer) => {
        if (then) then(answer)
        else tell(text.done[LANG])
      })
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => {
        setBusy(false)
        void remembered.invalidateQueries({ queryKey: [code] })
      })
  }
  return { change, busy }
}
