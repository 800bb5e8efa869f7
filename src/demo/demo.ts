/**
 * The demo companies: two plainly fictional firms and their journals, made from a seed, with every day counted back from `today`.
 *
 * Always  the same amounts whatever the day, so that the open totals are the same on every machine and every morning.
 *         No name belongs to anybody: each says that it is invented.
 */
import { addDays, type Day, lastOfMonth } from "../kernel/day.ts"
import { currency, type Minor, toDecimal } from "../kernel/money.ts"
import { seeded } from "../sim/chance.ts"

export type DemoCompany = {
  readonly code: string
  readonly name: string
  readonly country: "FR" | "BE"
  readonly currency: "EUR"
  readonly journal: string
  readonly fileName: string
}

type Habit = "prompt" | "fifteenth" | "slow" | "chronic" | "silent"
type DemoCustomer = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly segment: string
  readonly collector: string
  readonly currency: string
  readonly terms: 30 | 45 | 60
  readonly endOfMonth: boolean
  readonly habit: Habit
  readonly size: number
}
type Row = {
  readonly customer: DemoCustomer
  readonly type: string
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly amount: Minor
  readonly settledOn: Day | null
  readonly appliesTo: string
}

const TRADES = [
  "Boulangerie",
  "Menuiserie",
  "Transports",
  "Librairie",
  "Garage",
  "Imprimerie",
  "Brasserie",
  "Charpente",
  "Optique",
  "Maçonnerie",
  "Traiteur",
  "Serrurerie",
]
const HANDELS = [
  "Bakkerij",
  "Schrijnwerkerij",
  "Transport",
  "Boekhandel",
  "Garage",
  "Drukkerij",
  "Brouwerij",
  "Dakwerken",
  "Optiek",
  "Bouwbedrijf",
  "Traiteur",
  "Slotenmakerij",
]
const INVENTED = ["Imaginaire", "Fictif", "Inventé", "Chimère", "Mirage", "Utopie", "Fable", "Légende"]
const VERZONNEN = ["Verzonnen", "Fictief", "Droomland", "Fabel", "Luchtkasteel", "Utopia", "Sprookje", "Legende"]
const COLLECTORS = ["Camille Exemple", "Noor Voorbeeld", "Alix Modèle"]
const HABITS: readonly Habit[] = [
  "prompt",
  "prompt",
  "fifteenth",
  "prompt",
  "slow",
  "prompt",
  "fifteenth",
  "chronic",
  "prompt",
  "slow",
  "prompt",
  "silent",
]
const MONTHS_OF_HISTORY = 18

export function demoCompanies(today: Day): DemoCompany[] {
  return [
    {
      code: "DEMO-FR",
      name: "Atelier Fictif de Démonstration SAS",
      country: "FR",
      currency: "EUR",
      fileName: "journal-ventes.csv",
      journal: frenchJournal(rowsOf("FR", today, 48, 42)),
    },
    {
      code: "DEMO-BE",
      name: "Fictief Demohuis BV",
      country: "BE",
      currency: "EUR",
      fileName: "verkoopdagboek.csv",
      journal: dutchJournal(rowsOf("BE", today, 24, 7)),
    },
  ]
}

function customersOf(home: "FR" | "BE", count: number, chance: () => number): DemoCustomer[] {
  const [trades, names, prefix] = home === "FR" ? [TRADES, INVENTED, "C"] : [HANDELS, VERZONNEN, "K"]
  return Array.from({ length: count }, (_, i) => {
    const abroad = i % 8 === 7
    const country = abroad ? ["DE", "NL", "LU", "GB", home === "FR" ? "BE" : "FR"][i % 5]! : home
    return {
      code: `${prefix}${String(1001 + i * 7)}`,
      name: `${trades[i % trades.length]} ${names[(i * 5 + Math.floor(i / trades.length)) % names.length]}${i >= 24 ? " & Cie" : ""}`,
      country,
      segment: ["PME", "Grand compte", "Public"][i % 7 === 3 ? 1 : i % 11 === 5 ? 2 : 0]!,
      collector: COLLECTORS[i % COLLECTORS.length]!,
      currency: country === "GB" ? "GBP" : "EUR",
      terms: ([30, 30, 45, 60] as const)[i % 4]!,
      endOfMonth: i % 4 === 2,
      habit: HABITS[i % HABITS.length]!,
      size: 0.4 + chance() * 3,
    }
  })
}

