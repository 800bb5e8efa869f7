/** The only place where everything meets: commands, configuration, the instance, and what one room lends another. */
import { setFlagsFromString } from "node:v8"
import { DATABASE_CHECKS } from "./activity/database.store.ts"
import { sealPending, startSealer } from "./activity/seal.job.ts"
import { stateOfLog } from "./activity/seal.store.ts"
import { verifyCommand } from "./activity/verify.cli.ts"
import { verifyEndpoints } from "./activity/verify.http.ts"
import { activityChecks } from "./activity/verify.store.ts"
import { ageingCommands, showAgeing } from "./ageing/ageing.cli.ts"
import { figureEndpoints } from "./ageing/figures.http.ts"
import { kpiCommands } from "./ageing/kpi.cli.ts"
import { chaseEndpoints } from "./chase/chase.http.ts"
import { startKeeping } from "./chase/keep.job.ts"
import { chooseCompany, loadDirectory } from "./company/company.act.ts"
import { companyCommands } from "./company/company.cli.ts"
import { companyEndpoints } from "./company/company.http.ts"
import { companyRefusals } from "./company/refusal.text.ts"
import { contactCommands } from "./contact/contact.cli.ts"
import { contactEndpoints } from "./contact/contact.http.ts"
import { CONTACT_CHECKS } from "./contact/erasure.store.ts"
import { contactRefusals } from "./contact/refusal.text.ts"
import { CUSTOMER_CHECKS } from "./customer/erasure.store.ts"
import { customerRefusals } from "./customer/refusal.text.ts"
import { demoCommand } from "./demo/demo.cli.ts"
import { comeIn } from "./demo/demo.text.ts"
import { disputeCommands } from "./dispute/dispute.cli.ts"
import { disputeEndpoints } from "./dispute/dispute.http.ts"
import { disputeRefusals } from "./dispute/refusal.text.ts"
import { DISPUTE_CHECKS } from "./dispute/verify.store.ts"
import { importKind } from "./document/background.job.ts"
import { importCommands, importOutcomes } from "./document/import.cli.ts"
import { importJournal, PLAIN_JOURNAL } from "./document/import.job.ts"
import { loadImports } from "./document/import.store.ts"
import { importEndpoints } from "./document/imports.http.ts"
import { importRefusals } from "./document/posting/refusal.text.ts"
import { undoCommand } from "./document/posting/undo.cli.ts"
import { evidenceCommands } from "./evidence/evidence.cli.ts"
import { evidenceEndpoints } from "./evidence/evidence.http.ts"
import { startSweeper } from "./evidence/evidence.job.ts"
import { evidenceRefusals } from "./evidence/refusal.text.ts"
import { evidenceChecks } from "./evidence/verify.store.ts"
import { holdCommands } from "./hold/hold.cli.ts"
import { holdEndpoints } from "./hold/hold.http.ts"
import { holdRefusals } from "./hold/refusal.text.ts"
import { type Day, day } from "./kernel/day.ts"
import { assert, Refused } from "./kernel/result.ts"
import { type Language, type RefusalTexts, wordRefusal } from "./kernel/text.ts"
import { accountEndpoints } from "./ledger/accounts/accounts.http.ts"
import { openItemsCommands } from "./ledger/accounts/open-items.cli.ts"
import { letteringCommands } from "./ledger/lettering/lettering.cli.ts"
import { letteringEndpoints } from "./ledger/lettering/lettering.http.ts"
import { postingEndpoints } from "./ledger/postings.http.ts"
import { ledgerRefusals } from "./ledger/refusal.text.ts"
import { turnoverCommands } from "./ledger/turnover/turnover.cli.ts"
import { turnoverEndpoints } from "./ledger/turnover/turnover.http.ts"
import { LEDGER_CHECKS } from "./ledger/verify.store.ts"
import { backupCommands } from "./operations/backup/backup.cli.ts"
import { headsFolder } from "./operations/backup/content.job.ts"
import { companyExportCommands } from "./operations/company/export.cli.ts"
import { doctorCommand } from "./operations/doctor/doctor.cli.ts"
import { eraseCommands } from "./operations/erase/erase.cli.ts"
import { moveCommand } from "./operations/move/move.cli.ts"
import { operationsEndpoints } from "./operations/operations.http.ts"
import { plannedOutcomes } from "./operations/planned/planned.cli.ts"
import { backupFolder, type Planned, plannedKinds, startPlanner } from "./operations/planned/planned.job.ts"
import { operationsRefusals } from "./operations/refusal.text.ts"
import { companyRemovalCommands } from "./operations/removal/removal.cli.ts"
import { settleRemovals } from "./operations/removal/removals.job.ts"
import { removalChecks } from "./operations/removal/verify.job.ts"
import { settleRestores } from "./operations/restore/heads-switch.job.ts"
import { restoreCommand } from "./operations/restore/restore.cli.ts"
import { upgradeCommand } from "./operations/upgrade/upgrade.cli.ts"
import { recognise } from "./people/keys.act.ts"
import { keyCommands } from "./people/keys.cli.ts"
import { keyEndpoints } from "./people/keys.http.ts"
import { keyMay } from "./people/keys.ts"
import { memberEndpoints } from "./people/members.http.ts"
import { peopleRefusals } from "./people/refusal.text.ts"
import { allow, isRight, type Role, readRole, whoMay } from "./people/roles.ts"
import { accountRoutes } from "./people/signing/account.http.ts"
import { type Ground, openGuard } from "./people/signing/guard.http.ts"
import { signInAddress } from "./people/signing/links.ts"
import { signingRefusals } from "./people/signing/refusal.text.ts"
import { userCommands } from "./people/user.cli.ts"
import { promiseCommands } from "./promise/promise.cli.ts"
import { promiseEndpoints } from "./promise/promise.http.ts"
import { promiseRefusals } from "./promise/refusal.text.ts"
import { insolvencyCommands } from "./recovery/insolvency.cli.ts"
import { insolvencyEndpoints } from "./recovery/insolvency.http.ts"
import { recoveryRefusals } from "./recovery/refusal.text.ts"
import { exportListing } from "./report/export.cli.ts"
import { searchCommands } from "./report/search/search.cli.ts"
import { searchEndpoints } from "./report/search/search.http.ts"
import { type Command, EXIT, findCommand, runCommandLine, type Values } from "./shell/cli.ts"
import { type Config, languageOf, readConfig } from "./shell/config.ts"
import type { Context, Creditor } from "./shell/context.ts"
import { describeApi } from "./shell/http/description.ts"
import { type Keeper, makeApi } from "./shell/http/endpoint.ts"
import { httpRefusals } from "./shell/http/refusal.text.ts"
import { type Instance, openInstance } from "./shell/instance.ts"
import { startForgetting } from "./shell/jobs/forgetting.ts"
import { jobsCommands } from "./shell/jobs/jobs.cli.ts"
import { jobEndpoints } from "./shell/jobs/jobs.http.ts"
import { type Jobs, openJobs } from "./shell/jobs/jobs.ts"
import { jobsRefusals } from "./shell/jobs/refusal.text.ts"
import { startWorkers } from "./shell/jobs/work.ts"
import { refuseMoved } from "./shell/postgres/moved.ts"
import { shellRefusals } from "./shell/refusal.text.ts"
import { DEFAULT_PORT, placeOf, type Serving, serveUntilSignal, startCommand, stopCommand } from "./shell/run.cli.ts"
import { served } from "./shell/run.text.ts"
import { statementTrouble } from "./shell/trouble.ts"
import { buildScreens } from "./shell/web/build.job.ts"
import { screenRoutes } from "./shell/web/serve.http.ts"
import { simRefusals } from "./sim/refusal.text.ts"
import { simCommand } from "./sim/sim.cli.ts"
import { startTelling, TIMEOUT_MS, webhookErrand } from "./webhook/deliver.job.ts"
import { webhookRefusals } from "./webhook/refusal.text.ts"
import { webhookCommands } from "./webhook/webhook.cli.ts"
import { webhookEndpoints } from "./webhook/webhook.http.ts"
import { worklistRefusals } from "./worklist/refusal.text.ts"
import { taskCommands } from "./worklist/task.cli.ts"
import { taskEndpoints } from "./worklist/task.http.ts"
import { worklistCommands } from "./worklist/worklist.cli.ts"
import { worklistEndpoints } from "./worklist/worklist.http.ts"

