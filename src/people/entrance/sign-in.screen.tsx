/**
 * The sign-in: password, then the code where a second step is set; or a passkey. Where the person wanted to go is where they come out. Links lead here with
 * their secret behind the #, which no server sees: one that signs in (`link`), one to a new password (`reset`).
 */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { ask, queries } from "../../shell/web/ask.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Door, fieldOf, focusFirst, Notice, wordsOf } from "./door.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"
import { AskForPassword, NewPassword } from "./password.screen.tsx"

const post = <T,>(path: string, body: unknown) => ask<T>(`/api/auth/${path}`, { method: "POST", body })
type Step = "password" | "code" | "forgotten" | "reset"
type Attempt = (work: () => Promise<boolean>, wrong: string) => Promise<void>

/** The secret of a link, taken out of the address at once: it works a single time. */
function takeSecret(): { readonly link: string | null; readonly reset: string | null } {
  const said = new URLSearchParams(location.hash.slice(1))
  const taken = { link: said.get("link"), reset: said.get("reset") }
  if (taken.link !== null || taken.reset !== null) history.replaceState(history.state, "", location.pathname + location.search)
  return taken
}

export function SignIn() {
  const { to } = useSearch({ strict: false }) as { readonly to?: string }
  const navigate = useNavigate()
  const [secret] = useState(takeSecret)
  const [step, setStep] = useState<Step>(secret.reset === null ? "password" : "reset")
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt: Attempt = async (work, wrong) => {
    setBusy(true)
    setRefused(null)
    try {
      if (!(await work())) return
      queries.clear()
      // Only an address of our own: never one that was slipped into the link.
      await navigate({ href: to !== undefined && /^\/(?![/\\])/.test(to) ? to : "/" })
    } catch (error) {
      setRefused(wordsOf(error, wrong))
    } finally {
      setBusy(false)
    }
  }
  const enter = async (path: string, body: unknown) => {
    const { twoFactorRedirect = false } = (await post<{ readonly twoFactorRedirect?: boolean } | null>(path, body)) ?? {}
    if (twoFactorRedirect) setStep("code")
    return !twoFactorRedirect
  }
  const tried = useRef(false)
  useEffect(() => {
    if (secret.link === null || tried.current) return
    tried.current = true
    void attempt(() => enter("sign-in/link", { token: secret.link }), text.wrongLink[LANG])
  })

  if (step === "forgotten") return <AskForPassword back={() => setStep("password")} />
  if (step === "reset") return <NewPassword token={secret.reset ?? ""} done={() => setStep("password")} />
  return (
    <Door title={text.signIn[LANG]} lead={step === "code" ? text.codeLead[LANG] : undefined}>
      <Notice words={refused} />
      {step === "code" ? (
        <Code busy={busy} attempt={attempt} back={() => setStep("password")} />
      ) : (
        <Password busy={busy} attempt={attempt} enter={enter} forgotten={() => setStep("forgotten")} refuse={setRefused} />
      )}
    </Door>
  )
}

function Code({ busy, attempt, back }: { readonly busy: boolean; readonly attempt: Attempt; readonly back: () => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = fieldOf(new FormData(event.currentTarget), "code").replace(/\s/g, "")
    // Six digits come from the app; anything else is one of the codes kept for bad days.
    const path = /^\d{6}$/.test(code) ? "two-factor/verify-totp" : "two-factor/verify-backup-code"
    void attempt(async () => {
      await post(path, { code })
      return true
    }, text.wrongCode[LANG])
  }
  return (
    <form onSubmit={submit}>
      <label>
        {text.code[LANG]}
        <input name="code" required maxLength={40} autoComplete="one-time-code" aria-describedby="code-hint" ref={focusFirst} />
      </label>
      <small id="code-hint">{text.codeHint[LANG]}</small>
      <button type="submit" className="primary" disabled={busy}>
        {text.confirm[LANG]}
      </button>
      <button type="button" onClick={back}>
        {text.back[LANG]}
      </button>
    </form>
  )
}

type PasswordSaid = {
  readonly busy: boolean
  readonly attempt: Attempt
  readonly enter: (path: string, body: unknown) => Promise<boolean>
  readonly forgotten: () => void
  readonly refuse: (words: string) => void
}
function Password({ busy, attempt, enter, forgotten, refuse }: PasswordSaid) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void attempt(() => enter("sign-in/email", { email: fieldOf(form, "email"), password: String(form.get("password")) }), text.wrong[LANG])
  }
  const byPasskey = () =>
    void attempt(async () => {
      const options = await ask<PublicKeyCredentialRequestOptionsJSON>("/api/auth/passkey/generate-authenticate-options")
      const found = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }).catch(() => null)
      if (!(found instanceof PublicKeyCredential)) {
        refuse(text.passkeyFailed[LANG])
        return false
      }
      await post("passkey/verify-authentication", { response: found.toJSON() })
      return true
    }, text.passkeyFailed[LANG])
  return (
    <>
      <form onSubmit={submit}>
        <label>
          {text.email[LANG]}
          <input name="email" type="email" required autoComplete="username webauthn" ref={focusFirst} />
        </label>
        <label>
          {text.password[LANG]}
          <input name="password" type="password" required autoComplete="current-password" />
        </label>
        <button type="submit" className="primary" disabled={busy}>
          {text.signIn[LANG]}
        </button>
      </form>
      <button type="button" className="quiet" onClick={forgotten}>
        {text.forgotten[LANG]}
      </button>
      {"PublicKeyCredential" in window && (
        <>
          <span className="or">{text.or[LANG]}</span>
          <button type="button" disabled={busy} onClick={byPasskey}>
            {text.passkey[LANG]}
          </button>
        </>
      )}
    </>
  )
}
