/** The tables of one company as its own log-in sees them: their columns, their rows as text, the files they refer to. */
import type { Readable } from "node:stream"
import { sql } from "kysely"
import type { Tx } from "../../shell/db.ts"

/** What is no data but the keys to them: column → why it stays. */
export const KEPT_BACK: Readonly<Record<string, string>> = {
  "people.api_key.digest": "a key's digest is of no use but to guess keys by",
  "people.invitation.digest": "of a link that may still let somebody in",
  "worklist.question.token_digest": "of a link that may still be answered",
  "webhook.endpoint.secret": "signs messages in this instance's name",
  "webhook.endpoint.former_secret": "signed them before",
}

export type Column = { readonly name: string; readonly type: string }
export type CompanyTable = { readonly name: string; readonly company: string; readonly columns: readonly Column[] }
/** Tables whose rows say whose they are, in order of name; without what is kept back. */
export async function companyTables(tx: Tx): Promise<CompanyTable[]> {
  const { rows } = await sql<{ name: string; company: string; columns: Column[] }>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name, CASE WHEN n.nspname = 'company' AND c.relname = 'company' THEN 'id' ELSE 'company_id' END AS company,
           json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'jobs') AND has_table_privilege(c.oid, 'SELECT')
       AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = CASE WHEN n.nspname = 'company' AND c.relname = 'company' THEN 'id' ELSE 'company_id' END)
     GROUP BY 1, 2 ORDER BY 1`.execute(tx.db)
  return rows.map((table) => ({ ...table, columns: table.columns.filter(({ name }) => KEPT_BACK[`${table.name}.${name}`] === undefined) }))
}

export type Form = "csv" | "json"
/** CSV by RFC 4180 with its header, empty for what is not said; or one JSON object a line. */
export function copyRows(tx: Tx, { name, company, columns }: CompanyTable, form: Form): Readable {
  const quoted = columns.map((column) => `"${column.name.replaceAll('"', '""')}"`).join(", ")
  const rows = `SELECT ${quoted} FROM ${name} WHERE ${company} = ${tx.company} ORDER BY 1, 2`
  if (form === "csv") return tx.copyOut(`COPY (${rows}) TO STDOUT WITH (FORMAT csv, HEADER, ENCODING 'UTF8')`)
  // Characters that JSON never holds bare: the line comes as it is.
  return tx.copyOut(
    `COPY (SELECT row_to_json(t)::text FROM (${rows}) t) TO STDOUT WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')`,
  )
}

export type KeptFile = { readonly sha256: string; readonly name: string | null }
/** Each content once, under the first name it came by; null where that was erased. */
export const keptFiles = async (tx: Tx): Promise<KeptFile[]> =>
  (
    await sql<KeptFile>`SELECT DISTINCT ON (f.sha256) f.sha256, n.name FROM evidence.file f
      LEFT JOIN evidence.file_name n ON n.company_id = f.company_id AND n.file_id = f.id
     WHERE f.company_id = ${tx.company} AND (f.source <> 'customer' OR n.name IS NOT NULL) ORDER BY f.sha256, f.recorded_at, f.id`.execute(tx.db)
  ).rows
