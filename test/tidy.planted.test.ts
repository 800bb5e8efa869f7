/** The house rules themselves, tried on planted offences: each rule must name the file it should, and nothing else. */
import { expect, test } from "vitest"
import { withTestFiles } from "./checks.ts"
import { codeOf, importsOf, reachableFrom, suffixesOf } from "./source.ts"
import { measure, RULES } from "./tidy.ts"

/** Offending words are planted with a bar in the middle, so that this file does not offend. */
const unbarred = (text: string) => text.replaceAll("¦", "")
type Planted = readonly [says: string, files: Readonly<Record<string, string>>, offender: string, because: RegExp]
const files = (texts: Readonly<Record<string, string>>) => Object.entries(texts).map(([path, text]) => ({ path, text: unbarred(text) }))
const offencesOf = (says: string, texts: Readonly<Record<string, string>>) => {
  const rule = RULES.find((r) => r.says.startsWith(says))
  if (!rule) throw new Error(`no rule says: ${says}`)
  return rule.offences(files(texts))
}
const MIGRATION = {
  "migrations/0001_house.sql":
    "CREATE SCHEMA ledger; CREATE TABLE ledger.entry (id int); CREATE FUNCTION ledger.open_items(d date) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;",
}
const lines = (n: number) => "const x = 1\n".repeat(n)

