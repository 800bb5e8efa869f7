/** On a customer's page: how it pays, as far as it is known, and changed by who learns it. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { LOCALES } from "../kernel/listing.ts"
import { question } from "../shell/web/ask.screen.ts"
import { today, useCompany } from "../shell/web/asked.screen.ts"
import { writeDay } from "../shell/web/figures.screen.tsx"
import { Edit } from "../shell/web/forms/edit.screen.tsx"
import type { EditField } from "../shell/web/forms/versions.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { may } from "../shell/web/person.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { readTypedDay } from "../shell/web/typed.ts"
import { paysByText } from "./contact.text.ts"
import { PAYS_BY, PURCHASE_ORDER } from "./contact.ts"
import type { habitAnswer } from "./contact.wire.ts"
import { editScreenText as text } from "./edit-screen.text.ts"

type Habit = ReturnType<typeof habitAnswer>
const weekday = new Intl.DateTimeFormat(LOCALES[LANG], { weekday: "long", timeZone: "UTC" })
/** 1 is Monday; the fifth of January 1970 was one. */
const writeWeekday = (day: number) => weekday.format(new Date(Date.UTC(1970, 0, 4 + day)))
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
const MOST_MONTH = 31

const writeSpan = ({ from, until }: Habit["closures"][number]) => `${writeDay(from)} – ${writeDay(until)}`

const FIELDS: readonly EditField<Habit>[] = [
  { key: "portal", words: text.portal[LANG], write: ({ portal }) => portal ?? "" },
  { key: "purchaseOrder", words: text.purchaseOrder[LANG], write: ({ purchaseOrder }) => (purchaseOrder ? text[purchaseOrder][LANG] : "") },
  { key: "purchaseOrderRule", words: text.purchaseOrderRule[LANG], write: ({ purchaseOrderRule }) => purchaseOrderRule ?? "" },
  { key: "approver", words: text.approver[LANG], write: ({ approver }) => approver ?? "" },
  { key: "cutOffDay", words: text.cutOffDay[LANG], write: ({ cutOffDay }) => String(cutOffDay ?? "") },
  { key: "payDays", words: text.payDays[LANG], write: ({ payDays }) => payDays.join(", ") },
  { key: "payWeekdays", words: text.payWeekdays[LANG], write: ({ payWeekdays }) => payWeekdays.map(writeWeekday).join(", ") },
  { key: "means", words: text.means[LANG], write: ({ means }) => means.map((one) => paysByText[one][LANG]).join(", ") },
  {
    key: "closures",
    words: text.closures[LANG],
    write: ({ closures }) => closures.map(writeSpan).join(", "),
  },
]

export function Habits({ customer }: { readonly customer: string }) {
  const company = useCompany()
  const path = `/customers/${encodeURIComponent(customer)}/habits`
  const asked = useQuery(question<Habit>(company.code, path))
  const [editing, setEditing] = useState(false)
  return (
    <section className="card">
      <h2>{text.habits[LANG]}</h2>
      <Answered of={asked} rows={2}>
        {(habit) => {
          const known = FIELDS.filter(({ write }) => write(habit) !== "")
          if (known.length === 0) return <p className="soft">{text.nothing[LANG]}</p>
          return (
            <dl className="facts">
              {known.map(({ key, words, write }) => (
                <div key={key} className="fact">
                  <dt>{words}</dt>
                  <dd>{write(habit)}</dd>
                </div>
              ))}
            </dl>
          )
        }}
      </Answered>
      {may(company, "chase") && (
        <div className="acts-now">
          <button type="button" aria-label={`${text.edit[LANG]}: ${text.habits[LANG]}`} onClick={() => setEditing(true)}>
            {text.edit[LANG]}
          </button>
        </div>
      )}
      {editing && (
        <Edit<Habit> title={text.habits[LANG]} path={path} fields={FIELDS} controls={controls} read={read} close={() => setEditing(false)} />
      )}
    </section>
  )
}

