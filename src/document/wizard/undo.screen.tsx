/** Taking an import back: what that undoes is shown first, and done only then. */
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { addressOf, ask } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { Amount, writeCount } from "../../shell/web/figures.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { Skeleton } from "../../shell/web/states.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { importsText as text } from "./imports-screen.text.ts"

type Foreseen = {
  readonly consequences: readonly {
    readonly kind?: string
    readonly currency: string
    readonly entries: number
    readonly amount: string
    readonly matchedSince: number
    readonly matchedAmount: string
  }[]
  readonly restored: readonly { readonly currency: string; readonly entries: number; readonly amount: string }[]
}

export function UndoButton({ id, file }: { readonly id: string; readonly file: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" aria-label={`${text.undo[LANG]} ${file}`} onClick={() => setOpen(true)}>
        {text.undo[LANG]}
      </button>
      {open && <Undo id={id} file={file} close={() => setOpen(false)} />}
    </>
  )
}

function Undo({ id, file, close }: { readonly id: string; readonly file: string; readonly close: () => void }) {
  const { code } = useCompany()
  const remembered = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const [seen, setSeen] = useState<Foreseen | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const address = addressOf(code, `/imports/${id}/undo`)
  useEffect(() => {
    dialog.current?.showModal()
    ask<Foreseen>(address, { method: "POST", body: { dryRun: true } }).then(setSeen, (error: Error) => setRefused(error.message))
  }, [address])
  const undo = () => {
    setBusy(true)
    // What was matched since is shown above: saying yes to all of it is this button.
    ask(address, { method: "POST", body: { yes: true } })
      .then(() => {
        tell(`${text.undoDone[LANG]}${COLON}${file}`)
        void remembered.invalidateQueries({ queryKey: [code] })
        close()
      })
      .catch((error: Error) => setRefused(error.message))
      .finally(() => setBusy(false))
  }
  const nothing = seen !== null && seen.consequences.length === 0 && seen.restored.length === 0
  return (
    <dialog ref={dialog} className="act" aria-label={`${text.undoTitle[LANG]}: ${file}`} onClose={close}>
      <header>
        <div>
          <h2>{text.undoTitle[LANG]}</h2>
          <p className="soft">{file}</p>
        </div>
        <button type="button" className="quiet" aria-label={text.close[LANG]} onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      {refused ? (
        <p className="notice bad" role="alert">
          {refused}
        </p>
      ) : seen === null ? (
        <Skeleton rows={2} />
      ) : (
        <>
          <ul>
            {nothing && <li>{text.undoNothing[LANG]}</li>}
            {seen.consequences.map(({ kind, currency, entries, amount, matchedSince, matchedAmount }) => (
              <li key={`${kind} ${currency}`}>
                <b className="num">{writeCount(entries)}</b> {text.entries[LANG]}, <Amount of={amount} currency={currency} />
                {matchedSince > 0 && (
                  <b className="warn">
                    {" "}
                    ({writeCount(matchedSince)} {text.matchedSince[LANG]}
                    {COLON}
                    <Amount of={matchedAmount} currency={currency} />)
                  </b>
                )}
              </li>
            ))}
            {seen.restored.map(({ currency, entries, amount }) => (
              <li key={`restored ${currency}`}>
                <b className="num">{writeCount(entries)}</b> {text.reopens[LANG]}, <Amount of={amount} currency={currency} />
              </li>
            ))}
          </ul>
          <p className="soft">{text.undoStays[LANG]}</p>
          <button type="button" className="primary" disabled={busy} onClick={undo}>
            {text.undoNow[LANG]}
          </button>
        </>
      )}
    </dialog>
  )
}
