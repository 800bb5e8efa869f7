/** Bank accounts and the calendar of a company, changed by its owner, each change in the log. */
import { recordAct } from "../activity/activity.act.ts"
import { addDays, type Day } from "../kernel/day.ts"
import { Refused } from "../kernel/result.ts"
import { type CalendarCode, type HolidayName, holidaysOf, isCalendar, nextBusinessDay } from "../law/holidays.ts"
import type { By } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { readBic, readIban } from "./iban.ts"
import {
  type BankAccount,
  endAccount,
  insertAccount,
  keepCalendar,
  loadAccounts,
  loadCalendar,
  loadClosed,
  loadClosings,
  setClosing,
} from "./premises.store.ts"

export { loadAccounts }

/** Refuses BAD_IBAN, BAD_BIC, IBAN_IN_USE. */
export async function addAccount(
  tx: Tx,
  by: By,
  said: { readonly iban: string; readonly bic: string | null; readonly label: string },
): Promise<Omit<BankAccount, "madeAt">> {
  const iban = readIban(said.iban)
  if (!iban.ok) throw new Refused(iban.refusal.code, iban.refusal)
  const bic = said.bic === null ? null : readBic(said.bic)
  if (bic?.ok === false) throw new Refused(bic.refusal.code, bic.refusal)
  const account = { id: tx.newId(), iban: iban.value, bic: bic?.value ?? null, label: said.label.trim() }
  if (!(await insertAccount(tx, account))) throw new Refused("IBAN_IN_USE", { iban: account.iban })
  await recordAct(tx, by, { code: "company.bankAccountAdded", subject: { account: account.id }, after: { iban: account.iban, bic: account.bic } })
  return account
}

/** Refuses BAD_IBAN, UNKNOWN_ACCOUNT. */
export async function closeAccount(tx: Tx, by: By, said: string): Promise<string> {
  const iban = readIban(said)
  if (!iban.ok) throw new Refused(iban.refusal.code, iban.refusal)
  const id = await endAccount(tx, iban.value)
  if (id === null) throw new Refused("UNKNOWN_ACCOUNT", { iban: iban.value })
  await recordAct(tx, by, { code: "company.bankAccountEnded", subject: { account: id }, before: { iban: iban.value } })
  return iban.value
}

export type CalendarDay = { readonly on: Day; readonly holiday: HolidayName | null; readonly label: string; readonly source: string | null }
export type CalendarYear = { readonly calendar: CalendarCode | null; readonly year: number; readonly days: readonly CalendarDay[] }
/** The calendar that counts; a country without one here has its week-ends and closing days alone. */
async function calendarOf(tx: Tx): Promise<CalendarCode | null> {
  const { calendar, country } = await loadCalendar(tx)
  const code = calendar ?? country
  return isCalendar(code) ? code : null
}

/** The first day after one on which somebody works here; `most` days on where a closing lasts longer. */
export async function nextWorkday(tx: Tx, after: Day, most: number): Promise<Day> {
  return nextBusinessDay(after, await calendarOf(tx), await loadClosed(tx, after, addDays(after, most)), most)
}

/** The days of a year on which nobody works, week-ends apart. */
export async function askCalendar(tx: Tx, year: number): Promise<CalendarYear> {
  const calendar = await calendarOf(tx)
  const holidays = calendar === null ? [] : holidaysOf(calendar, year).map(({ on, name, source }) => ({ on, holiday: name, label: "", source }))
  const closings = (await loadClosings(tx, year)).map(({ on, label }) => ({ on, holiday: null, label, source: null }))
  return { calendar, year, days: [...holidays, ...closings].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) }
}

export async function chooseCalendar(tx: Tx, by: By, calendar: CalendarCode): Promise<void> {
  const before = await loadCalendar(tx)
  if (before.calendar === calendar) return
  await keepCalendar(tx, calendar)
  await recordAct(tx, by, { code: "company.calendarChanged", subject: { calendar }, before: { calendar: before.calendar }, after: { calendar } })
}

/** `label` null: it is a day of work again. */
export async function closeDay(tx: Tx, by: By, on: Day, label: string | null): Promise<void> {
  if (!(await setClosing(tx, on, label === null ? null : label.trim()))) return
  await recordAct(tx, by, { code: label === null ? "company.closingDayRemoved" : "company.closingDayAdded", subject: { on } })
}
