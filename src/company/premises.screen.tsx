/** Among the settings: where customers pay to, and when nobody works here. */
import { useQuery } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { CALENDAR_CODES } from "../law/holidays.ts"
import { calendarText } from "../law/review.text.ts"
import { question } from "../shell/web/ask.screen.ts"
import { useCompany } from "../shell/web/asked.screen.ts"
import { writeDay } from "../shell/web/figures.screen.tsx"
import { DayField, readDayField } from "../shell/web/forms/day-field.screen.tsx"
import { useSend } from "../shell/web/forms/send.screen.ts"
import { LANG } from "../shell/web/lang.screen.ts"
import { Answered, Empty } from "../shell/web/states.screen.tsx"
import { TableBox } from "../shell/web/table.screen.tsx"
import { tell } from "../shell/web/toast.screen.tsx"
import { writeIban } from "./iban.ts"
import type { CalendarYear } from "./premises.act.ts"
import { holidayText, premisesText as text } from "./premises.text.ts"

type Account = { readonly id: string; readonly iban: string; readonly bic: string | null; readonly label: string }

/** Sends a form and empties it. */
function useForm() {
  const { send, busy } = useSend()
  const submit = (path: string, body: (fields: FormData) => object) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    send(path, body(new FormData(form)), () => {
      tell(text.done[LANG])
      form.reset()
    })
  }
  return { send, busy, submit }
}

export function Accounts() {
  const { code, rights } = useCompany()
  const { send, busy, submit } = useForm()
  const asked = useQuery(question<{ readonly accounts: readonly Account[] }>(code, "/bank-accounts"))
  const mayChange = rights.includes("company")
  return (
    <Answered of={asked}>
      {({ accounts }) => (
        <>
          {accounts.length === 0 ? (
            <Empty title={text.noAccount[LANG]}>
              <p>{text.teachAccount[LANG]}</p>
            </Empty>
          ) : (
            <TableBox heads={["IBAN", "BIC", text.label[LANG], null]}>
              {accounts.map(({ id, iban, bic, label }) => (
                <tr key={id}>
                  <th scope="row" className="num">
                    {writeIban(iban)}
                  </th>
                  <td>{bic}</td>
                  <td>{label}</td>
                  <td>
                    {mayChange && (
                      <button
                        type="button"
                        disabled={busy}
                        aria-label={`${text.noLonger[LANG]}: ${iban}`}
                        onClick={() =>
                          send(`/bank-accounts/${iban}/end`, {}, () =>
                            tell(text.done[LANG], { undo: () => send("/bank-accounts", { iban, bic, label }, () => {}) }),
                          )
                        }
                      >
                        {text.noLonger[LANG]}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </TableBox>
          )}
          {mayChange && (
            <section className="card">
              <h2>{text.add[LANG]}</h2>
              <form
                className="fields in-row"
                onSubmit={submit("/bank-accounts", (fields) => ({
                  iban: fields.get("iban"),
                  bic: String(fields.get("bic")).trim() || null,
                  label: fields.get("label"),
                }))}
              >
                <label className="double">
                  IBAN
                  <input name="iban" required maxLength={50} autoComplete="off" />
                </label>
                <label>
                  BIC
                  <input name="bic" maxLength={20} autoComplete="off" />
                </label>
                <label>
                  {text.label[LANG]}
                  <input name="label" maxLength={100} autoComplete="off" />
                </label>
                <button type="submit" className="primary" disabled={busy}>
                  {text.add[LANG]}
                </button>
              </form>
            </section>
          )}
        </>
      )}
    </Answered>
  )
}

export function Calendar() {
  const { code, rights } = useCompany()
  const { send, busy, submit } = useForm()
  const asked = useQuery(question<CalendarYear>(code, "/calendar"))
  const mayChange = rights.includes("company")
  return (
    <Answered of={asked}>
      {({ calendar, year, days }) => (
        <>
          <div className="filters">
            <label>
              {text.calendar[LANG]}{" "}
              <select
                value={calendar ?? ""}
                disabled={!mayChange || busy}
                onChange={(event) => send("/calendar", { calendar: event.target.value }, () => tell(text.done[LANG]))}
              >
                {calendar === null && <option value="">{text.none[LANG]}</option>}
                {CALENDAR_CODES.map((one) => (
                  <option key={one} value={one}>
                    {calendarText[one][LANG]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <TableBox heads={[`${text.day[LANG]} ${year}`, text.label[LANG], text.source[LANG]]}>
            {days.map(({ on, holiday, label, source }) => (
              <tr key={`${on} ${holiday}`}>
                <th scope="row" className="num">
                  {writeDay(on)}
                </th>
                <td>{holiday === null ? label || text.closing[LANG] : holidayText[holiday][LANG]}</td>
                <td>
                  {source ??
                    (mayChange && (
                      <button
                        type="button"
                        disabled={busy}
                        aria-label={`${text.reopen[LANG]}: ${writeDay(on)}`}
                        onClick={() => send("/calendar/closings", { on, closed: false }, () => tell(text.done[LANG]))}
                      >
                        {text.reopen[LANG]}
                      </button>
                    ))}
                </td>
              </tr>
            ))}
          </TableBox>
          {mayChange && (
            <section className="card">
              <h2>{text.close[LANG]}</h2>
              <form
                className="fields in-row"
                onSubmit={submit("/calendar/closings", (fields) => ({ on: readDayField(fields.get("on")), label: fields.get("label") }))}
              >
                <DayField title={text.day[LANG]} name="on" />
                <label>
                  {text.label[LANG]}
                  <input name="label" maxLength={100} autoComplete="off" />
                </label>
                <button type="submit" className="primary" disabled={busy}>
                  {text.close[LANG]}
                </button>
              </form>
            </section>
          )}
        </>
      )}
    </Answered>
  )
}
