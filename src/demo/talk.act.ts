/** The demo's people speak: through the same acts as anybody's. */
import { addContact, addNote, changeHabit, isAnybodyKnown, logCall } from "../contact/contact.act.ts"
import { addDays, type Day } from "../kernel/day.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { addTask } from "../worklist/task.act.ts"
import { askWorklist } from "../worklist/worklist.act.ts"
import { tellTalk } from "./talk.ts"

/** Once: where contacts are known already, nothing more is said. How many customers were spoken of. */
export async function speakInDemo(tx: Tx, by: By, today: Day, language: "fr" | "nl"): Promise<number> {
  if (await isAnybodyKnown(tx)) return 0
  const rows = await askWorklist(tx, { asOf: today, user: null, waiting: true, whole: true })
  const talks = tellTalk([...new Set(rows.map(({ of }) => of.code))], language)
  for (const { customer, contacts, calls, note, task, habit } of talks) {
    let first: string | null = null
    for (const person of contacts) {
      const { id } = await addContact(tx, by, customer, { ...person, language, note: null, main: first === null })
      first ??= id
    }
    for (const { daysAgo, ...call } of calls) {
      const at = new Date(`${addDays(today, -daysAgo)}T09:30:00Z`)
      await logCall(tx, by, customer, { ...call, at, contact: first, complaint: null, paysOnDay: null, items: [] })
    }
    if (note !== null) await addNote(tx, by, customer, { text: note, pinned: true })
    if (task !== null) await addTask(tx, by, customer, { owner: by.name, kind: task.kind, dueOn: addDays(today, task.inDays), why: task.why })
    if (habit !== null) await changeHabit(tx, by, customer, habit, () => {})
  }
  return talks.length
}
