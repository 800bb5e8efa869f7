/** Files kept with a customer: put into the vault, taken off the page and put back, each with its act. */
import { recordAct } from "../../activity/activity.act.ts"
import { findCustomer } from "../../customer/find.act.ts"
import { keepFile, type Received } from "../../evidence/evidence.act.ts"
import type { Id } from "../../kernel/id.ts"
import { Refused } from "../../kernel/result.ts"
import type { By } from "../../shell/context.ts"
import type { Tx } from "../../shell/db.ts"
import { insertCustomerFile, loadCustomerFiles, markRemoved } from "./files.store.ts"
import { type CustomerFile, MOST_FILE_BYTES } from "./files.ts"

/** Refuses UNKNOWN_CUSTOMER, FILE_EMPTY, FILE_TOO_LARGE, FILE_CHANGED, DISK_FULL. */
export async function keepWithCustomer(
  tx: Tx,
  by: By,
  dataDir: string,
  code: string,
  file: Pick<Received, "path" | "sha256" | "name"> & { readonly bytes: number },
): Promise<Id> {
  if (file.bytes === 0) throw new Refused("FILE_EMPTY")
  if (file.bytes > MOST_FILE_BYTES) throw new Refused("FILE_TOO_LARGE", { mostMb: MOST_FILE_BYTES / 1_048_576 })
  const customer = await findCustomer(tx, code)
  const actId = tx.newId()
  await recordAct(tx, by, { id: actId, code: "contact.fileAdded", subject: { customer: customer.id, bytes: file.bytes }, digest: file.sha256 })
  const id = await keepFile(tx, dataDir, { ...file, mediaType: "application/octet-stream", source: "customer", actId })
  await insertCustomerFile(tx, id, customer.id, actId)
  return id
}

/** Refuses UNKNOWN_CUSTOMER, UNKNOWN_FILE. */
export async function knownFile(tx: Tx, code: string, id: string): Promise<CustomerFile & { readonly customerId: Id }> {
  const customer = await findCustomer(tx, code)
  const [file] = await loadCustomerFiles(tx, customer.id, id)
  if (!file) throw new Refused("UNKNOWN_FILE", { file: id })
  return { ...file, customerId: customer.id }
}

/** Taken off the page, or put back; the vault keeps it until the customer is erased. Refuses UNKNOWN_CUSTOMER, UNKNOWN_FILE. */
export async function setRemoved(tx: Tx, by: By, code: string, id: string, removed: boolean): Promise<Id> {
  const file = await knownFile(tx, code, id)
  if (file.removed === removed) return file.id
  await recordAct(tx, by, { code: "contact.fileRemoved", subject: { customer: file.customerId, file: file.id, removed } })
  await markRemoved(tx, file.id, removed)
  return file.id
}