const controls = (habit: Habit) => (
  <>
    <Text name="portal" words={text.portal[LANG]} value={habit.portal} />
    <Text name="approver" words={text.approver[LANG]} value={habit.approver} />
    <div className="pair">
      <label>
        {text.purchaseOrder[LANG]}
        <select name="purchaseOrder" defaultValue={habit.purchaseOrder ?? ""}>
          <option value="">{text.unknown[LANG]}</option>
          {PURCHASE_ORDER.map((one) => (
            <option key={one} value={one}>
              {text[one][LANG]}
            </option>
          ))}
        </select>
      </label>
      <Text name="purchaseOrderRule" words={text.purchaseOrderRule[LANG]} value={habit.purchaseOrderRule} />
    </div>
    <div className="pair">
      <Text name="cutOffDay" words={text.cutOffDay[LANG]} value={habit.cutOffDay === null ? null : String(habit.cutOffDay)} />
      <Text name="payDays" words={text.payDays[LANG]} value={habit.payDays.join(", ")} />
    </div>
    <Ticks name="payWeekdays" words={text.payWeekdays[LANG]} of={WEEKDAYS} ticked={habit.payWeekdays} word={writeWeekday} />
    <Ticks name="means" words={text.means[LANG]} of={PAYS_BY} ticked={habit.means} word={(one) => paysByText[one][LANG]} />
    <label>
      {text.closuresLines[LANG]}
      <textarea name="closures" rows={2} maxLength={2000} defaultValue={habit.closures.map(writeSpan).join("\n")} />
    </label>
  </>
)

function Text({ name, words, value }: { readonly name: string; readonly words: string; readonly value: string | null }) {
  return (
    <label>
      {words}
      <input name={name} defaultValue={value ?? ""} maxLength={500} autoComplete="off" />
    </label>
  )
}
type TicksOf<T> = {
  readonly name: string
  readonly words: string
  readonly of: readonly T[]
  readonly ticked: readonly T[]
  readonly word: (one: T) => string
}
function Ticks<T extends string | number>({ name, words, of, ticked, word }: TicksOf<T>) {
  return (
    <fieldset className="one-of">
      <legend>{words}</legend>
      {of.map((one) => (
        <label key={one} className="tick">
          <input type="checkbox" name={name} value={one} defaultChecked={ticked.includes(one)} />
          {word(one)}
        </label>
      ))}
    </fieldset>
  )
}

function read(form: FormData): Partial<Habit> | string {
  const said = (name: string) => String(form.get(name) ?? "").trim() || null
  const days = (name: string) => (said(name) ?? "").split(/[\s,;]+/).filter((part) => part !== "")
  const [month, cutOff] = [days("payDays"), days("cutOffDay")]
  const isDayOfMonth = (part: string) => /^\d{1,2}$/.test(part) && Number(part) >= 1 && Number(part) <= MOST_MONTH
  if (![...month, ...cutOff].every(isDayOfMonth) || cutOff.length > 1) return text.badDays[LANG]
  const closures = closuresIn(said("closures") ?? "")
  if (closures === null) return text.badClosures[LANG]
  return {
    portal: said("portal"),
    approver: said("approver"),
    purchaseOrder: PURCHASE_ORDER.find((one) => one === said("purchaseOrder")) ?? null,
    purchaseOrderRule: said("purchaseOrderRule"),
    cutOffDay: cutOff.length === 0 ? null : Number(cutOff[0]),
    payDays: month.map(Number),
    payWeekdays: form.getAll("payWeekdays").map(Number),
    means: PAYS_BY.filter((one) => form.getAll("means").includes(one)),
    closures,
  }
}
/** One closure a line, its two days as they are written here; null: something else stands there. */
function closuresIn(typed: string): Habit["closures"] | null {
  const lines = typed.split("\n").filter((line) => line.trim() !== "")
  const read = lines.map((line) => {
    const [from, until, ...more] = line.split(/\s*[–—]\s*|\s+-\s+/).map((one) => readTypedDay(one, today()))
    return from && until && more.length === 0 && from <= until ? { from, until } : null
  })
  return read.every((one) => one !== null) ? read : null
}
