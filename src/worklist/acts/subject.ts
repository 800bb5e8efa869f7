/** What an act is about, and which acts there are. */
export type ActKind = "call" | "note" | "snooze" | "promise" | "dispute" | "task" | "hold" | "insolvency" | "help"
export type Subject = {
  readonly customer: string
  readonly name: string
  readonly country: string | null
  readonly currency: string
  readonly overdue: string
  /** A call before the due day asks two questions. */
  readonly beforeDue: boolean
}
