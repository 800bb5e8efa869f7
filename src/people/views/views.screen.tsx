/** A list's saved views: opened by their name, kept from what the address says now, for oneself or the team. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { FormEvent } from "react"
import { addressOf, ask, question } from "../../shell/web/ask.screen.ts"
import { addressed, parseSearch, useAsked, useCompany, writeSearch } from "../../shell/web/asked.screen.ts"
import { Fold } from "../../shell/web/fold.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { may } from "../../shell/web/person.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { keepDay } from "../../shell/web/ways/way.screen.tsx"
import { MOST_NAME, type View, type ViewScreen } from "./views.ts"
import { viewsScreenText as text } from "./views-screen.text.ts"

type Views = { readonly views: readonly View[] }

export function Views({ screen }: { readonly screen: ViewScreen }) {
  const company = useCompany()
  return !may(company, "read") ? null : (
    <Fold label={text.views[LANG]} end>
      {(close) => <Panel screen={screen} close={close} />}
    </Fold>
  )
}

function Panel({ screen, close }: { readonly screen: ViewScreen; close(): void }) {
  const { code, rights } = useCompany()
  const remembered = useQueryClient()
  const [search] = useAsked<Record<string, string | undefined>>()
  const asked = useQuery(question<Views>(code, "/views", { screen }))
  const refresh = () => remembered.invalidateQueries({ queryKey: [code, "/views"] })
  const failed = (error: Error) => tell(error.message, { bad: true })
  const keep = (view: Omit<View, "id" | "owner">) =>
    void ask(addressOf(code, "/views"), { method: "POST", body: view }).then(() => {
      tell(`${text.kept[LANG]}${COLON}${view.name}`)
      return refresh()
    }, failed)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const { asOf: _, ...said } = search
    const view = { screen, name: String(fields.get("name")).trim(), query: writeSearch(said).replace("?", ""), forTeam: fields.get("team") === "on" }
    keep(view)
    close()
  }
  const remove = ({ id, owner: _, ...view }: View) =>
    void ask(addressOf(code, `/views/${id}/remove`), { method: "POST", body: {} }).then(() => {
      tell(`${text.removed[LANG]}${COLON}${view.name}`, { undo: () => keep(view) })
      return refresh()
    }, failed)
  return (
    <div className="views">
      <Answered of={asked} rows={2}>
        {({ views }) =>
          views.length === 0 ? (
            <p className="soft">{text.none[LANG]}</p>
          ) : (
            [false, true].map((forTeam) => {
              const some = views.filter((view) => view.forTeam === forTeam)
              return some.length === 0 ? null : (
                <section key={String(forTeam)}>
                  <h3>{text[forTeam ? "team" : "mine"][LANG]}</h3>
                  <ul>
                    {some.map((view) => (
                      <li key={view.id}>
                        <Link {...addressed(".", (old) => ({ ...parseSearch(view.query), ...keepDay(old) }))} onClick={close}>
                          {view.name}
                        </Link>
                        <button type="button" className="quiet" aria-label={`${text.remove[LANG]}: ${view.name}`} onClick={() => remove(view)}>
                          ×
                        </button>
                      </li>
                    ))}
                  </ul>
                </section>
              )
            })
          )
        }
      </Answered>
      <form onSubmit={submit}>
        <label>
          {text.name[LANG]}
          <input name="name" required maxLength={MOST_NAME} autoComplete="off" />
        </label>
        {rights.includes("read") && (
          <label className="tick">
            <input type="checkbox" name="team" />
            {text.forTeam[LANG]}
          </label>
        )}
        <button type="submit">{text.keep[LANG]}</button>
      </form>
    </div>
  )
}
