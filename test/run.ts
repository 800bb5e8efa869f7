/**
 * The runner behind `npm run check`, `npm test`, `npm run test:long` and `npm run bench` (bin/encours --dev NAME). It uses the Node it runs
 * under and the tools of node_modules, prints what each step took, and ends with one plain line: "N passed, N failed".
 */
import { spawn } from "node:child_process"
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { findChromium } from "./browser/chromium.ts"
import { withTestFiles } from "./checks.ts"
import { samplesDir } from "./samples.ts"
import { measure } from "./tidy.ts"
import { ROOT, readTree } from "./tree.ts"

type Counts = { readonly passed: number; readonly failed: number }
/** `out`: where the commands of the step speak. */
type Played = { readonly signal: AbortSignal; readonly out: "inherit" | number }
type Step = { readonly name: string; readonly minutes: number; readonly run: (at: Played) => Promise<Counts> }

const IN_CI = process.env.CI === "true"
const MINUTE = 60_000
const PLAIN: Readonly<Record<string, string>> = process.stdout.isTTY ? {} : { NO_COLOR: "1" }
const tool = (path: string) => join(ROOT, "node_modules", path)
const scratch = mkdtempSync(join(tmpdir(), "encours-run-"))
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }))

/** Exit code of a command that speaks for itself; a signal counts as 1. */
function call(command: string, args: readonly string[], { signal, out }: Played, env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", out, out], env: { ...process.env, ...PLAIN, ...env }, signal })
    child.on("error", (error) => {
      console.log(`${command}: ${error.message}`)
      resolve(1)
    })
    child.on("exit", (code) => resolve(code ?? 1))
  })
}
const node = (script: string, args: readonly string[], at: Played, env?: Readonly<Record<string, string>>) =>
  call(process.execPath, [script, ...args], at, env)

