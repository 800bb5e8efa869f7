/** The door of the evidence room: a file is kept as it was received, inside the transaction of the act that brought it. */
import type { Readable } from "node:stream"
import type { Id } from "../kernel/id.ts"
import type { Tx } from "../shell/db.ts"
import { putFile, vaultFolder } from "../shell/vault.ts"
import { eraseNames, holdVault, insertFile, namesAfter } from "./evidence.store.ts"

export type Received = {
  /** Where it lies, or what it holds. */
  readonly path: string | Readable
  /** Of the bytes that were read and acted on: what is kept must be the same. */
  readonly sha256: string
  readonly name: string
  readonly mediaType: string
  /** What a customer's page keeps goes, content and all, when its name is erased. */
  readonly source: "import" | "customer"
  readonly actId: Id
}

/**
 * Stores the file, then writes its row: the file is on the disk before the row can be committed. Called last in a transaction, when nothing
 * can be refused any more; rolled back nevertheless, it leaves an orphan for the sweep. Refuses FILE_CHANGED and DISK_FULL.
 */
export async function keepFile(tx: Tx, dataDir: string, received: Received): Promise<Id> {
  await holdVault(tx)
  const { bytes } = await putFile(vaultFolder(dataDir, tx.company), received.path, received.sha256)
  const id = tx.newId()
  await insertFile(tx, { ...received, id, bytes })
  return id
}

/** Gives up files that were kept with a customer, for good: their names now, their contents with the next sweep unless another row holds the same. */
export const giveUpFiles = (tx: Tx, ids: readonly Id[]): Promise<void> => eraseNames(tx, ids)

/** Erases the names of received files that the test finds, with their salt: the files themselves stay as evidence. How many. Those kept with a customer go with it alone. */
export async function eraseFileNames(tx: Tx, names: (name: string) => boolean): Promise<number> {
  let erased = 0
  for (let after: Id | null = null; ; ) {
    const batch = await namesAfter(tx, after)
    const found = batch.filter(({ name }) => names(name)).map(({ id }) => id)
    if (found.length > 0) await eraseNames(tx, found)
    erased += found.length
    const last = batch.at(-1)
    if (!last) return erased
    after = last.id
  }
}