const PLANTED: readonly Planted[] = [
  ["every folder of src is a room", { "src/invoicing/invoice.ts": "" }, "src/invoicing/invoice.ts", /no room/],
  ["every folder of src is a room", { "src/odd.ts": "" }, "src/odd.ts", /no room/],
  ["the suffix of a file", { "src/ledger/ledger.sql.ts": "" }, "src/ledger/ledger.sql.ts", /\.sql/],
  ["pure modules import only", { "src/ledger/ledger.ts": 'import { x } from "./ledger.store.ts"' }, "src/ledger/ledger.ts", /ledger\.store/],
  ["pure modules import only", { "src/ledger/ledger.ts": 'import { db } from "../shell/db.ts"' }, "src/ledger/ledger.ts", /shell/],
  ["pure modules import only", { "src/ledger/ledger.ts": 'import { readFile } from "node:fs"' }, "src/ledger/ledger.ts", /node:fs/],
  ["pure modules import only", { "src/ledger/ledger.text.ts": 'import { z } from "zod"' }, "src/ledger/ledger.text.ts", /zod/],
  ["the kernel imports nothing", { "src/kernel/day.ts": 'import { x } from "../law/x.ts"' }, "src/kernel/day.ts", /stands alone/],
  ...[
    "Date.now()",
    "new Date()",
    "Math.random()",
    "randomBytes(5)",
    "randomUUID()",
    "process.env.HOME",
    "fetch(url)",
    "crypto.randomUUID()",
    "console.log(1)",
    "setTimeout(f, 1)",
  ].map(
    (use): Planted => ["pure modules, stores and acts never", { "src/ageing/ageing.ts": `const x = ${use}` }, "src/ageing/ageing.ts", /parameter/],
  ),
  ["pure modules, stores and acts never", { "src/ledger/post.act.ts": "const at = new Date()" }, "src/ledger/post.act.ts", /parameter/],
  ["imports point down", { "src/ledger/ledger.ts": 'import { a } from "../ageing/ageing.ts"' }, "src/ledger/ledger.ts", /above/],
  [
    "rooms of one line",
    {
      "src/ageing/a.ts": 'import "../document/b.ts"',
      "src/document/b.ts": 'import "../interest/c.ts"',
      "src/interest/c.ts": 'import "../ageing/a.ts"',
    },
    "src/interest/c.ts",
    /each other/,
  ],
  ["a room's stores", { "src/ageing/ageing.store.ts": 'import { x } from "../ledger/ledger.store.ts"' }, "src/ageing/ageing.store.ts", /act/],
  ["a room's stores", { "src/report/report.cli.ts": 'import { x } from "../ageing/ageing.cli.ts"' }, "src/report/report.cli.ts", /act/],
  ["the shell knows no business", { "src/shell/server.ts": 'import { x } from "../ledger/ledger.ts"' }, "src/shell/server.ts", /program/],
  ["no connection", { "src/ledger/ledger.store.ts": 'import pg from "pg"' }, "src/ledger/ledger.store.ts", /shell/],
  ["nothing reachable", { "src/main.ts": 'import("./shell/web.tsx")', "src/shell/web.tsx": "" }, "src/shell/web.tsx", /JSX/],
  ["a file can be read", { "src/ledger/ledger.ts": lines(401) }, "src/ledger/ledger.ts", /401 lines/],
  ["a file can be read", { "src/ledger/ledger.test.ts": lines(601) }, "src/ledger/ledger.test.ts", /601 lines/],
  ["a room can be seen", Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`src/ledger/l${i}.ts`, ""])), "src/ledger", /26 files/],
  ["no drawer", { "src/ledger/date-utils.ts": "" }, "src/ledger/date-utils.ts", /name it/],
  ["no drawer", { "src/ledger/index.ts": "" }, "src/ledger/index.ts", /name it/],
  ["no barrel", { "src/ledger/all.ts": 'export * from "./ledger.ts"' }, "src/ledger/all.ts", /import that file/],
  ["no barrel", { "src/ledger/all.ts": 'export { post } from "./ledger.ts"' }, "src/ledger/all.ts", /import that file/],
  ["every room explains", { "src/ledger/ledger.ts": "" }, "src/ledger/README.md", /missing/],
  ["every room explains", { "src/ledger/ledger.ts": "", "src/ledger/README.md": "# L\n## Terms\n## Tables\n" }, "src/ledger/README.md", /Invariants/],
  ["migrations are numbered", { "migrations/0002_late.sql": "" }, "migrations/0002_late.sql", /0001_/],
  ["a schema belongs", { "migrations/0001_x.sql": "CREATE SCHEMA stuff;" }, "migrations/0001_x.sql", /no room/],
  [
    "only the owning room",
    { ...MIGRATION, "src/document/d.store.ts": "sql`INSERT INTO ledger.entry VALUES (1)`" },
    "src/document/d.store.ts",
    /writes/,
  ],
  ["only the owning room", { ...MIGRATION, "src/document/d.store.ts": 'db.updateTable("ledger.entry")' }, "src/document/d.store.ts", /writes/],
  [
    "only the owning room",
    { ...MIGRATION, "migrations/0002_d.sql": "CREATE FUNCTION document.f() RETURNS int AS $x$ BEGIN DELETE FROM ledger.entry; END $x$;" },
    "migrations/0002_d.sql",
    /writes/,
  ],
  [
    "what a room reads",
    { ...MIGRATION, "src/forecast/d.store.ts": "sql`SELECT * FROM ledger.entry`" },
    "src/forecast/d.store.ts",
    /reads table ledger.entry/,
  ],
  [
    "what a room reads",
    { "migrations/0001_p.sql": "CREATE TABLE portal.x ();", "src/ledger/l.store.ts": '"SELECT 1 FROM portal.x"' },
    "src/ledger/l.store.ts",
    /above/,
  ],
  [
    "every file is used",
    { "src/main.ts": "", "src/ledger/ledger.text.ts": "", "src/ledger/a.test.ts": 'import "./ledger.text.ts"' },
    "src/ledger/ledger.text.ts",
    /nobody/,
  ],
  ["every file is used", { "test/lost.ts": "" }, "test/lost.ts", /nobody/],
  [
    "every exported",
    { "src/main.ts": "", "src/ledger/l.ts": "export const lost = 1", "src/ledger/l.test.ts": "lost" },
    "src/ledger/l.ts",
    /nobody uses lost/,
  ],
  ["every exported", { "src/main.ts": "", "src/ledger/l.ts": "export const lost = 1\nlost" }, "src/ledger/l.ts", /nobody uses lost/],
  ["the project speaks", { "docs/a.md": "see registry.n¦pmjs.org" }, "docs/a.md", /registry/],
  ["the project speaks", { "docs/a.md": "in /w¦ork/place" }, "docs/a.md", /one machine/],
  ["the project speaks", { "docs/a.md": "as Clau¦de wrote" }, "docs/a.md", /how the project was made/],
  ["the lockfile", { "package-lock.json": '{"resolved": "https://x"}' }, "package-lock.json", /addresses/],
  ...["it.sk¦ip(", "test.on¦ly(", "describe.to¦do(", "test.each([1]).sk¦ip("].map(
    (use): Planted => ["no test is left out", { "src/a/a.test.ts": use }, "src/a/a.test.ts", /run it/],
  ),
  ...["// @ts-ig¦nore", "// biome-ig¦nore lint: x", "const a: an¦y = 1", "f(x as an¦y)", "Map<string, any¦[]>", "new Set<an¦y>()"].map(
    (use): Planted => ["neither the type checker", { "src/a/a.ts": use }, "src/a/a.ts", /mend|unknown/],
  ),
  ["nothing is left for later", { "src/a/a.ts": "// TO¦DO later" }, "src/a/a.ts", /do it/],
  ["every direct dependency", { "package.json": '{"dependencies":{"left-pad":"1"}}', "DECISIONS.md": "" }, "DECISIONS.md", /left-pad/],
  ["every direct dependency", manyDependencies(), "package.json", /31 direct/],
  ["every check", { "src/a/a.test.ts": 'test("P¦99: x")', "docs/checks.md": "" }, "src/a/a.test.ts", /unknown/],
  ["every check", { "src/a/a.test.ts": 'test("P¦01: x")', "docs/checks.md": "| P¦01 | do | expected | – |" }, "docs/checks.md", /--write/],
]
function manyDependencies() {
  const names = Array.from({ length: 31 }, (_, i) => `package-${i}`)
  return {
    "package.json": JSON.stringify({ dependencies: Object.fromEntries(names.map((n) => [n, "1"])) }),
    "DECISIONS.md": names.map((n) => `\`${n}\``).join(),
  }
}

