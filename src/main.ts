/** The only place where everything meets: commands, configuration, the instance. */

import { chooseCompany } from "./company/company.act.ts"
import { companyCommands } from "./company/company.cli.ts"
import { type Day, day } from "./kernel/day.ts"
import { type Command, runCommandLine, type Values } from "./shell/cli.ts"
import { readConfig } from "./shell/config.ts"
import type { Context, Creditor } from "./shell/context.ts"
import { type Instance, openInstance } from "./shell/instance.ts"

const commands: Command<Context>[] = [...companyCommands]

const argv = process.argv.slice(2)
const config = readConfig(process.env, argv)
const clock = () => new Date()

function open(values: Values) {
  let instance: Promise<Instance> | undefined
  let company: Promise<Creditor> | undefined
  const database = async () => {
    instance ??= openInstance(config, "visitor", clock)
    return (await instance).db
  }
  const context: Context = {
    config,
    clock,
    by: { kind: "system", name: process.env.USER ?? process.env.LOGNAME ?? "system" },
    today: (): Day => day(clock().toLocaleDateString("sv-SE")),
    database,
    company: () => {
      company ??= database().then((db) => chooseCompany(db, values.company as string | undefined))
      return company
    },
  }
  return { context, close: async () => (await instance)?.close() }
}

process.exitCode = await runCommandLine(
  commands,
  argv,
  config.lang,
  { out: (t) => process.stdout.write(t), err: (t) => process.stderr.write(t) },
  open,
)
