/** The panel of the header's day: typed as the language writes it, one of the usual closing days, or the calendar. Loaded when it is first opened. */
import { parseDate } from "@internationalized/date"
import { type FormEvent, useState } from "react"
import { Button } from "react-aria-components/Button"
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell } from "react-aria-components/Calendar"
import { Heading } from "react-aria-components/Heading"
import { I18nProvider } from "react-aria-components/I18nProvider"
import { addDays, type Day, day, firstOfMonth, isDay } from "../../kernel/day.ts"
import { today } from "./asked.screen.ts"
import { writeDay } from "./figures.screen.tsx"
import { frameText as text } from "./frame.text.ts"
import { LANG, LOCALE } from "./lang.screen.ts"
import { readTypedDay } from "./typed.ts"

const focusFirst = (input: HTMLInputElement | null) => input?.focus()

/** Days on which books were closed lately. */
function closings(now: Day): readonly (readonly [string, Day])[] {
  const month = addDays(firstOfMonth(now), -1)
  const quarterStart = day(`${now.slice(0, 5)}${String(Math.floor((Number(now.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`)
  const year = day(`${Number(now.slice(0, 4)) - 1}-12-31`)
  return [
    [text.endOfMonth[LANG], month],
    [text.endOfQuarter[LANG], addDays(quarterStart, -1)],
    [text.endOfYear[LANG], year],
  ]
}

export default function DayPicker({ chosen, choose }: { readonly chosen: Day; readonly choose: (on: Day | undefined) => void }) {
  const now = today()
  const [typed, setTyped] = useState("")
  const [bad, setBad] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readTypedDay(typed, now)
    if (read === null) setBad(true)
    else choose(read)
  }
  return (
    <div className="day-picker">
      <form onSubmit={submit}>
        <label>
          {text.asOf[LANG]}
          <input
            ref={focusFirst}
            value={typed}
            placeholder={writeDay(chosen)}
            aria-invalid={bad}
            aria-describedby="day-hint"
            inputMode="text"
            onChange={(event) => {
              setTyped(event.target.value)
              setBad(false)
            }}
          />
        </label>
        <button type="submit">{text.apply[LANG]}</button>
        <small id="day-hint" className={bad ? "bad" : ""}>
          {bad ? `${text.badDay[LANG]} · ` : ""}
          {text.dayHint[LANG]}
        </small>
      </form>
      <div className="closings">
        <button type="button" onClick={() => choose(undefined)}>
          {text.today[LANG]}
        </button>
        {closings(now).map(([title, on]) => (
          <button key={title} type="button" onClick={() => choose(on)}>
            {title} <small className="num">{writeDay(on)}</small>
          </button>
        ))}
      </div>
      <I18nProvider locale={LOCALE}>
        <Calendar
          aria-label={text.pickDay[LANG]}
          value={parseDate(chosen)}
          onChange={(value) => {
            const on = value.toString()
            if (isDay(on)) choose(on)
          }}
        >
          <header>
            <Button slot="previous" aria-label={text.previousMonth[LANG]}>
              ‹
            </Button>
            <Heading />
            <Button slot="next" aria-label={text.nextMonth[LANG]}>
              ›
            </Button>
          </header>
          <CalendarGrid>
            <CalendarGridHeader>{(name) => <CalendarHeaderCell>{name}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>{(date) => <CalendarCell date={date} />}</CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </I18nProvider>
    </div>
  )
}
