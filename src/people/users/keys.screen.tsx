/** The keys with which programs act for the company: made, shown once, revoked. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { z } from "zod"
import { question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeDay } from "../../shell/web/figures.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered, Empty } from "../../shell/web/states.screen.tsx"
import { TableBox } from "../../shell/web/table.screen.tsx"
import type { keyWire } from "../keys.wire.ts"
import { Once, RoleForm, useChange } from "./once.screen.tsx"
import { roleText, usersText as text } from "./users.text.ts"

type Key = z.infer<typeof keyWire>

export function KeysScreen() {
  const { code } = useCompany()
  const { change, busy } = useChange()
  const asked = useQuery(question<{ readonly keys: readonly Key[] }>(code, "/keys"))
  const [made, setMade] = useState<string | null>(null)
  const send = (fields: FormData, empty: () => void) =>
    change<{ readonly key: string }>("/keys", { name: String(fields.get("name")).trim(), role: fields.get("role") }, ({ key }) => {
      setMade(key)
      empty()
    })
  return (
    <>
      <Head title={text.keysTitle[LANG]} />
      {made && <Once key={made} secret={made} words={text.keyOnce[LANG]} />}
      <Answered of={asked}>
        {({ keys }) =>
          keys.length === 0 ? (
            <Empty title={text.noKey[LANG]}>
              <p>{text.noKeys[LANG]}</p>
            </Empty>
          ) : (
            <TableBox heads={[text.name[LANG], text.role[LANG], text.begins[LANG], text.since[LANG], text.acts[LANG]]}>
              {keys.map(({ id, name, role, scopes, start, madeAt, revokedAt }) => (
                <tr key={id} className={revokedAt === null ? "" : "faint"}>
                  <th scope="row">{name}</th>
                  <td>
                    {roleText[role][LANG]}
                    {scopes !== null && (
                      <>
                        <br />
                        <small>{scopes.join(", ")}</small>
                      </>
                    )}
                  </td>
                  <td>
                    <code>{start}…</code>
                  </td>
                  <td>{writeDay(madeAt.slice(0, 10))}</td>
                  <td>
                    {revokedAt === null ? (
                      <button
                        type="button"
                        disabled={busy}
                        aria-label={`${text.revoke[LANG]}: ${name}`}
                        onClick={() => change(`/keys/${id}/revoke`, {})}
                      >
                        {text.revoke[LANG]}
                      </button>
                    ) : (
                      `${text.revoked[LANG]} ${writeDay(revokedAt.slice(0, 10))}`
                    )}
                  </td>
                </tr>
              ))}
            </TableBox>
          )
        }
      </Answered>
      <section className="card narrow">
        <h2>{text.newKey[LANG]}</h2>
        <RoleForm usual="auditor" make={text.makeKey[LANG]} busy={busy} send={send}>
          <label>
            {text.keyName[LANG]}
            <input name="name" required maxLength={100} autoComplete="off" />
          </label>
        </RoleForm>
      </section>
    </>
  )
}
