/** Where a single-use link leads: the person invited chooses a name and a password. */
import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { ask, queries } from "../../shell/web/ask.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { Door, fieldOf, Notice, wordsOf } from "./door.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"

type Invited = { readonly email: string; readonly company?: { readonly name: string } | null; readonly role?: string }
const LEAST_PASSWORD = 12

export function Invitation() {
  const { token = "" } = useParams({ strict: false }) as { readonly token?: string }
  const path = `/api/invitations/${encodeURIComponent(token)}`
  const asked = useQuery({ queryKey: ["invitation", token], queryFn: () => ask<Invited>(path), retry: false })
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setRefused(null)
    ask(path, { method: "POST", body: { name: fieldOf(form, "name"), password: String(form.get("password")), language: LANG } })
      .then(() => {
        queries.clear()
        location.assign("/")
      })
      .catch((error: Error) => setRefused(wordsOf(error, error.message)))
      .finally(() => setBusy(false))
  }
  return (
    <Door title={text.invited[LANG]} lead={asked.data?.company ? `${text.invitedTo[LANG]} ${asked.data.company.name}` : undefined}>
      <Answered of={asked} rows={3}>
        {({ email }) => (
          <form onSubmit={submit}>
            <Notice words={refused} />
            <label>
              {text.email[LANG]}
              <input value={email} readOnly autoComplete="username" />
            </label>
            <label>
              {text.yourName[LANG]}
              <input name="name" required maxLength={100} autoComplete="name" />
            </label>
            <label>
              {text.newPassword[LANG]}
              <input name="password" type="password" required minLength={LEAST_PASSWORD} autoComplete="new-password" />
            </label>
            <button type="submit" className="primary" disabled={busy}>
              {text.accept[LANG]}
            </button>
          </form>
        )}
      </Answered>
    </Door>
  )
}
