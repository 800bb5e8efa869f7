/** The sign-in: password, then the code where a second step is set; or a passkey. Where the person wanted to go is where they come out. */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { ask, queries } from "../../shell/web/ask.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Door, fieldOf, Notice, wordsOf } from "./door.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"

const post = <T,>(path: string, body: unknown) => ask<T>(`/api/auth/${path}`, { method: "POST", body })

export function SignIn() {
  const { to } = useSearch({ strict: false }) as { readonly to?: string }
  const navigate = useNavigate()
  const [step, setStep] = useState<"password" | "code">("password")
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const attempt = async (work: () => Promise<boolean>, wrong: string) => {
    setBusy(true)
    setRefused(null)
    try {
      if (!(await work())) return
      queries.clear()
      // Only an address of our own: never one that was slipped into the link.
      await navigate({ href: to?.startsWith("/") && !to.startsWith("//") ? to : "/" } as never)
    } catch (error) {
      setRefused(wordsOf(error, wrong))
    } finally {
      setBusy(false)
    }
  }
  const byPassword = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void attempt(async () => {
      const body = { email: fieldOf(form, "email"), password: String(form.get("password")) }
      const { twoFactorRedirect } = await post<{ readonly twoFactorRedirect?: boolean }>("sign-in/email", body)
      if (twoFactorRedirect) setStep("code")
      return !twoFactorRedirect
    }, text.wrong[LANG])
  }
  const byCode = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = fieldOf(new FormData(event.currentTarget), "code").replace(/\s/g, "")
    void attempt(async () => {
      await post("two-factor/verify-totp", { code })
      return true
    }, text.wrongCode[LANG])
  }
  const byPasskey = () =>
    void attempt(async () => {
      const options = await ask<PublicKeyCredentialRequestOptionsJSON>("/api/auth/passkey/generate-authenticate-options")
      const found = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }).catch(() => null)
      if (!(found instanceof PublicKeyCredential)) {
        setRefused(text.passkeyFailed[LANG])
        return false
      }
      await post("passkey/verify-authentication", { response: found.toJSON() })
      return true
    }, text.passkeyFailed[LANG])

  if (step === "code")
    return (
      <Door title={text.signIn[LANG]} lead={text.codeLead[LANG]}>
        <Notice words={refused} />
        <form onSubmit={byCode}>
          <label>
            {text.code[LANG]}
            <input name="code" required inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" ref={focusFirst} />
          </label>
          <button type="submit" className="primary" disabled={busy}>
            {text.confirm[LANG]}
          </button>
          <button type="button" onClick={() => setStep("password")}>
            {text.back[LANG]}
          </button>
        </form>
      </Door>
    )
  return (
    <Door title={text.signIn[LANG]}>
      <Notice words={refused} />
      <form onSubmit={byPassword}>
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
      {"PublicKeyCredential" in window && (
        <>
          <span className="or">{text.or[LANG]}</span>
          <button type="button" disabled={busy} onClick={byPasskey}>
            {text.passkey[LANG]}
          </button>
        </>
      )}
    </Door>
  )
}
const focusFirst = (input: HTMLInputElement | null) => input?.focus()
