/** Two versions of one record side by side, and whose change the present one is: of the two a person chooses, and neither is lost. */
import type { ReactNode } from "react"
import { Problem } from "../ask.screen.ts"
import { writeInstant } from "../figures.screen.tsx"
import { frameText as text } from "../frame.text.ts"
import { LANG } from "../lang.screen.ts"

/** A field as both versions are compared by it. */
export type EditField<T> = { readonly key: keyof T & string; readonly words: string; readonly write: (value: T) => string }
/** What is there now, where it is no longer what was seen. */
export type Now<T> = { readonly now: T; readonly tag: string; readonly changed: { readonly by: string; readonly at: string } | null }

/** What a refusal of a stale change holds; null for every other error. */
export function nowIn<T>(error: unknown): Now<T> | null {
  if (!(error instanceof Problem) || error.code !== "CHANGED_SINCE") return null
  const { current, currentTag, changed } = error.figures as { readonly current: T; readonly currentTag: string; readonly changed: Now<T>["changed"] }
  return { now: current, tag: currentTag, changed: changed ?? null }
}

/** “changed by Ann Example, 03/07/2026 14:03:12” */
export const whoChanged = ({ changed }: Now<unknown>): string | null =>
  changed && `${text.changedBy[LANG]} ${changed.by}, ${writeInstant(changed.at)}`

type Versions<T> = {
  /** How the other version is called, and what it says. */
  readonly title: string
  readonly version: T
  readonly now: Now<T>
  readonly fields: readonly EditField<T>[]
  /** What can be chosen. */
  readonly children: ReactNode
}
export function Versions<T>({ title, version, now, fields, children }: Versions<T>) {
  const who = whoChanged(now)
  return (
    <div className="stack">
      <p className="notice" role="alert">
        {text.changedMeanwhile[LANG]}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <td />
            <th scope="col">{title}</th>
            <th scope="col">
              {text.asItStands[LANG]}
              {who && (
                <>
                  <br />
                  <small>{who}</small>
                </>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ key, words, write }) => {
            const [theirs, ours] = [write(now.now), write(version)]
            return (
              <tr key={key}>
                <th scope="row">{words}</th>
                <td>{theirs === ours ? ours : <b>{ours}</b>}</td>
                <td>{theirs === ours ? theirs : <b>{theirs}</b>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="one-of">{children}</div>
    </div>
  )
}
