/** The import wizard: files are dropped or chosen, each is looked through by the server, and one after the other taken through its steps. All of it lives in the address. */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { type DragEvent, useEffect, useRef, useState } from "react"
import { addressOf, ask } from "../../shell/web/ask.screen.ts"
import { addressed, useCompany } from "../../shell/web/asked.screen.ts"
import { Head } from "../../shell/web/frame.screen.tsx"
import { jobsChanged } from "../../shell/web/jobs.screen.tsx"
import { COLON, LANG } from "../../shell/web/lang.screen.ts"
import { tell } from "../../shell/web/toast.screen.tsx"
import { Draft, DraftTitle } from "./draft.screen.tsx"
import { wizardText as text } from "./imports-screen.text.ts"
import { MOST_DRAFTS, type WizardSearch } from "./imports-search.ts"

const TAKES = ".csv,.tsv,.txt,.xlsx,.xml,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

export function WizardScreen() {
  const search = useSearch({ strict: false }) as WizardSearch
  const navigate = useNavigate()
  const drafts = search.drafts?.split(",") ?? []
  const at = Math.min(Number(search.at ?? 0), Math.max(0, drafts.length - 1))
  const go = (change: Partial<WizardSearch>, replace = false) => void navigate({ ...addressed(".", (old) => ({ ...old, ...change })), replace })
  const setDrafts = (next: readonly string[], on: number) =>
    go({
      drafts: next.length === 0 ? undefined : next.join(","),
      at: on === 0 ? undefined : String(on),
      step: undefined,
      rows: undefined,
      from: undefined,
      only: undefined,
    })
  const job = drafts[at]
  // The file that follows takes the place of the one that is left, and nothing that was typed for it.
  const [left, setLeft] = useState(0)
  return (
    <>
      <Head title={text.title[LANG]} lead={drafts.length === 0 ? text.takes[LANG] : undefined}>
        {drafts.length > 0 && drafts.length < MOST_DRAFTS && (
          <Choose label={text.dropMore[LANG]} add={(added) => setDrafts([...drafts, ...added], drafts.length)} />
        )}
      </Head>
      {drafts.length === 0 && <DropPlace add={(added) => setDrafts(added, 0)} />}
      {drafts.length > 1 && (
        <nav className="tabs" aria-label={text.files[LANG]}>
          {drafts.map((each, i) => (
            <button
              key={each}
              type="button"
              className="tab"
              {...(i === at ? { "aria-current": "true" } : {})}
              onClick={() => go({ at: i === 0 ? undefined : String(i), step: undefined, rows: undefined, from: undefined, only: undefined })}
            >
              <DraftTitle job={each} />
            </button>
          ))}
        </nav>
      )}
      {job !== undefined && (
        <Draft
          key={`${left} ${at}`}
          job={job}
          search={search}
          go={go}
          become={(next) => go({ drafts: drafts.map((each, i) => (i === at ? next : each)).join(",") }, true)}
          next={
            at + 1 < drafts.length ? () => go({ at: String(at + 1), step: undefined, rows: undefined, from: undefined, only: undefined }) : undefined
          }
          leave={() => {
            setLeft(left + 1)
            setDrafts(
              drafts.filter((_, i) => i !== at),
              0,
            )
          }}
        />
      )}
    </>
  )
}

type Adding = { readonly add: (jobs: readonly string[]) => void }

/** Sends files one after the other; the server looks through each. */
function useSending({ add }: Adding) {
  const { code } = useCompany()
  const [sending, setSending] = useState<string | null>(null)
  const send = async (files: readonly File[]) => {
    if (files.length > MOST_DRAFTS) tell(text.tooMany[LANG], { bad: true })
    const jobs: string[] = []
    for (const file of files.slice(0, MOST_DRAFTS)) {
      setSending(file.name)
      try {
        const { job } = await upload(code, file)
        jobs.push(job)
      } catch (error) {
        tell(`${file.name}: ${(error as Error).message}`, { bad: true })
      }
    }
    setSending(null)
    jobsChanged(code)
    if (jobs.length > 0) add(jobs)
  }
  return { sending, send: (files: FileList | null) => void send([...(files ?? [])]) }
}

const upload = (code: string, file: File) =>
  ask<{ readonly job: string }>(addressOf(code, "/imports", { name: file.name, dryRun: "true", acceptGood: "true" }), { method: "POST", body: file })

/** The whole screen takes what is dropped; by keyboard there is the button. */
function DropPlace({ add }: Adding) {
  const { sending, send } = useSending({ add })
  const [over, setOver] = useState(false)
  useEffect(() => {
    // A file that misses the place would otherwise replace the page.
    const keep = (event: Event) => event.preventDefault()
    addEventListener("dragover", keep)
    addEventListener("drop", keep)
    return () => {
      removeEventListener("dragover", keep)
      removeEventListener("drop", keep)
    }
  }, [])
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files)
  }
  return (
    <section
      className={over ? "drop over" : "drop"}
      aria-label={text.files[LANG]}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {sending ? (
        <p role="status">
          {text.sending[LANG]}
          {COLON}
          <b>{sending}</b>
        </p>
      ) : (
        <>
          <p className="drop-title">{text.drop[LANG]}</p>
          <ChooseButton label={text.choose[LANG]} send={send} primary />
          <p className="soft">CSV · TSV · XLSX · FEC · SAF-T</p>
        </>
      )}
    </section>
  )
}

function Choose({ label, add }: Adding & { readonly label: string }) {
  const { sending, send } = useSending({ add })
  return sending ? (
    <span role="status" className="soft">
      {text.sending[LANG]}
      {COLON}
      {sending}
    </span>
  ) : (
    <ChooseButton label={label} send={send} />
  )
}

function ChooseButton({
  label,
  send,
  primary = false,
}: {
  readonly label: string
  readonly send: (files: FileList | null) => void
  readonly primary?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={primary ? "primary" : ""} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={TAKES}
        onChange={(event) => {
          send(event.target.files)
          event.target.value = ""
        }}
      />
    </>
  )
}
