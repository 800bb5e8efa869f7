/**
 * Plainly fictional books of one year as a FEC, in every variant the law and practice know, with what they must come to. Seeded: the same
 * arguments give the same bytes.
 */
import iconv from "iconv-lite"
import { addDays, type Day, day } from "../src/kernel/day.ts"
import { chanceOf } from "./ledger/chance.ts"

export type FecChart = "fr" | "be"
export type FecLine = {
  journal: string
  journalName: string
  num: string
  on: Day
  account: string
  accountName: string
  aux: string
  auxName: string
  piece: string
  pieceOn: Day
  label: string
  /** Debit positive. */
  amount: bigint
  letter: string
  letteredOn: Day | null
  dueOn: Day | null
}
export type FecBooks = {
  readonly lines: FecLine[]
  readonly customers: number
  /** What stays open, per customer: signed minor units, sorted. */
  readonly open: ReadonlyMap<string, readonly bigint[]>
  readonly kinds: ReadonlyMap<string, number>
  readonly groups: number
}

const ACCOUNTS = {
  fr: {
    customer: "41100000",
    bill: "41300000",
    doubtful: "41600000",
    advance: "41910000",
    bank: "51200000",
    cash: "53000000",
    sale: "70600000",
    tax: "44571000",
    loss: "65400000",
    discount: "66500000",
    exchange: "66600000",
    reduction: "70900000",
    capital: "10100000",
  },
  be: {
    customer: "400000",
    bill: "401000",
    doubtful: "407000",
    advance: "460000",
    bank: "550000",
    cash: "570000",
    sale: "700000",
    tax: "451000",
    loss: "642000",
    discount: "653000",
    exchange: "654000",
    reduction: "708000",
    capital: "100000",
  },
} as const
type Role = keyof (typeof ACCOUNTS)["fr"]
const NAMES = ["Société Fictive", "Établissement Imaginé", "Verzonnen Zaak", "Maison Inventée", "Atelier Œuvré"]
const JOURNALS = { VE: "Ventes", BQ: "Banque", OD: "Opérations diverses", AN: "À-nouveaux" } as const
type JournalCode = keyof typeof JOURNALS
const YEAR_START = day("2025-01-01")

