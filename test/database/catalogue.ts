/** The rules every table, view, function and key of the schema keeps, read from the catalogue; what breaks one is named with its remedy. */
import type pg from "pg"
import { ROLES } from "../database.ts"

/** Schemas of which no table is a company's, and which the app works as another program planned them. */
export const SCHEMAS_OF_NO_COMPANY: Readonly<Record<string, string>> = {
  auth: "persons and sessions, as the library of signing in plans them: before any company; only the auth log-in works there",
  jobs: "the queue, as pg-boss plans it: whose turn it is, by a company's number and a job's id, which a check holds; shell.job says the rest",
}
/** Tables that are no company's. */
export const TABLES_OF_NO_COMPANY: Readonly<Record<string, string>> = {
  "shell.migration": "which migrations were applied; asked before there is any company",
  "operations.restored": "a restore is of the whole instance; each company's activity tells it too",
  "shell.removed": "what says that a company is gone outlives its rows; number, code and counts only",
}
/** Keys that do not begin with the company. */
export const KEYS_OF_NO_COMPANY: Readonly<Record<string, string>> = {
  "company.company_code_key": "codes of companies are unique in the instance, and name a company before one is chosen",
}
/** Functions that run with the owner's rights. */
export const DEFINERS: Readonly<Record<string, string>> = {
  "company.directory": "which companies there are is asked before one is chosen; codes and names only",
  "customer.search": "a pattern index is not used under row-level security; the company comes from the setting",
  "customer.search_field": "pattern indexes are not used under row-level security; the company comes from the setting",
  "customer.erase_identifiers": "the app removes nothing; of one customer, and the company comes from the setting",
  "ledger.search_numbers": "as customer.search_field, for numbers of entries",
  "ledger.await_postings": "trigger: a period that closes waits for the postings under way",
  "ledger.refuse_closed_period": "trigger: reads closed periods of the rows' company",
  "ledger.follow_instalments": "trigger: keeps ledger.open_item, which the app may not write",
  "ledger.follow_allocations": "trigger: keeps ledger.open_item, which the app may not write",
  "ledger.follow_due_changes": "trigger: keeps ledger.open_item, which the app may not write",
  "ledger.follow_payments": "trigger: keeps ledger.payment_state, which the app may not write",
  "ledger.follow_payment_events": "trigger: keeps ledger.payment_state, which the app may not write",
  "activity.await_seal": "trigger: keeps activity.unsealed, which the app may not write",
  "ledger.refresh_statistics": "only an owner may ANALYZE; it names its tables and takes nothing",
  "activity.seal_pending": "writes the chain, which the app may not; the company comes from the setting",
  "activity.hold_head": "locks the head, which the app may not write; the company comes from the setting",
  "activity.head_is_published": "marks the head, which the app may not write; the company comes from the setting",
  "activity.about": "an index of what a jsonb holds is not used under row-level security; the company comes from the setting, ids alone are told",
  "activity.actors": "the index is leapt under the owner's rights; names of who acted in the company of the setting",
  "activity.search": "an index of what a jsonb holds is not used under row-level security; the company comes from the setting, ids alone are told",
  "activity.companies_waiting": "whose acts wait is asked before a company is chosen; numbers only",
  "webhook.forget_old": "only an owner may delete; the company comes from the setting, and nothing younger than a month goes",
  "webhook.endpoints_due": "what is due is asked before a company is chosen; numbers and ids only",
  "portfolio.part":
    "the list of who sees a part is read by policies, which a policy of its own would turn in a circle; company, holder and day come from the setting",
  "ledger.in_part": "rows below an entry are a part's where the entry is; company, holder and day come from the setting, yes or no",
  "promise.in_part": "as ledger.in_part, for rows below a promise",
  "dispute.in_part": "as ledger.in_part, for rows below a dispute",
  "contact.in_part": "as ledger.in_part, for rows below a call",
  "people.admitted": "whose session it is comes before any company; only the auth log-in asks it",
  "people.companies_of": "which companies a person works for comes before one is chosen; only the auth log-in asks it",
  "people.anybody": "whether the first person may set up is asked before there is any; yes or no",
  "people.members": "the app may not read persons, but their names where they work for its company, which comes from the setting",
  "shell.forget_answers": "only an owner may delete; the company comes from the setting, and nothing younger than a day goes",
  "shell.forget_jobs": "only an owner may delete; the company comes from the setting, and nothing younger than a month goes, nor what waits",
  "shell.read_pages": "only the owner may look into indexes; no row leaves it",
}

const OURS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
const GUEST_SCHEMAS = Object.keys(SCHEMAS_OF_NO_COMPANY)
  .map((schema) => `'${schema}'`)
  .join(", ")
