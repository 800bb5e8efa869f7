/**
 * Insolvency proceedings of customers, as a person enters them from a notice: which kind, by which judgment, read where.
 *
 * Days    judgedOn: the legal date of the judgment that opens them. Items dated before it are paid through the proceedings and leave the chase; those of the
 *         day itself and later do not. They end on endedOn: from that day on what is still open is chased again.
 * Law     the kinds are those of the customer's country; a customer without a known country may have any.
 * Refuses INSOLVENCY_KIND, INSOLVENCY_TOO_LATE, INSOLVENCY_ENDS_EARLY.
 */
import type { Day } from "../kernel/day.ts"
import type { Id } from "../kernel/id.ts"
import { ok, type Result, refuse } from "../kernel/result.ts"

export const KINDS = [
  "safeguard",
  "acceleratedSafeguard",
  "receivership",
  "liquidation",
  "judicialReorganisation",
  "bankruptcy",
  "suspensionOfPayments",
  "courtApprovedPlan",
  "protectiveShield",
  "selfAdministration",
  "insolvencyProceedings",
  "other",
] as const
export type InsolvencyKind = (typeof KINDS)[number]

/**
 * France: Book VI C. com. Belgium: Book XX CDE. Netherlands: Faillissementswet (with WHOA). Germany: InsO (§§ 270 f, 270d). Luxembourg: Code de commerce,
 * Book III, and the act of 7 August 2023.
 */
const KINDS_OF: Readonly<Record<string, readonly InsolvencyKind[]>> = {
  FR: ["safeguard", "acceleratedSafeguard", "receivership", "liquidation"],
  BE: ["judicialReorganisation", "bankruptcy", "liquidation"],
  NL: ["suspensionOfPayments", "courtApprovedPlan", "bankruptcy"],
  DE: ["insolvencyProceedings", "selfAdministration", "protectiveShield"],
  LU: ["judicialReorganisation", "bankruptcy", "liquidation"],
}
/** The kinds a customer of this country may be in; `other` everywhere. */
export const kindsIn = (country: string | null): readonly InsolvencyKind[] => {
  const known = country === null ? undefined : KINDS_OF[country]
  return known ? [...known, "other"] : KINDS
}

export const INSOLVENCY_STATES = ["open", "ended"] as const
export type InsolvencyState = (typeof INSOLVENCY_STATES)[number]

/** What a person enters, and may correct. */
export type InsolvencyFacts = {
  readonly kind: InsolvencyKind
  readonly judgedOn: Day
  readonly court: string | null
  readonly reference: string | null
  /** Where it was read: a gazette and its number, a letter of the administrator. */
  readonly source: string
  readonly endedOn: Day | null
}
export type Insolvency = InsolvencyFacts & {
  readonly id: Id
  readonly customerId: Id
  readonly customer: string
  readonly name: string
  readonly country: string | null
  readonly recordedBy: string
  readonly recordedAt: Date
}

export const insolvencyStateOn = ({ endedOn }: Pick<Insolvency, "endedOn">, asOf: Day): InsolvencyState =>
  endedOn !== null && endedOn <= asOf ? "ended" : "open"

export type InsolvencyRefusal =
  | { readonly code: "INSOLVENCY_KIND"; readonly kind: InsolvencyKind; readonly country: string; readonly takes: readonly InsolvencyKind[] }
  | { readonly code: "INSOLVENCY_TOO_LATE"; readonly day: Day; readonly latest: Day }
  | { readonly code: "INSOLVENCY_ENDS_EARLY"; readonly judgedOn: Day; readonly endedOn: Day }

export function checkInsolvency(said: InsolvencyFacts, country: string | null, today: Day): Result<null, InsolvencyRefusal> {
  const takes = kindsIn(country)
  if (!takes.includes(said.kind)) return refuse({ code: "INSOLVENCY_KIND", kind: said.kind, country: country ?? "", takes })
  for (const day of [said.judgedOn, said.endedOn]) if (day !== null && day > today) return refuse({ code: "INSOLVENCY_TOO_LATE", day, latest: today })
  if (said.endedOn !== null && said.endedOn < said.judgedOn)
    return refuse({ code: "INSOLVENCY_ENDS_EARLY", judgedOn: said.judgedOn, endedOn: said.endedOn })
  return ok(null)
}
