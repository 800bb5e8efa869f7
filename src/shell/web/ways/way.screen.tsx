/**
 * Ways between screens, checked by type: which screens there are, and what the address of each may say, stands in web.tsx (`Screens`). The company is the one of the
 * address, the day stays, and filters are those that are said.
 */
import { Link, useNavigate } from "@tanstack/react-router"
import type { AriaAttributes, ReactNode } from "react"
import { addressed, type Search, useCompany } from "../asked.screen.ts"

/** By the path of a screen below the company: the fields of its address. web.tsx adds every screen but the company's own first one. */
export interface Screens {
  readonly "": Readonly<Record<never, string>>
}
type Path = keyof Screens
type Fields<P extends Path> = { readonly [K in keyof Screens[P]]?: Screens[P][K] | undefined } & { readonly asOf?: string | undefined }
/** `code`: of the customer whose screen it is, and of no other. */
export type WayTo<P extends Path> = { readonly to: P; readonly search?: Fields<P> } & (P extends `${string}$code`
  ? { readonly code: string }
  : { readonly code?: never })

/** From screen to screen the day stays, filters do not. */
export const keepDay = ({ asOf }: Search): Search => (asOf === undefined ? {} : { asOf })

function place(company: string, to: string, code = "", search: Search = {}) {
  const path = to.replace("$code", encodeURIComponent(code))
  return addressed(path === "" ? `/${company}` : `/${company}/${path}`, (old) => ({ ...keepDay(old), ...search }))
}

type Shown = AriaAttributes & { readonly children: ReactNode; readonly className?: string; readonly tabIndex?: number; onClick?(): void }
/** A link to a screen of the company. */
export function ToScreen<P extends Path>({ to, code, search, ...shown }: WayTo<P> & Shown) {
  const company = useCompany()
  return <Link {...place(company.code, to, code, search)} {...shown} />
}

/** A link to the same screen that says something else: a tab, a view, another user. */
export function Here<S extends Search>({ change, replace = false, ...shown }: Shown & { readonly change: Partial<S>; readonly replace?: boolean }) {
  return <Link {...addressed(".", (old) => ({ ...old, ...change }))} activeOptions={{ exact: true }} replace={replace} {...shown} />
}

/** Opens a screen of the company, as a link would. */
export function useOpen() {
  const { code: company } = useCompany()
  const navigate = useNavigate()
  return <P extends Path>({ to, code, search }: WayTo<P>) => void navigate(place(company, to, code, search))
}
