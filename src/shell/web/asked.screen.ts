/** What the address asks for: filters, tabs and the day live in it, so that every view can be sent as a link and the browser's back works. */
import { useQuery } from "@tanstack/react-query"
import { type LinkProps, notFound, useNavigate, useParams, useSearch } from "@tanstack/react-router"
import { type ComponentType, createContext } from "react"
import { type Day, day, isDay } from "../../kernel/day.ts"
import { queries } from "./ask.screen.ts"
import { type Me, type MyCompany, meQuestion } from "./person.screen.ts"

export type Search = Readonly<Record<string, string | undefined>>
/** The plain form of `?a=b`: every value a text, nothing guessed (a code 0042 stays one). */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
export function writeSearch(search: Record<string, unknown>): string {
  const said = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
  )
  const text = new URLSearchParams(said).toString()
  return text === "" ? "" : `?${text}`
}

/** The one place where an address is put together for the router, which knows no screen by its type; checked ways stand in ways/way.screen.tsx. */
export const addressed = (to: string, search: (old: Search) => Search = () => ({})) => ({ to, search }) as unknown as Pick<LinkProps, "to" | "search">

/** The fields of the address, and a change of some of them. */
export function useAsked<T extends Search>(): readonly [T, (change: Partial<T>) => void] {
  const search = useSearch({ strict: false }) as T
  const navigate = useNavigate()
  const change = (fields: Partial<T>) => void navigate({ ...addressed(".", (old) => ({ ...old, ...fields })), replace: true })
  return [search, change]
}

/** The day it is where the company of the address is, as the server counts it, wherever the person is. */
export function today(): Day {
  const here = location.pathname.split("/")[1]
  const company = queries.getQueryData<Me>(meQuestion.queryKey)?.companies.find(({ code }) => encodeURIComponent(code) === here)
  return day(new Date().toLocaleDateString("sv-SE", { timeZone: company?.zone }))
}
/** The day all figures of the screen are of; null where it is today. */
export function useAsOf(): { readonly asOf: Day; readonly asked: Day | undefined } {
  const { asOf } = useSearch({ strict: false }) as { asOf?: string }
  const asked = asOf !== undefined && isDay(asOf) ? asOf : undefined
  return { asOf: asked ?? today(), asked }
}

/** The company of the address, as it is open to the person; one that no longer is is as empty as one that never was. */
export function useCompany(): MyCompany {
  const { company } = useParams({ strict: false }) as { company?: string }
  const { data } = useQuery(meQuestion)
  const found = data?.companies.find(({ code }) => code === company)
  if (!found) throw notFound()
  return found
}

/** The screens whose address can be kept under a name, and what keeps it: handed in by web.tsx. */
export const ViewsContext = createContext<ComponentType<{ readonly screen: "items" | "customers" | "today" }>>(() => null)
