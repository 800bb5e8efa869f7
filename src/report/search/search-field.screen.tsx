/** The one search field (/ or Ctrl-K): customers, documents and screens as they are typed; arrows choose, Enter opens, Escape closes. */
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react"
import { fold } from "../../kernel/text.ts"
import { kindText } from "../../ledger/accounts/open-items.text.ts"
import { question } from "../../shell/web/ask.screen.ts"
import { addressed, useCompany } from "../../shell/web/asked.screen.ts"
import { isNought, writeAmount } from "../../shell/web/figures.screen.tsx"
import type { Way } from "../../shell/web/frame.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { keepDay } from "../../shell/web/ways/way.screen.tsx"
import type { toSearchAnswer } from "./search.ts"
import { searchFieldText as text } from "./search-field.text.ts"

type Answer = ReturnType<typeof toSearchAnswer>
type Choice = {
  readonly key: string
  readonly group: string
  readonly title: string
  readonly beside: string
  readonly to: string
  readonly search?: string
}
/** Typing on, nobody waits for what was typed before. */
const PAUSE_MS = 120

export function SearchField({ ways }: { readonly ways: readonly Way[] }) {
  const { code } = useCompany()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const [typed, setTyped] = useState("")
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [hasty, setHasty] = useState(false)
  const sought = useSettled(typed.trim())
  const asked = useQuery({
    ...question<Answer>(code, "/search", { q: sought }),
    enabled: open && sought !== "",
    placeholderData: keepPreviousData,
  })
  useEffect(() => {
    const summon = (event: globalThis.KeyboardEvent) => {
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !(event.target as Element).closest("input, textarea, select")
      if (!slash && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k")) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener("keydown", summon)
    return () => document.removeEventListener("keydown", summon)
  }, [])
  const choices = sought === "" ? [] : choicesOf(code, sought, ways, asked.data)
  const shown = open && sought !== "" && asked.data !== undefined
  const current = Math.min(active, choices.length - 1)
  /** What stands there is what was typed, not what was typed before. */
  const settled = shown && typed.trim() === sought && !asked.isPlaceholderData
  const choose = ({ to, search }: Choice) => {
    setOpen(false)
    setTyped("")
    field.current?.blur()
    void navigate(addressed(to, (old) => ({ ...keepDay(old), ...(search === undefined ? {} : { search }) })))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      setOpen(false)
      field.current?.blur()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      setOpen(true)
      setActive((current + (event.key === "ArrowDown" ? 1 : choices.length - 1)) % Math.max(1, choices.length))
    } else if (event.key === "Enter" && typed.trim() !== "") {
      event.preventDefault()
      setHasty(true)
    }
  }
  // Whoever presses Enter before the answer is there gets what they typed, a moment later.
  useEffect(() => {
    if (!hasty || !settled) return
    setHasty(false)
    if (choices[current]) choose(choices[current])
  })
  return (
    <search className="find">
      <input
        ref={field}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={text.placeholder[LANG]}
        aria-label={text.label[LANG]}
        aria-expanded={shown}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={shown && choices[current] ? `${id}-${current}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
          setHasty(false)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd>Ctrl K</kbd>
      <div id={id} role="listbox" aria-label={text.label[LANG]} className="panel found" hidden={!shown}>
        {shown &&
          choices.map((choice, i) => (
            <Option
              key={choice.key}
              id={`${id}-${i}`}
              choice={choice}
              chosen={i === current}
              heads={choice.group !== choices[i - 1]?.group}
              choose={choose}
            />
          ))}
        {shown && choices.length === 0 && <p className="soft">{text.nothing[LANG]}</p>}
      </div>
    </search>
  )
}

type Shown = {
  readonly id: string
  readonly choice: Choice
  readonly chosen: boolean
  readonly heads: boolean
  readonly choose: (choice: Choice) => void
}
function Option({ id, choice, chosen, heads, choose }: Shown) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: "nearest" })
  }, [chosen])
  return (
    <>
      {heads && (
        <p className="found-group" aria-hidden="true">
          {choice.group}
        </p>
      )}
      <div
        ref={place}
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        className="found-row"
        // The field keeps the focus, so that its list stays until the choice is made.
        onPointerDown={(event) => event.preventDefault()}
        onPointerUp={() => choose(choice)}
      >
        <span className="found-title">{choice.title}</span>
        <small className="found-beside">{choice.beside}</small>
      </div>
    </>
  )
}

function choicesOf(company: string, sought: string, ways: readonly Way[], answer: Answer | undefined): Choice[] {
  const at = (path: string) => `/${company}/${path}`
  const customers = (answer?.customers ?? []).map(({ code, name, because }) => ({
    key: `c ${code}`,
    group: because === "similar" ? text.similar[LANG] : text.customers[LANG],
    title: name,
    beside: code,
    to: at(`customers/${encodeURIComponent(code)}`),
  }))
  const items = (answer?.items ?? []).map((item, i) => ({
    key: `i ${i} ${item.number}`,
    group: text.items[LANG],
    title: `${kindText[item.kind][LANG]} ${item.number}`,
    beside: `${item.customerName} · ${isNought(item.open) ? text.settled[LANG] : `${writeAmount(item.open)} ${item.currency}`}`,
    to: at(`customers/${encodeURIComponent(item.customer)}`),
  }))
  const screens = ways
    .filter(({ title }) => fold(title[LANG]).includes(fold(sought)))
    .map(({ to, title }) => ({ key: `s ${to}`, group: text.screens[LANG], title: title[LANG], beside: "", to: at(to) }))
  const all = { key: "all", group: text.customers[LANG], title: text.all[LANG], beside: sought, to: at("customers"), search: sought }
  // What only resembles is all there is of customers then, and comes last.
  if (answer?.customers[0]?.because === "similar") return [...items, ...screens, ...customers]
  return [...customers, ...(customers.length > 1 ? [all] : []), ...items, ...screens]
}

/** What was typed, once the typing pauses. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
