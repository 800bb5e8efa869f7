/** The portfolio figures as a list people read: each with what it was made of; by customer, one row each. */
import type { Cell, Column, Listing } from "../kernel/listing.ts"
import type { Language } from "../kernel/text.ts"
import { bucketText } from "./ageing.text.ts"
import { kpiText as text } from "./kpi.text.ts"
import type { KpiAnswer } from "./kpi.wire.ts"

type Of = KpiAnswer["currencies"][number]

export function kpiListing(answer: KpiAnswer, facts: Listing["facts"], lang: Language): Listing {
  const head = { title: text.title[lang], facts, sums: [] }
  if (answer.currencies.length === 0) return { ...head, facts: [...facts, ["", text.nothing[lang]]], columns: [], rows: [] }
  if (answer.currencies.some((of) => "rows" in of)) return { ...head, columns: customerColumns(lang), rows: answer.currencies.flatMap(customerRows) }
  const columns: Column[] = [
    { title: text.currency[lang], kind: "text" },
    { title: text.figure[lang], kind: "text" },
    { title: text.value[lang], kind: "number" },
    { title: text.unit[lang], kind: "text" },
    { title: text.madeOf[lang], kind: "text" },
  ]
  return { ...head, columns, rows: answer.currencies.flatMap((of) => figureRows(of, lang)) }
}

/** A percentage's working shows the part itself, not the hundredfold it is divided as. */
function figureRows(of: Of, lang: Language): Cell[][] {
  const { workings: w, late, daysToPay: pay } = of
  const t = (key: keyof typeof text) => text[key][lang]
  const times = `/ ${t("sales")} ${w.sales} × ${w.days}`
  const back = w.countBack.map((m) => `${m.month}: ${m.used} / ${m.sales} × ${m.days}`).join(" + ")
  const days = t("daysUnit")
  const figures: [string, number | null, string, string][] = [
    [t("dsoSimple"), of.dso.simple, days, `${t("receivables")} ${w.receivables} ${times}`],
    [t("countBack"), of.dso.countBack, days, back],
    [t("best"), of.bestPossibleDso, days, `${t("notOverdue")} ${w.notOverdue} ${times}`],
    [t("delinquent"), of.averageDaysDelinquent, days, `${t("dsoSimple")} − ${t("best")}`],
    [
      t("effectiveness"),
      of.effectiveness,
      "%",
      `(${t("begin")} ${w.begin} + ${t("sales")} ${w.sales} − ${w.receivables}) / (… − ${t("notOverdue")} ${w.notOverdue})`,
    ],
    [t("overdueShare"), of.overdueShare, "%", divided({ ...w.overdueShare, numerator: w.overdue })],
    ...of.rollRates.map(({ from, to, rate }, i): [string, number | null, string, string] => {
      const { now, before } = w.rollRates[i]!
      return [`${t("roll")} ${bucketText(from, lang)} → ${bucketText(to, lang)}`, rate, "%", divided({ numerator: now, denominator: before })]
    }),
    [t("weightedLate"), of.weightedDaysLate, days, divided(w.weightedDaysLate)],
    [t("payMean"), pay.mean, days, divided(w.daysToPay.mean)],
    [t("payWeighted"), pay.weighted, days, divided(w.daysToPay.weighted)],
    [t("payMedian"), pay.median, days, ""],
    [t("lateCount"), late.count, "", ""],
    [t("lateShare"), late.share, "%", divided({ ...w.late.share, numerator: String(late.count) })],
    [t("meanAll"), late.meanAll, days, divided(w.late.meanAll)],
    [t("meanLate"), late.meanLate, days, divided(w.late.meanLate)],
    [t("max"), late.max, days, ""],
  ]
  return figures.map(([title, value, unit, working]) => [of.currency, title, value, value === null ? "" : unit, working])
}

type Divided = { readonly numerator: string; readonly denominator: string }
/** Nothing by nothing is no working. */
const divided = (of: Divided) => (/^0(\.0+)?$/.test(of.denominator) ? "" : `${of.numerator} / ${of.denominator}`)

function customerColumns(lang: Language): Column[] {
  const number = (key: keyof typeof text): Column => ({ title: text[key][lang], kind: "number" })
  return [
    { title: text.currency[lang], kind: "text" },
    { title: text.customer[lang], kind: "text" },
    { title: "", kind: "text" },
    ...(["invoices", "lateCount", "lateShare", "meanAll", "meanLate", "max", "payMean", "payWeighted", "payMedian"] as const).map(number),
  ]
}

function customerRows(of: Of): Cell[][] {
  const rows = "rows" in of ? of.rows : []
  return rows.map(({ key, name, count, late, daysToPay: pay }) => {
    const figures = [count, late.count, late.share, late.meanAll, late.meanLate, late.max, pay.mean, pay.weighted, pay.median]
    return [of.currency, key, name, ...figures]
  })
}
