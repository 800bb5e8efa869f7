/** The foot of every screen: up to when money is known, since when the books are proven, how old the last tested backup is. Each leads to where it comes from. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { question } from "./ask.screen.ts"
import { addressed, type Search } from "./asked.screen.ts"
import { writeDay } from "./figures.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"
import type { MyCompany } from "./person.screen.ts"

type Told = { readonly at: string; readonly ok: boolean }
type Trusted = { readonly paidUntil: string | null; readonly verified: Told | null; readonly backup: Told | null }

export function Trust({ company: { code, rights } }: { readonly company: MyCompany }) {
  const { data } = useQuery({ ...question<Trusted>(code, "/trust"), enabled: rights.includes("read") })
  return (
    <footer className="trust">
      {document.documentElement.hasAttribute("data-demo") && <span>{text.demo[LANG]}</span>}
      {data && (
        <>
          <Fact words={text.paidUntil[LANG]} to={`/${code}/activity`} search={{ act: "document.imported" }}>
            {data.paidUntil === null ? <b className="warn">{text.noPayment[LANG]}</b> : <b className="num">{writeDay(data.paidUntil)}</b>}
          </Fact>
          <Fact words={text.proven[LANG]} to={`/${code}/activity`} search={{ act: "activity.verified" }}>
            <Since of={data.verified} failed={text.notProven[LANG]} />
          </Fact>
          <Fact words={text.backup[LANG]} to={rights.includes("operate") ? `/${code}/backups` : null} search={{}}>
            <Since of={data.backup} failed={text.backupFailed[LANG]} />
          </Fact>
        </>
      )}
    </footer>
  )
}

type Said = { readonly words: string; readonly to: string | null; readonly search: Search; readonly children: ReactNode }
function Fact({ words, to, search, children }: Said) {
  const told = (
    <>
      {words} {children}
    </>
  )
  return to === null ? <span>{told}</span> : <Link {...addressed(to, () => search)}>{told}</Link>
}

function Since({ of, failed }: { readonly of: Told | null; readonly failed: string }) {
  if (of === null) return <b className="warn">{text.never[LANG]}</b>
  const on = new Date(of.at).toLocaleDateString("sv-SE")
  return <b className={of.ok ? "good num" : "bad"}>{of.ok ? writeDay(on) : `${writeDay(on)}, ${failed}`}</b>
}
