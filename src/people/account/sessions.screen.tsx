/** Where one is signed in: which device, from where, last used when; one session or all others ended at once. */
import { useQuery } from "@tanstack/react-query"
import { ask, queries } from "../../shell/web/ask.screen.ts"
import { writeMinute } from "../../shell/web/figures.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { TableBox } from "../../shell/web/table.screen.tsx"
import { tell } from "../../shell/web/toast.screen.tsx"
import { accountText as text } from "./account.text.ts"
import { deviceOf } from "./device.ts"
import { act, SESSIONS } from "./own.screen.ts"

type Session = {
  readonly id: string
  readonly since: string
  readonly seen: string
  readonly address: string | null
  readonly agent: string | null
  readonly current: boolean
}

export function Sessions() {
  const asked = useQuery({ queryKey: SESSIONS, queryFn: () => ask<{ readonly sessions: readonly Session[] }>("/api/me/sessions") })
  const end = (path: string) =>
    act(path)
      .then(() => tell(text.sessionEnded[LANG]))
      .catch((error: Error) => tell(error.message, { bad: true }))
      .finally(() => void queries.invalidateQueries({ queryKey: SESSIONS }))
  return (
    <section className="card whole">
      <div className="pair-line">
        <h2>{text.sessions[LANG]}</h2>
        {(asked.data?.sessions.length ?? 0) > 1 && (
          <button type="button" onClick={() => void end("/api/me/sessions/end-others")}>
            {text.endOthers[LANG]}
          </button>
        )}
      </div>
      <Answered of={asked} rows={2}>
        {({ sessions }) => (
          <TableBox heads={[text.device[LANG], text.seen[LANG], text.since[LANG], text.address[LANG], text.end[LANG]]}>
            {sessions.map(({ id, since, seen, address, agent, current }) => {
              const device = deviceOf(agent) ?? text.unknown[LANG]
              return (
                <tr key={id}>
                  <th scope="row">
                    {device} {current && <b className="good">{text.thisOne[LANG]}</b>}
                  </th>
                  <td className="num">{writeMinute(seen)}</td>
                  <td className="num">{writeMinute(since)}</td>
                  <td>{address}</td>
                  <td>
                    {!current && (
                      <button type="button" aria-label={`${text.end[LANG]}: ${device}`} onClick={() => void end(`/api/me/sessions/${id}/end`)}>
                        {text.end[LANG]}
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </TableBox>
        )}
      </Answered>
    </section>
  )
}
