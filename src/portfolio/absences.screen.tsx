/** Who is away, and who stands in: everybody for themselves, whoever entrusts customers for anybody. */
import { useQuery } from "@tanstack/react-query"
import type { FormEvent } from "react"
import type { z } from "zod"
import { question } from "../shell/web/ask.screen.ts"
import { today, useCompany } from "../shell/web/asked.screen.ts"
import { writeDay } from "../shell/web/figures.screen.tsx"
import { DayField, readDayField } from "../shell/web/forms/day-field.screen.tsx"
import { useSend } from "../shell/web/forms/send.screen.ts"
import { LANG } from "../shell/web/lang.screen.ts"
import { meQuestion } from "../shell/web/person.screen.ts"
import { Answered, Empty } from "../shell/web/states.screen.tsx"
import { tell } from "../shell/web/toast.screen.tsx"
import type { handOverWire } from "./portfolio.wire.ts"
import { portfoliosText as text } from "./portfolios-screen.text.ts"

type HandOver = z.infer<typeof handOverWire>
type Colleague = { readonly id: string; readonly name: string }

export function Absences() {
  const { code, rights } = useCompany()
  const { data: me } = useQuery(meQuestion)
  const { send, busy } = useSend()
  const asked = useQuery(question<{ readonly handOvers: readonly HandOver[]; readonly colleagues: readonly Colleague[] }>(code, "/hand-overs"))
  const anybody = rights.includes("entrust")
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = Object.fromEntries(
      [...new FormData(form)].map(([name, said]) => [name, name === "from" || name === "until" ? readDayField(said) : said]),
    )
    send("/hand-overs", fields, () => {
      tell(text.handedOver[LANG])
      form.reset()
    })
  }
  return (
    <Answered of={asked}>
      {({ handOvers, colleagues }) => (
        <>
          {handOvers.length === 0 ? (
            <Empty title={text.noAbsence[LANG]}>
              <p>{text.teachAbsence[LANG]}</p>
            </Empty>
          ) : (
            <section className="card">
              <ul className="standing">
                {handOvers.map(({ id, giver, taker, fromOn, untilOn }) => (
                  <li key={id}>
                    <b>{giver.name}</b> → <b>{taker.name}</b>
                    <div>
                      <span className="num">
                        {writeDay(fromOn)} – {writeDay(untilOn)}
                      </span>{" "}
                      {rights.includes("chase") && (anybody || giver.id === me?.person.id) && (
                        <button
                          type="button"
                          disabled={busy}
                          aria-label={`${text.end[LANG]}: ${giver.name}`}
                          onClick={() => send(`/hand-overs/${id}/withdraw`, {}, () => tell(text.ended[LANG]))}
                        >
                          {text.end[LANG]}
                        </button>
                      )}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {rights.includes("chase") && colleagues.length < 2 && <p className="notice">{text.alone[LANG]}</p>}
          {rights.includes("chase") && colleagues.length > 1 && (
            <section className="card">
              <h2>{text.handOver[LANG]}</h2>
              <form className="fields in-row" onSubmit={submit}>
                <label>
                  {text.giver[LANG]}
                  <select name="giver" {...(me ? { defaultValue: me.person.id } : {})}>
                    {colleagues
                      .filter(({ id }) => anybody || id === me?.person.id)
                      .map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                  </select>
                </label>
                <label>
                  {text.taker[LANG]}
                  <select name="taker" defaultValue={colleagues.find(({ id }) => id !== me?.person.id)?.id}>
                    {colleagues
                      .filter(({ id }) => anybody || id !== me?.person.id)
                      .map(({ id, name }) => (
                        <option key={id} value={id}>
                          {name}
                        </option>
                      ))}
                  </select>
                </label>
                <DayField title={text.first[LANG]} name="from" usual={today()} />
                <DayField title={text.last[LANG]} name="until" />
                <div className="whole-row">
                  <button type="submit" className="primary" disabled={busy}>
                    {text.handOver[LANG]}
                  </button>
                </div>
              </form>
            </section>
          )}
        </>
      )}
    </Answered>
  )
}
