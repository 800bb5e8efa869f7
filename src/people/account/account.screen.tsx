/** One's own account: name and look, password, second step, passkeys, sessions. Above all companies. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { FormEvent } from "react"
import { ask, queries } from "../../shell/web/ask.screen.ts"
import { BRAND, Head } from "../../shell/web/frame.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Look } from "../../shell/web/look.screen.tsx"
import { type Me, meQuestion } from "../../shell/web/person.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { Toasts, tell } from "../../shell/web/toast.screen.tsx"
import { accountText as text } from "./account.text.ts"
import { SecondStep } from "./factor.screen.tsx"
import { NewPassword } from "./new-password.screen.tsx"
import { Passkeys } from "./passkeys.screen.tsx"
import { Sessions } from "./sessions.screen.tsx"

export function Account() {
  const me = useQuery(meQuestion)
  return (
    <div className="account">
      <title>{`${text.title[LANG]} · Encours`}</title>
      <header className="top">
        <Link to="/" className="brand" aria-label="Encours">
          {BRAND}
        </Link>
        <span className="spacer" />
        <Link to="/" className="button">
          {text.back[LANG]}
        </Link>
      </header>
      <main>
        <Answered of={me}>
          {({ person }) => (
            <>
              <Head title={text.title[LANG]} lead={person.email} />
              <div className="account-parts">
                <Person person={person} />
                <NewPassword />
                <SecondStep on={person.secondFactor} />
                <Passkeys />
                <Sessions />
              </div>
            </>
          )}
        </Answered>
      </main>
      <Toasts />
    </div>
  )
}

function Person({ person }: { readonly person: Me["person"] }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get("name"))
    ask<Me>("/api/me", { method: "PATCH", body: { name } }).then(
      (me) => {
        queries.setQueryData(meQuestion.queryKey, me)
        tell(text.saved[LANG])
      },
      (error: Error) => tell(error.message, { bad: true }),
    )
  }
  return (
    <section className="card">
      <h2>{text.you[LANG]}</h2>
      <form className="inline" onSubmit={submit}>
        <label>
          {text.name[LANG]}
          <input name="name" defaultValue={person.name} required maxLength={100} autoComplete="name" />
        </label>
        <button type="submit">{text.save[LANG]}</button>
      </form>
      <Look person={person} />
    </section>
  )
}
