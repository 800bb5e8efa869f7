/** A day or an amount typed as the language writes it; what is none stays red and changes nothing. */
import { useState } from "react"
import { type Day, isDay } from "../../../kernel/day.ts"
import { today } from "../asked.screen.ts"
import { writeAmount, writeDay } from "../figures.screen.tsx"
import { readTypedAmount } from "../person.screen.ts"
import { readTypedDay } from "../typed.ts"

type Said<T extends string> = { readonly title: string; readonly value: string | undefined; readonly change: (value: T | undefined) => void }
type Reading<T extends string> = { readonly write: (value: string) => string; readonly read: (typed: string) => T | null }

function Typed<T extends string>({ title, value, change, write, read }: Said<T> & Reading<T>) {
  const [bad, setBad] = useState(false)
  const take = (typed: string) => {
    const said = typed.trim() === "" ? undefined : read(typed)
    setBad(said === null)
    if (said !== null && said !== value) change(said)
  }
  return (
    <label>
      {title}
      <input
        key={value ?? ""}
        size={10}
        autoComplete="off"
        defaultValue={value === undefined ? "" : write(value)}
        aria-invalid={bad}
        onBlur={(event) => take(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") take(event.currentTarget.value)
        }}
      />
    </label>
  )
}

export const TypedDay = (said: Said<Day>) => (
  <Typed {...said} write={(on) => (isDay(on) ? writeDay(on) : "")} read={(typed) => readTypedDay(typed, today())} />
)
export const TypedAmount = (said: Said<string>) => <Typed {...said} write={writeAmount} read={readTypedAmount} />
