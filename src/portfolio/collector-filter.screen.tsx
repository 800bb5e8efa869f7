/** A filter of lists: whose customers. Lent to the screens of rooms that know no portfolios; who sees a part has none of it. */
import { useQuery } from "@tanstack/react-query"
import { question } from "../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { frameText } from "../shell/web/frame.text.ts"
import { LANG } from "../shell/web/lang.screen.ts"
import { NOBODY } from "./portfolio.ts"
import { portfoliosText as text } from "./portfolios-screen.text.ts"

export function CollectorFilter({ value, change }: { readonly value: string | undefined; change(collector: string | undefined): void }) {
  const { code, rights } = useCompany()
  const { asOf } = useAsOf()
  const asked = useQuery({
    ...question<{ readonly collectors: readonly string[] }>(code, "/portfolios/collectors", { asOf }),
    enabled: rights.includes("read"),
  })
  const known = asked.data?.collectors ?? []
  // What the address asks for stands there, whether or not it is known on this day.
  const offered = value === undefined || value === NOBODY || known.includes(value) ? known : [value, ...known]
  if (offered.length === 0 && value === undefined) return null
  return (
    <label>
      {text.collector[LANG]}
      <select value={value ?? ""} onChange={(event) => change(event.target.value || undefined)}>
        <option value="">{frameText.all[LANG]}</option>
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={NOBODY}>{text.nobody[LANG]}</option>
      </select>
    </label>
  )
}
