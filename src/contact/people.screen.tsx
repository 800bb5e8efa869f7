/** On a customer's page: the people to ask there, one touch away from a call; added, changed and removed. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { LANGUAGES } from "../kernel/text.ts"
import { question } from "../shell/web/ask.screen.ts"
import { useCompany } from "../shell/web/asked.screen.ts"
import { ActDialog, Field, Pick, post, Save, said, saidOrNull, Words } from "../shell/web/forms/dialog.screen.tsx"
import { LANG, LOCALE } from "../shell/web/lang.screen.ts"
import { may as mayDo } from "../shell/web/person.screen.ts"
import { Answered } from "../shell/web/states.screen.tsx"
import { tell } from "../shell/web/toast.screen.tsx"
import { roleText } from "./contact.text.ts"
import { CONTACT_ROLES } from "./contact.ts"
import type { contactAnswer } from "./contact.wire.ts"
import { EditContact } from "./contact-edit.screen.tsx"
import { timelineScreenText as text } from "./timeline-screen.text.ts"

type Contact = ReturnType<typeof contactAnswer>

export function Contacts({ customer }: { readonly customer: string }) {
  const company = useCompany()
  const { code } = company
  const asked = useQuery(question<{ readonly contacts: readonly Contact[] }>(code, "/contacts", { customer }))
  const [adding, setAdding] = useState(false)
  const remembered = useQueryClient()
  const may = mayDo(company, "chase")
  const refresh = () => remembered.invalidateQueries({ queryKey: [code] })
  const failed = (error: Error) => tell(error.message, { bad: true })
  const remove = (contact: Contact) =>
    void post(code, `/contacts/${contact.id}/remove`).then(() => {
      const undo = () => void post(code, "/contacts", { ...restored(contact), customer }).then(refresh, failed)
      tell(`${text.removed[LANG]} · ${contact.name ?? ""}`, { undo })
      return refresh()
    }, failed)
  return (
    <section className="card">
      <h2>{text.people[LANG]}</h2>
      <Answered of={asked} rows={2}>
        {({ contacts }) => {
          const there = contacts.filter(({ removed }) => !removed).sort((a, b) => Number(b.main) - Number(a.main))
          if (there.length === 0) return <p className="soft">{text.nobody[LANG]}</p>
          return (
            <ul className="people">
              {there.map((contact) => (
                <li key={contact.id}>
                  <span>
                    <b>{contact.name}</b>{" "}
                    <small>{contact.main ? `${roleText[contact.role][LANG]} · ${text.main[LANG]}` : roleText[contact.role][LANG]}</small>
                  </span>
                  {contact.phone && (
                    <a className="button" href={`tel:${contact.phone.replace(/[^\d+]/g, "")}`}>
                      {contact.phone}
                    </a>
                  )}
                  {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
                  {contact.note && <small>{contact.note}</small>}
                  {may && (
                    <span>
                      <EditContact contact={contact} />
                      <button
                        type="button"
                        className="quiet"
                        aria-label={`${text.remove[LANG]}: ${contact.name ?? ""}`}
                        onClick={() => remove(contact)}
                      >
                        {text.remove[LANG]}
                      </button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }}
      </Answered>
      {may && (
        <button type="button" onClick={() => setAdding(true)}>
          {text.add[LANG]}
        </button>
      )}
      {adding && <NewContact customer={customer} close={() => setAdding(false)} />}
    </section>
  )
}

const languages = new Intl.DisplayNames(LOCALE, { type: "language" })
function NewContact({ customer, close }: { readonly customer: string; close(): void }) {
  const { code } = useCompany()
  const save = async (fields: FormData) => {
    const body = {
      customer,
      name: said(fields, "name"),
      role: said(fields, "role"),
      phone: saidOrNull(fields, "phone"),
      email: saidOrNull(fields, "email"),
      language: saidOrNull(fields, "language"),
      note: saidOrNull(fields, "note"),
      main: fields.get("main") === "on",
    }
    const { id } = await post<{ readonly id: string }>(code, "/contacts", body)
    return { words: text.saved[LANG], undo: () => post(code, `/contacts/${id}/remove`) }
  }
  return (
    <ActDialog title={text.add[LANG]} close={close}>
      {(send, busy) => (
        <form
          onSubmit={(event: FormEvent<HTMLFormElement>) => {
            event.preventDefault()
            const fields = new FormData(event.currentTarget)
            send(() => save(fields))
          }}
        >
          <div className="pair">
            <Field name="name" words={text.name[LANG]} required />
            <Pick name="role" words={text.role[LANG]} of={CONTACT_ROLES} word={(one) => roleText[one][LANG]} value="accountsPayable" />
          </div>
          <div className="pair">
            <Field name="phone" words={text.phone[LANG]} />
            <Field name="email" words={text.email[LANG]} />
          </div>
          <Pick
            name="language"
            words={text.language[LANG]}
            of={["", ...LANGUAGES]}
            word={(one) => (one === "" ? "–" : (languages.of(one) ?? one))}
            value=""
          />
          <Words name="note" words={text.remark[LANG]} rows={2} />
          <label className="tick">
            <input type="checkbox" name="main" />
            {text.mainOne[LANG]}
          </label>
          <Save busy={busy} />
        </form>
      )}
    </ActDialog>
  )
}

/** Put back as a new one: the log keeps both. */
const restored = ({ name, role, phone, email, language, note, main }: Contact) => ({ name: name ?? "", role, phone, email, language, note, main })