/** Days from the due day to payment, or null when not (yet) paid by `age` days after issue. */
function delayOf(habit: Habit, chance: () => number): number {
  const r = chance()
  if (habit === "prompt") return Math.floor(r * 6) - 3
  if (habit === "fifteenth") return Math.floor(r * 16)
  if (habit === "slow") return 8 + Math.floor(r * 30)
  if (habit === "chronic") return 35 + Math.floor(r * 60)
  return 400
}

function rowsOf(home: "FR" | "BE", today: Day, customers: number, seed: number): Row[] {
  const chance = seeded(seed)
  const rows: Row[] = []
  let next = 1
  for (const customer of customersOf(home, customers, chance))
    for (let month = MONTHS_OF_HISTORY; month >= 0; month--) {
      if (chance() < 0.25) continue
      const age = month * 30 + Math.floor(chance() * 28)
      const amount = BigInt(Math.round((180 + chance() ** 3 * 9_000) * customer.size * 100))
      const delay = delayOf(customer.habit, chance)
      const issuedOn = addDays(today, -age)
      const dueOn = customer.endOfMonth ? lastOfMonth(addDays(issuedOn, customer.terms)) : addDays(issuedOn, customer.terms)
      // Paid or open is decided from the age alone, never from a calendar day, so that totals do not move with the date.
      const paidAfter = customer.terms + delay
      const paid = paidAfter <= age && !(customer.habit === "silent" && month < 7)
      const number = `${home === "FR" ? "FA" : "VK"}${String(24_000 + next++)}`
      const row = { customer, type: "invoice", number, issuedOn, dueOn, amount, settledOn: paid ? addDays(issuedOn, paidAfter) : null, appliesTo: "" }
      rows.push(row)
      if (!paid && chance() < 0.12)
        rows.push({
          ...row,
          type: "payment",
          number: `R${number}`,
          amount: amount / 3n,
          issuedOn: addDays(issuedOn, Math.min(age, 20)),
          dueOn: addDays(issuedOn, Math.min(age, 20)),
          appliesTo: number,
        })
      if (chance() < 0.03)
        rows.push({ ...row, type: "creditNote", number: `A${number}`, amount: amount / 10n, settledOn: null, appliesTo: paid ? "" : number })
    }
  return rows.sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0))
}

const FRENCH_TYPES: Readonly<Record<string, string>> = { invoice: "Facture", creditNote: "Avoir", payment: "Règlement" }
const DUTCH_TYPES: Readonly<Record<string, string>> = { invoice: "Factuur", creditNote: "Creditnota", payment: "Betaling" }
const dayMonthYear = (d: Day | null) => (d === null ? "" : `${d.slice(8)}/${d.slice(5, 7)}/${d.slice(0, 4)}`)
const comma = (amount: Minor) => toDecimal(amount, currency("EUR")).replace(".", ",")
const table = (header: string, rows: readonly Row[], types: Readonly<Record<string, string>>) =>
  [
    header,
    ...rows.map((r) =>
      [
        r.customer.code,
        r.customer.name,
        r.customer.country,
        r.customer.segment,
        r.customer.collector,
        types[r.type],
        r.number,
        dayMonthYear(r.issuedOn),
        dayMonthYear(r.dueOn),
        comma(r.amount),
        r.customer.currency,
        dayMonthYear(r.settledOn),
        r.appliesTo,
      ].join(";"),
    ),
    "",
  ].join("\r\n")

const frenchJournal = (rows: readonly Row[]) =>
  table(
    "Code client;Nom client;Pays;Segment;Chargé de recouvrement;Type de pièce;N° pièce;Date pièce;Date échéance;Montant TTC;Devise;Date de règlement;Facture réglée",
    rows,
    FRENCH_TYPES,
  )
const dutchJournal = (rows: readonly Row[]) =>
  table(
    "Klantnummer;Klantnaam;Land;Segment;Dossierbeheerder;Documenttype;Factuurnummer;Factuurdatum;Vervaldatum;Bedrag incl. btw;Munt;Betaald op;Betreft factuur",
    rows,
    DUTCH_TYPES,
  )