const argv = process.argv.slice(2)
const checksIn = (dataDir: string) => [
  ...activityChecks(headsFolder(dataDir)),
  ...CUSTOMER_CHECKS,
  ...CONTACT_CHECKS,
  ...LEDGER_CHECKS,
  ...DISPUTE_CHECKS,
  ...evidenceChecks(dataDir),
  ...removalChecks(dataDir),
  ...DATABASE_CHECKS,
]
const checksOf = ({ config }: Context) => checksIn(config.dataDir)

const keeperOf =
  (context: Context): Keeper =>
  async (secret) => {
    const known = await recognise(await context.database(), secret)
    if (!known) return null
    const { id, role, start } = known.key
    return { id, company: known.company, role, by: { kind: "key", name: start }, may: (right) => isRight(right) && keyMay(known.key, right), whoMay }
  }

function apiRoutes(context: Context, jobs: () => Promise<Jobs>, ground: Ground) {
  const guard = openGuard(ground)
  const api = makeApi(context.database, { key: keeperOf(context), session: guard.admit }, stateOfLog)
  companyEndpoints(api)
  figureEndpoints(api, context.today)
  accountEndpoints(api, context.today)
  postingEndpoints(api)
  letteringEndpoints(api, context.today)
  turnoverEndpoints(api, context.today)
  promiseEndpoints(api)
  disputeEndpoints(api)
  searchEndpoints(api)
  holdEndpoints(api)
  insolvencyEndpoints(api)
  chaseEndpoints(api)
  importEndpoints(api, { dataDir: context.config.dataDir, today: context.today, jobs })
  const toldOf = (kind: string, outcome: unknown, lang: Language) => (kind === "import" ? importOutcomes.answer(outcome, lang) : null)
  jobEndpoints(api, refusals, toldOf, (kind, outcome) => (kind === "import" ? importOutcomes.files(outcome) : []))
  evidenceEndpoints(api, context.config.dataDir)
  verifyEndpoints(api, () => checksOf(context))
  keyEndpoints(api)
  memberEndpoints(api, ground)
  contactEndpoints(api)
  worklistEndpoints(api)
  taskEndpoints(api)
  webhookEndpoints(api, context.config.webhookAllow)
  operationsEndpoints(api, context, checksIn)
  return [api.app, describeApi(api.app, whoMay), guard.app, accountRoutes(ground, guard)]
}

