/** Who works for the company: asked in by a link that is shown once, given roles, kept out, helped to a new password. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { z } from "zod"
import { question } from "../../shell/web/ask.screen.ts"
import { useCompany } from "../../shell/web/asked.screen.ts"
import { writeDay } from "../../shell/web/figures.screen.tsx"
import { Head } from "../../shell/web/frame.screen.tsx"
import { LANG } from "../../shell/web/lang.screen.ts"
import { Answered } from "../../shell/web/states.screen.tsx"
import { TableBox } from "../../shell/web/table.screen.tsx"
import type { invitationWire, memberWire } from "../members.wire.ts"
import { Once, RoleForm, RoleOptions, useChange } from "./once.screen.tsx"
import { roleText, usersText as text } from "./users.text.ts"

type Member = z.infer<typeof memberWire>
type Invitation = z.infer<typeof invitationWire>

export function UsersScreen() {
  const { code } = useCompany()
  const people = useQuery(question<{ readonly people: readonly Member[] }>(code, "/people"))
  const [link, setLink] = useState<string | null>(null)
  return (
    <>
      <Head title={text.title[LANG]} />
      {link && <Once key={link} secret={link} words={text.shownOnce[LANG]} />}
      <Answered of={people}>
        {({ people: all }) => (
          <TableBox heads={[text.name[LANG], text.role[LANG], text.secondFactor[LANG], text.since[LANG], text.acts[LANG]]}>
            {all.map((member) => (
              <Row key={member.id} member={member} show={setLink} />
            ))}
          </TableBox>
        )}
      </Answered>
      <Invite show={setLink} />
    </>
  )
}

function Row({ member, show }: { readonly member: Member; readonly show: (link: string) => void }) {
  const { change, busy } = useChange()
  const { id, name, email, role, since, disabledAt, resetAskedAt, secondFactor } = member
  const of = (verb: string) => `/people/${id}/${verb}`
  return (
    <tr className={disabledAt === null ? "" : "faint"}>
      <th scope="row">
        {name}
        <br />
        <small>{email}</small>
        {resetAskedAt !== null && (
          <>
            {" "}
            <small className="warn">{text.asksLink[LANG]}</small>
          </>
        )}
      </th>
      <td>
        <select
          aria-label={`${text.role[LANG]}: ${name}`}
          value={role}
          disabled={busy || disabledAt !== null}
          onChange={(event) => change(of("role"), { role: event.target.value })}
        >
          <RoleOptions />
        </select>
      </td>
      <td>{secondFactor ? text.yes[LANG] : text.no[LANG]}</td>
      <td>{disabledAt === null ? writeDay(since.slice(0, 10)) : text.disabled[LANG]}</td>
      <td>
        <div className="one-of">
          {disabledAt === null ? (
            <>
              <button type="button" disabled={busy} onClick={() => change<{ readonly url: string }>(of("reset-link"), {}, ({ url }) => show(url))}>
                {text.resetLink[LANG]}
              </button>
              <button type="button" disabled={busy} onClick={() => change(of("end-sessions"), {})}>
                {text.signOut[LANG]}
              </button>
              <button type="button" disabled={busy} onClick={() => change(of("disable"), {})}>
                {text.disable[LANG]}
              </button>
            </>
          ) : (
            <button type="button" disabled={busy} onClick={() => change(of("enable"), {})}>
              {text.enable[LANG]}
            </button>
          )}
        </div>
      </td>
    </tr>
  )
}

function Invite({ show }: { readonly show: (link: string) => void }) {
  const { code } = useCompany()
  const { change, busy } = useChange()
  const open = useQuery(question<{ readonly invitations: readonly Invitation[] }>(code, "/invitations"))
  const send = (fields: FormData, empty: () => void) =>
    change<{ readonly url: string }>("/invitations", { email: String(fields.get("email")).trim(), role: fields.get("role") }, ({ url }) => {
      show(url)
      empty()
    })
  return (
    <div className="cards">
      <section className="card">
        <h2>{text.invite[LANG]}</h2>
        <RoleForm usual="collector" make={text.makeLink[LANG]} busy={busy} send={send}>
          <label>
            {text.email[LANG]}
            <input name="email" type="email" required maxLength={300} autoComplete="off" />
          </label>
        </RoleForm>
      </section>
      {open.data && open.data.invitations.length > 0 && (
        <section className="card">
          <h2>{text.invitations[LANG]}</h2>
          <ul className="standing">
            {open.data.invitations.map(({ id, email, role, expiresAt }) => (
              <li key={id}>
                <b>{email}</b>
                <div>
                  {roleText[role][LANG]}, {text.until[LANG]} {writeDay(expiresAt.slice(0, 10))}{" "}
                  <button
                    type="button"
                    disabled={busy}
                    aria-label={`${text.withdraw[LANG]}: ${email}`}
                    onClick={() => change(`/invitations/${id}/withdraw`, {})}
                  >
                    {text.withdraw[LANG]}
                  </button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
