/** Where everything meets, with serving.ts: commands, configuration, the instance, and what one room lends another. */
import { activityCommand } from "./activity/log/log.cli.ts"
import { sealPending } from "./activity/seal.job.ts"
import { verifyCommand } from "./activity/verify.cli.ts"
import { ageingCommands, showAgeing } from "./ageing/ageing.cli.ts"
import { exposureCommands } from "./ageing/exposure/exposure.cli.ts"
import { kpiCommands } from "./ageing/kpi.cli.ts"
import { chaseCommands } from "./chase/chase.cli.ts"
import { checksIn, checksOf } from "./checks.ts"
import { chooseCompany, loadDirectory } from "./company/company.act.ts"
import { companyCommands } from "./company/company.cli.ts"
import { premisesCommands } from "./company/premises.cli.ts"
import { contactCommands } from "./contact/contact.cli.ts"
import { contactChanges } from "./contact/contact-change.cli.ts"
import { fileCommands } from "./contact/files/files.cli.ts"
import { segmentCommands } from "./customer/segment/segment.cli.ts"
import { demoCommand } from "./demo/demo.cli.ts"
import { comeIn } from "./demo/demo.text.ts"
import { disputeCommands } from "./dispute/dispute.cli.ts"
import { importCommands, importOutcomes } from "./document/import.cli.ts"
import { importJournal, PLAIN_JOURNAL } from "./document/import.job.ts"
import { loadImports } from "./document/import.store.ts"
import { undoCommand } from "./document/posting/undo.cli.ts"
import { evidenceCommands } from "./evidence/evidence.cli.ts"
import { holdCommands } from "./hold/hold.cli.ts"
import { type Day, day } from "./kernel/day.ts"
import { assert, Refused } from "./kernel/result.ts"
import { wordRefusal } from "./kernel/text.ts"
import { lawCommand } from "./law/review.cli.ts"
import { customerCommands } from "./ledger/accounts/customer.cli.ts"
import { openItemsCommands } from "./ledger/accounts/open-items.cli.ts"
import { letteringCommands } from "./ledger/lettering/lettering.cli.ts"
import { turnoverCommands } from "./ledger/turnover/turnover.cli.ts"
import { backupCommands } from "./operations/backup/backup.cli.ts"
import { headsFolder } from "./operations/backup/content.job.ts"
import { companyExportCommands } from "./operations/company/export.cli.ts"
import { doctorCommand } from "./operations/doctor/doctor.cli.ts"
import { eraseCommands } from "./operations/erase/erase.cli.ts"
import { moveCommand } from "./operations/move/move.cli.ts"
import { plannedOutcomes } from "./operations/planned/planned.cli.ts"
import { companyRemovalCommands } from "./operations/removal/removal.cli.ts"
import { settleRemovals } from "./operations/removal/removals.job.ts"
import { settleRestores } from "./operations/restore/heads-switch.job.ts"
import { restoreCommand } from "./operations/restore/restore.cli.ts"
import { upgradeCommand } from "./operations/upgrade/upgrade.cli.ts"
import { keyCommands } from "./people/keys.cli.ts"
import { allow, isRight, type Role, readRole } from "./people/roles.ts"
import { signInAddress } from "./people/signing/links.ts"
import { userCommands } from "./people/user.cli.ts"
import { viewCommands } from "./people/views/views.cli.ts"
import { absenceCommands } from "./portfolio/hand-over.cli.ts"
import { heldBy } from "./portfolio/portfolio.act.ts"
import { portfolioCommands } from "./portfolio/portfolio.cli.ts"
import { promiseCommands } from "./promise/promise.cli.ts"
import { insolvencyCommands } from "./recovery/insolvency.cli.ts"
import { refusals } from "./refusals.text.ts"
import { exportListing } from "./report/export.cli.ts"
import { exportOutcomes } from "./report/exports/exported.cli.ts"
import { searchCommands } from "./report/search/search.cli.ts"
import { type Command, EXIT, findCommand, runCommandLine, type Streams, type Values } from "./shell/cli.ts"
import { type Config, languageOf, readConfig } from "./shell/config.ts"
import type { Context, Creditor } from "./shell/context.ts"
import { type Instance, openInstance } from "./shell/instance.ts"
import { jobsCommands } from "./shell/jobs/jobs.cli.ts"
import { refuseMoved } from "./shell/postgres/moved.ts"
import { DEFAULT_PORT, placeOf, serveUntilSignal, startCommand, stopCommand } from "./shell/run.cli.ts"
import { served } from "./shell/run.text.ts"
import { statementTrouble } from "./shell/trouble.ts"
import { simCommand } from "./sim/sim.cli.ts"
import { webhookCommands } from "./webhook/webhook.cli.ts"
import { bulkCommands } from "./worklist/bulk/bulk.cli.ts"
import { questionCommands } from "./worklist/question/question.cli.ts"
import { taskCommands } from "./worklist/task.cli.ts"
import { teamCommands } from "./worklist/team/team.cli.ts"
import { worklistCommands } from "./worklist/worklist.cli.ts"

/** Loaded by who serves: every other command starts in two thirds of the time. */
const serving = async (context: Context, isDemo: boolean) => (await import("./serving.ts")).serving(context, isDemo)

