/** What a screen shows before and instead of its rows: the shape of what is coming, what went wrong, or why there is nothing. */
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { Problem, question } from "./ask.screen.ts"
import { useCompany } from "./asked.screen.ts"
import { frameText as text } from "./frame.text.ts"
import { LANG } from "./lang.screen.ts"
import { ToScreen } from "./ways/way.screen.tsx"

export function Skeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={text.loading[LANG]}>
      {Array.from({ length: rows }, (_, i) => (
        <i key={String(i)} />
      ))}
    </div>
  )
}

export function Trouble({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  // Whose session has ended is on the way to the sign-in.
  if (error instanceof Problem && error.status === 401) return <Skeleton />
  return (
    <div className="state bad" role="alert">
      <p>{error instanceof Problem ? error.message : text.unreachable[LANG]}</p>
      {again && (
        <button type="button" onClick={again}>
          {text.again[LANG]}
        </button>
      )}
    </div>
  )
}

/** An empty place that teaches: what would stand here, and how it comes. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** An empty place of the books: what would stand there, or, while no customer is known at all, the way to the first ones. */
export function EmptyBooks({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  const { code, rights } = useCompany()
  const known = useQuery(question<{ readonly customers: readonly unknown[] }>(code, "/customers", { limit: 1 }))
  if (known.isPending) return <Skeleton rows={3} />
  if (known.data?.customers.length !== 0 || !rights.includes("import")) return <Empty title={title}>{children}</Empty>
  return (
    <Empty title={text.beginTitle[LANG]}>
      <p>{text.begin[LANG]}</p>
      <ToScreen to="imports/new" className="button primary">
        {text.importFiles[LANG]}
      </ToScreen>
    </Empty>
  )
}

type Asked<T> = { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown }
/** The answer once it is there; rows of an earlier answer stay while newer ones come. */
export function Answered<T>({ of, rows, children }: { readonly of: Asked<T>; readonly rows?: number; readonly children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <Trouble error={of.error} again={() => void of.refetch()} />
  return <Skeleton {...(rows === undefined ? {} : { rows })} />
}
