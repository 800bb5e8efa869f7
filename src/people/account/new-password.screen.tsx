/** Another password: every other session ends; what else opens the account stays valid unless it is ticked, and both are said. */
import { type FormEvent, useState } from "react"
import { queries } from "../../shell/web/ask.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { LEAST_PASSWORD } from "../entrance/door.screen.tsx"
import { accountText as text } from "./account.text.ts"
import { act, useOwnKeys, usePasskeys } from "./own.screen.ts"

type Opener = { readonly id: string; readonly what: string; readonly name: string; end(): Promise<unknown> }
type Told = { readonly ended: readonly string[]; readonly kept: readonly string[] }

export function NewPassword() {
  const [passkeys, keys] = [usePasskeys(), useOwnKeys()]
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const openers: readonly Opener[] = [
    ...(passkeys.data?.rows ?? []).map(({ id, name }) => ({
      id,
      what: text.endPasskey[LANG],
      name: name || text.unnamed[LANG],
      end: () => act("/api/auth/passkey/delete-passkey", { id }),
    })),
    ...(keys.data?.keys ?? []).map(({ id, name, company }) => ({
      id,
      what: text.endKey[LANG],
      name: `${name} (${company})`,
      end: () => act(`/api/me/keys/${encodeURIComponent(company)}/${id}/revoke`),
    })),
  ]
  const change = async (form: HTMLFormElement) => {
    const fields = new FormData(form)
    const ticked = fields.getAll("end").map(String)
    await act("/api/auth/change-password", { currentPassword: String(fields.get("current")), newPassword: String(fields.get("next")) })
    const ended: string[] = []
    for (const opener of openers.filter(({ id }) => ticked.includes(id))) {
      await opener.end()
      ended.push(opener.name)
    }
    setTold({ ended, kept: openers.filter(({ id }) => !ticked.includes(id)).map(({ name }) => name) })
    form.reset()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    setRefused(null)
    setTold(null)
    change(event.currentTarget)
      .catch((error: Error) => setRefused(error.message))
      .finally(() => {
        setBusy(false)
        void queries.invalidateQueries({ queryKey: ["me"] })
      })
  }
  return (
    <section className="card">
      <h2>{text.password[LANG]}</h2>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      {told && (
        <div className="notice" role="status">
          <p>{text.changed[LANG]}</p>
          {told.ended.length > 0 && (
            <p>
              {text.ended[LANG]} {told.ended.join(", ")}
            </p>
          )}
          {told.kept.length > 0 && (
            <p>
              {text.kept[LANG]} {told.kept.join(", ")}
            </p>
          )}
        </div>
      )}
      <form className="fields" onSubmit={submit}>
        <label>
          {text.current[LANG]}
          <input name="current" type="password" required autoComplete="current-password" />
        </label>
        <label>
          {text.next[LANG]}
          <input name="next" type="password" required minLength={LEAST_PASSWORD} autoComplete="new-password" />
        </label>
        <fieldset className="ticks">
          <legend>{openers.length === 0 ? text.changeLeadAlone[LANG] : text.changeLead[LANG]}</legend>
          {openers.map(({ id, what, name }) => (
            <label key={id} className="tick">
              <input type="checkbox" name="end" value={id} />
              {what} {name}
            </label>
          ))}
        </fieldset>
        <button type="submit" className="primary" disabled={busy}>
          {text.change[LANG]}
        </button>
      </form>
    </section>
  )
}
