/** House rules about SQL: only the owning room writes its schema's tables, and what crosses rooms is listed with its reason. */
import { posix } from "node:path"
import { CROSS_ROOM_READS, PLAN, SCHEMAS_WITHOUT_ROOM, SQL_FOR_ALL } from "./allowed.ts"
import { codeOf, type File, isSource, roomOf, type Tree } from "./source.ts"
import type { Rule } from "./tidy.ts"

/** SQL with its room: the literals of a source file, the body of a function or view of a migration. */
type Statement = { readonly path: string; readonly room: string; readonly sql: string }
type Crossing = { readonly path: string; readonly room: string; readonly name: string; readonly writes: boolean }

const isMigration = (path: string) => /^migrations\/.*\.sql$/.test(path)
const withoutComments = (sql: string) => sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "")
const CREATE =
  /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|materialized\s+|recursive\s+)?(table|view|function|procedure|sequence)\s+(?:if\s+not\s+exists\s+)?(\w+)\.(\w+)/gi

/** What the migrations define: "ledger.open_items" → "function". */
function definedBy(tree: Tree): ReadonlyMap<string, string> {
  const created = tree.filter((f) => isMigration(f.path)).flatMap((f) => [...withoutComments(f.text).matchAll(CREATE)])
  return new Map(created.map((m) => [`${m[2]}.${m[3]}`.toLowerCase(), m[1]!.toLowerCase()]))
}

/** Literals only, without file names and without the `${…}` in templates: there, a dot is no table. */
const literalsOf = (file: File) =>
  [...codeOf(file).matchAll(/"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g)]
    .map((m) => m[0].slice(1, -1).replace(/\$\{[^}]*\}/g, " ? "))
    .filter((literal) => !/\.tsx?$/.test(literal))
    .join("\n")

/** Bodies of functions and views; of a view, everything up to the semicolon. */
function bodiesOf(file: File): Statement[] {
  const sql = withoutComments(file.text)
  const functions = [...sql.matchAll(/\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\s+(\w+)\.\w+[\s\S]*?\$(\w*)\$([\s\S]*?)\$\2\$/gi)]
  const views = [...sql.matchAll(/\bcreate\s+(?:or\s+replace\s+)?(?:materialized\s+)?view\s+(\w+)\.\w+()([^;]*);/gi)]
  return [...functions, ...views].map((m) => ({ path: file.path, room: m[1]!.toLowerCase(), sql: m[3]! }))
}

function crossings(tree: Tree): Crossing[] {
  const defined = definedBy(tree)
  const statements = tree.flatMap((f): Statement[] => {
    if (isMigration(f.path)) return bodiesOf(f)
    return isSource(f.path) && f.path !== "src/shell/schema.ts"
      ? [{ path: f.path, room: roomOf(f.path), sql: literalsOf(f) + queryBuilderCalls(f) }]
      : []
  })
  return statements.flatMap(({ path, room, sql }) => {
    const flat = sql.replaceAll('"', "").toLowerCase()
    const written = new Set([...flat.matchAll(WRITE)].map((m) => m[1]!))
    const named = new Set([...flat.matchAll(/\b[a-z_]\w*\.[a-z_]\w*\b/g)].map((m) => m[0]).filter((name) => defined.has(name) || written.has(name)))
    return [...named]
      .filter((name) => name.split(".")[0] !== room && !SQL_FOR_ALL.includes(name) && layerOf(name.split(".")[0]!) >= 0)
      .map((name) => ({ path, room, name, writes: written.has(name) }))
  })
}
const WRITE = /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|truncate(?:\s+table)?|merge\s+into|copy)\s+([a-z_]\w*\.[a-z_]\w*)/g
const layerOf = (room: string) => PLAN.findIndex((rooms) => rooms.includes(room))

/** `insertInto("ledger.entry")` said as SQL. */
const queryBuilderCalls = (file: File) =>
  [...codeOf(file).matchAll(/\.(insertInto|updateTable|deleteFrom|mergeInto)\(\s*["'`]([\w.]+)/g)]
    .map((m) => `\n${{ insertInto: "insert into", updateTable: "update", deleteFrom: "delete from", mergeInto: "merge into" }[m[1]!]} ${m[2]}`)
    .join("")

export const CROSS_ROOM_SQL: readonly Rule[] = [
  {
    says: "only the owning room writes its schema's tables",
    offences: (tree) =>
      crossings(tree)
        .filter((c) => c.writes)
        .map((c) => `${c.path}: ${c.room} writes ${c.name}; call the ${c.name.split(".")[0]} room's .act.ts, or its function`),
  },
  {
    says: "what a room reads of another in SQL is published, below it in the plan, and listed with its reason",
    offences: (tree) => {
      const defined = definedBy(tree)
      const read = crossings(tree).filter((c) => !c.writes)
      const upwards = read.filter((c) => layerOf(c.room) >= 0 && layerOf(c.name.split(".")[0]!) > layerOf(c.room))
      const unlisted = read.filter((c) => CROSS_ROOM_READS[c.room]?.[c.name] === undefined)
      const listed = Object.entries(CROSS_ROOM_READS).flatMap(([room, reads]) => Object.keys(reads).map((name) => ({ room, name })))
      const stale = listed.filter(
        ({ room, name }) => tree.some((f) => f.path === "test/allowed.ts") && !read.some((c) => c.room === room && c.name === name),
      )
      return [
        ...upwards.map((c) => `${c.path}: reads ${c.name}, which stands above ${c.room}; turn the dependency round`),
        ...unlisted.map(
          (c) => `${c.path}: reads ${defined.get(c.name)} ${c.name}; list it with its reason under "${c.room}" in CROSS_ROOM_READS (test/allowed.ts)`,
        ),
        ...stale.map(({ room, name }) => `test/allowed.ts: ${room} no longer reads ${name}; remove the line`),
      ]
    },
  },
]

export const MIGRATIONS: readonly Rule[] = [
  {
    says: "migrations are numbered without a gap",
    offences: (tree) =>
      tree
        .filter((f) => f.path.startsWith("migrations/"))
        .map((f) => posix.basename(f.path))
        .sort()
        .flatMap((name, i) =>
          new RegExp(`^${String(i + 1).padStart(4, "0")}_[a-z0-9_]+\\.sql$`).test(name)
            ? []
            : [`migrations/${name}: is not number ${i + 1}; name it ${String(i + 1).padStart(4, "0")}_what_it_makes.sql`],
        ),
  },
  {
    says: "a schema belongs to a room",
    offences: (tree) =>
      tree
        .filter((f) => isMigration(f.path))
        .flatMap((f) =>
          [...withoutComments(f.text).matchAll(/\bcreate\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)].map((m) => ({ f, schema: m[1]! })),
        )
        .filter(({ schema }) => layerOf(schema) < 0 && SCHEMAS_WITHOUT_ROOM[schema] === undefined)
        .map(
          ({ f, schema }) =>
            `${f.path}: schema ${schema} is no room's; name it after its room, or give its reason in SCHEMAS_WITHOUT_ROOM (test/allowed.ts)`,
        ),
  },
]
