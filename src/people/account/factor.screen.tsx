/** The second step: set up with a QR code drawn here, confirmed by a first code; recovery codes are shown once. */
import { type FormEvent, useState } from "react"
import { queries } from "../../shell/web/ask.screen.ts"
import { CopyButton } from "../../shell/web/forms/copy.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import { accountText as text } from "./account.text.ts"
import { act } from "./own.screen.ts"
import { drawQr } from "./qr.ts"

type Enabled = { readonly totpURI: string; readonly backupCodes: readonly string[] }
type Step = { readonly at: "rest" } | ({ readonly at: "confirm" } & Enabled) | { readonly at: "codes"; readonly codes: readonly string[] }
const REST: Step = { at: "rest" }

export function SecondStep({ on }: { readonly on: boolean }) {
  const [step, setStep] = useState<Step>(REST)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const run = (work: () => Promise<void>) => {
    setBusy(true)
    setRefused(null)
    work()
      .catch((error: Error) => setRefused(error.message))
      .finally(() => {
        setBusy(false)
        void queries.invalidateQueries({ queryKey: ["me"] })
      })
  }
  const byPassword = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get("password"))
    const wanted = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value")
    run(async () => {
      if (wanted === "off") {
        await act("/api/auth/two-factor/disable", { password })
        tell(text.isOff[LANG])
      } else if (wanted === "codes") {
        const { backupCodes } = await act<Enabled>("/api/auth/two-factor/generate-backup-codes", { password })
        setStep({ at: "codes", codes: backupCodes })
      } else setStep({ at: "confirm", ...(await act<Enabled>("/api/auth/two-factor/enable", { password })) })
    })
  }
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get("code")).replace(/\s/g, "")
    run(async () => {
      await act("/api/auth/two-factor/verify-totp", { code })
      tell(text.isOn[LANG])
      setStep({ at: "codes", codes: step.at === "confirm" ? step.backupCodes : [] })
    })
  }
  return (
    <section className="card">
      <h2>{text.second[LANG]}</h2>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      {step.at === "rest" && (
        <form key={on ? "on" : "off"} className="fields" onSubmit={byPassword}>
          <p>{on ? text.secondOn[LANG] : text.secondOff[LANG]}</p>
          <label>
            {text.current[LANG]}
            <input name="password" type="password" required autoComplete="current-password" />
          </label>
          <div className="one-of">
            {on ? (
              <>
                <button type="submit" value="codes" disabled={busy}>
                  {text.newCodes[LANG]}
                </button>
                <button type="submit" value="off" disabled={busy}>
                  {text.turnOff[LANG]}
                </button>
              </>
            ) : (
              <button type="submit" value="on" className="primary" disabled={busy}>
                {text.turnOn[LANG]}
              </button>
            )}
          </div>
        </form>
      )}
      {step.at === "confirm" && (
        <form className="fields" onSubmit={confirm}>
          <p>{text.scan[LANG]}</p>
          <QrCode of={step.totpURI} />
          <p>
            {text.byHand[LANG]} <code>{new URL(step.totpURI).searchParams.get("secret")}</code>
          </p>
          <label>
            {text.code[LANG]}
            <input name="code" required inputMode="numeric" maxLength={10} autoComplete="one-time-code" />
          </label>
          <div className="one-of">
            <button type="submit" className="primary" disabled={busy}>
              {text.confirm[LANG]}
            </button>
            <button type="button" onClick={() => setStep(REST)}>
              {text.cancel[LANG]}
            </button>
          </div>
        </form>
      )}
      {step.at === "codes" && <Codes codes={step.codes} done={() => setStep(REST)} />}
    </section>
  )
}

/** Dark on light in either theme, with the quiet edge cameras need. */
function QrCode({ of }: { readonly of: string }) {
  const modules = drawQr(of)
  if (!modules) return null
  const path = modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join("")
  const size = modules.length + 2 * QUIET
  return (
    <svg className="qr" role="img" aria-label={text.qr[LANG]} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
const QUIET = 4

function Codes({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }) {
  return (
    <div className="notice" role="status">
      <p>{text.codes[LANG]}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="one-of">
        <CopyButton of={codes.join("\n")} />
        <button type="button" className="primary" onClick={done}>
          {text.keptCodes[LANG]}
        </button>
      </div>
    </div>
  )
}
