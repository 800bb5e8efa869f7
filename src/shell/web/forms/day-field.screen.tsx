/** A day as people type it in their language: 31.12.2026, 31/12, +5, tomorrow. What is no day is said by the field itself. */
import { today } from "../asked.screen.ts"
import { writeDay } from "../figures.screen.tsx"
import { frameText as text } from "../frame.text.ts"
import { LANG } from "../lang.screen.ts"
import { readTypedDay } from "../typed.ts"

export function DayField({ title, name, usual }: { readonly title: string; readonly name: string; readonly usual?: string }) {
  return (
    <label>
      {title}
      <input
        name={name}
        required
        autoComplete="off"
        defaultValue={usual === undefined ? "" : writeDay(usual)}
        onChange={({ currentTarget: field }) => field.setCustomValidity(readTypedDay(field.value, today()) === null ? text.badDay[LANG] : "")}
      />
    </label>
  )
}
/** The day of such a field, once the form let it pass. */
export const readDayField = (typed: FormDataEntryValue | null) => readTypedDay(String(typed ?? ""), today()) ?? today()
