/** On a customer's page: to whom it is entrusted, and who had it before. */
import { useQuery } from "@tanstack/react-query"
import type { z } from "zod"
import { question } from "../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { writeDay } from "../shell/web/figures.screen.tsx"
import { COLON, LANG } from "../shell/web/lang.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { ToScreen } from "../shell/web/ways/way.screen.tsx"
import { partText } from "./portfolio.text.ts"
import type { spanWire } from "./portfolio.wire.ts"
import { portfoliosText as text } from "./portfolios-screen.text.ts"

type Span = z.infer<typeof spanWire>

export function Entrusted({ customer }: { readonly customer: string }) {
  const { code, rights } = useCompany()
  const { asOf } = useAsOf()
  const asked = useQuery(question<{ readonly entrusted: readonly Span[] }>(code, `/customers/${encodeURIComponent(customer)}/entrusted`))
  return (
    <section className="card">
      <h2>{text.entrusted[LANG]}</h2>
      <Answered of={asked} rows={2}>
        {({ entrusted }) => {
          const now = entrusted.filter(({ untilOn }) => untilOn === null || untilOn > asOf)
          const before = entrusted.filter((one) => !now.includes(one))
          return (
            <>
              {now.length === 0 ? (
                <p className="soft">{text.nobody[LANG]}</p>
              ) : (
                <ul className="people">
                  {now.map((one) => (
                    <li key={`${one.part} ${one.name} ${one.fromOn}`}>
                      <b>{one.name}</b> <small>{partText[one.part][LANG]}</small>
                      {one.fromOn !== null && (
                        <small className="num">
                          {" · "}
                          {text.since[LANG]} {writeDay(one.fromOn)}
                          {one.untilOn !== null && ` ${text.until[LANG]} ${writeDay(one.untilOn)}`}
                        </small>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {before.length > 0 && (
                <p className="soft">
                  {text.before[LANG]}
                  {COLON}
                  {before.map(({ name, untilOn }) => `${name} (${text.until[LANG]} ${writeDay(untilOn!)})`).join(", ")}
                </p>
              )}
              {rights.includes("entrust") && (
                <p>
                  <ToScreen to="settings" search={{ tab: "portfolios" }}>
                    {text.change[LANG]}
                  </ToScreen>
                </p>
              )}
            </>
          )
        }}
      </Answered>
    </section>
  )
}