test.each(PLANTED)("%s — planted %o is found", (says, texts, offender, because) => {
  const found = offencesOf(says, texts)
  expect(found.filter((offence) => offence.startsWith(`${offender}: `) && because.test(offence))).not.toEqual([])
  expect(found.filter((offence) => !offence.startsWith(`${offender}: `) && !/^src\/(?:ageing\/a|document\/b)\.ts/.test(offence))).toEqual([])
})
test("every rule has a planted offence", () => {
  expect(RULES.map((rule) => rule.says).filter((says) => !PLANTED.some(([start]) => says.startsWith(start)))).toEqual([])
})

const TIDY: Readonly<Record<string, string>> = {
  ...MIGRATION,
  "bin/encours": 'import("../src/main.ts")',
  "src/main.ts": 'import { route } from "./ledger/ledger.http.ts"\nimport { now } from "./shell/clock.ts"\nroute(now)',
  "src/shell/clock.ts": "export const now = () => new Date()",
  "src/ledger/README.md": "# Ledger\n## Terms\n## Invariants\n## Tables\n",
  "src/ledger/ledger.ts":
    '/** Never reads Date.now(); see "process.env". */\nexport const post = (said: string) => `$¦{said} on $¦{new Date("2026-11-21")}`',
  "src/ledger/ledger.store.ts":
    'import { post } from "./ledger.ts"\nexport const save = () => post(`INSERT INTO ledger.entry SELECT $¦{ledger.entry}`)',
  "src/ledger/ledger.act.ts": 'import { post } from "./ledger.ts"\nexport const postAll = () => [inner(), post]\nexport const inner = () => 1',
  "src/ledger/ledger.http.ts":
    'import { postAll } from "./ledger.act.ts"\nimport { save } from "./ledger.store.ts"\nexport const route = (now: () => Date) => [now, save, postAll]',
  "src/ledger/ledger.test.ts": 'import { inner } from "./ledger.act.ts"\ninner()\ntest.skipIf(samples === null)("many: any order", () => 1)',
  "package.json": '{"dependencies":{"pg":"1"}}',
  "DECISIONS.md": "- `pg`: the driver",
}
test("a tidy house offends no rule", () => {
  expect(RULES.flatMap((rule) => rule.offences(files(TIDY)))).toEqual([])
})
test("a house without rooms yet offends no rule", () => {
  expect(RULES.flatMap((rule) => rule.offences([]))).toEqual([])
})

test("comments are no code, literals are", () => {
  const text = 'const a = "// stays" // goes\nconst b = /["/]\\/\\//.test(`/* stays */`) /* goes */'
  expect(codeOf({ path: "a.ts", text })).toBe('const a = "// stays" \nconst b = /["/]\\/\\//.test(`/* stays */`) ')
})
test("imports are found in every form", () => {
  const text =
    'const word = "from" | "here"\nimport type { A } from "../kernel/a.ts"\nimport "./b.ts"\nconst c = await import("zod")\n// from "./not.ts"'
  expect(importsOf({ path: "src/ledger/l.ts", text })).toEqual(["src/kernel/a.ts", "src/ledger/b.ts", "npm:zod"])
})
test("a file named in a literal is reachable", () => {
  const tree = files({ "bin/encours": 'join(root, "src/main.ts")', "src/main.ts": 'fork(new URL("./shell/jail.ts", here))', "src/shell/jail.ts": "" })
  expect([...reachableFrom(tree, ["bin/encours"])]).toEqual(["bin/encours", "src/main.ts", "src/shell/jail.ts"])
})
test("suffixes stand between the name and the extension", () => {
  expect(suffixesOf("src/ledger/post.store.test.ts")).toEqual(["store", "test"])
})
test("the checks page lists the tests that name a check", () => {
  const tree = files({ "src/a.test.ts": "P¦01 P¦02", "src/b.test.ts": "P¦01" })
  const page = unbarred("| P¦01 | do | so |  |\n| P¦03 | do | so | old |")
  expect(withTestFiles(page, tree)).toBe(unbarred("| P¦01 | do | so | `src/a.test.ts`, `src/b.test.ts` |\n| P¦03 | do | so | – |"))
})
test("the house is measured without tests and generated files", () => {
  const tree = files({ "src/a/a.ts": lines(10), "src/a/b.ts": lines(30), "src/a/a.test.ts": lines(500), "src/shell/schema.ts": lines(900) })
  expect(measure(tree)).toEqual({ files: 2, median: 10, p90: 10, longest: 30 })
})