/** A command that passes or fails as a whole. */
const whole = (name: string, minutes: number, run: (at: Played) => Promise<number>): Step => ({
  name,
  minutes,
  run: async (at) => ((await run(at)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
})

/** One project of vitest.config.ts, or some of its files (`more`: files and options); what counts is its own report, not its exit code alone. */
function vitest(name: string, project: string, minutes: number, env: Readonly<Record<string, string>> = {}, more: readonly string[] = []): Step {
  return {
    name,
    minutes,
    run: async (at) => {
      const report = join(scratch, `${name.replace(/\W+/g, "-")}.json`)
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
      const code = await node(tool("vitest/vitest.mjs"), ["run", "--project", project, "--passWithNoTests", ...reporters, ...more], at, env)
      return countsOf(report, code)
    },
  }
}

/** A file that did not even load, an error outside any test, or a run that left no report is one more failure. */
function countsOf(report: string, code: number): Counts {
  if (!existsSync(report)) return { passed: 0, failed: code === 0 ? 0 : 1 }
  const said = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
  }
  const unloaded = said.testResults.filter((file) => file.status === "failed" && !file.assertionResults.some((t) => t.status === "failed"))
  for (const file of unloaded) console.log(`did not run: ${file.name}`)
  if (said.numPendingTests > 0) console.log(`SKIPPED: ${said.numPendingTests} tests, for the reasons above`)
  const failed = said.numFailedTests + unloaded.length
  return { passed: said.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** Database tests that build, pack or move whole instances: by their length they belong to the long run, where the system server plays them too. */
const WHOLE_INSTANCES = ["backup", "held", "migrate", "move", "planned", "upgrade", "vault"].map((name) => `test/database/${name}.store.test.ts`)

const types = whole("types", 3, (at) => node(tool("typescript/bin/tsc"), ["--noEmit"], at))
const lint = whole("lint and format", 2, (at) => node(tool("@biomejs/biome/bin/biome"), ["ci", "--colors=off"], at))

function hasSystemServer() {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql").map((v) => join("/usr/lib/postgresql", v, "bin")) : []
  return [...versions, ...(process.env.PATH ?? "").split(delimiter)].some((dir) => existsSync(join(dir, "initdb")))
}
/** What a step needs and this machine lacks: a failure in CI, said aloud elsewhere. */
const absent = (name: string, remedy: string): Step => ({
  name,
  minutes: 1,
  run: async () => {
    console.log(`${IN_CI ? "MISSING" : "SKIPPED"}: ${name} — ${remedy}`)
    return { passed: 0, failed: IN_CI ? 1 : 0 }
  },
})
const inBrowser = (name: string, project: string, minutes: number, env: Readonly<Record<string, string>> = {}): Step =>
  findChromium() === null
    ? absent(name, "install Chromium (apt-get install chromium) or set CHROMIUM_PATH")
    : vitest(name, project, minutes, { ...env, ENCOURS_TEST_SERVER: "embedded" })
function samples(): Step[] {
  const there = () => {
    try {
      return samplesDir() !== null
    } catch {
      return false
    }
  }
  return there() ? [] : [absent("tests on real files", "set ENCOURS_SAMPLES to the folder of samples")]
}

/** The last columns of generated pages are rewritten by `npm run check -- --write`. */
function writeCurrentPages() {
  const path = join(ROOT, "docs/checks.md")
  writeFileSync(path, withTestFiles(readFileSync(path, "utf8"), readTree()))
}

/** One after the other; `beside`: at the same time as those, told as each ends. */
type Plan = { readonly steps: readonly Step[]; readonly beside?: readonly Step[] }
function planOf(command: string, args: readonly string[]): Plan | null {
  switch (command) {
    case "check":
      if (args.includes("--write")) writeCurrentPages()
      return { steps: [types, lint, vitest("house rules", "pure", 2, {}, ["test/tidy.test.ts"])] }
    case "test": {
      const all = [
        ...samples(),
        types,
        lint,
        vitest("house rules and pure tests", "pure", 8),
        vitest(
          "database tests, embedded server",
          "database",
          15,
          { ENCOURS_TEST_SERVER: "embedded" },
          WHOLE_INSTANCES.flatMap((file) => ["--exclude", file]),
        ),
        vitest("transcripts", "transcripts", 15, { ENCOURS_TEST_SERVER: "embedded" }),
        inBrowser("journeys in a browser", "browser", 8),
      ]
      // `npm test -- types transcripts`: the steps whose name says so.
      return { steps: args.length === 0 ? all : all.filter((step) => args.some((arg) => step.name.includes(arg))) }
    }
    case "test:long": {
      const seed = process.env.ENCOURS_SEED ?? String(Math.floor(Math.random() * 2 ** 31))
      console.log(`seed ${seed} (ENCOURS_SEED=${seed} npm run test:long repeats this run)`)
      const env = { ENCOURS_SEED: seed }
      // They start embedded servers of their own, whatever the server of the tests.
      const embedded = ["migrate", "upgrade"].flatMap((name) => ["--exclude", `test/database/${name}.store.test.ts`])
      return {
        // Most of them wait for programs to start, to be killed and to recover: three at a time, and something else beside, keep two cores at work.
        steps: [...samples(), vitest("long tests, embedded server", "long", 40, { ...env, ENCOURS_TEST_SERVER: "embedded" }, ["--maxWorkers=3"])],
        beside: [
          whole("fresh clone", 30, (at) => call("bash", ["test/fresh.sh"], at)),
          inBrowser("the whole surface in a browser", "surface", 20, env),
          vitest("whole instances, embedded server", "database", 20, { ...env, ENCOURS_TEST_SERVER: "embedded" }, WHOLE_INSTANCES),
          hasSystemServer()
            ? vitest("database tests, system server", "database", 25, { ...env, ENCOURS_TEST_SERVER: "system" }, embedded)
            : absent("database tests, system server", "apt-get install postgresql"),
        ],
      }
    }
    case "bench":
      return { steps: [whole("bench", 60, (at) => node("bench/bench.ts", args, at))] }
    default:
      return null
  }
}

async function play(step: Step, out: Played["out"] = "inherit"): Promise<Counts> {
  if (out === "inherit") console.log(`\n== ${step.name}`)
  const startedAt = performance.now()
  const signal = AbortSignal.timeout(step.minutes * MINUTE)
  const counts = await step.run({ signal, out })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const late = signal.aborted ? `, stopped after ${step.minutes} minutes` : ""
  console.log(`== ${step.name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s${late}`)
  return counts
}

/** What it says is kept while it runs and told when it is done: two steps never speak between each other's lines. */
async function playBeside(step: Step): Promise<Counts> {
  const file = join(scratch, "beside.log")
  const out = openSync(file, "w")
  const counts = await play(step, out)
  closeSync(out)
  console.log(`\n== ${step.name}, as it went\n${readFileSync(file, "utf8")}`)
  return counts
}

type Done = { readonly name: string; readonly counts: Counts }
async function inTurn(steps: readonly Step[], how: (step: Step) => Promise<Counts>): Promise<Done[]> {
  const done: Done[] = []
  for (const step of steps) done.push({ name: step.name, counts: await how(step) })
  return done
}

const [command = "", ...args] = process.argv.slice(2)
const plan = planOf(command, args)
if (plan === null) {
  console.error("usage: node test/run.ts check [--write] | test [STEP …] | test:long | bench [S3 …]")
  process.exitCode = 2
} else {
  const played = (await Promise.all([inTurn(plan.steps, (step) => play(step)), inTurn(plan.beside ?? [], playBeside)])).flat()
  const { files, median, p90, longest } = measure(readTree())
  console.log(`\nsource files: ${files}, lines: median ${median}, p90 ${p90}, longest ${longest}`)
  for (const { name } of played.filter((step) => step.counts.failed > 0)) console.log(`FAILED: ${name}`)
  const sum = (of: keyof Counts) => played.reduce((total, step) => total + step.counts[of], 0)
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`)
  process.exitCode = sum("failed") === 0 ? 0 : 1
}
