/**
 * The demo companies: two plainly fictional firms that have lived in the simulator, told as the journals a user would bring.
 *
 * Days    they always live the same 79 weeks, which are then moved by whole weeks to end with this one: weekdays stay what they were.
 * Always  the same amounts whatever the day, so that the open totals are the same on every machine and every morning.
 *         No name belongs to anybody: each says that it is invented.
 */
import { addDays, type Day, daysBetween } from "../kernel/day.ts"
import { currency, type Minor, toDecimal } from "../kernel/money.ts"
import { type Book, dueNow, type Item, known, nameOf, settlementsOf } from "../sim/book.ts"
import { FIRST_DAY } from "../sim/clock.ts"
import { liveDay } from "../sim/life.ts"
import { openScene, type Scene } from "../sim/scene.ts"
import type { Customer } from "../sim/world.ts"
import type { DemoPayment } from "./chasing.ts"

export type DemoCompany = {
  readonly code: string
  readonly name: string
  readonly country: "FR" | "BE"
  readonly currency: "EUR"
  /** Lived and told when it is asked for: half a second. */
  journal(): string
  /** What was paid whole, in the same life. */
  payments(): readonly DemoPayment[]
  readonly fileName: string
}

type RowKind = "invoice" | "creditNote" | "payment" | "deposit" | "writeOff"
type Row = {
  readonly customer: Customer
  readonly kind: RowKind
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly amount: Minor
  readonly settledOn: Day | null
  readonly appliesTo: string
}

const WEEKS = 79
/** Each seed lives in its company's country. */
export function demoCompanies(today: Day): DemoCompany[] {
  return [
    {
      code: "DEMO-FR",
      name: "Atelier Fictif de Démonstration SAS",
      country: "FR",
      currency: "EUR",
      fileName: "journal-ventes.csv",
      ...told(FRENCH, 8, 45, today),
    },
    {
      code: "DEMO-BE",
      name: "Fictief Demohuis BV",
      country: "BE",
      currency: "EUR",
      fileName: "verkoopdagboek.csv",
      ...told(DUTCH, 36, 24, today),
    },
  ]
}

function told(words: Words, seed: number, customers: number, today: Day): Pick<DemoCompany, "journal" | "payments"> {
  let lived: Row[] | undefined
  const rows = () => {
    lived ??= rowsOf(seed, customers, today)
    return lived
  }
  return {
    journal: () => table(words, rows()),
    payments: () =>
      rows().flatMap(({ customer, settledOn, amount }) =>
        settledOn === null ? [] : [{ customer: customer.code, currency: customer.currency, amount, on: settledOn }],
      ),
  }
}

function rowsOf(seed: number, customers: number, today: Day): Row[] {
  const scene = openScene({ seed, customers, from: FIRST_DAY, days: 7 * WEEKS })
  for (let n = 0; n < scene.setting.days; n++) liveDay(scene, addDays(FIRST_DAY, n))
  const weeks = Math.floor(daysBetween(scene.today, today) / 7)
  const rows = tellBook(scene)
  const moved = (day: Day) => addDays(day, 7 * weeks)
  return rows
    .map((row) => ({ ...row, issuedOn: moved(row.issuedOn), dueOn: moved(row.dueOn), settledOn: row.settledOn && moved(row.settledOn) }))
    .sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0))
}

/** What a journal can say of a book: an invoice settled by one payment bears its day; all else is a row that names its invoice. */
function tellBook({ book, customerByCode, truth }: Scene): Row[] {
  const customerOf = (code: string) => customerByCode.get(code)!
  const told = new Map<string, number>()
  const numbered = (label: string) => {
    const times = (told.get(label) ?? 0) + 1
    told.set(label, times)
    return times === 1 ? label : `${label}-${times}`
  }
  const credit = (item: Item, customer: string, amount: Minor, appliesTo: string): Row => ({
    customer: customerOf(customer),
    kind: item.kind as RowKind,
    number: numbered(numberOf(item.label)),
    issuedOn: item.on,
    dueOn: item.on,
    amount,
    settledOn: null,
    appliesTo,
  })
  return [...book.items.values()].flatMap((item): Row[] => {
    if (item.side === "credit") return TOLD_OPEN.includes(item.kind) && item.open > 0n ? [credit(item, item.customer, item.open, "")] : []
    if (item.kind !== "invoice") return []
    const number = numberOf(item.label) + (book.items.has(`${item.label}/2`) ? `/${item.no}` : "")
    const legs = legsOf(book, item)
    const [only] = legs
    const plainly = legs.length === 1 && only!.credit.kind === "payment" && only!.amount === item.gross
    const invoice: Row = {
      customer: customerOf(item.customer),
      kind: "invoice",
      number,
      // Its own day, also where it was found in a drawer and counted from a later one.
      issuedOn: truth.items.get(nameOf(item))!.issuedOn,
      dueOn: dueNow(item),
      amount: item.gross,
      settledOn: plainly ? only!.on : null,
      appliesTo: "",
    }
    return [invoice, ...(plainly ? [] : legs.map((leg) => credit(leg.credit, item.customer, leg.amount, number)))]
  })
}
/** FA-2024-00042 is said as FA100042: the years it was lived in are not those it is told in. */
const numberOf = (label: string) => label.replaceAll("~", "-").replace(/-(\d{4})-/, (_, year) => String(Number(year) - 2023))
const TOLD_OPEN: readonly string[] = ["payment", "deposit", "creditNote"] satisfies RowKind[]

/** What settled an invoice; in the place of a deduction, what settled the claim that was kept for it. */
function legsOf(book: Book, item: Item): { readonly credit: Item; readonly amount: Minor; readonly on: Day }[] {
  return settlementsOf(book, item).flatMap((leg) =>
    leg.credit.kind === "deduction" ? legsOf(book, known(book, { label: leg.credit.label.replace("/relief", ""), no: 1 })) : [leg],
  )
}

type Words = { readonly header: string; readonly kinds: Readonly<Record<RowKind, string>> }
const FRENCH: Words = {
  header:
    "Code client;Nom client;Pays;Segment;Chargé de recouvrement;Type de pièce;N° pièce;Date pièce;Date échéance;Montant TTC;Devise;Date de règlement;Facture réglée",
  kinds: { invoice: "Facture", creditNote: "Avoir", payment: "Règlement", deposit: "Acompte", writeOff: "Perte" },
}
const DUTCH: Words = {
  header:
    "Klantnummer;Klantnaam;Land;Segment;Dossierbeheerder;Documenttype;Factuurnummer;Factuurdatum;Vervaldatum;Bedrag incl. btw;Munt;Betaald op;Betreft factuur",
  kinds: { invoice: "Factuur", creditNote: "Creditnota", payment: "Betaling", deposit: "Voorschot", writeOff: "Afboeking" },
}
const dayMonthYear = (d: Day | null) => (d === null ? "" : `${d.slice(8)}/${d.slice(5, 7)}/${d.slice(0, 4)}`)
const comma = (amount: Minor) => toDecimal(amount, currency("EUR")).replace(".", ",")

function table({ header, kinds }: Words, rows: readonly Row[]): string {
  const lines = rows.map(({ customer: c, kind, number, issuedOn, dueOn, amount, settledOn, appliesTo }) =>
    [c.code, c.name, c.country, c.segment, c.collector, kinds[kind], number, dayMonthYear(issuedOn), dayMonthYear(dueOn), comma(amount), c.currency]
      .concat(dayMonthYear(settledOn), appliesTo)
      .join(";"),
  )
  return [header, ...lines, ""].join("\r\n")
}
