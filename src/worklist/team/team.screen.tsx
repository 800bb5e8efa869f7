/** The team's month: load, acts and cash of each collector, against a target that is set here. */
import { useQuery } from "@tanstack/react-query"
import type { FormEvent } from "react"
import type { z } from "zod"
import { wordActor } from "../../activity/actor.text.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { today, useAsked, useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, writeCount, writeShare } from "../../shell/web/figures.screen.tsx"
import { useSend } from "../../shell/web/forms/send.screen.ts"
import { Head } from "../../shell/web/frame.screen.tsx"
import { LANG, LOCALE } from "../../shell/web/lang.screen.ts"
import { readTypedAmount } from "../../shell/web/person.screen.ts"
import { Answered, Empty } from "../../shell/web/states.screen.tsx"
import { TableBox } from "../../shell/web/table.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { Here, ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { teamText as text } from "./team.text.ts"
import type { teamWire } from "./team.wire.ts"

type Row = z.infer<typeof teamWire>
type Search = { readonly month?: string | undefined }

const shifted = (month: string, by: number) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + by, 1)).toISOString().slice(0, 7)
const writeMonth = (month: string) =>
  new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`))

export function TeamScreen() {
  const { code } = useCompany()
  const [{ month = today().slice(0, 7) }] = useAsked<Search>()
  const asked = useQuery({ ...question<{ readonly team: readonly Row[] }>(code, "/team", { month }), placeholderData: (before) => before })
  return (
    <>
      <Head title={text.title[LANG]} lead={writeMonth(month)}>
        {([-1, 1] as const).map((by) => (
          <Here<Search> key={by} change={{ month: shifted(month, by) }} className="button" aria-label={text[by < 0 ? "before" : "after"][LANG]}>
            {by < 0 ? "←" : "→"}
          </Here>
        ))}
      </Head>
      <Answered of={asked}>
        {({ team }) =>
          team.some(({ name }) => name !== null) ? (
            <div className="stack">
              <Table team={team} />
              <SetTarget team={team} month={month} />
            </div>
          ) : (
            <Empty title={text.none[LANG]}>
              <p>{text.teach[LANG]}</p>
              <ToScreen to="settings" className="button">
                {text.entrust[LANG]}
              </ToScreen>
            </Empty>
          )
        }
      </Answered>
    </>
  )
}

function Table({ team }: { readonly team: readonly Row[] }) {
  return (
    <TableBox
      heads={[
        text.who[LANG],
        { figure: text.customers[LANG] },
        { figure: text.overdue[LANG] },
        { figure: text.calls[LANG] },
        { figure: text.promises[LANG] },
        { figure: text.received[LANG] },
        { figure: text.targetTitle[LANG] },
      ]}
    >
      {team.map(({ name, customers, calls, reached, promises, money }) => (
        <tr key={name ?? ""} className={name === null ? "faint" : ""}>
          <th scope="row">{name === null ? text.nobody[LANG] : wordActor(name, LANG)}</th>
          <td className="figure num">{writeCount(customers)}</td>
          <td className="figure">
            {money.map((of) => (
              <div key={of.currency}>
                <Amount of={of.overdue} currency={of.currency} />
              </div>
            ))}
          </td>
          <td className="figure num">
            {writeCount(calls)}
            <br />
            <small>
              {writeCount(reached)} {text.reached[LANG](reached)}
            </small>
          </td>
          <td className="figure num">
            {writeCount(promises.made)}
            <br />
            <small>
              {writeCount(promises.kept + promises.partlyKept)} {text.kept[LANG](promises.kept + promises.partlyKept)}, {writeCount(promises.broken)}{" "}
              {text.broken[LANG](promises.broken)}
            </small>
          </td>
          <td className="figure">
            {money.map((of) => (
              <div key={of.currency}>
                <Amount of={of.received} currency={of.currency} />
              </div>
            ))}
          </td>
          <td className="figure">
            {money.map((of) =>
              of.target === null ? null : (
                <div key={of.currency}>
                  <Amount of={of.target} currency={of.currency} />
                  {of.percent !== null && (
                    <>
                      {" "}
                      <small className={of.percent >= 100 ? "good" : ""}>{writeShare(of.percent / 100)}</small>
                      <progress
                        className="toward"
                        value={Math.min(100, of.percent)}
                        max={100}
                        aria-label={`${text.targetTitle[LANG]}: ${name ?? ""}`}
                      />
                    </>
                  )}
                </div>
              ),
            )}
          </td>
        </tr>
      ))}
    </TableBox>
  )
}

function SetTarget({ team, month }: { readonly team: readonly Row[]; readonly month: string }) {
  const { currency } = useCompany()
  const { send, busy } = useSend()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const amount = readTypedAmount(String(fields.get("amount")))
    if (amount === null) return tell(text.badAmount[LANG], { bad: true })
    send("/team/targets", { of: String(fields.get("of")), month, amount }, () => {
      tell(text.done[LANG])
      form.reset()
    })
  }
  return (
    <section className="card">
      <h2>
        {text.setTarget[LANG]} · {writeMonth(month)}
      </h2>
      <form className="fields in-row" onSubmit={submit}>
        <label>
          {text.who[LANG]}
          <select name="of">
            {team.flatMap(({ name }) =>
              name === null
                ? []
                : [
                    <option key={name} value={name}>
                      {name}
                    </option>,
                  ],
            )}
          </select>
        </label>
        <label>
          {text.targetTitle[LANG]} ({currency})
          <input name="amount" required inputMode="decimal" autoComplete="off" />
        </label>
        <button type="submit" className="primary" disabled={busy}>
          {text.set[LANG]}
        </button>
      </form>
    </section>
  )
}
