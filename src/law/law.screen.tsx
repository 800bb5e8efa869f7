/** Among the settings: what the program knows of the law, where it is written, and what is to be read again. */
import { useQuery } from "@tanstack/react-query"
import { question } from "../shell/web/ask.screen.ts"
import { useAsOf, useCompany } from "../shell/web/asked.screen.ts"
import { writeDay } from "../shell/web/figures.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { TableBox } from "../shell/web/table.screen.tsx"
import { calendarText, lawKeyText, lawStateText, lawText as text } from "./review.text.ts"
import type { LawFigure } from "./review.ts"

export function Law() {
  const { code } = useCompany()
  const { asOf } = useAsOf()
  const asked = useQuery(question<{ readonly figures: readonly LawFigure[] }>(code, "/law", { asOf }))
  return (
    <Answered of={asked}>
      {({ figures }) => (
        <>
          <p className="soft">{text.lead[LANG]}</p>
          <TableBox heads={[text.what, text.value, text.since, text.source, text.readOn, text.state].map((head) => head[LANG])}>
            {figures.map((figure) => (
              <Row key={`${figure.key} ${figure.calendar ?? ""}`} figure={figure} />
            ))}
          </TableBox>
        </>
      )}
    </Answered>
  )
}

function Row({ figure: { key, calendar, value, since, changesOn, source, state } }: { readonly figure: LawFigure }) {
  const act = `${source.act} ${source.article}`.trim()
  return (
    <tr>
      <th scope="row">
        {lawKeyText[key][LANG]}
        {calendar && <small> {calendarText[calendar][LANG]}</small>}
      </th>
      <td>{value}</td>
      <td>{since && writeDay(since)}</td>
      <td>
        {source.url ? (
          <a href={source.url} rel="noreferrer" target="_blank">
            {act}
          </a>
        ) : (
          act
        )}
      </td>
      <td>{source.readOn ? writeDay(source.readOn) : "–"}</td>
      <td className={state === "current" ? "unbroken" : "unbroken bad"}>
        {lawStateText[state][LANG]}
        {changesOn && ` (${writeDay(changesOn)})`}
      </td>
    </tr>
  )
}
