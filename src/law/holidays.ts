/**
 * Public holidays, worked out for any year: fixed days, and days counted from Easter (Gregorian, by the rule of Meeus, Jones and Butcher).
 *
 * Law     each row bears where it is laid down; a holiday that came or went has its first or last year.
 * Days    Germany: those of all Länder; those of single Länder are added as closing days.
 */
import { addDays, type Day } from "../kernel/day.ts"

export const HOLIDAYS = [
  "newYear",
  "goodFriday",
  "easterMonday",
  "kingsDay",
  "labourDay",
  "liberationDay",
  "victoryDay",
  "europeDay",
  "ascension",
  "whitMonday",
  "nationalDay",
  "assumption",
  "unityDay",
  "allSaints",
  "armistice",
  "christmas",
  "secondChristmas",
  "reformation",
] as const
export type HolidayName = (typeof HOLIDAYS)[number]
type When = { readonly on: string } | { readonly easter: number } | { readonly king: true }
type Row = When & { readonly name: HolidayName; readonly from?: number; readonly until?: number; readonly source?: string }
export type CalendarCode = keyof typeof CALENDARS
export type Holiday = { readonly on: Day; readonly name: HolidayName; readonly source: string }

const [NEW_YEAR, GOOD_FRIDAY, EASTER_MONDAY, LABOUR, ASCENSION, WHIT_MONDAY, ASSUMPTION, ALL_SAINTS, ARMISTICE, CHRISTMAS, SECOND_CHRISTMAS] = [
  { name: "newYear", on: "01-01" },
  { name: "goodFriday", easter: -2 },
  { name: "easterMonday", easter: 1 },
  { name: "labourDay", on: "05-01" },
  { name: "ascension", easter: 39 },
  { name: "whitMonday", easter: 50 },
  { name: "assumption", on: "08-15" },
  { name: "allSaints", on: "11-01" },
  { name: "armistice", on: "11-11" },
  { name: "christmas", on: "12-25" },
  { name: "secondChristmas", on: "12-26" },
] as const satisfies readonly Row[]

const FR: readonly Row[] = [
  NEW_YEAR,
  EASTER_MONDAY,
  LABOUR,
  { name: "victoryDay", on: "05-08", from: 1982 },
  ASCENSION,
  WHIT_MONDAY,
  { name: "nationalDay", on: "07-14" },
  ASSUMPTION,
  ALL_SAINTS,
  ARMISTICE,
  CHRISTMAS,
]
const LOCAL = "Code du travail (FR), art. L3134-13"
const CALENDARS = {
  FR: { source: "Code du travail (FR), art. L3133-1", rows: FR },
  "FR-ALSACE-MOSELLE": {
    source: "Code du travail (FR), art. L3133-1",
    rows: [...FR, { ...GOOD_FRIDAY, source: LOCAL }, { ...SECOND_CHRISTMAS, source: LOCAL }],
  },
  BE: {
    source: "Koninklijk besluit / arrêté royal 18.4.1974 (BE), art. 1",
    rows: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR,
      ASCENSION,
      WHIT_MONDAY,
      { name: "nationalDay", on: "07-21" },
      ASSUMPTION,
      ALL_SAINTS,
      ARMISTICE,
      CHRISTMAS,
    ],
  },
  DE: {
    source: "Feiertagsgesetze der Länder (DE)",
    rows: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      LABOUR,
      ASCENSION,
      WHIT_MONDAY,
      { name: "unityDay", on: "10-03", from: 1990, source: "Einigungsvertrag (DE), Art. 2 Abs. 2" },
      { name: "reformation", on: "10-31", from: 2017, until: 2017 },
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
  NL: {
    source: "Algemene termijnenwet (NL), art. 3",
    rows: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      { name: "kingsDay", king: true, from: 2014 },
      { name: "liberationDay", on: "05-05" },
      ASCENSION,
      WHIT_MONDAY,
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
  LU: {
    source: "Code du travail (LU), art. L. 232-2",
    rows: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR,
      { name: "europeDay", on: "05-09", from: 2019 },
      ASCENSION,
      WHIT_MONDAY,
      { name: "nationalDay", on: "06-23" },
      ASSUMPTION,
      ALL_SAINTS,
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
} as const satisfies Readonly<Record<string, { readonly source: string; readonly rows: readonly Row[] }>>
export const CALENDAR_CODES = Object.keys(CALENDARS) as readonly CalendarCode[]
export const isCalendar = (code: string): code is CalendarCode => CALENDAR_CODES.some((one) => one === code)

/** Where the holidays of a calendar are laid down. */
export const actOf = (code: CalendarCode): string => CALENDARS[code].source

/** Not `day`: the working day after the last day of books is one nobody keeps books on. */
const dateIn = (year: number, monthAndDay: string) => `${year}-${monthAndDay}` as Day

export function easterOf(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114
  const two = (n: number) => String(n).padStart(2, "0")
  return dateIn(year, `${two(Math.floor(m / 31))}-${two((m % 31) + 1)}`)
}
/** 0 is Sunday. */
const weekdayOf = (on: Day) => new Date(`${on}T00:00:00Z`).getUTCDay()

function dayOf(row: Row, year: number): Day {
  if ("easter" in row) return addDays(easterOf(year), row.easter)
  if ("on" in row) return dateIn(year, row.on)
  // The king's birthday is kept on 27 April, and the day before where that is a Sunday.
  const birthday = dateIn(year, "04-27")
  return weekdayOf(birthday) === 0 ? addDays(birthday, -1) : birthday
}

/** The holidays of a year, in their order. */
export function holidaysOf(code: CalendarCode, year: number): Holiday[] {
  const { source, rows }: { readonly source: string; readonly rows: readonly Row[] } = CALENDARS[code]
  return rows
    .filter(({ from, until }) => (from === undefined || year >= from) && (until === undefined || year <= until))
    .map((row) => ({ on: dayOf(row, year), name: row.name, source: row.source ?? source }))
    .sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** Neither Saturday nor Sunday, no holiday, and nobody closed it. */
export const isBusinessDay = (on: Day, code: CalendarCode | null, closed: ReadonlySet<Day>): boolean =>
  ![0, 6].includes(weekdayOf(on)) && !closed.has(on) && (code === null || !holidaysOf(code, Number(on.slice(0, 4))).some((one) => one.on === on))

/** The first business day after a day; where a closing lasts longer than `most` days, the last of those. */
export function nextBusinessDay(after: Day, code: CalendarCode | null, closed: ReadonlySet<Day>, most: number): Day {
  for (let ahead = 1; ahead < most; ahead++) {
    const on = addDays(after, ahead)
    if (isBusinessDay(on, code, closed)) return on
  }
  return addDays(after, most)
}