function serving(context: Context): Serving {
  let sender: Promise<Jobs> | undefined
  const jobs = () => {
    sender ??= context.instance("owner").then(({ cluster }) => openJobs(cluster.app, "sender"))
    return sender
  }
  let place = context.config.place
  const ground: Ground = {
    door: async () => (await context.instance("owner")).signIn(),
    database: context.database,
    dataDir: context.config.dataDir,
    place: () => place ?? `http://localhost:${DEFAULT_PORT}`,
  }
  let built: Promise<string> | undefined
  const screens = (told: () => void) => {
    built ??= buildScreens(context.config.dataDir, told)
    return built
  }
  return {
    // Last: the screens answer every address that is nobody else's.
    routes: [...apiRoutes(context, jobs, ground), screenRoutes(() => screens(() => {}), isDemo)],
    opened(url) {
      place ??= url
    },
    refusals,
    screens: context.config.screensLater ? null : screens,
    keeper: keeperOf(context),
    background(instance, told, noted) {
      const { db, cluster } = instance
      const { dataDir, webhookAllow } = context.config
      const planned: Planned = { dataDir, folder: ownFolder ? null : backupFolder(env, dataDir), env, clock: context.clock, checksOf: checksIn }
      const kinds = [importKind(db, dataDir), ...plannedKinds(instance, planned)]
      const running = [
        startSealer(db, headsFolder(context.config.dataDir), told),
        startSweeper(db, dataDir, told),
        startForgetting(
          db,
          () => loadDirectory(db),
          (what) => noted("forgot", what),
          told,
        ),
        startWorkers(cluster.app, db, kinds, [webhookErrand(db, { allowed: webhookAllow, timeoutMs: TIMEOUT_MS })], dataDir, told),
        startPlanner(instance, jobs, planned, told),
        startTelling(db, jobs, told),
        startKeeping(db, context.clock, told),
      ]
      return { stop: async () => void (await Promise.all([...running.map((work) => work.stop()), sender?.then((queue) => queue.stop())])) }
    },
  }
}

const refusals: RefusalTexts = {
  ...shellRefusals,
  ...httpRefusals,
  ...jobsRefusals,
  ...peopleRefusals,
  ...signingRefusals,
  ...companyRefusals,
  ...customerRefusals,
  ...evidenceRefusals,
  ...ledgerRefusals,
  ...importRefusals,
  ...promiseRefusals,
  ...disputeRefusals,
  ...contactRefusals,
  ...worklistRefusals,
  ...holdRefusals,
  ...recoveryRefusals,
  ...webhookRefusals,
  ...operationsRefusals,
  ...simRefusals,
}