export function makeBooks(seed: number, chart: FecChart, customers: number, deeds: number): FecBooks {
  const chance = chanceOf(seed)
  const accounts = ACCOUNTS[chart]
  const lines: FecLine[] = []
  const open = new Map<string, bigint[]>()
  const kinds = new Map<string, number>()
  const numbers = { VE: 0, BQ: 0, OD: 0, AN: 1 }
  let groups = 0
  const count = (kind: string) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const opening: FecLine[] = []

  type Part = { role: Role; amount: bigint; letter?: string; dueOn?: Day }
  const post = (journal: JournalCode, on: Day, aux: string, auxName: string, piece: string, label: string, parts: readonly Part[]) => {
    const num = String(++numbers[journal]).padStart(6, "0")
    const made = parts.map(({ role, amount, letter, dueOn }): FecLine => {
      const personal = ["customer", "bill", "doubtful", "advance"].includes(role)
      return {
        journal,
        journalName: JOURNALS[journal],
        num,
        on,
        account: accounts[role],
        accountName: role,
        aux: personal ? aux : "",
        auxName: personal ? auxName : "",
        piece,
        pieceOn: on,
        label,
        amount,
        letter: letter ?? "",
        letteredOn: null,
        dueOn: dueOn ?? null,
      }
    })
    lines.push(...made)
    return made
  }
  const openItem = (aux: string, amount: bigint) =>
    open.set(
      aux,
      [...(open.get(aux) ?? []), amount].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    )

  for (let c = 1; c <= customers; c++) {
    const aux = `C${String(c).padStart(5, "0")}`
    const name = `${NAMES[c % NAMES.length]} ${c}`
    let letters = 0
    /** Letters the lines as one group, on the latest of their days. */
    const letter = (...group: FecLine[]) => {
      const n = letters++
      const code = String.fromCharCode(65 + (Math.floor(n / 676) % 26), 65 + (Math.floor(n / 26) % 26), 65 + (n % 26))
      const on = group.reduce((latest, line) => (line.on > latest ? line.on : latest), group[0]!.on)
      for (const line of group) {
        line.letter = code
        line.letteredOn = on
      }
      groups++
    }
    if (chance.yes(0.3)) {
      const amount = BigInt(1_000 + chance.int(90_000))
      opening.push({ ...post("AN", YEAR_START, aux, name, `AN-${c}`, "À nouveau", [{ role: "customer", amount }])[0]! })
      lines.pop()
      openItem(aux, amount)
      count("invoice")
    }
    for (let d = 0; d < deeds; d++) {
      const on = addDays(YEAR_START, chance.int(300))
      const later = addDays(on, 1 + chance.int(60))
      const latest = addDays(later, 1)
      const net = BigInt(100 + chance.int(400_000))
      const tax = net / 5n
      const gross = net + tax
      const piece = `F${c}-${d}`
      const bill = () => {
        count("invoice")
        return post("VE", on, aux, name, piece, `Facture ${piece}`, [
          { role: "customer", amount: gross, dueOn: addDays(on, 45) },
          { role: "sale", amount: -net },
          { role: "tax", amount: -tax },
        ])[0]!
      }
      const pay = (amount: bigint, label = "VIR client", role: Role = "bank", to: Role = "customer") =>
        post("BQ", later, aux, name, `B${c}-${d}`, label, [
          { role, amount },
          { role: to, amount: -amount },
        ])[1]!
      const deed = chance.weighted({
        open: 3,
        paid: 6,
        partly: 2,
        discount: 1,
        bill: 1,
        loss: 1,
        creditNote: 1,
        doubtful: 1,
        doubtfulPaid: 1,
        deposit: 1,
        overpaid: 1,
        returned: 1,
        cash: 1,
      })
      if (deed === "open") {
        bill()
        openItem(aux, gross)
      } else if (deed === "paid" || deed === "cash") {
        letter(bill(), pay(gross, "VIR client", deed === "cash" ? "cash" : "bank"))
        count("payment")
      } else if (deed === "partly") {
        bill()
        pay(net)
        count("payment")
        openItem(aux, gross)
        openItem(aux, -net)
      } else if (deed === "discount") {
        const cut = gross / 50n + 1n
        const entry = post("BQ", later, aux, name, `B${c}-${d}`, "VIR escompte", [
          { role: "bank", amount: gross - cut },
          { role: "discount", amount: cut },
          { role: "customer", amount: -gross },
        ])
        letter(bill(), entry[2]!)
        count("payment")
        count("payment")
      } else if (deed === "bill") {
        const taken = post("OD", later, aux, name, `L${c}-${d}`, "LCR reçue", [
          { role: "bill", amount: gross },
          { role: "customer", amount: -gross },
        ])
        letter(bill(), taken[1]!)
        if (chance.yes(0.5)) pay(gross, "LCR encaissée", "bank", "bill")
        count("payment")
      } else if (deed === "loss") {
        const entry = post("OD", later, aux, name, `P${c}-${d}`, "Irrécouvrable", [
          { role: "loss", amount: net },
          { role: "tax", amount: tax },
          { role: "customer", amount: -gross },
        ])
        letter(bill(), entry[2]!)
        count("writeOff")
      } else if (deed === "creditNote") {
        const entry = post("VE", later, aux, name, `A${c}-${d}`, "Avoir", [
          { role: "reduction", amount: net },
          { role: "tax", amount: tax },
          { role: "customer", amount: -gross },
        ])
        letter(bill(), entry[2]!)
        count("creditNote")
      } else if (deed === "doubtful" || deed === "doubtfulPaid") {
        const moved = post("OD", later, aux, name, `D${c}-${d}`, "Client douteux", [
          { role: "doubtful", amount: gross },
          { role: "customer", amount: -gross },
        ])
        letter(bill(), moved[1]!)
        if (deed === "doubtful") openItem(aux, gross)
        else {
          const paid = post("BQ", latest, aux, name, `B${c}-${d}`, "VIR", [
            { role: "bank", amount: gross },
            { role: "doubtful", amount: -gross },
          ])
          letter(moved[0]!, paid[1]!)
          count("payment")
        }
      } else if (deed === "deposit") {
        const taken = post("BQ", on, aux, name, `AC${c}-${d}`, "VIR acompte", [
          { role: "bank", amount: net },
          { role: "advance", amount: -net },
        ])
        const used = post("OD", later, aux, name, `U${c}-${d}`, "Acompte imputé", [
          { role: "advance", amount: net },
          { role: "customer", amount: -net },
        ])
        letter(bill(), used[1]!, pay(gross - net))
        letter(taken[1]!, used[0]!)
        count("deposit")
        if (gross > net) count("payment")
      } else if (deed === "overpaid") {
        const back = post("BQ", latest, aux, name, `R${c}-${d}`, "VIR trop perçu", [
          { role: "customer", amount: 500n },
          { role: "bank", amount: -500n },
        ])
        letter(bill(), pay(gross + 500n), back[0]!)
        count("payment")
        count("refund")
      } else {
        bill()
        const back = post("BQ", latest, aux, name, `I${c}-${d}`, "Rejet prélèvement impayé", [
          { role: "customer", amount: gross },
          { role: "bank", amount: -gross },
        ])
        letter(pay(gross, "PRLV"), back[0]!)
        count("payment")
        count("paymentReturn")
        openItem(aux, gross)
      }
    }
  }
  if (opening.length > 0) {
    const total = opening.reduce((sum, line) => sum + line.amount, 0n)
    lines.push(...opening.map((line) => ({ ...line, num: "000001" })))
    lines.push({
      ...opening[0]!,
      num: "000001",
      account: accounts.capital,
      accountName: "Capital",
      aux: "",
      auxName: "",
      piece: "AN",
      amount: -total,
    })
  }
  return { lines, customers, open, kinds, groups }
}

