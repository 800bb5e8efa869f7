/** The frame around every screen of a company: its name and switcher, the search field it is handed, the day all figures are of, the ways to the screens, and what may be trusted. */
import { useQuery } from "@tanstack/react-query"
import { Link, Outlet, useRouterState } from "@tanstack/react-router"
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react"
import type { Worded } from "../../kernel/text.ts"
import { ask } from "./ask.screen.ts"
import { useAsked, useAsOf, useCompany } from "./asked.screen.ts"
import { writeDay } from "./figures.screen.tsx"
import { Fold } from "./fold.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"
import { Look } from "./look.screen.tsx"
import { type Me, meQuestion } from "./person.screen.ts"
import { Skeleton } from "./states.screen.tsx"
import { Toasts, tell } from "./toast.screen.tsx"
import { Trust } from "./trust.screen.tsx"

/** A way to a screen: where it leads, whose right it needs. */
export type Way = { readonly to: string; readonly title: Worded; readonly needs: string; readonly group?: Worded }

const DayPicker = lazy(() => import("./day-picker.screen.tsx"))
export const BRAND = (
  <>
    en<i>cours</i>
  </>
)

export function Frame({ ways, find: Find }: { readonly ways: readonly Way[]; readonly find: ComponentType<{ readonly ways: readonly Way[] }> }) {
  const company = useCompany()
  const { data: me } = useQuery(meQuestion)
  const [menu, setMenu] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useRef<HTMLElement>(null)
  useEffect(() => setMenu(false), [path])
  const mine = ways.filter(({ needs }) => company.rights.includes(needs))
  const titled = mine.find(({ to }) => path.startsWith(`/${company.code}/${to}`))
  useEffect(() => {
    document.title = `${titled ? `${titled.title[LANG]} · ` : ""}${company.name} · Encours`
  }, [titled, company.name])
  return (
    <div className={menu ? "app menu-open" : "app"}>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {text.skip[LANG]}
      </button>
      <header className="top">
        <button
          type="button"
          className="burger"
          aria-expanded={menu}
          aria-controls="ways"
          aria-label={text.menu[LANG]}
          onClick={() => setMenu(!menu)}
        >
          ≡
        </button>
        <Link to={"/$company" as never} params={{ company: company.code } as never} className="brand" aria-label="Encours">
          {BRAND}
        </Link>
        {me && <Companies me={me} at={company.code} />}
        <Find ways={mine} />
        <span className="spacer" />
        <AsOf />
        {me && <Profile me={me} />}
      </header>
      <nav id="ways" className="ways" aria-label={text.main[LANG]}>
        {mine.map(({ to, title, group }, i) => (
          <div key={to}>
            {group && group !== mine[i - 1]?.group && <h2>{group[LANG]}</h2>}
            <Link to={`/${company.code}/${to}` as never} search={keepDay as never} activeProps={{ "aria-current": "page" }}>
              {title[LANG]}
            </Link>
          </div>
        ))}
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Trust company={company} />
      <Toasts />
    </div>
  )
}
/** From screen to screen the day stays, filters do not. */
export const keepDay = (search: { readonly asOf?: string }) => (search.asOf === undefined ? {} : { asOf: search.asOf })

function Companies({ me, at }: { readonly me: Me; readonly at: string }) {
  const own = me.companies.find(({ code }) => code === at)
  if (me.companies.length < 2) return <span className="company">{own?.name}</span>
  return (
    <Fold
      className="pill company"
      name={`${text.company[LANG]}: ${own?.name ?? at}`}
      label={
        <>
          <span>{own?.name}</span>
          <span aria-hidden="true">▾</span>
        </>
      }
    >
      {(close) => (
        <ul className="choices">
          {me.companies.map(({ code, name }) => (
            <li key={code}>
              <Link
                to={"/$company" as never}
                params={{ company: code } as never}
                onClick={close}
                {...(code === at ? { "aria-current": "true" } : {})}
              >
                {name} <small>{code}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Fold>
  )
}

function AsOf() {
  const { asOf, asked } = useAsOf()
  const [, change] = useAsked<{ asOf?: string | undefined }>()
  const label = (
    <>
      <span className="soft">{text.asOf[LANG]}</span> <b className="num">{writeDay(asOf)}</b>
    </>
  )
  return (
    <Fold className={asked ? "pill past" : "pill"} label={label} end>
      {(close) => (
        <Suspense fallback={<Skeleton rows={4} />}>
          <DayPicker
            chosen={asOf}
            choose={(on) => {
              change({ asOf: on })
              close()
            }}
          />
        </Suspense>
      )}
    </Fold>
  )
}

function Profile({ me: { person } }: { readonly me: Me }) {
  const initials = person.name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase()
  const signOut = () =>
    ask("/api/auth/sign-out", { method: "POST", body: {} }).then(
      () => location.assign("/sign-in"),
      (error: Error) => tell(error.message, { bad: true }),
    )
  return (
    <Fold className="pill initials" name={`${initials} · ${text.profile[LANG]}: ${person.name}`} label={initials} end>
      {() => (
        <div className="profile">
          <p>
            <b>{person.name}</b>
            <br />
            <small>{person.email}</small>
          </p>
          <Look person={person} />
          <button type="button" onClick={() => void signOut()}>
            {text.signOut[LANG]}
          </button>
        </div>
      )}
    </Fold>
  )
}

/** The head of a screen: its title, one line of what it says, and what can be done with the whole of it. */
export function Head({ title, lead, children }: { readonly title: ReactNode; readonly lead?: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {children && <div className="acts">{children}</div>}
    </div>
  )
}
