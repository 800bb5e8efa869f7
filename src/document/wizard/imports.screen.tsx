/** What was brought in, by whom, and what came of it; what is at work; and files that were looked through and not imported yet. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { wordActor } from "../../activity/actor.text.ts"
import { addressOf, ask } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeCount, writeMinute } from "../../shell/web/figures.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { cancelJob, isRunning, type Job, Progress, useJobs } from "../../shell/web/jobs.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Empty, Skeleton, Trouble } from "../../shell/web/states.screen.tsx"
import { ToScreen } from "../../shell/web/ways/way.screen.tsx"
import { KIND_NAMES, modeText, importsText as text } from "./imports-screen.text.ts"
import { TableBox } from "./table-box.screen.tsx"
import { UndoButton } from "./undo.screen.tsx"
import { forScreen } from "./wizard.ts"

type Import = {
  readonly id: string
  readonly at: string
  readonly file: string
  readonly kind: string
  readonly mode: keyof typeof modeText
  readonly source: string
  readonly counts: {
    readonly rows: number
    readonly accepted: number
    readonly skipped: number
    readonly refused: number
    readonly conflicts: number
  }
  readonly by: string | null
  readonly job: string | null
  readonly undone: { readonly at: string; readonly by: string } | null
}
type Page = { readonly imports: readonly Import[]; readonly next: string | null }
const PAGE = 50
/** What files come from where nobody named a source. */
const USUAL_SOURCE = "main"