const NOT_OF_EXTENSION = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '${catalogue}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`
/** Tables that belong to companies, with the column that says whose a row is. */
const TABLES = `SELECT c.oid, n.nspname || '.' || c.relname AS name, obj_description(c.oid, 'pg_class') AS nature, c.relrowsecurity, c.relforcerowsecurity,
    CASE WHEN n.nspname || '.' || c.relname = 'company.company' THEN 'id' ELSE 'company_id' END AS company
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND ${OURS} AND n.nspname NOT IN (${GUEST_SCHEMAS}) AND ${NOT_OF_EXTENSION("pg_class", "c.oid")}`
/** What a policy lets through; looked up once a statement (in a subquery) or once a row is the same. */
const QUAL =
  "replace(replace(pg_get_expr(p.polqual, p.polrelid), '( SELECT company.current() AS current)', 'company.current()'), '( SELECT portfolio.part_company() AS part_company)', 'portfolio.part_company()')"
const CHECKED = QUAL.replace("polqual", "polwithcheck")
const COMPANY_TABLES = `SELECT * FROM (${TABLES}) t WHERE NOT t.name = ANY ($1)`

type Rule = { readonly says: string; readonly remedy: string; readonly sql: string; readonly allowed?: Readonly<Record<string, string>> }

/** Each query returns the names of what offends. $1: tables of no company; $2: the app log-in; $3: the auth log-in. */
const RULES: readonly Rule[] = [
  {
    says: "a table says whose each row is",
    remedy: "give it company_id int NOT NULL, or list it in TABLES_OF_NO_COMPANY",
    sql: `SELECT t.name FROM (${COMPANY_TABLES}) t WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = t.company AND a.attnotnull AND a.atttypid = 'int'::regtype)`,
  },
  {
    says: "a table is guarded by its company's policy, and beside it at most by that of a part of the same company",
    remedy: "CALL shell.guard(…)",
    sql: `SELECT t.name FROM (${COMPANY_TABLES}) t WHERE NOT t.relrowsecurity OR t.relforcerowsecurity OR (SELECT count(*) FROM pg_policy p WHERE p.polrelid = t.oid AND NOT (p.polname = 'own_part' AND p.polpermissive
                 AND (p.polwithcheck IS NULL OR starts_with(${CHECKED}, '((' || t.company || ' = portfolio.part_company()) AND '))
                 AND starts_with(${QUAL}, '((' || t.company || ' = portfolio.part_company()) AND '))) <> 1
            OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
                 AND ${QUAL} = '(' || t.company || ' = company.current())' AND pg_get_expr(p.polwithcheck, p.polrelid) = '(' || t.company || ' = company.current())')`,
  },
  {
    says: "a table is a fact, a state or a register",
    remedy: "CALL shell.guard(…)",
    sql: `SELECT t.name FROM (${COMPANY_TABLES}) t WHERE t.nature IS NULL OR t.nature NOT IN ('fact', 'state', 'register')`,
  },
  {
    says: "a fact is append-only by trigger",
    remedy: "CALL shell.guard(…, 'fact')",
    sql: `SELECT t.name FROM (${COMPANY_TABLES}) t WHERE t.nature = 'fact' AND NOT EXISTS (
            SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgfoid = 'shell.refuse_change'::regproc AND g.tgenabled IN ('O', 'A') AND g.tgtype = 2 + 8 + 16 + 32 AND g.tgqual IS NULL AND g.tgattr = '')`,
  },
  {
    says: "the app neither changes nor removes facts, does not write state, and removes nothing",
    remedy: "revoke what the nature of the table does not give",
    sql: `SELECT t.name || ': ' || p.privilege FROM (${TABLES}) t CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p(privilege)
           WHERE CASE WHEN p.privilege IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN has_table_privilege($2, t.oid, p.privilege) ELSE has_any_column_privilege($2, t.oid, p.privilege) END
             AND NOT (p.privilege = 'INSERT' AND t.nature IN ('fact', 'register')) AND NOT (p.privilege = 'UPDATE' AND t.nature = 'register')`,
  },
  {
    says: "every key and index begins with the company",
    remedy: "put the company first, or list the key in KEYS_OF_NO_COMPANY",
    sql: `SELECT n.nspname || '.' || k.relname FROM (${COMPANY_TABLES}) t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_namespace n ON n.oid = k.relnamespace
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = t.company WHERE i.indkey[0] <> a.attnum`,
    allowed: KEYS_OF_NO_COMPANY,
  },
  {
    says: "every table has a primary key",
    remedy: "give it one",
    sql: `SELECT t.name FROM (${TABLES}) t WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
  },
  {
    says: "text in a key or an index compares byte by byte",
    remedy: 'declare the column COLLATE "C"',
    sql: `SELECT DISTINCT t.name || '.' || a.attname FROM (${COMPANY_TABLES}) t JOIN pg_index i ON i.indrelid = t.oid CROSS JOIN LATERAL unnest(i.indkey::int2[]) x(attnum)
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.attnum JOIN pg_collation c ON c.oid = a.attcollation WHERE c.collname <> 'C'`,
  },
  {
    says: "a foreign key leads to a row of the same company",
    remedy: "make it composite with the company first on both sides; none to company.company, which the parent implies",
    sql: `SELECT t.name || ': ' || f.conname FROM (${TABLES}) t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f' JOIN (${TABLES}) p ON p.oid = f.confrelid
           WHERE NOT (t.name = ANY ($1)) AND (p.name = ANY ($1) OR p.name = 'company.company' OR cardinality(f.conkey) < 2
              OR NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = f.conkey[1] AND a.attname = t.company)
              OR NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = p.oid AND a.attnum = f.confkey[1] AND a.attname = p.company) OR NOT f.convalidated)`,
  },
  {
    says: "what refers to a row is found by an index, or a company could not be removed in time",
    remedy: "an index that begins with the columns of the foreign key, partial where they may be null",
    sql: `SELECT t.name || ': ' || f.conname FROM (${COMPANY_TABLES}) t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
           WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND f.conkey <@ (i.indkey::int2[])[0:cardinality(f.conkey) - 1])`,
  },
  {
    says: "a view shows only what its reader may see",
    remedy: "WITH (security_invoker = true); no materialized view",
    sql: `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND ${NOT_OF_EXTENSION("pg_class", "c.oid")}
             AND (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce(c.reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1']))`,
  },
  {
    says: "the app and auth log-ins own nothing, make nothing and are nobody else",
    remedy: "the owner makes everything; no membership, no CREATE",
    sql: `WITH logins AS (SELECT oid, rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname IN ($2, $3))
          SELECT l.rolname || ' owns ' || c.oid::regclass FROM pg_class c JOIN logins l ON l.oid = c.relowner WHERE c.relpersistence <> 't'
          UNION ALL SELECT l.rolname || ' owns ' || p.oid::regprocedure FROM pg_proc p JOIN logins l ON l.oid = p.proowner
          UNION ALL SELECT l.rolname || ' owns schema ' || n.nspname FROM pg_namespace n JOIN logins l ON l.oid = n.nspowner WHERE n.nspname NOT LIKE 'pg\\_%'
          UNION ALL SELECT l.rolname || ' may create in ' || n.nspname FROM pg_namespace n, logins l WHERE ${OURS} AND has_schema_privilege(l.oid, n.oid, 'CREATE')
          UNION ALL SELECT l.rolname || ' sees every row' FROM logins l WHERE l.rolsuper OR l.rolbypassrls
          UNION ALL SELECT l.rolname || ' is also ' || o.rolname FROM logins l JOIN pg_auth_members m ON m.member = l.oid JOIN pg_roles o ON o.oid = m.roleid`,
  },
  {
    says: "nothing is open to everybody",
    remedy: "REVOKE … FROM PUBLIC",
    sql: `SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
           WHERE ${OURS} AND ${NOT_OF_EXTENSION("pg_class", "c.oid")} AND a.grantee = 0
          UNION SELECT n.nspname FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a WHERE ${OURS} AND a.grantee = 0`,
  },
  {
    says: "a function with the owner's rights has a fixed search_path",
    remedy: "SET search_path = pg_catalog, pg_temp",
    sql: `SELECT p.oid::regproc::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS} AND ${NOT_OF_EXTENSION("pg_proc", "p.oid")} AND p.prosecdef
             AND NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']`,
  },
  {
    says: "a function with the owner's rights is not everybody's",
    remedy: "REVOKE EXECUTE … FROM PUBLIC",
    sql: `SELECT p.oid::regproc::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS} AND ${NOT_OF_EXTENSION("pg_proc", "p.oid")} AND p.prosecdef
             AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)`,
  },
  {
    says: "a function with the owner's rights is listed with its reason",
    remedy: "list it in DEFINERS, or take the rights away",
    sql: `SELECT p.oid::regproc::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS} AND ${NOT_OF_EXTENSION("pg_proc", "p.oid")} AND p.prosecdef`,
    allowed: DEFINERS,
  },
]

