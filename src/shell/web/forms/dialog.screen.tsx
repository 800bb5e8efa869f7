/** What dialogs are made of: one at a time, its fields and choices, and how what it says is sent, refused or taken back. */
import { useQueryClient } from "@tanstack/react-query"
import { type ReactNode, useEffect, useRef, useState } from "react"
import type { Day } from "../../../kernel/day.ts"
import { addressOf, ask } from "../ask.screen.ts"
import { today, useCompany } from "../asked.screen.ts"
import { LANG } from "../lang.screen.ts"
import { tell } from "../toast.screen.tsx"
import { readTypedDay } from "../typed.ts"
import { dialogText as text } from "./dialog.text.ts"

export type Done = { readonly words: string; readonly next?: string; readonly undo?: () => Promise<unknown> }
/** Null: nothing is done yet, the dialog goes on. */
export type Send = (work: () => Promise<Done | null>) => void

type Said = {
  readonly title: string
  readonly name?: string
  close(): void
  /** What comes after it: another act, or the end. */
  done?(next: string | undefined): void
  readonly children: (send: Send, busy: boolean) => ReactNode
}
/** One dialog at a time; what is refused is said in it, and nothing typed is lost. */
export function ActDialog({ title, name, close, done, children }: Said) {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    dialog.current?.showModal()
    // What is to be said comes first, not the button that closes.
    dialog.current?.querySelector<HTMLElement>("form :is(textarea, input, select, button)")?.focus()
  }, [])
  const refresh = () => remembered.invalidateQueries({ queryKey: [code] })
  const failed = (error: Error) => tell(error.message, { bad: true })
  const send: Send = (work) => {
    setBusy(true)
    setRefused(null)
    work()
      .then((came) => {
        if (came === null) return
        const { words, next, undo } = came
        tell(name === undefined ? words : `${words} · ${name}`, undo ? { undo: () => void undo().then(refresh, failed) } : {})
        void refresh()
        if (done) done(next)
        else close()
      })
      .catch((error: Error) => setRefused(error.message))
      .finally(() => setBusy(false))
  }
  return (
    <dialog ref={dialog} className="act" aria-label={name === undefined ? title : `${title}: ${name}`} onClose={close}>
      <header>
        <div>
          <h2>{title}</h2>
          {name !== undefined && <p className="soft">{name}</p>}
        </div>
        <button type="button" className="quiet" aria-label={text.close[LANG]} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      {refused && (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      )}
      {children(send, busy)}
    </dialog>
  )
}

type FieldOf = { readonly name: string; readonly words: string; readonly value?: string; readonly wrong?: string | null; readonly required?: boolean }
export function Field({ name, words, value = "", wrong = null, required = false }: FieldOf) {
  return (
    <label>
      {words}
      <input name={name} defaultValue={value} autoComplete="off" maxLength={200} required={required} {...(wrong ? { "aria-invalid": true } : {})} />
      {wrong && (
        <small className="bad" role="alert">
          {wrong}
        </small>
      )}
    </label>
  )
}

type WordsOf = FieldOf & { readonly rows?: number; readonly most?: number }
export function Words({ name, words, value = "", wrong = null, rows = 3, required = false, most = 2_000 }: WordsOf) {
  return (
    <label>
      {words}
      <textarea name={name} rows={rows} required={required} maxLength={most} defaultValue={value} {...(wrong ? { "aria-invalid": true } : {})} />
      {wrong && (
        <small className="bad" role="alert">
          {wrong}
        </small>
      )}
    </label>
  )
}

type PickOf<T extends string> = {
  readonly name: string
  readonly words: string
  readonly of: readonly T[]
  readonly word: (one: T) => string
  readonly value?: T
}
export function Pick<T extends string>({ name, words, of, word, value }: PickOf<T>) {
  return (
    <label>
      {words}
      <select name={name} defaultValue={value}>
        {of.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

export const Save = ({ busy, words = text.save[LANG] }: { readonly busy: boolean; readonly words?: string }) => (
  <button type="submit" className="primary" disabled={busy}>
    {words}
  </button>
)

export const said = (fields: FormData, name: string): string => String(fields.get(name) ?? "").trim()
export const saidOrNull = (fields: FormData, name: string): string | null => said(fields, name) || null
export const saidDay = (fields: FormData, name: string): Day | null => readTypedDay(said(fields, name), today())
/** Sends an act below the company. */
export const post = <T,>(company: string, path: string, body: object = {}) => ask<T>(addressOf(company, path), { method: "POST", body })
