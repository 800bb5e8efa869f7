/**
 * Mended rows of a file of books, laid over the file they were refused from: what an entry means (its number, its letter, whether it is a
 * balance brought forward, a payment mode) is told by the whole, so the whole is read again with these rows in the place of theirs.
 *
 * Always    a row that says which line it was takes that line's place; one that does not (its reason was erased) takes the place of its whole
 *           entry, where the journal's numbers tell entries apart. Lines of the n-th layer are numbered from n × `LAYER`.
 */
import { lineSet } from "../refused/lines.ts"
import { keyTable } from "./keys.ts"
import { type BookFile, LAYER, type LineBatch } from "./posting.ts"
import { entryKey, isNumbered, startSurvey, surveyLine } from "./survey.ts"

/** `beneath`: what the file mends, what that mended, and so on. */
export async function layOver(file: BookFile, beneath: readonly BookFile[]): Promise<BookFile> {
  const layers = [...beneath].reverse().concat(file)
  const top = layers.length - 1
  const replaced = layers.slice(0, top).map(() => ({ lines: lineSet(), entries: keyTable(), byEntry: false }))
  for (const [at, { lines, entries }] of replaced.entries())
    for await (const { replaces } of layers[at + 1]!.lines()) {
      for (const line of replaces?.lines ?? []) lines.add(line)
      for (const key of replaces?.entries ?? []) entries.set(key, 1)
      replaced[at]!.byEntry ||= (replaces?.entries.length ?? 0) > 0
    }
  const tells = await tellingJournals(replaced.some((of) => of.byEntry) ? layers.slice(0, top) : [])
  let rows = 0

  /** Of the layers up to one, without what the next of them replaced. */
  async function* upTo(last: number): AsyncGenerator<LineBatch> {
    for (const [at, layer] of layers.slice(0, last + 1).entries()) {
      const gone = at < last ? replaced[at]! : null
      for await (const batch of layer.lines()) {
        const kept =
          gone === null
            ? batch.lines
            : batch.lines.filter(
                (l) => !gone.lines.has(l.line) && !(gone.byEntry && gone.entries.get(entryKey(l.journal, l.entry)) > 0 && tells(l.journal)),
              )
        const lines = at === 0 ? kept : kept.map((l) => raised(l, at))
        yield at < top ? { lines, problems: [] } : { ...batch, lines, problems: batch.problems.map((p) => (p.line === 0 ? p : raised(p, at))) }
      }
    }
  }
  async function* lines(): AsyncGenerator<LineBatch> {
    rows = 0
    for await (const batch of upTo(top)) {
      for (const { line } of batch.lines) if (line <= top * LAYER) rows++
      yield batch
    }
  }
  return { ...file, lines, beneath: { until: top * LAYER, rows: () => rows, lines: () => upTo(top - 1) } }
}
const raised = <T extends { readonly line: number }>(of: T, layer: number): T => ({ ...of, line: of.line + layer * LAYER })

async function tellingJournals(layers: readonly BookFile[]): Promise<(journal: string) => boolean> {
  const survey = startSurvey()
  for (const layer of layers) for await (const { lines } of layer.lines()) for (const line of lines) surveyLine(survey, line)
  const { journals } = survey
  return (journal) => {
    const known = journals.get(journal)
    return known === undefined || isNumbered(known)
  }
}
