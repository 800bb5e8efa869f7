/** What a backup asks of the database beyond its tables: whose books they are, how far each activity log had come, which files are referred to. */
import { type Manifest, vaultLine } from "../archive/manifest.wire.ts"

/** A question to the whole database, as the owner: of a snapshot, or of a database that is being rebuilt. */
export type Select = <Row>(statement: string, values?: readonly unknown[]) => Promise<Row[]>

export const companiesIn = (select: Select) => select<{ id: number; code: string }>("SELECT id, code FROM company.company ORDER BY id")

/** By company: the number of its last seal. */
export const sealedUpTo = async (select: Select): Promise<ReadonlyMap<number, bigint>> =>
  new Map((await select<{ id: number; seq: bigint }>("SELECT company_id AS id, seq FROM activity.head")).map(({ id, seq }) => [id, seq]))

export type Referred = { readonly company: number; readonly sha256: string; readonly bytes: bigint }
const BATCH = 1_000

/** Every content the rows refer to, once, in the order of company and hash; what was erased with a customer is referred to no more. */
export async function* referredFiles(select: Select): AsyncGenerator<Referred> {
  for (let last: Referred = { company: 0, sha256: "", bytes: 0n }; ; ) {
    const batch = await select<Referred>(
      `SELECT f.company_id AS company, f.sha256, max(f.bytes) AS bytes FROM evidence.file f
        WHERE (f.company_id, f.sha256) > ($1, $2) AND NOT (f.source = 'customer'
          AND NOT EXISTS (SELECT FROM evidence.file_name n WHERE n.company_id = f.company_id AND n.file_id = f.id AND n.name IS NOT NULL))
        GROUP BY f.company_id, f.sha256 ORDER BY f.company_id, f.sha256 LIMIT ${BATCH}`,
      [last.company, last.sha256],
    )
    yield* batch
    if (batch.length < BATCH) return
    last = batch.at(-1)!
  }
}

/** Whether the files the rows refer to are those of the manifest, its faults included. */
export async function refersTo(select: Select, { vault }: Manifest, hash: { update(line: string): unknown; digest(form: "hex"): string }) {
  const faulty = new Set(vault.faults.map(({ company, sha256 }) => vaultLine(company, sha256)))
  let found = 0
  for await (const { company, sha256 } of referredFiles(select)) {
    const line = vaultLine(company, sha256)
    found++
    if (!faulty.has(line)) hash.update(line)
  }
  return found === vault.files + vault.faults.length && hash.digest("hex") === vault.sha256
}
