/** Where an invitation leads: who is new chooses a name and a password; who has an account signs in and takes the company into it. */
import { useQuery } from "@tanstack/react-query"
import { Link, useParams } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { ask, Problem } from "../../shell/web/ask.screen.ts"
import { addressed } from "../../shell/web/asked.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { Door, fieldOf, LEAST_PASSWORD, Notice, wordsOf } from "./door.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"

type Invited = {
  readonly email: string
  readonly company: { readonly code: string; readonly name: string }
  readonly role: string
  readonly known: boolean
}

export function Invitation() {
  const { token = "" } = useParams({ strict: false }) as { readonly token?: string }
  const path = `/api/invitations/${encodeURIComponent(token)}`
  const asked = useQuery({ queryKey: ["invitation", token], queryFn: () => ask<Invited>(path), retry: false })
  const [refused, setRefused] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const accept = (body: object, signIn: () => Promise<unknown>) => {
    setBusy(true)
    setRefused(null)
    ask<{ readonly company: string }>(path, { method: "POST", body })
      .then(async ({ company }) => {
        await signIn()
        location.assign(`/${encodeURIComponent(company)}`)
      })
      .catch(setRefused)
      .finally(() => setBusy(false))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [email, password] = [asked.data?.email ?? "", String(form.get("password"))]
    accept({ name: fieldOf(form, "name"), password, language: LANG }, () =>
      ask("/api/auth/sign-in/email", { method: "POST", body: { email, password } }),
    )
  }
  const over = asked.error instanceof Problem && asked.error.status < 500 ? asked.error.message : null
  const signInFirst = refused instanceof Problem && refused.code === "SIGN_IN_FIRST"
  if (over !== null)
    return (
      <Door title={text.invitationOver[LANG]}>
        <p role="alert">{over}</p>
        <a href="/sign-in" className="button">
          {text.signIn[LANG]}
        </a>
      </Door>
    )
  return (
    <Door title={text.invited[LANG]} lead={asked.data && `${text.invitedTo[LANG]} ${asked.data.company.name}`}>
      <Notice words={refused === null ? null : wordsOf(refused, (refused as Error).message)} />
      {signInFirst && (
        <Link {...addressed("/sign-in", () => ({ to: `/invitation/${token}` }))} className="button primary">
          {text.signIn[LANG]}
        </Link>
      )}
      <Answered of={asked} rows={3}>
        {({ email, known }) =>
          known ? (
            <>
              <p>{email}</p>
              <button type="button" className="primary" disabled={busy} onClick={() => accept({}, async () => {})}>
                {text.accept[LANG]}
              </button>
            </>
          ) : (
            <form onSubmit={submit}>
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
          )
        }
      </Answered>
    </Door>
  )
}
