/**
 * Transcripts: given files, commands as a user types them, and exactly what they answer. One database a transcript.
 *
 *   == name.csv          a file, up to the next line that starts with == or $
 *   $ encours …          a command; what follows is its stdout, to the letter (… alone stands for any lines)
 *   $ ROLE=x encours …   the same, acting as that role
 *   $ LANG=x encours …   the same, on a system of that language
 *   ! text               a line of stderr that must be there
 *   ? 65                 the exit code, when it is not 0
 *   LAST, JOB            in a command: the newest import's id, the newest job's
 *   HOOK, DELIVERY       the newest webhook's, the newest delivery's
 *   PROMISE, DISPUTE     the newest promise's, the newest dispute's; HOLD, INSOLVENCY, TASK, NOTE, CONTACT likewise
 *   $ encours … > FILE   what it answers is kept in a file too
 */
import { fork } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, test } from "vitest"
import { testDatabase } from "../database.ts"
import { plainEnv } from "../environment.ts"
import type { Played } from "./player.ts"

type Step = { readonly command: string; readonly role: string; readonly lang: string; readonly out: string[]; readonly err: string[]; exit: number }
type Transcript = { readonly files: Map<string, string[]>; readonly steps: Step[] }

function read(text: string): Transcript {
  const files = new Map<string, string[]>()
  const steps: Step[] = []
  let into: string[] = []
  for (const line of text.split("\n")) {
    const step = steps.at(-1)
    if (line.startsWith("== ")) {
      into = []
      files.set(line.slice(3), into)
      continue
    }
    const typed = /^\$ (?:LANG=(\S+) )?(?:ROLE=(\w+) )?encours (.*)$/.exec(line)
    if (typed) {
      steps.push({ command: typed[3]!, role: typed[2] ?? "", lang: typed[1] ?? "C.UTF-8", out: [], err: [], exit: 0 })
      into = steps.at(-1)!.out
    } else if (step && line.startsWith("! ")) step.err.push(line.slice(2))
    else if (step && line.startsWith("? ")) step.exit = Number(line.slice(2))
    else if (!line.startsWith("# ")) into.push(line)
  }
  return { files, steps }
}

/** Words of a command line, with double quotes around those that hold blanks. */
const words = (command: string) => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2]!)
const trimmed = (lines: readonly string[]) => lines.join("\n").trimEnd()
/** … stands for anything: any lines where it is alone, else the rest of its line. */
const matches = (said: string, expected: string) =>
  new RegExp(
    `^${expected
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace(/^…$/gm, "[\\s\\S]*")
      .replaceAll("…", ".*")}$`,
  ).test(said)

const folder = import.meta.dirname

/** One player a transcript: the program is loaded once and told one command line after the other, in a folder and with a memory of its own. */
function openPlayer(cwd: string, env: NodeJS.ProcessEnv) {
  const child = fork(join(folder, "player.ts"), { cwd, env, stdio: ["ignore", "inherit", "inherit", "ipc"] })
  return {
    run: (argv: readonly string[], said: NodeJS.ProcessEnv) =>
      new Promise<Played>((done, failed) => {
        child.once("exit", (code) => failed(new Error(`the player ended with exit code ${code} in: ${argv.join(" ")}`)))
        child.once("message", (played) => {
          child.removeAllListeners("exit")
          done(played as Played)
        })
        child.send({ argv, said })
      }),
    close: () => child.disconnect(),
  }
}

describe.concurrent.each(readdirSync(folder).filter((name) => name.endsWith(".transcript")))("%s", (name) => {
  const home = mkdtempSync(join(tmpdir(), "encours-case-"))
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  test("plays as written", async ({ expect }) => {
    const transcript = read(readFileSync(join(folder, name), "utf8"))
    const db = await testDatabase()
    const { host, database } = db.app
    const url = (user: string) => `postgres://${user}@localhost/${database}?host=${encodeURIComponent(String(host))}`
    const env = {
      ...plainEnv(home),
      DATABASE_URL: url("encours_app"),
      DATABASE_OWNER_URL: url("encours_owner"),
      DATABASE_AUTH_URL: url("encours_auth"),
    }
    for (const [file, lines] of transcript.files) writeFileSync(join(home, file), lines.join("\n"))
    const newest = {
      LAST: "SELECT id FROM document.import ORDER BY recorded_at DESC LIMIT 1",
      JOB: "SELECT id FROM shell.job ORDER BY created_at DESC LIMIT 1",
      HOOK: "SELECT id FROM webhook.endpoint ORDER BY id DESC LIMIT 1",
      DELIVERY: "SELECT id FROM webhook.delivery ORDER BY act_id DESC LIMIT 1",
      PROMISE: "SELECT id FROM promise.promise ORDER BY id DESC LIMIT 1",
      DISPUTE: "SELECT id FROM dispute.dispute ORDER BY id DESC LIMIT 1",
      HOLD: "SELECT id FROM hold.hold ORDER BY id DESC LIMIT 1",
      INSOLVENCY: "SELECT id FROM recovery.insolvency ORDER BY id DESC LIMIT 1",
      TASK: "SELECT id FROM worklist.task ORDER BY id DESC LIMIT 1",
      NOTE: "SELECT id FROM contact.note ORDER BY id DESC LIMIT 1",
      CONTACT: "SELECT id FROM contact.person ORDER BY id DESC LIMIT 1",
    }
    const player = openPlayer(home, env)
    for (const step of transcript.steps) {
      const asked = words(step.command)
      for (const [word, sql] of Object.entries(newest)) if (asked.includes(word)) asked[asked.indexOf(word)] = (await db.owner.query(sql)).rows[0]?.id
      const file = asked.at(-2) === ">" ? asked.splice(-2)[1] : undefined
      const ran = await player.run(asked, { ...env, LANG: step.lang, ENCOURS_ROLE: step.role })
      if (file !== undefined) writeFileSync(join(home, file), ran.out)
      const told = `$ encours ${step.command}\n${ran.out}${ran.err}`
      if (!matches(trimmed(ran.out.split("\n")), trimmed(step.out)))
        expect(told, "stdout differs").toBe(`$ encours ${step.command}\n${trimmed(step.out)}`)
      for (const line of step.err) expect(ran.err, told).toContain(line)
      expect(ran.exit, told).toBe(step.exit)
    }
    player.close()
    await db.drop()
  })
})
