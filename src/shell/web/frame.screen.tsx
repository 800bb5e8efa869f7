/** The frame around every screen of a company: its name and switcher, the search field it is handed, the day all figures are of, the ways to the screens, and what may be trusted. */
import { useQuery } from "@tanstack/react-query"
import { Link, Outlet, useRouterState } from "@tanstack/react-router"
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react"
import { fold, type Worded } from "../../kernel/text.ts"
import { ask } from "./ask.screen.ts"
import { addressed, useAsked, useAsOf, useCompany } from "./asked.screen.ts"
import { writeDay } from "./figures.screen.tsx"
import { Fold, focusOnce } from "./fold.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { Jobs } from "./jobs.screen.tsx"
import { LANG } from "./lang.screen.ts"
import { useLive } from "./live.screen.ts"
import { Look } from "./look.screen.tsx"
import { type Me, may, meQuestion } from "./person.screen.ts"
import { Skeleton } from "./states.screen.tsx"
import { Toasts, tell } from "./toast.screen.tsx"
import { Trust } from "./trust.screen.tsx"
import { keepDay } from "./ways/way.screen.tsx"

/** A way to a screen: where it leads, whose right it needs; `whole`: of the whole company, not of a part. */
export type Way = { readonly to: string; readonly title: Worded; readonly needs: string; readonly group?: Worded; readonly whole?: true }

const DayPicker = lazy(() => import("./day-picker.screen.tsx"))
export const BRAND = (
  <>
    en<i>cours</i>
  </>
)

export function Frame({ ways, find: Find }: { readonly ways: readonly Way[]; readonly find: ComponentType<{ readonly ways: readonly Way[] }> }) {
  const company = useCompany()
  const { data: me } = useQuery(meQuestion)
  useLive(company.rights.includes("read") ? company.code : null)
  const [menu, setMenu] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useRef<HTMLElement>(null)
  useEffect(() => setMenu(false), [path])
  const mine = ways.filter(({ needs, whole }) => (whole ? company.rights.includes(needs) : may(company, needs)))
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
        <Link {...addressed(`/${company.code}`)} className="brand" aria-label="Encours">
          {BRAND}
        </Link>
        {me && <Companies me={me} at={company.code} />}
        <Find ways={mine} />
        <span className="spacer" />
        <Jobs company={company.code} to={mine.some(({ to }) => to === "imports") ? `/${company.code}/imports` : undefined} />
        <AsOf />
        {me && <Profile me={me} />}
      </header>
      <nav id="ways" className="ways" aria-label={text.main[LANG]}>
        {mine.map(({ to, title, group }, i) => (
          <div key={to}>
            {group && group !== mine[i - 1]?.group && <h2>{group[LANG]}</h2>}
            <Link {...addressed(`/${company.code}/${to}`, keepDay)} activeProps={{ "aria-current": "page" }}>
              {title[LANG]}
            </Link>
          </div>
        ))}
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        <Printed company={company.name} />
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Trust company={company} />
      <Toasts />
    </div>
  )
}
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
      {(close) => <CompanyChoices companies={me.companies} at={at} close={close} />}
    </Fold>
  )
}

/** So many are seen at a glance; of more one is looked for. */
const SEEN_AT_A_GLANCE = 6
type Choices = { readonly companies: Me["companies"]; readonly at: string; readonly close: () => void }
/** From company to company the screen stays, what it was asked does not. */
function CompanyChoices({ companies, at, close }: Choices) {
  const [sought, setSought] = useState("")
  const path = useRouterState({ select: (state) => state.location.pathname })
  const way = path.split("/")[2] ?? ""
  const words = fold(sought)
  const found = companies.filter(({ code, name }) => fold(`${name} ${code}`).includes(words))
  return (
    <>
      {companies.length > SEEN_AT_A_GLANCE && (
        <input
          type="search"
          aria-label={text.findCompany[LANG]}
          placeholder={text.findCompany[LANG]}
          value={sought}
          ref={focusOnce}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      <ul className="choices company-choices">
        {found.map(({ code, name }) => (
          <li key={code}>
            <Link {...addressed(`/${encodeURIComponent(code)}/${way}`)} onClick={close} {...(code === at ? { "aria-current": "true" } : {})}>
              {name} <small>{code}</small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** On paper: whose books, and of which day. */
function Printed({ company }: { readonly company: string }) {
  const { asOf } = useAsOf()
  return (
    <p className="printed-of">
      {company} · {text.asOf[LANG]} {writeDay(asOf)}
    </p>
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
          <Link className="button" {...addressed("/account")}>
            {text.account[LANG]}
          </Link>
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