export type FecLayout = {
  readonly separator: "\t" | "|" | ";"
  readonly encoding: "utf-8" | "utf-8-bom" | "iso-8859-15" | "windows-1252"
  readonly style: "debitCredit" | "sensDC" | "sens1"
  readonly decimal: "," | "."
  readonly order: "law" | "reversed"
  readonly extra: boolean
  readonly end: "\r\n" | "\n"
  readonly padded: boolean
}
export const LAYOUTS: readonly FecLayout[] = [
  { separator: "\t", encoding: "utf-8", style: "debitCredit", decimal: ",", order: "law", extra: false, end: "\r\n", padded: false },
  { separator: "|", encoding: "iso-8859-15", style: "debitCredit", decimal: ",", order: "law", extra: false, end: "\n", padded: true },
  { separator: "\t", encoding: "utf-8-bom", style: "sensDC", decimal: ".", order: "reversed", extra: true, end: "\r\n", padded: false },
  { separator: "|", encoding: "windows-1252", style: "sens1", decimal: ",", order: "reversed", extra: true, end: "\n", padded: false },
  { separator: ";", encoding: "utf-8", style: "debitCredit", decimal: ",", order: "reversed", extra: true, end: "\r\n", padded: true },
]

const decimalOf = (amount: bigint, sign: string) => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0")
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}${sign}${digits.slice(-2)}`
}
const compact = (on: Day | null) => on?.replaceAll("-", "") ?? ""
type Cell = readonly [string, (line: FecLine) => string]

export function fecText(lines: readonly FecLine[], layout: FecLayout): string {
  const figure = (amount: bigint) => decimalOf(amount, layout.decimal).padStart(layout.padded ? 13 : 0, "0")
  const amounts: readonly Cell[] =
    layout.style === "debitCredit"
      ? [
          ["Debit", (l) => figure(l.amount > 0n ? l.amount : 0n)],
          ["Credit", (l) => figure(l.amount < 0n ? -l.amount : 0n)],
        ]
      : [
          ["Montant", (l) => figure(l.amount < 0n ? -l.amount : l.amount)],
          ["Sens", (l) => (layout.style === "sensDC" ? (l.amount < 0n ? "C" : "D") : l.amount < 0n ? "-1" : "+1")],
        ]
  const cells: readonly Cell[] = [
    ["JournalCode", (l) => l.journal],
    ["JournalLib", (l) => l.journalName],
    ["EcritureNum", (l) => l.num],
    ["EcritureDate", (l) => compact(l.on)],
    ["CompteNum", (l) => l.account],
    ["CompteLib", (l) => l.accountName],
    ["CompAuxNum", (l) => l.aux],
    ["CompAuxLib", (l) => l.auxName],
    ["PieceRef", (l) => l.piece],
    ["PieceDate", (l) => compact(l.pieceOn)],
    ["EcritureLib", (l) => l.label],
    ...amounts,
    ["EcritureLet", (l) => l.letter],
    ["DateLet", (l) => compact(l.letteredOn)],
    ["ValidDate", () => "20251231"],
    ["Montantdevise", () => ""],
    ["Idevise", () => ""],
    ...(layout.extra ? ([["DateEcheance", (l) => compact(l.dueOn)]] as const satisfies readonly Cell[]) : []),
    ...(layout.extra ? ([["ColonneMaison", () => "x"]] as const satisfies readonly Cell[]) : []),
  ]
  const ordered = layout.order === "law" ? cells : [...cells].reverse()
  const rows = lines.map((line) => ordered.map(([, value]) => value(line)).join(layout.separator))
  return [ordered.map(([name]) => name).join(layout.separator), ...rows, ""].join(layout.end)
}
export const fecBytes = (lines: readonly FecLine[], layout: FecLayout): Buffer =>
  layout.encoding === "utf-8-bom"
    ? Buffer.from(`\uFEFF${fecText(lines, layout)}`)
    : iconv.encode(fecText(lines, layout), layout.encoding, { addBOM: false })
