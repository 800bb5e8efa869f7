/** The customer room's door for writing. */
import type { Id } from "../kernel/id.ts"
import { fold } from "../kernel/text.ts"
import type { Tx } from "../shell/db.ts"
import { countErasures, erasePerson, isErased } from "./erasure.store.ts"
import { insertCustomers, unknownCodes } from "./register.store.ts"

export { countErasures, erasePerson, isErased, unknownCodes }

export type NewCustomer = {
  readonly code: string
  readonly name: string | null
  readonly country: string | null
  readonly segment: string | null
  readonly collector: string | null
  readonly groupCode: string | null
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[] | null
}

/** Registers customers an import names for the first time; the import's own activity row speaks for them. A nameless one bears its code. */
export async function registerCustomers(tx: Pick<Tx, "db">, company: number, customers: readonly NewCustomer[], newId: () => Id): Promise<void> {
  const rows = customers.map((c) => ({
    ...c,
    id: newId(),
    name: c.name ?? c.code,
    searchText: fold(`${c.code} ${c.name ?? ""}`),
    identifiers: c.identifiers ?? [],
  }))
  await insertCustomers(tx, company, rows, newId)
}

/** Registers those of a list of customers that are not here yet; the others stay as they are. */
export async function registerListed(tx: Pick<Tx, "db">, company: number, customers: readonly NewCustomer[], newId: () => Id): Promise<void> {
  const unknown = new Set(await unknownCodes(tx, company, [...new Set(customers.map((c) => c.code))]))
  await registerCustomers(
    tx,
    company,
    customers.filter(({ code }) => unknown.delete(code)),
    newId,
  )
}
