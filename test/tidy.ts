/**
 * The house rules. Each rule is a pure function over the files of the package; what it returns names the file, the offence and the remedy,
 * and is empty when the house is tidy. Rooms that are not built yet offend nobody.
 */
import { posix } from "node:path"
import { PLAN, PURE_PACKAGES, SCREEN_PACKAGES, SHELL_PACKAGES } from "./allowed.ts"
import { withTestFiles } from "./checks.ts"
import {
  bareCodeOf,
  codeOf,
  type File,
  importsOf,
  isEdge,
  isPure,
  isSource,
  isTest,
  isWiring,
  reachableFrom,
  roomOf,
  suffixesOf,
  type Tree,
} from "./source.ts"
import { CROSS_ROOM_SQL, MIGRATIONS } from "./tidy-sql.ts"
import { KEPT } from "./tidy-use.ts"

export type Rule = { readonly says: string; readonly offences: (tree: Tree) => readonly string[] }

/** A rule that looks at one file at a time; `find` returns what is wrong and what to do. */
const perFile = (says: string, concerns: (path: string) => boolean, find: (file: File) => readonly (string | false)[]): Rule => ({
  says,
  offences: (tree) => tree.filter((f) => concerns(f.path)).flatMap((f) => find(f).flatMap((said) => (said === false ? [] : [`${f.path}: ${said}`]))),
})
const isCode = (path: string) => /\.tsx?$/.test(path)
const isPureSource = (path: string) => isSource(path) && isPure(path)
const layerOf = (room: string) => PLAN.findIndex((rooms) => rooms.includes(room))
const importedRooms = (file: File) => importsOf(file).filter((to) => to.startsWith("src/"))

const KNOWN_SUFFIXES = ["text", "wire", "store", "act", "http", "job", "cli", "screen"]
const KNOWN_TESTS = ["test", "store.test", "long.test", ...KNOWN_SUFFIXES.map((suffix) => `${suffix}.test`)]
const rooms: Rule[] = [
  perFile("every folder of src is a room of the plan", isSource, (f) => [
    layerOf(roomOf(f.path)) < 0 &&
      !isWiring(f.path) &&
      roomOf(f.path) !== "shell" &&
      `"${roomOf(f.path)}" is no room; place it in PLAN (test/allowed.ts), ARCHITECTURE.md and DECISIONS.md, or move the file into its room`,
  ]),
  perFile(
    "the suffix of a file says what it may touch",
    (path) => path.startsWith("src/") && isCode(path),
    (f) => {
      const suffix = suffixesOf(f.path).join(".")
      return [!["", ...KNOWN_SUFFIXES, ...KNOWN_TESTS].includes(suffix) && `".${suffix}" means nothing here; use one of ${KNOWN_SUFFIXES.join(", ")}`]
    },
  ),
  perFile("pure modules import only pure modules", isPureSource, (f) =>
    importsOf(f).map((to) => {
      if (!to.startsWith("npm:")) return !isPure(to) && `imports ${to}; do the input and output in a .store/.act/.http/.job file`
      const allowed = PURE_PACKAGES[suffixesOf(f.path)[0] ?? ""] ?? []
      return !allowed.includes(to.slice(4)) && `imports ${to.slice(4)}; pure code takes data as parameters (pure packages: test/allowed.ts)`
    }),
  ),
  perFile(
    "the kernel imports nothing but itself",
    (path) => isSource(path) && roomOf(path) === "kernel",
    (f) => importsOf(f).map((to) => !to.startsWith("src/kernel/") && `imports ${to}; the kernel stands alone`),
  ),
  perFile("pure modules, stores and acts never look at the clock, at chance, at the environment or outside", isClockless, (f) =>
    [...bareCodeOf(f).matchAll(IMPURE)].map((m) => `uses ${m[0].trim()}; take asOf, an instant, an id or a setting as a parameter (acts: from tx)`),
  ),
  perFile(
    "imports point down the plan",
    (path) => isSource(path) && layerOf(roomOf(path)) >= 0,
    (f) =>
      importedRooms(f).map(
        (to) => layerOf(roomOf(to)) > layerOf(roomOf(f.path)) && `imports ${to}, which stands above it; see PLAN in test/allowed.ts`,
      ),
  ),
  { says: "rooms of one line of the plan do not import each other in a circle", offences: circles },
  perFile(
    "a room's stores, routes, jobs, commands and screens are its own; only the files directly in src wire",
    (path) => isSource(path) && !isWiring(path),
    (f) =>
      importedRooms(f).map(
        (to) =>
          isEdge(to) &&
          roomOf(to) !== roomOf(f.path) &&
          !/^src\/shell\/web\/.*\.screen\.tsx?$/.test(to) &&
          !/\.act\.ts$/.test(to) &&
          `reaches into ${to}; ask that room's pure module or its .act.ts`,
      ),
  ),
  perFile(
    "the shell knows no business",
    (path) => isSource(path) && roomOf(path) === "shell",
    (f) => importedRooms(f).map((to) => !["kernel", "shell"].includes(roomOf(to)) && `imports ${to}; let program.ts hand it in`),
  ),
  perFile(
    "no connection and no pool reaches a room",
    (path) => isSource(path) && roomOf(path) !== "shell",
    (f) => importsOf(f).map((to) => SHELL_PACKAGES.includes(to.slice(4)) && `imports ${to.slice(4)}; go through src/shell`),
  ),
  {
    says: "nothing reachable from main.ts is a .tsx file",
    offences: (tree) =>
      [...reachableFrom(tree, ["src/main.ts"])]
        .filter((path) => path.endsWith(".tsx"))
        .map((path) => `${path}: is reachable from src/main.ts, and Node strips types, not JSX; load it in the browser only`),
  },
]

