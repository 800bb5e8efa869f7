/** Who has how many customers, and entrusting them: what it would do is shown before it is done. */
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import type { z } from "zod"
import { question } from "../shell/web/ask.screen.ts"
import { today, useCompany } from "../shell/web/asked.screen.ts"
import { Amount, writeCount, writeCountry, writeDay } from "../shell/web/figures.screen.tsx"
import { DayField, readDayField } from "../shell/web/forms/day-field.screen.tsx"
import { useSend } from "../shell/web/forms/send.screen.ts"
import { COLON, LANG } from "../shell/web/lang.screen.ts"
import { Answered, Empty } from "../shell/web/states.screen.tsx"
import { TableBox } from "../shell/web/table.screen.tsx"
import { tell } from "../shell/web/toast.screen.tsx"
import { partText } from "./portfolio.text.ts"
import { PARTS, type Part } from "./portfolio.ts"
import type { candidateWire, effectWire, portfolioWire } from "./portfolio.wire.ts"
import { portfoliosText as text } from "./portfolios-screen.text.ts"

type Portfolio = z.infer<typeof portfolioWire>
type Effect = z.infer<typeof effectWire>
type Choices = {
  readonly candidates: readonly z.infer<typeof candidateWire>[]
  readonly segments: readonly string[]
  readonly countries: readonly string[]
}

export function Portfolios() {
  const { code, rights } = useCompany()
  const asked = useQuery(question<{ readonly portfolios: readonly Portfolio[] }>(code, "/portfolios"))
  return (
    <Answered of={asked}>
      {({ portfolios }) => (
        <>
          {portfolios.length === 0 ? (
            <Empty title={text.none[LANG]}>
              <p>{text.teach[LANG]}</p>
            </Empty>
          ) : (
            <Held portfolios={portfolios} />
          )}
          {rights.includes("entrust") && <Entrust portfolios={portfolios} />}
        </>
      )}
    </Answered>
  )
}

function Held({ portfolios }: { readonly portfolios: readonly Portfolio[] }) {
  return (
    <TableBox
      heads={[text.who[LANG], text.part[LANG], { figure: text.customers[LANG] }, { figure: text.open[LANG] }, { figure: text.overdue[LANG] }]}
    >
      {portfolios.map(({ part, holder, name, customers, balance }) => (
        <tr key={`${part} ${holder} ${name}`} className={name === null ? "faint" : ""}>
          <th scope="row">{name ?? text.nobody[LANG]}</th>
          <td>{partText[part][LANG]}</td>
          <td className="figure num">{writeCount(customers)}</td>
          <td className="figure">
            {balance.map(({ currency, open }) => (
              <div key={currency}>
                <Amount of={open} currency={currency} />
              </div>
            ))}
          </td>
          <td className="figure">
            {balance.map(({ currency, overdue }) => (
              <div key={currency}>
                <Amount of={overdue} currency={currency} />
              </div>
            ))}
          </td>
        </tr>
      ))}
    </TableBox>
  )
}

const said = (fields: FormData, name: string) => String(fields.get(name) ?? "").trim() || null
function bodyOf(form: HTMLFormElement) {
  const fields = new FormData(form)
  const codes = (said(fields, "customers") ?? "").split(/[\s,;]+/).filter((one) => one !== "")
  const of = String(fields.get("of") ?? "")
  return {
    part: said(fields, "part") as Part,
    to: said(fields, "to"),
    from: readDayField(fields.get("from")),
    customers: codes.length > 0 ? codes : null,
    segment: said(fields, "segment"),
    country: said(fields, "country"),
    letters: said(fields, "letters"),
    of: of === "*" ? null : of,
  }
}

function Entrust({ portfolios }: { readonly portfolios: readonly Portfolio[] }) {
  const { code } = useCompany()
  const { send, busy } = useSend()
  const choices = useQuery(question<Choices>(code, "/portfolios/choices"))
  const [part, setPart] = useState<Part>("collector")
  const [shown, setShown] = useState<{ readonly body: ReturnType<typeof bodyOf>; readonly effect: Effect } | null>(null)
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = bodyOf(event.currentTarget)
    send<Effect>("/portfolios/entrust", { ...body, preview: true }, (effect) => setShown({ body, effect }))
  }
  const carryOut = () =>
    shown &&
    send<Effect>("/portfolios/entrust", shown.body, ({ customers, to }) => {
      tell(text.done[LANG](writeCount(customers), to ?? text.nobody[LANG]))
      setShown(null)
    })
  const holders = [...new Set(portfolios.flatMap((one) => (one.part === part && one.name !== null ? [one.name] : [])))]
  return (
    <Answered of={choices} rows={3}>
      {({ candidates, segments, countries }) => (
        <section className="card">
          <h2>{text.entrust[LANG]}</h2>
          <p className="soft">{text.allOf[LANG]}</p>
          <form className="fields in-row" onSubmit={look} onChange={() => setShown(null)}>
            <label>
              {text.part[LANG]}
              <select name="part" value={part} onChange={(event) => setPart(event.target.value as Part)}>
                {PARTS.map((one) => (
                  <option key={one} value={one}>
                    {partText[one][LANG]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {text.to[LANG]}
              <select name="to">
                {candidates.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
                {part === "collector" &&
                  holders
                    .filter((name) => !candidates.some((one) => one.name === name))
                    .map((name) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                <option value="">{text.takeAway[LANG]}</option>
              </select>
            </label>
            <DayField title={text.from[LANG]} name="from" usual={today()} />
            <label>
              {text.of[LANG]}
              <select name="of" defaultValue="*">
                <option value="*">{text.anybody[LANG]}</option>
                <option value="">{text.nobody[LANG]}</option>
                {holders.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <Choice name="segment" title={text.segment[LANG]} values={segments} />
            <Choice name="country" title={text.country[LANG]} values={countries} word={writeCountry} />
            <label>
              {text.letters[LANG]}
              <input name="letters" maxLength={5} placeholder="A-F" autoComplete="off" />
            </label>
            <label className="whole-row">
              {text.codes[LANG]}
              <textarea name="customers" rows={2} maxLength={100_000} />
            </label>
            <div className="whole-row">
              <button type="submit" disabled={busy}>
                {text.preview[LANG]}
              </button>
            </div>
          </form>
          {shown && (
            <div className="notice" role="status">
              <p>
                <b>{text.would[LANG](writeCount(shown.effect.customers), shown.effect.to ?? text.nobody[LANG], writeDay(shown.effect.from))}</b>{" "}
                {shown.effect.unchanged > 0 && text.unchanged[LANG](writeCount(shown.effect.unchanged))}
              </p>
              <ul>
                {shown.effect.before.map(({ name, customers }) => (
                  <li key={name ?? ""}>
                    {text.had[LANG]} {name ?? text.nobody[LANG]}
                    {COLON}
                    <b className="num">{writeCount(customers)}</b>
                  </li>
                ))}
              </ul>
              {shown.effect.customers > 0 && (
                <button type="button" className="primary" disabled={busy} onClick={carryOut}>
                  {text.carryOut[LANG]}
                </button>
              )}
            </div>
          )}
        </section>
      )}
    </Answered>
  )
}

type ChoiceOf = { readonly name: string; readonly title: string; readonly values: readonly string[]; readonly word?: (one: string) => string }
function Choice({ name, title, values, word = (one) => one }: ChoiceOf) {
  if (values.length === 0) return null
  return (
    <label>
      {title}
      <select name={name}>
        <option value="">{text.all[LANG]}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
