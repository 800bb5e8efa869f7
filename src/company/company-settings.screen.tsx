/** Among the settings: the company itself, changed by its owner; two who do it at once see each other's version. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { question } from "../shell/web/ask.screen.ts"
import { useCompany } from "../shell/web/asked.screen.ts"
import { Edit } from "../shell/web/forms/edit.screen.tsx"
import type { EditField } from "../shell/web/forms/versions.screen.tsx"
import { LANG, LOCALE } from "../shell/web/lang.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { checkBounds, MATCHINGS, type WholeCompany } from "./company.ts"
import { settingsText as text } from "./settings-screen.text.ts"

const regions = new Intl.DisplayNames(LOCALE, { type: "region" })
const FIELDS: readonly EditField<WholeCompany>[] = [
  { key: "name", words: text.name[LANG], write: ({ name }) => name },
  { key: "matching", words: text.matching[LANG], write: ({ matching }) => text[matching][LANG] },
  { key: "defaultSource", words: text.defaultSource[LANG], write: ({ defaultSource }) => defaultSource },
  { key: "ageingBounds", words: text.ageingBounds[LANG], write: ({ ageingBounds }) => ageingBounds.join(", ") },
]

export function CompanySettings() {
  const { code, rights } = useCompany()
  const asked = useQuery(question<WholeCompany>(code, ""))
  const [editing, setEditing] = useState(false)
  return (
    <Answered of={asked}>
      {(company) => (
        <section className="card">
          <dl className="facts">
            {[
              [text.code[LANG], company.code],
              [text.country[LANG], regions.of(company.country) ?? company.country],
              [text.currency[LANG], company.currency],
              ...FIELDS.map(({ words, write }) => [words, write(company)]),
            ].map(([what, how]) => (
              <div key={what} className="fact">
                <dt>{what}</dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
          {rights.includes("company") && (
            <div className="acts-now">
              <button type="button" onClick={() => setEditing(true)}>
                {text.change[LANG]}
              </button>
            </div>
          )}
          {editing && (
            <Edit<WholeCompany> title={text.title[LANG]} path="" fields={FIELDS} controls={controls} read={read} close={() => setEditing(false)} />
          )}
        </section>
      )}
    </Answered>
  )
}

const controls = (company: WholeCompany) => (
  <>
    <label>
      {text.name[LANG]}
      <input name="name" required maxLength={200} autoComplete="off" defaultValue={company.name} />
    </label>
    <label>
      {text.matching[LANG]}
      <select name="matching" defaultValue={company.matching}>
        {MATCHINGS.map((one) => (
          <option key={one} value={one}>
            {text[one][LANG]}
          </option>
        ))}
      </select>
    </label>
    <label>
      {text.defaultSource[LANG]}
      <input name="defaultSource" required maxLength={100} autoComplete="off" defaultValue={company.defaultSource} />
    </label>
    <label>
      {text.ageingBounds[LANG]}
      <input name="ageingBounds" required autoComplete="off" defaultValue={company.ageingBounds.join(", ")} />
    </label>
  </>
)

function read(form: FormData): Partial<WholeCompany> | string {
  const said = (name: string) => String(form.get(name) ?? "").trim()
  const bounds = checkBounds(
    said("ageingBounds")
      .split(/[\s,;]+/)
      .map(Number),
  )
  if (!bounds.ok) return text.badBounds[LANG]
  return {
    name: said("name"),
    matching: MATCHINGS.find((one) => one === said("matching")) ?? "erp",
    defaultSource: said("defaultSource"),
    ageingBounds: bounds.value,
  }
}
