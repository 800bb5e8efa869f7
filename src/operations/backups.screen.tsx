/** Backups, their tests, restores and upgrades, the newest first: where the foot's word about backups comes from. */
import { useQuery } from "@tanstack/react-query"
import type { z } from "zod"
import { question } from "../shell/web/ask.screen.ts"
import { useCompany } from "../shell/web/asked.screen.ts"
import { writeDay } from "../shell/web/figures.screen.tsx"
import { Head } from "../shell/web/frame.screen.tsx"
import { LANG } from "../shell/web/lang.screen.ts"
import { Answered, Empty } from "../shell/web/states.screen.tsx"
import { TableBox } from "../shell/web/table.screen.tsx"
import { backupsScreenText as text } from "./backups-screen.text.ts"
import type { loggedWire } from "./log.wire.ts"

type Logged = Pick<z.infer<typeof loggedWire>, "what" | "at" | "ok" | "code" | "file" | "sealed" | "planned">

export function BackupsScreen() {
  const { code } = useCompany()
  const asked = useQuery(question<{ readonly backups: readonly Logged[] }>(code, "/backups"))
  return (
    <>
      <Head title={text.title[LANG]} lead={text.lead[LANG]} />
      <Answered of={asked}>
        {({ backups }) =>
          backups.length === 0 ? (
            <Empty title={text.nothing[LANG]}>
              <p>{text.teach[LANG]}</p>
            </Empty>
          ) : (
            <TableBox heads={[text.on[LANG], text.what[LANG], text.result[LANG], text.file[LANG]]}>
              {backups.map(({ at, what, ok, code: why, file, sealed, planned }) => (
                <tr key={`${at} ${what}`}>
                  <td className="num">
                    {writeDay(at.slice(0, 10))} {at.slice(11, 16)} UTC
                  </td>
                  <th scope="row">
                    {text[what][LANG]}
                    {planned && <small> {text.planned[LANG]}</small>}
                  </th>
                  <td>
                    <b className={ok ? "good" : "bad"}>{ok ? text.good[LANG] : `${text.bad[LANG]} ${why ?? ""}`}</b>
                  </td>
                  <td>
                    {file}
                    {sealed && <small> {text.sealed[LANG]}</small>}
                  </td>
                </tr>
              ))}
            </TableBox>
          )
        }
      </Answered>
    </>
  )
}
