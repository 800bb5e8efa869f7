/**
 * Saved views: a screen's list as somebody wants to find it again, under a name, for themselves or for the team.
 *
 * Always  a view is the query of an address, nothing more: the screen reads it as it reads a typed one, field by field, and leaves out what does not fit. No part of it
 *         ever is a statement. The day is no part of a view: it is opened on the day looked at.
 * Refuses BAD_VIEW.
 */
import { ok, type Result, refuse } from "../../kernel/result.ts"

export const VIEW_SCREENS = ["items", "customers", "today"] as const
export type ViewScreen = (typeof VIEW_SCREENS)[number]
export const MOST_NAME = 80
export const MOST_QUERY = 2_000

export type NewView = { readonly screen: ViewScreen; readonly name: string; readonly query: string; readonly forTeam: boolean }
export type View = NewView & { readonly id: string; readonly owner: string }
export type ViewRefusal = { readonly code: "BAD_VIEW"; readonly field: "name" | "query" }

/** The name on one line; the query as an address bears it, its fields in order, without the day. */
export function checkView(said: NewView): Result<NewView, ViewRefusal> {
  const name = said.name.trim()
  if (name === "" || name.length > MOST_NAME || /\p{Cc}/u.test(name)) return refuse({ code: "BAD_VIEW", field: "name" })
  const fields = [...new URLSearchParams(said.query)].filter(([field]) => field !== "asOf")
  if (fields.some(([field]) => !/^[a-zA-Z]{1,40}$/.test(field))) return refuse({ code: "BAD_VIEW", field: "query" })
  const query = new URLSearchParams(fields.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString()
  if (query.length > MOST_QUERY) return refuse({ code: "BAD_VIEW", field: "query" })
  return ok({ ...said, name, query })
}