const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*[.(])|(?<!new )\bDate\(\)|\bMath\.random\b|\brandom(?:Bytes|UUID|Int)\b|\bprocess\.|\bfetch\(|\bglobalThis\b|\bcrypto\.|\bperformance\.|\bset(?:Timeout|Interval|Immediate)\(|\bconsole\.|\.toLocale\w*String\(\s*\)/g
function isClockless(path: string) {
  return isPureSource(path) || (isSource(path) && /\.(?:store|act)\.ts$/.test(path) && roomOf(path) !== "shell")
}

function circles(tree: Tree) {
  const uses = new Map<string, Map<string, string>>()
  for (const f of tree.filter((file) => isSource(file.path) && layerOf(roomOf(file.path)) >= 0))
    for (const to of importedRooms(f))
      if (roomOf(to) !== roomOf(f.path)) uses.set(roomOf(f.path), (uses.get(roomOf(f.path)) ?? new Map()).set(roomOf(to), f.path))
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    [...(uses.get(from)?.keys() ?? [])].some((to) => to === goal || (!seen.has(to) && reaches(to, goal, seen.add(to))))
  return [...uses].flatMap(([room, used]) =>
    [...used]
      .filter(([to]) => reaches(to, room))
      .map(([to, path]) => `${path}: ${room} and ${to} import each other; let one of them hand the data over`),
  )
}

const DRAWERS = /^(?:utils?|helpers?|commons?|bases?|misc|managers?|services?|index)$/i
const lengthLimit = (path: string) => (isTest(path) ? 600 : 400)
const linesOf = (file: File) => file.text.split("\n").length - 1
const isMeasured = (path: string) =>
  /^(?:src|test|bench|bin)\//.test(path) && isCode(path) && path !== "src/shell/schema.ts" && !path.startsWith("src/law/")
const shape: Rule[] = [
  perFile("a file can be read in one sitting", isMeasured, (f) => [
    linesOf(f) > lengthLimit(f.path) && `${linesOf(f)} lines, more than ${lengthLimit(f.path)}; split it by feature`,
  ]),
  {
    says: "a room can be seen at a glance",
    offences: (tree) => {
      const folders = tree.filter((f) => isSource(f.path)).map((f) => posix.dirname(f.path))
      return [...new Set(folders)].flatMap((folder) => {
        const count = folders.filter((other) => other === folder).length
        return count > 25 ? [`${folder}: ${count} files, more than 25; give it sub-rooms`] : []
      })
    },
  },
  perFile(
    "no drawer without a name on it",
    (path) => /^(?:src|test|bench)\//.test(path),
    (f) => [f.path.split(/[/.-]/).some((word) => DRAWERS.test(word)) && "is named after nothing; name it after what it holds"],
  ),
  perFile("no barrel: the file that holds a thing is imported", isSource, (f) => [
    /^export\s+(?:type\s+)?(?:\*|\{[^}]*\}\s*from\b)/m.test(codeOf(f)) && "passes on another file's exports; import that file where it is used",
  ]),
  {
    says: "every room explains itself",
    offences: (tree) => {
      const built = new Set(tree.filter((f) => isSource(f.path) && !isWiring(f.path)).map((f) => roomOf(f.path)))
      return [...built].flatMap((room) => {
        if (["kernel", "shell"].includes(room)) return []
        const readme = tree.find((f) => f.path === `src/${room}/README.md`)
        if (!readme) return [`src/${room}/README.md: is missing; say what the room is, its terms, invariants and tables`]
        return ["Terms", "Invariants", "Tables"]
          .filter((part) => !new RegExp(`^#+ .*${part}`, "im").test(readme.text))
          .map((part) => `${readme.path}: has no heading "${part}"; add it ("none" is a fair answer)`)
      })
    },
  },
]

const words = (alternatives: string) => new RegExp(alternatives, "i")
const REGISTRY = words(String.raw`registry\.(?:npm|yarn)|npm\.pkg\.|deb\.debia[n]\.org`)
const MACHINE = /\/w[o]rk\/|\/f[a]rm\/|\/h[o]me\/\w|\/Us[e]rs\/|\/tmp\/b[a]sh|\.\.\/sh[a]red\/(?!data\b)/
const MAKING = words(String.raw`\bcl[a]ude\b|anthr[o]pic|open[a]i\b|chatg[p]t|\bcop[i]lot\b|\bll[m]s?\b|gener[a]ted (?:by|with) a|co-auth[o]red-by`)
const LEFTOVER = /\bTO[D]O\b|\bFIX[M]E\b|\bHA[C]K\b|\b[Nn]ot impleme[n]ted\b/
const OFF = /@ts-(?:ignore|expect-error|nocheck)|biome-ig[n]ore|eslint-dis[a]ble/
const speech: Rule[] = [
  perFile(
    "the project speaks of itself alone",
    (path) => path !== "LICENSE",
    (f) => [
      REGISTRY.test(f.text) && "names a package registry's host; leave addresses to npm's own settings",
      MACHINE.test(f.text) && "names a place of one machine; use a path from the package's root or a setting",
      MAKING.test(f.text) && "speaks of how the project was made; say what it does",
    ],
  ),
  perFile(
    "the lockfile carries no addresses",
    (path) => path === "package-lock.json",
    (f) => [
      /"resolved":\s*"(?:http|git|ssh)/.test(f.text) && "has addresses; install again with the committed .npmrc (omit-lockfile-registry-resolved)",
    ],
  ),
  perFile("no test is left out", isTest, (f) => [
    /\b(?:it|test|describe|suite)(?:\.\w+(?:\([^)]*\))?)*\.(?:skip|only|todo|fails)\b/.test(codeOf(f)) &&
      "skips, singles out or postpones a test; run it or remove it",
  ]),
  perFile("neither the type checker nor the linter is switched off", isCode, (f) => [
    OFF.test(f.text) && "silences a check; mend what it points at",
    /(?::|\bas|<|\||,)\s*any\b(?!\s*[:(])/.test(bareCodeOf(f)) && "uses any; name the type, or unknown and narrow it",
  ]),
  perFile(
    "nothing is left for later",
    (path) => /^(?:src|test|bench|bin|migrations)\//.test(path),
    (f) => [LEFTOVER.test(f.text) && "leaves work behind; do it, or write it down where it is planned"],
  ),
  {
    says: "every direct dependency has its line of reason in DECISIONS.md, and there are at most 30 besides those of the screens",
    offences: (tree) => {
      const pkg = JSON.parse(tree.find((f) => f.path === "package.json")?.text ?? "{}") as Record<string, Record<string, string> | undefined>
      const names = [pkg.dependencies, pkg.optionalDependencies, pkg.devDependencies].flatMap((group) => Object.keys(group ?? {}))
      const reasons = tree.find((f) => f.path === "DECISIONS.md")?.text ?? ""
      const unexplained = names
        .filter((name) => !reasons.includes(`\`${name}\``))
        .map((name) => `DECISIONS.md: says nothing of \`${name}\`; write why it is needed`)
      // The same program for each platform is one thing to know.
      const serving = names.filter((name) => !SCREEN_PACKAGES.includes(name))
      const known = new Set(serving.map((name) => name.replace(/(?:linux|darwin|windows|win)-(?:x64|arm64)$/, "")))
      return known.size > 30 ? [`package.json: ${known.size} direct dependencies, more than 30; do without one`, ...unexplained] : unexplained
    },
  },
  {
    says: "every check a test names stands in docs/checks.md, with the files that test it",
    offences: (tree) => {
      const page = tree.find((f) => f.path === "docs/checks.md")?.text ?? ""
      const known = new Set(page.match(/\bP\d\d\b/g) ?? [])
      const unknown = tree
        .filter((f) => isTest(f.path))
        .flatMap((f) =>
          [...new Set(f.text.match(/\bP\d\d\b/g) ?? [])].filter((p) => !known.has(p)).map((p) => `${f.path}: names ${p}, unknown to docs/checks.md`),
        )
      return page === withTestFiles(page, tree)
        ? unknown
        : [...unknown, "docs/checks.md: its last column is out of date; run `npm run check -- --write`"]
    },
  },
]

/** Lines of the source files (tests, migrations and the generated schema apart): how many files, the median, the ninetieth percentile. */
export function measure(tree: Tree) {
  const lines = tree.filter((f) => isSource(f.path) && isMeasured(f.path)).map(linesOf)
  const sorted = lines.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return { files: sorted.length, median: at(0.5), p90: at(0.9), longest: at(1) }
}

export const RULES: readonly Rule[] = [...rooms, ...shape, ...MIGRATIONS, ...CROSS_ROOM_SQL, ...KEPT, ...speech]
