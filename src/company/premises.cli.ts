import { day } from "../kernel/day.ts"
import { plain } from "../kernel/listing.ts"
import { CALENDAR_CODES } from "../law/holidays.ts"
import { calendarText } from "../law/review.text.ts"
import type { Call, Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import type { Tx } from "../shell/db.ts"
import { readChoice, readDay, readName, readText, readWhole } from "../shell/options.ts"
import { writeIban } from "./iban.ts"
import { addAccount, askCalendar, chooseCalendar, closeAccount, closeDay, loadAccounts } from "./premises.act.ts"
import { holidayText, premisesText as text } from "./premises.text.ts"
import { dayIn } from "./zone.ts"

async function inBooks<T>({ context }: Call<Context>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const company = await context.company()
  return (await context.database()).inCompany(company.id, work)
}
const label = { type: "string", value: "NAME", about: text.labelOption } as const

const list: Command<Context> = {
  name: "account list",
  words: "",
  about: text.listAccounts,
  example: "account list",
  needs: "read",
  takes: 0,
  options: {},
  async run(call) {
    const accounts = await inBooks(call, loadAccounts)
    if (call.json) call.answer({ accounts: accounts.map(({ iban, bic, label: name }) => ({ iban, bic, label: name })) })
    else for (const { iban, bic, label: name } of accounts) call.print([writeIban(iban), bic ?? "", plain(name)].join("  ").trimEnd())
    return 0
  },
}
const add: Command<Context> = {
  name: "account add",
  words: "IBAN",
  about: text.addAccount,
  example: "account add 'BE68 5390 0754 7034' --label 'Main account'",
  needs: "company",
  takes: 1,
  options: { bic: { type: "string", value: "BIC", about: text.bicOption }, label },
  async run(call) {
    const { words, values, context } = call
    const said = { iban: words[0] ?? "", bic: readText(values, "bic"), label: readName(values, "label") ?? "" }
    const { iban, bic, label: name } = await inBooks(call, (tx) => addAccount(tx, context.by, said))
    if (call.json) call.answer({ iban, bic, label: name })
    else call.print(writeIban(iban))
    return 0
  },
}
const end: Command<Context> = {
  name: "account end",
  words: "IBAN",
  about: text.endAccount,
  example: "account end BE68539007547034",
  needs: "company",
  takes: 1,
  options: {},
  async run(call) {
    const iban = await inBooks(call, (tx) => closeAccount(tx, call.context.by, call.words[0] ?? ""))
    if (call.json) call.answer({ iban, ended: true })
    else call.print(writeIban(iban))
    return 0
  },
}

async function show(call: Call<Context>): Promise<number> {
  const company = await call.context.company()
  const today = dayIn(company.country, call.context.clock())
  const year = readWhole(call.values, "year", Number(today.slice(0, 4)), { min: 1990, max: 2200 })
  const found = await inBooks(call, (tx) => askCalendar(tx, year))
  if (call.json) call.answer(found)
  else {
    if (found.calendar !== null) call.print(calendarText[found.calendar][call.lang])
    for (const { on, holiday, label: name, source } of found.days)
      call.print([on, holiday === null ? plain(name) || text.closing[call.lang] : holidayText[holiday][call.lang], source ?? ""].join("  ").trimEnd())
  }
  return 0
}
const year = { type: "string", value: "YYYY", about: text.yearOption } as const
const calendar: Command<Context> = {
  name: "calendar show",
  words: "[--year YYYY]",
  about: text.showCalendar,
  example: "calendar show --year 2027",
  needs: "read",
  takes: 0,
  options: { year },
  run: show,
}
const change: Command<Context> = {
  name: "calendar change",
  words: "[--use CODE] [--close DAY] [--open DAY]",
  about: text.changeCalendar,
  example: "calendar change --close 2026-12-24 --label 'Year end'",
  needs: "company",
  takes: 0,
  options: {
    use: { type: "string", value: CALENDAR_CODES.join("|"), about: text.useOption },
    close: { type: "string", value: "YYYY-MM-DD", about: text.closeOption },
    open: { type: "string", value: "YYYY-MM-DD", about: text.openOption },
    label,
    year,
  },
  async run(call) {
    const { values, context } = call
    const use = readChoice(values, "use", CALENDAR_CODES)
    const name = readName(values, "label") ?? ""
    const none = day("1970-01-01")
    const [closed, opened] = [readDay(values, "close", none), readDay(values, "open", none)]
    await inBooks(call, async (tx) => {
      if (use !== null) await chooseCalendar(tx, context.by, use)
      if (closed !== none) await closeDay(tx, context.by, closed, name)
      if (opened !== none) await closeDay(tx, context.by, opened, null)
    })
    return show(call)
  },
}
export const premisesCommands = [list, add, end, calendar, change]