export function ImportsScreen() {
  const { code, rights } = useCompany()
  const listed = useInfiniteQuery({
    queryKey: [code, "/imports", "listed"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) => ask<Page>(addressOf(code, "/imports", { limit: PAGE, cursor: pageParam }), { signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const jobs = useJobs(code)
  const imports = listed.data?.pages.flatMap((page) => page.imports) ?? []
  const mayImport = rights.includes("import")
  const own = (jobs.data?.jobs ?? []).filter(({ kind }) => kind === "import")
  const running = own.filter((job) => isRunning(job) && !job.trial)
  const last = newest(own)
  const failed = last.filter((job) => !job.trial && (job.state === "failed" || job.state === "cancelled"))
  const drafts = mayImport ? last.filter(({ trial }) => trial).slice(0, 5) : []
  const way = <NewLink />
  return (
    <>
      <Head title={text.title[LANG]}>{mayImport && way}</Head>
      {running.length > 0 && (
        <Section title={text.atWork[LANG]}>
          {running.map((job) => (
            <li key={job.id}>
              <b>{job.subject}</b>
              <Progress job={job} />
              {mayImport && (
                <button type="button" aria-label={`${text.cancel[LANG]}: ${job.subject}`} onClick={() => void cancelJob(code, job.id)}>
                  {text.cancel[LANG]}
                </button>
              )}
            </li>
          ))}
        </Section>
      )}
      {drafts.length > 0 && (
        <Section title={text.drafts[LANG]}>
          {drafts.map((job) => (
            <li key={job.id}>
              <b>{job.subject}</b>
              <small>
                {wordActor(job.by, LANG)}, {writeMinute(job.updatedAt)}
              </small>
              <ToDraft job={job} />
            </li>
          ))}
        </Section>
      )}
      {failed.length > 0 && (
        <Section title={text.ended[LANG]}>
          {failed.slice(0, 5).map((job) => (
            <li key={job.id}>
              <b>{job.subject}</b>
              <small className={job.state === "failed" ? "bad" : ""}>
                {writeMinute(job.updatedAt)}: {forScreen(job.message ?? "")}
              </small>
              {mayImport && <ToDraft job={job} />}
            </li>
          ))}
        </Section>
      )}
      {listed.error ? (
        <Trouble error={listed.error} again={() => void listed.refetch()} />
      ) : !listed.data ? (
        <Skeleton />
      ) : imports.length === 0 ? (
        <Empty title={text.empty[LANG]}>
          <p>{text.teach[LANG]}</p>
          {mayImport && way}
        </Empty>
      ) : (
        <ImportTable code={code} imports={imports} mayUndo={rights.includes("reverse")} />
      )}
      {listed.hasNextPage && (
        <button type="button" disabled={listed.isFetchingNextPage} onClick={() => void listed.fetchNextPage()}>
          {text.older[LANG]}
        </button>
      )}
    </>
  )
}

/** The last word about each file: what was asked of it since takes the place of what was before. */
function newest(jobs: readonly Job[]): readonly Job[] {
  const found = new Map<string, Job>()
  for (const job of jobs) if (!found.has(job.subject)) found.set(job.subject, job)
  return [...found.values()]
}

const NewLink = () => (
  <ToScreen to="imports/new" className="button primary">
    {text.new[LANG]}
  </ToScreen>
)
const ToDraft = ({ job }: { readonly job: Job }) => (
  <ToScreen to="imports/new" search={{ drafts: job.id }} className="button" aria-label={`${text.goOn[LANG]}: ${job.subject}`}>
    {text.goOn[LANG]}
  </ToScreen>
)
const Section = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className="work" aria-label={title}>
    <h2>{title}</h2>
    <ul>{children}</ul>
  </section>
)

function ImportTable({ code, imports, mayUndo }: { readonly code: string; readonly imports: readonly Import[]; readonly mayUndo: boolean }) {
  const figures = ["taken", "known", "differing", "refused"] as const
  const count = ({ counts }: Import) => ({ taken: counts.accepted, known: counts.skipped, differing: counts.conflicts, refused: counts.refused })
  return (
    <TableBox label={text.title[LANG]}>
      <thead>
        <tr>
          <th scope="col">{text.file[LANG]}</th>
          <th scope="col" className="wide-only">
            {text.when[LANG]}
          </th>
          {figures.map((each) => (
            <th scope="col" className="figure wide-only" key={each}>
              {text[each][LANG]}
            </th>
          ))}
          <th scope="col" className="wide-only">
            {text.state[LANG]}
          </th>
          <th scope="col">{text.acts[LANG]}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => {
          const { id, file, at, by, kind, mode, source, counts, undone, job } = one
          return (
            <tr key={id} className={undone ? "faint" : ""}>
              <th scope="row">
                {file}
                <br />
                <small>{[KIND_NAMES[kind] ?? kind, modeText[mode][LANG], ...(source === USUAL_SOURCE ? [] : [source])].join(" · ")}</small>
                {/* On a phone what came of it stands here, and not in columns. */}
                <small className="on-phone">
                  {[...figures.map((each) => `${text[each][LANG]} ${writeCount(count(one)[each])}`), text[undone ? "undone" : "imported"][LANG]].join(
                    " · ",
                  )}
                </small>
              </th>
              <td className="wide-only">
                {writeMinute(at)}
                <br />
                <small>{by !== null && wordActor(by, LANG)}</small>
              </td>
              {figures.map((each) => (
                <td key={each} className={`figure wide-only ${each === "refused" && counts.refused > 0 ? "bad" : ""}`}>
                  {writeCount(count(one)[each])}
                </td>
              ))}
              <td className="wide-only">
                {undone ? text.undone[LANG] : text.imported[LANG]}
                {undone && (
                  <>
                    <br />
                    <small>
                      {wordActor(undone.by, LANG)}, {writeMinute(undone.at)}
                    </small>
                  </>
                )}
              </td>
              <td>
                <div className="one-of">
                  {job !== null && counts.refused > 0 && (
                    <a className="button" href={addressOf(code, `/jobs/${job}/file`)} download aria-label={`${text.refusedRows[LANG]}: ${file}`}>
                      {text.refusedRows[LANG]}
                    </a>
                  )}
                  {mayUndo && undone === null && <UndoButton id={id} file={file} />}
                </div>
              </td>
            </tr>
          )
        })}
      </tbody>
    </TableBox>
  )
}
