/** The foot of every screen: what of the books is proven, and how old the last tested backup is. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { addressOf, ask, question } from "./ask.screen.ts"
import { writeDay } from "./figures.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"
import type { MyCompany } from "./person.screen.ts"
import { tell } from "./toast.screen.tsx"

type Backups = { readonly backups: readonly { readonly what: string; readonly at: string; readonly ok: boolean }[] }

export function Trust({ company }: { readonly company: MyCompany }) {
  return (
    <footer className="trust">
      {document.documentElement.hasAttribute("data-demo") && <span>{text.demo[LANG]}</span>}
      {company.rights.includes("prove") && <Proof company={company.code} />}
      {company.rights.includes("operate") && <Tested company={company.code} />}
    </footer>
  )
}

/** Proven when asked, since it reads all of the books. */
function Proof({ company }: { readonly company: string }) {
  const [state, setState] = useState<"unasked" | "asked" | boolean>("unasked")
  const prove = () => {
    setState("asked")
    ask<{ readonly ok: boolean }>(addressOf(company, "/verify")).then(
      ({ ok }) => setState(ok),
      (error: Error) => {
        setState("unasked")
        tell(error.message, { bad: true })
      },
    )
  }
  if (typeof state === "boolean")
    return (
      <span>
        {text.proven[LANG]} <b className={state ? "good" : "bad"}>{state ? text.justNow[LANG] : text.notProven[LANG]}</b>
      </span>
    )
  return (
    <button type="button" className="quiet" disabled={state === "asked"} onClick={prove}>
      {state === "asked" ? text.proving[LANG] : text.proveBooks[LANG]}
    </button>
  )
}

function Tested({ company }: { readonly company: string }) {
  const { data } = useQuery(question<Backups>(company, "/backups"))
  if (!data) return null
  const tested = data.backups.find(({ what, ok }) => what === "test" && ok)
  return (
    <span>
      {text.backup[LANG]} <b className={tested ? "good num" : "warn"}>{tested ? writeDay(tested.at.slice(0, 10)) : text.never[LANG]}</b>
    </span>
  )
}
