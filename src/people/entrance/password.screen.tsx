/** A new password: asked for by address, and chosen behind the link. Whether an address is known is told to nobody. */
import { type FormEvent, useState } from "react"
import { ask } from "../../shell/web/ask.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import { Door, fieldOf, focusFirst, LEAST_PASSWORD, Notice, wordsOf } from "./door.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"

export function AskForPassword({ back }: { readonly back: () => void }) {
  const [said, setSaid] = useState<"asked" | string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask("/api/reset/ask", { method: "POST", body: { email: fieldOf(new FormData(event.currentTarget), "email") } })
      .then(() => setSaid("asked"))
      .catch((error: Error) => setSaid(wordsOf(error, error.message)))
  }
  return (
    <Door title={text.forgotten[LANG]} lead={text.forgottenLead[LANG]}>
      {said === "asked" ? <p role="status">{text.asked[LANG]}</p> : <Notice words={said} />}
      {said !== "asked" && (
        <form onSubmit={submit}>
          <label>
            {text.email[LANG]}
            <input name="email" type="email" required autoComplete="username" ref={focusFirst} />
          </label>
          <button type="submit" className="primary">
            {text.ask[LANG]}
          </button>
        </form>
      )}
      <button type="button" onClick={back}>
        {text.back[LANG]}
      </button>
    </Door>
  )
}

export function NewPassword({ token, done }: { readonly token: string; readonly done: () => void }) {
  const [refused, setRefused] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask("/api/reset", { method: "POST", body: { token, password: String(new FormData(event.currentTarget).get("password")) } })
      .then(() => {
        tell(text.changed[LANG])
        done()
      })
      .catch((error: Error) => setRefused(wordsOf(error, error.message)))
  }
  return (
    <Door title={text.choosePassword[LANG]}>
      <Notice words={refused} />
      <form onSubmit={submit}>
        <label>
          {text.newPassword[LANG]}
          <input name="password" type="password" required minLength={LEAST_PASSWORD} autoComplete="new-password" ref={focusFirst} />
        </label>
        <button type="submit" className="primary">
          {text.confirm[LANG]}
        </button>
      </form>
      <button type="button" onClick={done}>
        {text.back[LANG]}
      </button>
    </Door>
  )
}