const commands: Command<Context>[] = [
  ...companyCommands,
  lawCommand,
  ...premisesCommands,
  ...segmentCommands,
  ...importCommands,
  undoCommand,
  ...jobsCommands(loadDirectory, { import: importOutcomes, export: exportOutcomes, ...plannedOutcomes }, refusals),
  ...ageingCommands,
  ...exposureCommands,
  ...openItemsCommands(heldBy),
  ...customerCommands,
  ...letteringCommands,
  ...turnoverCommands,
  ...kpiCommands,
  ...portfolioCommands,
  ...absenceCommands,
  ...chaseCommands,
  ...promiseCommands,
  ...disputeCommands,
  ...worklistCommands,
  ...teamCommands,
  ...taskCommands,
  ...bulkCommands(refusals),
  ...questionCommands(({ config }) => placeOf(config)),
  ...contactCommands,
  ...contactChanges,
  ...fileCommands,
  ...searchCommands,
  ...holdCommands,
  ...insolvencyCommands,
  ...evidenceCommands,
  ...keyCommands,
  ...viewCommands,
  ...userCommands(({ config }) => placeOf(config)),
  ...webhookCommands,
  activityCommand,
  verifyCommand(checksOf, loadDirectory),
  ...backupCommands,
  ...companyExportCommands,
  ...companyRemovalCommands,
  ...eraseCommands,
  restoreCommand(checksIn),
  moveCommand({ checksOf: checksIn, seal: (db, dataDir) => sealPending(db, headsFolder(dataDir)) }),
  upgradeCommand(checksIn),
  startCommand((context) => serving(context, false)),
  stopCommand,
  doctorCommand(checksIn),
  demoCommand({
    defaultPort: DEFAULT_PORT,
    isFilled: async (db, company) => (await db.inCompany(company.id, (tx) => loadImports(tx, 1))).length > 0,
    async importFile(db, context, company, file) {
      const options = { ...PLAIN_JOURNAL, asOf: context.today(), dataDir: context.config.dataDir }
      const [imported] = await importJournal(db, { by: context.by, home: company, directory: [company] }, file, options)
      if (!imported?.posted || imported.refused > 0)
        throw new Error(`the demo's own journal was refused: ${JSON.stringify(imported?.problems.slice(0, 5))}`)
      return imported.posted.accepted
    },
    showFigures: showAgeing,
    serve: async ({ context, lang, print }, port, token) =>
      serveUntilSignal(context, await serving(context, true), port, (url) => {
        print(served[lang](url))
        if (token !== null) print(comeIn[lang](signInAddress(context.config.place ?? url, token)))
      }),
  }),
  simCommand((context) => ({
    checks: checksOf(context),
    seal: (db) => sealPending(db, headsFolder(context.config.dataDir)),
  })),
]

/** A fault of the disk or the connection passes; everything else is thrown. */
const unlessOutside = (dataDir: string) => (error: unknown) => {
  if (statementTrouble(error, dataDir) === null) throw error
}

/** What one command is lent; the books are opened when it first asks for them. */
function open(config: Config, values: Values) {
  let instance: Promise<Instance> | undefined
  let company: Promise<Creditor> | undefined
  const clock = () => new Date()
  const opened = (as: "owner" | "visitor") => {
    if (!instance) refuseMoved(config)
    instance ??= openInstance(config, as, clock).then(async (running) => {
      await settleRestores(running.db, config.dataDir)
      // What cannot be settled now, on a full disk mostly, the next command settles.
      await settleRemovals(running.db, config.dataDir).catch(unlessOutside(config.dataDir))
      return running
    })
    return instance
  }
  const database = async () => (await opened("visitor")).db
  const context: Context = {
    config,
    clock,
    by: { kind: "system", name: process.env.USER ?? process.env.LOGNAME ?? "system" },
    today: (): Day => day(clock().toLocaleDateString("sv-SE")),
    instance: opened,
    exportListing,
    database,
    company: () => {
      company ??= database().then((db) => chooseCompany(db, values.company as string | undefined))
      return company
    },
  }
  return {
    context,
    async close() {
      // A database that never opened has told why already.
      const running = await instance?.catch(() => undefined)
      if (!running) return
      try {
        // What cannot be sealed now is sealed by the next command: verify names it as waiting.
        await sealPending(running.db, headsFolder(config.dataDir)).catch(unlessOutside(config.dataDir))
      } finally {
        await running.close()
      }
    },
  }
}

/** Invented companies live in folders of their own, so that they never meet real books. */
const OWN_FOLDERS: Readonly<Record<string, string>> = { demo: ".encours-demo", sim: ".encours-sim" }

/** The command line acts as the owner of the books, or as it is told. */
function roleOf(said: string | undefined): Role {
  const role = readRole(said || "owner")
  if (!role.ok) throw new Refused(role.refusal.code, role.refusal)
  return role.value
}

/** One command line, from its words to its exit code. */
export async function play(argv: readonly string[], said: NodeJS.ProcessEnv, streams: Streams): Promise<number> {
  const ownFolder = OWN_FOLDERS[findCommand(commands, argv).command?.name ?? ""]
  const env = ownFolder && !said.ENCOURS_DATA ? { ...said, ENCOURS_DATA: ownFolder } : said
  let lang = languageOf(env)
  try {
    const config = readConfig(env, argv)
    lang = config.lang
    const role = roleOf(env.ENCOURS_ROLE)
    const program = {
      commands,
      refusals,
      open: (values: Values) => open(config, values),
      known: (error: unknown) => statementTrouble(error, config.dataDir),
      allow(right: string) {
        assert(isRight(right), `the right ${right} is known`)
        const allowed = allow(role, right)
        if (!allowed.ok) throw new Refused(allowed.refusal.code, allowed.refusal)
      },
    }
    return await runCommandLine(program, argv, lang, streams)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    streams.err(`${wordRefusal(refusals, error, lang)}\n`)
    return EXIT[refusals[error.code]?.exit ?? "usage"]
  }
}
