/** What users and keys share: something made for a role and shown once to be copied, and a change of the company: one request, its refusal in words. */
import type { FormEvent, ReactNode } from "react"
import { CopyButton } from "../../shell/web/forms/copy.screen.tsx"
import { useSend } from "../../shell/web/forms/send.screen.ts"
import { LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import { ROLES, type Role } from "../roles.ts"
import { roleText, usersText as text } from "./users.text.ts"

export function Once({ secret, words }: { readonly secret: string; readonly words: string }) {
  return (
    <div className="notice" role="status">
      <p>{words}</p>
      <div className="taken-along">
        <input readOnly value={secret} aria-label={words} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton of={secret} />
      </div>
    </div>
  )
}

/** Sends a change of the company; where nothing else is to be done with the answer, that it is done is told. */
export function useChange() {
  const { send, busy } = useSend()
  const change = <T,>(path: string, body: object, then: (answer: T) => void = () => tell(text.done[LANG])) => send(path, body, then)
  return { change, busy }
}

type Made = { readonly usual: Role; readonly make: string; readonly busy: boolean; readonly children: ReactNode }
/** A form for what acts in a role: a field or more, the role (`usual` stands chosen), and the button that makes it. */
export function RoleForm({ usual, make, busy, children, send }: Made & { readonly send: (fields: FormData, empty: () => void) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    send(new FormData(form), () => form.reset())
  }
  return (
    <form className="fields" onSubmit={submit}>
      {children}
      <label>
        {text.role[LANG]}
        <select name="role" defaultValue={usual}>
          <RoleOptions />
        </select>
      </label>
      <button type="submit" className="primary" disabled={busy}>
        {make}
      </button>
    </form>
  )
}

export const RoleOptions = () =>
  ROLES.map((one) => (
    <option key={one} value={one}>
      {roleText[one][LANG]}
    </option>
  ))
