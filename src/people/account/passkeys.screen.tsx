/** Passkeys: added on this device, renamed, removed. */
import { type FormEvent, useState } from "react"
import { ask, queries } from "../../shell/web/ask.screen.ts"
import { writeDay } from "../../shell/web/figures.screen.tsx"
import { focusOnce } from "../../shell/web/fold.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { accountText as text } from "./account.text.ts"
import { deviceOf } from "./device.ts"
import { act, PASSKEYS, type Passkey, usePasskeys } from "./own.screen.ts"

export function Passkeys() {
  const asked = usePasskeys()
  const [busy, setBusy] = useState(false)
  const run = (work: () => Promise<string>) => {
    setBusy(true)
    work()
      .then((words) => tell(words))
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => {
        setBusy(false)
        void queries.invalidateQueries({ queryKey: PASSKEYS })
      })
  }
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get("name")).trim()
    run(async () => {
      const options = await ask<PublicKeyCredentialCreationOptionsJSON>("/api/auth/passkey/generate-register-options")
      const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }).catch(() => null)
      if (!(made instanceof PublicKeyCredential)) throw new Error(text.notMade[LANG])
      await act("/api/auth/passkey/verify-registration", { name, response: made.toJSON() })
      return text.added[LANG]
    })
  }
  return (
    <section className="card">
      <h2>{text.passkeys[LANG]}</h2>
      <p>{text.passkeysLead[LANG]}</p>
      <Answered of={asked} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{text.noPasskey[LANG]}</p>
          ) : (
            <ul className="standing">
              {rows.map((passkey) => (
                <Row key={passkey.id} passkey={passkey} busy={busy} run={run} />
              ))}
            </ul>
          )
        }
      </Answered>
      {"PublicKeyCredential" in window ? (
        <form className="inline" onSubmit={add}>
          <label>
            {text.passkeyName[LANG]}
            <input name="name" required maxLength={100} defaultValue={deviceOf(navigator.userAgent) ?? ""} autoComplete="off" />
          </label>
          <button type="submit" disabled={busy}>
            {text.add[LANG]}
          </button>
        </form>
      ) : (
        <p className="soft">{text.cannot[LANG]}</p>
      )}
    </section>
  )
}

type RowOf = { readonly passkey: Passkey; readonly busy: boolean; readonly run: (work: () => Promise<string>) => void }
function Row({ passkey: { id, name, createdAt }, busy, run }: RowOf) {
  const [renaming, setRenaming] = useState(false)
  const known = name || text.unnamed[LANG]
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = String(new FormData(event.currentTarget).get("name")).trim()
    run(async () => {
      await act("/api/auth/passkey/update-passkey", { id, name: wanted })
      setRenaming(false)
      return text.saved[LANG]
    })
  }
  const remove = () =>
    run(async () => {
      await act("/api/auth/passkey/delete-passkey", { id })
      return text.removed[LANG]
    })
  return (
    <li>
      {renaming ? (
        <form className="inline" onSubmit={rename}>
          <label>
            {text.rename[LANG]}
            <input name="name" required maxLength={100} defaultValue={name ?? ""} autoComplete="off" ref={focusOnce} />
          </label>
          <button type="submit" disabled={busy}>
            {text.save[LANG]}
          </button>
        </form>
      ) : (
        <div className="pair-line">
          <span>
            <b>{known}</b> <small>{writeDay(createdAt.slice(0, 10))}</small>
          </span>
          <span className="one-of">
            <button type="button" disabled={busy} aria-label={`${text.rename[LANG]} ${known}`} onClick={() => setRenaming(true)}>
              {text.rename[LANG]}
            </button>
            <button type="button" disabled={busy} aria-label={`${text.remove[LANG]} ${known}`} onClick={remove}>
              {text.remove[LANG]}
            </button>
          </span>
        </div>
      )}
    </li>
  )
}