export async function catalogueOffences(owner: pg.Client): Promise<string[]> {
  const values = [Object.keys(TABLES_OF_NO_COMPANY), ROLES.app, ROLES.auth]
  const offences: string[] = []
  for (const { says, remedy, sql, allowed = {} } of RULES) {
    // Every parameter is named, so that each query takes the same three.
    const { rows } = await owner.query({
      text: `SELECT x.* FROM (${sql}) x(name) WHERE ($1::text[], $2::text, $3::text) IS NOT NULL ORDER BY 1`,
      values,
    })
    const names = rows.map((row: { name: string }) => row.name)
    offences.push(...names.filter((name) => allowed[name] === undefined).map((name) => `${name}: ${says}; ${remedy}`))
    offences.push(
      ...Object.keys(allowed)
        .filter((name) => !names.includes(name))
        .map((name) => `${name}: is listed as an exception and is none; remove the line`),
    )
  }
  return offences
}

/** Every table that belongs to companies, with its company column and nature. */
export async function companyTables(owner: pg.Client): Promise<{ readonly name: string; readonly company: string; readonly nature: string }[]> {
  return (await owner.query(`SELECT t.name, t.company, t.nature FROM (${COMPANY_TABLES}) t ORDER BY 1`, [Object.keys(TABLES_OF_NO_COMPANY)])).rows
}