const commands: Command<Context>[] = [
  ...companyCommands,
  ...importCommands,
  undoCommand,
  ...jobsCommands(loadDirectory, { import: importOutcomes, ...plannedOutcomes }, refusals),
  ...ageingCommands,
  ...openItemsCommands,
  ...letteringCommands,
  ...turnoverCommands,
  ...kpiCommands,
  ...promiseCommands,
  ...disputeCommands,
  ...worklistCommands,
  ...taskCommands,
  ...contactCommands,
  ...searchCommands,
  ...holdCommands,
  ...insolvencyCommands,
  ...evidenceCommands,
  ...keyCommands,
  ...userCommands(({ config }) => placeOf(config)),
  ...webhookCommands,
  verifyCommand(checksOf, loadDirectory),
  ...backupCommands,
  ...companyExportCommands,
  ...companyRemovalCommands,
  ...eraseCommands,
  restoreCommand(checksIn),
  moveCommand({ checksOf: checksIn, seal: (db) => sealPending(db, headsFolder(config.dataDir)) }),
  upgradeCommand(checksIn),
  startCommand(serving),
  stopCommand,
  doctorCommand(checksIn),
  demoCommand({
    defaultPort: DEFAULT_PORT,
    isFilled: async (db, company) => (await db.inCompany(company.id, (tx) => loadImports(tx, 1))).length > 0,
    async importFile(db, context, company, file) {
      const options = { ...PLAIN_JOURNAL, asOf: context.today(), dataDir: context.config.dataDir }
      const [imported] = await importJournal(db, context.by, company, [company], file, options, () => {})
      if (!imported?.posted || imported.refused > 0)
        throw new Error(`the demo's own journal was refused: ${JSON.stringify(imported?.problems.slice(0, 5))}`)
      return imported.posted.accepted
    },
    showFigures: showAgeing,
    serve: ({ context, lang, print }, port, token) =>
      serveUntilSignal(context, serving(context), port, (url) => {
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
function unlessOutside(error: unknown): void {
  if (statementTrouble(error, config.dataDir) === null) throw error
}

function open(values: Values) {
  let instance: Promise<Instance> | undefined
  let company: Promise<Creditor> | undefined
  const clock = () => new Date()
  const opened = (as: "owner" | "visitor") => {
    if (!instance) refuseMoved(config)
    instance ??= openInstance(config, as, clock).then(async (running) => {
      await settleRestores(running.db, config.dataDir)
      // What cannot be settled now, on a full disk mostly, the next command settles.
      await settleRemovals(running.db, config.dataDir).catch(unlessOutside)
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
        await sealPending(running.db, headsFolder(config.dataDir)).catch(unlessOutside)
      } finally {
        await running.close()
      }
    },
  }
}

// A large import makes short-lived things by the million: collected early they weigh a third less, for a few per cent of the time.
setFlagsFromString("--heap-growing-percent=40")

/** Invented companies live in folders of their own, so that they never meet real books. */
const OWN_FOLDERS: Readonly<Record<string, string>> = { demo: ".encours-demo", sim: ".encours-sim" }
const ownFolder = OWN_FOLDERS[findCommand(commands, argv).command?.name ?? ""]
const isDemo = ownFolder === OWN_FOLDERS.demo
const env = ownFolder && !process.env.ENCOURS_DATA ? { ...process.env, ENCOURS_DATA: ownFolder } : process.env
/** The command line acts as the owner of the books, or as it is told. */
function roleOf(said: string | undefined): Role {
  const role = readRole(said || "owner")
  if (!role.ok) throw new Refused(role.refusal.code, role.refusal)
  return role.value
}

// A reader that has seen enough (“| head”) is no failure: the command ends its work, and what it still says goes nowhere.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error
})

let config: Config
let lang = languageOf(env)
try {
  config = readConfig(env, argv)
  lang = config.lang
  const role = roleOf(env.ENCOURS_ROLE)
  const streams = { out: (text: string) => process.stdout.write(text), err: (text: string) => process.stderr.write(text) }
  const program = {
    commands,
    refusals,
    open,
    known: (error: unknown) => statementTrouble(error, config.dataDir),
    allow(right: string) {
      assert(isRight(right), `the right ${right} is known`)
      const allowed = allow(role, right)
      if (!allowed.ok) throw new Refused(allowed.refusal.code, allowed.refusal)
    },
  }
  process.exitCode = await runCommandLine(program, argv, lang, streams)
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`${wordRefusal(refusals, error, lang)}\n`)
  process.exitCode = EXIT[refusals[error.code]?.exit ?? "usage"]
}
