/** The set-up of a new instance: the first company and its owner. It exists only until it has been used. */
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { schemeOf } from "../../company/registration.ts"
import { ask } from "../../shell/web/ask.screen.ts"
import { writeCountry } from "../../shell/web/figures.screen.tsx"
import { LANG, LOCALE } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { Door, fieldOf, LEAST_PASSWORD, Notice, wordsOf } from "./door.screen.tsx"
import { entranceText as text } from "./entrance.text.ts"

/** Countries whose company number is asked for and checked; then the Union and its neighbours, by their names. */
const OTHERS = "LU NL DE AT BG CH CY CZ DK EE ES FI GB GR HR HU IE IT LT LV MC MT NO PL PT RO SE SI SK".split(" ")
const COUNTRIES = ["FR", "BE", ...OTHERS.toSorted((a, b) => writeCountry(a).localeCompare(writeCountry(b), LOCALE))]
const CURRENCIES = "EUR CHF GBP USD BGN CZK DKK HUF NOK PLN RON SEK".split(" ")

export function SetUp() {
  const open = useQuery({ queryKey: ["setup"], queryFn: () => ask<{ readonly open: boolean; readonly company?: boolean }>("/api/setup") })
  const withCompany = open.data?.company !== false
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => fieldOf(form, name)
    const number = field("number")
    const company = { name: field("company"), country: field("country"), currency: field("currency"), ...(number === "" ? {} : { number }) }
    const [email, password] = [field("email"), String(form.get("password"))]
    const body = { ...(withCompany ? { company } : {}), person: { name: field("name"), email, password }, language: LANG }
    setBusy(true)
    setRefused(null)
    ask("/api/setup", { method: "POST", body })
      .then(() => ask("/api/auth/sign-in/email", { method: "POST", body: { email, password } }))
      .then(() => location.assign("/"))
      .catch((error: Error) => setRefused(wordsOf(error, error.message)))
      .finally(() => setBusy(false))
  }
  return (
    <Door title={text.setUp[LANG]} lead={text.setUpLead[LANG]} wide>
      <Answered of={open} rows={5}>
        {(found) =>
          found.open ? (
            <form onSubmit={submit}>
              <Notice words={refused} />
              {withCompany && <CompanyFields />}
              <h2>{text.you[LANG]}</h2>
              <div className="pair">
                <label>
                  {text.yourName[LANG]}
                  <input name="name" required maxLength={100} autoComplete="name" />
                </label>
                <label>
                  {text.email[LANG]}
                  <input name="email" type="email" required autoComplete="username" />
                </label>
              </div>
              <label>
                {text.newPassword[LANG]}
                <input name="password" type="password" required minLength={LEAST_PASSWORD} autoComplete="new-password" />
              </label>
              <button type="submit" className="primary" disabled={busy}>
                {text.create[LANG]}
              </button>
            </form>
          ) : (
            <p>
              {text.setUpDone[LANG]} <a href="/sign-in">{text.signIn[LANG]}</a>
            </p>
          )
        }
      </Answered>
    </Door>
  )
}

function CompanyFields() {
  const [country, setCountry] = useState("FR")
  const scheme = schemeOf(country)
  return (
    <>
      <h2>{text.company[LANG]}</h2>
      <label>
        {text.companyName[LANG]}
        <input name="company" required maxLength={200} autoComplete="organization" />
      </label>
      <div className="pair">
        <label>
          {text.country[LANG]}
          <select name="country" value={country} onChange={(event) => setCountry(event.target.value)}>
            {COUNTRIES.map((code) => (
              <option key={code} value={code}>
                {writeCountry(code)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {text.currency[LANG]}
          <select name="currency" defaultValue="EUR">
            {CURRENCIES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </label>
      </div>
      {scheme !== null && (
        <label>
          {text[scheme][LANG]}
          <input name="number" maxLength={40} required />
        </label>
      )}
    </>
  )
}
