/**
 * The command line without business words: finds the command, reads its options, hands it what it may use, turns refusals into exit codes.
 *
 * Data goes to stdout, everything else to stderr; nothing asks a question. Exit codes: 0 done · 1 failed · 2 wrong usage · 3 not found ·
 * 4 not allowed · 5 conflict · 65 input refused · 75 busy.
 */
import { type ParseArgsConfig, parseArgs } from "node:util"
import { Refused } from "../kernel/result.ts"
import { type Exit, type Language, type RefusalTexts, type Worded, wordRefusal } from "../kernel/text.ts"
import { cliText } from "./cli.text.ts"
import { DatabaseTrouble } from "./trouble.ts"

export const EXIT = { done: 0, failed: 1, usage: 2, notFound: 3, notAllowed: 4, conflict: 5, refused: 65, busy: 75 } as const satisfies Record<
  Exit | "done",
  number
>

export type Option = { readonly type: "string" | "boolean"; readonly multiple?: boolean; readonly value?: string; readonly about: Worded }
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

/** What a command is given. `Context` is made by program.ts: the instance, the company, the clock. */
export type Call<Context> = {
  readonly values: Values
  readonly words: readonly string[]
  readonly lang: Language
  readonly json: boolean
  readonly context: Context
  /** Text for people on stdout (never together with --json). */
  print(line: string): void
  /** The answer as JSON on stdout. */
  answer(value: unknown): void
  /** Progress and warnings: stderr. */
  note(line: string): void
}

export type Command<Context> = {
  readonly name: string
  readonly words: string
  readonly about: Worded
  readonly example: string
  /** The right the acting role must have; program.ts knows them all. */
  readonly needs: string
  readonly options: Readonly<Record<string, Option>>
  /** Most positional words it takes; 0 when it takes none. */
  readonly takes: number
  /** The exit code; nothing means done. */
  run(call: Call<Context>): Promise<number | undefined>
}

type ParseOptions = NonNullable<ParseArgsConfig["options"]>
const GLOBAL: ParseOptions = {
  data: { type: "string" },
  company: { type: "string" },
  lang: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
}

/** The options that every command takes, as help shows them. */
const GLOBALS = [
  ["--json", cliText.json],
  ["--company CODE", cliText.company],
  ["--lang fr|nl|de|en", cliText.lang],
  ["--data DIR", cliText.data],
] as const

export type Streams = { out(text: string): void; err(text: string): void }

/** The command that `argv` names, whatever the values of its options; it may have two words ("company add"). */
export function findCommand<C>(commands: readonly Command<C>[], argv: readonly string[]) {
  const every: ParseOptions = { ...GLOBAL }
  for (const command of commands)
    for (const [name, o] of Object.entries(command.options)) every[name] = { type: o.type, multiple: o.multiple ?? false }
  const loose = parseArgs({ args: [...argv], options: every, allowPositionals: true, strict: false })
  const said = loose.positionals
  const command = commands.find((c) => c.name === said.slice(0, 2).join(" ")) ?? commands.find((c) => c.name === said[0])
  return { command, help: loose.values.help === true, said }
}

/** Splits `argv` into command, words and options, or says what is wrong with it. */
function readCommand<C>(commands: readonly Command<C>[], argv: readonly string[], lang: Language) {
  const { command, help, said } = findCommand(commands, argv)
  if (!command) return { command: undefined, help, said }
  const options: ParseOptions = { ...GLOBAL }
  for (const [name, o] of Object.entries(command.options)) options[name] = { type: o.type, multiple: o.multiple ?? false }
  if (help) return { command, help, said }
  try {
    const strict = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    const words = strict.positionals.slice(command.name.split(" ").length)
    if (words.length > command.takes) throw new Error(`unexpected: ${words[command.takes]}`)
    return { command, help, said, values: strict.values as Values, words }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const unknown = code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? /'(-[^']*)'/.exec(message)?.[1] : undefined
    return { command, help, said, wrong: unknown ? cliText.unknownOption[lang](unknown) : message.split(". ")[0]! }
  }
}

function helpOf<C>(command: Command<C>, lang: Language): string {
  const options = Object.entries(command.options).map(
    ([name, o]) => `  --${name}${o.type === "string" ? ` ${o.value ?? "…"}` : ""}\n      ${o.about[lang]}`,
  )
  return [
    `encours ${command.name} ${command.words}`.trim(),
    "",
    command.about[lang],
    ...(options.length ? ["", ...options] : []),
    "",
    cliText.everywhere[lang],
    ...GLOBALS.map(([option, about]) => `  ${option.padEnd(22)}${about[lang]}`),
    "",
    `  $ encours ${command.example}`,
  ].join("\n")
}

function overviewOf<C>(commands: readonly Command<C>[], lang: Language): string {
  const width = Math.max(...commands.map((c) => c.name.length))
  return [cliText.usage[lang], "", ...commands.map((c) => `  ${c.name.padEnd(width)}  ${c.about[lang]}`), "", cliText.more[lang]].join("\n")
}

/** What program.ts puts together for the command line. */
export type Program<C> = {
  readonly commands: readonly Command<C>[]
  /** Every room's refusals in words. */
  readonly refusals: RefusalTexts
  /** Throws a refusal when the acting role may not. */
  allow(right: string): void
  open(values: Values): { context: C; close(): Promise<void> }
  /** An error that is no bug after all: the database went away, the disk is full. */
  known(error: unknown): Refused | null
}

/** Runs one command line to its exit code. Refusals are worded; bugs keep their stack. */
export async function runCommandLine<C>(program: Program<C>, argv: readonly string[], lang: Language, streams: Streams): Promise<number> {
  const { commands, refusals } = program
  const read = readCommand(commands, argv, lang)
  if (read.help || (!read.command && read.said.length === 0)) {
    streams.out(`${read.command ? helpOf(read.command, lang) : overviewOf(commands, lang)}\n`)
    return read.help ? EXIT.done : EXIT.usage
  }
  if (!read.command || read.wrong !== undefined) {
    const wrong = read.command ? cliText.wrongUsage[lang](read.wrong ?? "", read.command.name) : cliText.unknownCommand[lang](read.said.join(" "))
    streams.err(`${wrong}\n`)
    return EXIT.usage
  }
  const { context, close } = program.open(read.values ?? {})
  const json = read.values?.json === true
  try {
    program.allow(read.command.needs)
    const code = await read.command.run({
      values: read.values ?? {},
      words: read.words ?? [],
      lang,
      json,
      context,
      print: (line) => streams.out(`${line}\n`),
      answer: (value) => streams.out(`${JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v), 2)}\n`),
      note: (line) => streams.err(`${line}\n`),
    })
    return code ?? EXIT.done
  } catch (thrown) {
    const error = thrown instanceof Refused ? thrown : program.known(thrown)
    if (error === null) throw thrown
    streams.err(`${error instanceof DatabaseTrouble ? error.inWords(lang) : wordRefusal(refusals, error, lang)}\n`)
    if (error instanceof DatabaseTrouble) return error.exitCode
    return EXIT[refusals[error.code]?.exit ?? "failed"]
  } finally {
    await close()
  }
}
