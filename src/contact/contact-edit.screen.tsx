/** A person at a customer, changed: two who do it at once see each other's version. */
import { useState } from "react"
import { LANGUAGES } from "../kernel/text.ts"
import { Edit } from "../shell/web/forms/edit.screen.tsx"
import type { EditField } from "../shell/web/forms/versions.screen.tsx"
import { frameText, LANGUAGE_NAMES } from "../shell/web/frame.text.ts"
import { LANG } from "../shell/web/lang.screen.ts"
import { roleText } from "./contact.text.ts"
import { CONTACT_ROLES } from "./contact.ts"
import type { contactAnswer } from "./contact.wire.ts"
import { editScreenText as text } from "./edit-screen.text.ts"

type Contact = ReturnType<typeof contactAnswer>
const FIELDS: readonly EditField<Contact>[] = [
  { key: "name", words: text.name[LANG], write: ({ name }) => name ?? "" },
  { key: "role", words: text.role[LANG], write: ({ role }) => roleText[role][LANG] },
  { key: "phone", words: text.phone[LANG], write: ({ phone }) => phone ?? "" },
  { key: "email", words: text.email[LANG], write: ({ email }) => email ?? "" },
  { key: "language", words: frameText.language[LANG], write: ({ language }) => (language ? (LANGUAGE_NAMES.get(language) ?? "") : "") },
  { key: "note", words: text.note[LANG], write: ({ note }) => note ?? "" },
  { key: "main", words: text.main[LANG], write: ({ main }) => (main ? text.yes[LANG] : text.no[LANG]) },
]

export function EditContact({ contact: { id, name } }: { readonly contact: Pick<Contact, "id" | "name"> }) {
  const [editing, setEditing] = useState(false)
  return (
    <>
      <button type="button" className="quiet" aria-label={`${text.edit[LANG]}: ${name ?? ""}`} onClick={() => setEditing(true)}>
        {text.edit[LANG]}
      </button>
      {editing && (
        <Edit<Contact>
          title={text.contact[LANG]}
          path={`/contacts/${id}`}
          fields={FIELDS}
          controls={controls}
          read={read}
          close={() => setEditing(false)}
        />
      )}
    </>
  )
}

const controls = (contact: Contact) => (
  <>
    <label>
      {text.name[LANG]}
      <input name="name" required defaultValue={contact.name ?? ""} maxLength={200} autoComplete="off" />
    </label>
    <div className="pair">
      <label>
        {text.role[LANG]}
        <select name="role" defaultValue={contact.role}>
          {CONTACT_ROLES.map((role) => (
            <option key={role} value={role}>
              {roleText[role][LANG]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {frameText.language[LANG]}
        <select name="language" defaultValue={contact.language ?? ""}>
          <option value="">{text.unknown[LANG]}</option>
          {LANGUAGES.map((lang) => (
            <option key={lang} value={lang}>
              {LANGUAGE_NAMES.get(lang)}
            </option>
          ))}
        </select>
      </label>
    </div>
    <div className="pair">
      <label>
        {text.phone[LANG]}
        <input name="phone" type="tel" defaultValue={contact.phone ?? ""} maxLength={60} autoComplete="off" />
      </label>
      <label>
        {text.email[LANG]}
        <input name="email" type="email" defaultValue={contact.email ?? ""} maxLength={254} autoComplete="off" />
      </label>
    </div>
    <label>
      {text.note[LANG]}
      <textarea name="note" rows={2} defaultValue={contact.note ?? ""} maxLength={2_000} />
    </label>
    <label className="tick">
      <input type="checkbox" name="main" defaultChecked={contact.main} />
      {text.main[LANG]}
    </label>
  </>
)

function read(form: FormData): Partial<Contact> {
  const said = (name: string) => String(form.get(name) ?? "").trim() || null
  return {
    name: said("name") ?? "",
    role: CONTACT_ROLES.find((role) => role === said("role")) ?? "other",
    phone: said("phone"),
    email: said("email"),
    language: LANGUAGES.find((lang) => lang === said("language")) ?? null,
    note: said("note"),
    main: form.get("main") === "on",
  }
}
