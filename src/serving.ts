/** The server as it is wired: every room's routes, the screens, and what runs behind them. */
import { basename } from "node:path"
import type { Context as Request } from "hono"
import { changesEndpoint } from "./activity/changes.http.ts"
import { activityEndpoints } from "./activity/log/log.http.ts"
import { activityList } from "./activity/log/long-log.http.ts"
import { verifiedOutcome, verifyKind } from "./activity/log/verification.job.ts"
import { startSealer } from "./activity/seal.job.ts"
import { stateOfLog } from "./activity/seal.store.ts"
import { verifyEndpoints } from "./activity/verify.http.ts"
import { exposureEndpoint } from "./ageing/exposure/exposure.http.ts"
import { figureEndpoints } from "./ageing/figures.http.ts"
import { chaseEndpoints } from "./chase/chase.http.ts"
import { startKeeping } from "./chase/keep.job.ts"
import { checksIn, checksOf } from "./checks.ts"
import { loadDirectory } from "./company/company.act.ts"
import { companyEndpoints } from "./company/company.http.ts"
import { premisesEndpoints } from "./company/premises.http.ts"
import { dayIn } from "./company/zone.ts"
import { contactEndpoints } from "./contact/contact.http.ts"
import { fileEndpoints } from "./contact/files/files.http.ts"
import { segmentEndpoints } from "./customer/segment/segment.http.ts"
import { disputeEndpoints } from "./dispute/dispute.http.ts"
import { importKind } from "./document/background.job.ts"
import { importOutcomes } from "./document/import.cli.ts"
import { importEndpoints } from "./document/imports.http.ts"
import { evidenceEndpoints } from "./evidence/evidence.http.ts"
import { startSweeper } from "./evidence/evidence.job.ts"
import { holdEndpoints } from "./hold/hold.http.ts"
import type { Language } from "./kernel/text.ts"
import { lawEndpoint } from "./law/review.http.ts"
import { accountEndpoints } from "./ledger/accounts/accounts.http.ts"
import { customersList, itemsList, statementList } from "./ledger/accounts/long-lists.http.ts"
import { letteringEndpoints } from "./ledger/lettering/lettering.http.ts"
import { postingEndpoints } from "./ledger/postings.http.ts"
import { turnoverEndpoints } from "./ledger/turnover/turnover.http.ts"
import { headsFolder } from "./operations/backup/content.job.ts"
import { operationsEndpoints } from "./operations/operations.http.ts"
import { backupFolder, type Planned, plannedKinds, startPlanner } from "./operations/planned/planned.job.ts"
import { recognise } from "./people/keys.act.ts"
import { keyEndpoints } from "./people/keys.http.ts"
import { keyMay } from "./people/keys.ts"
import { memberEndpoints } from "./people/members.http.ts"
import { isRight, whoMay } from "./people/roles.ts"
import { accountRoutes, type Renamed } from "./people/signing/account.http.ts"
import { type Ground, openGuard } from "./people/signing/guard.http.ts"
import { renameOwner } from "./people/views/views.act.ts"
import { viewEndpoints } from "./people/views/views.http.ts"
import { handOverEndpoints } from "./portfolio/hand-over.http.ts"
import { heldBy, renameHolder } from "./portfolio/portfolio.act.ts"
import { portfolioEndpoints } from "./portfolio/portfolio.http.ts"
import { promiseEndpoints } from "./promise/promise.http.ts"
import { insolvencyEndpoints } from "./recovery/insolvency.http.ts"
import { refusals } from "./refusals.text.ts"
import { exportedFile, exportKind, type Lists } from "./report/exports/export.job.ts"
import { exportedAnswer } from "./report/exports/exported.cli.ts"
import { exportEndpoints } from "./report/exports/exports.http.ts"
import { EXPORT } from "./report/exports/exports.ts"
import { startPruning } from "./report/exports/prune.job.ts"
import { searchEndpoints } from "./report/search/search.http.ts"
import type { Context } from "./shell/context.ts"
import type { Tx } from "./shell/db.ts"
import { describeApi } from "./shell/http/description.ts"
import { type Keeper, makeApi } from "./shell/http/endpoint.ts"
import { startForgetting } from "./shell/jobs/forgetting.ts"
import type { JobRow } from "./shell/jobs/job.ts"
import { jobEndpoints } from "./shell/jobs/jobs.http.ts"
import { type Jobs, openJobs } from "./shell/jobs/jobs.ts"
import { startWorkers } from "./shell/jobs/work.ts"
import { once } from "./shell/once.ts"
import { DEFAULT_PORT, type Serving } from "./shell/run.cli.ts"
import { buildScreens } from "./shell/web/build.job.ts"
import { screenRoutes } from "./shell/web/serve.http.ts"
import { startTelling, TIMEOUT_MS, webhookErrand } from "./webhook/deliver.job.ts"
import { webhookEndpoints } from "./webhook/webhook.http.ts"
import { bulkEndpoints } from "./worklist/bulk/bulk.http.ts"
import { answerRoutes, questionEndpoints } from "./worklist/question/question.http.ts"
import { renameTaskOwner } from "./worklist/task.act.ts"
import { taskEndpoints } from "./worklist/task.http.ts"
import { teamEndpoints } from "./worklist/team/team.http.ts"
import { worklistEndpoints } from "./worklist/worklist.http.ts"

/** Who a key is, for the API. */
const keeperOf =
  (context: Context): Keeper =>
  async (secret) => {
    const known = await recognise(await context.database(), secret)
    if (!known) return null
    const { id, role, start } = known.key
    return {
      id,
      company: known.company,
      role,
      today: dayIn(known.company.country, context.clock()),
      by: { kind: "key", name: start },
      may: (right) => isRight(right) && keyMay(known.key, right),
      whoMay,
    }
  }

/** Lists that may be longer than a page, by what the screens ask for them as. */
const LISTS: Lists = { "open-items": itemsList(heldBy), statement: statementList, customers: customersList(heldBy), activity: activityList }

async function takeOverName(tx: Tx, { id, before, after }: Renamed): Promise<void> {
  await renameOwner(tx, before, after)
  await renameHolder(tx, id, before, after)
  await renameTaskOwner(tx, before, after)
}

function apiRoutes(context: Context, jobs: () => Promise<Jobs>, ground: Ground) {
  const guard = openGuard(ground)
  const api = makeApi(context.database, { key: keeperOf(context), session: guard.admit }, stateOfLog)
  companyEndpoints(api)
  premisesEndpoints(api)
  segmentEndpoints(api)
  lawEndpoint(api)
  figureEndpoints(api)
  exposureEndpoint(api)
  accountEndpoints(api, heldBy)
  postingEndpoints(api)
  letteringEndpoints(api)
  turnoverEndpoints(api)
  portfolioEndpoints(api)
  handOverEndpoints(api)
  promiseEndpoints(api)
  disputeEndpoints(api)
  searchEndpoints(api)
  holdEndpoints(api)
  insolvencyEndpoints(api)
  chaseEndpoints(api)
  importEndpoints(api, { dataDir: context.config.dataDir, jobs })
  const { dataDir } = context.config
  exportEndpoints(api, { lists: LISTS, dataDir, jobs })
  const told: Readonly<Record<string, (outcome: unknown, lang: Language) => unknown>> = {
    import: importOutcomes.answer,
    verify: verifiedOutcome,
    export: exportedAnswer,
  }
  const fileOf = async (tx: Tx, job: JobRow) => {
    if (job.kind === EXPORT) return exportedFile(tx, dataDir, job)
    const [path] = job.kind === "import" ? importOutcomes.files(job.outcome) : []
    return path === undefined ? null : { path, name: basename(path) }
  }
  jobEndpoints(api, refusals, (kind, outcome, lang) => told[kind]?.(outcome, lang) ?? null, fileOf)
  evidenceEndpoints(api, context.config.dataDir)
  changesEndpoint(api)
  activityEndpoints(api, jobs)
  verifyEndpoints(api, () => checksOf(context))
  keyEndpoints(api)
  memberEndpoints(api, ground)
  contactEndpoints(api)
  fileEndpoints(api, context.config.dataDir)
  worklistEndpoints(api)
  teamEndpoints(api)
  taskEndpoints(api)
  bulkEndpoints(api, refusals)
  viewEndpoints(api)
  questionEndpoints(api, ground.place)
  webhookEndpoints(api, context.config.webhookAllow)
  operationsEndpoints(api, context, checksIn)
  const throttle = { count: (c: Request) => guard.count([guard.fromAddress(c)]), heard: (c: Request) => guard.forgive([guard.fromAddress(c)]) }
  return [api.app, describeApi(api.app, whoMay), guard.app, accountRoutes(ground, guard, takeOverName), answerRoutes(context.database, throttle)]
}

/** All that runs while the instance serves: routes, screens, and the work behind them. The demo is shown as such and is not backed up by itself. */
export function serving(context: Context, isDemo: boolean): Serving {
  const { env } = process
  const jobs = once(async () => openJobs((await context.instance("owner")).cluster.app, "sender"))
  let place = context.config.place
  const ground: Ground = {
    door: async () => (await context.instance("owner")).signIn(),
    database: context.database,
    dataDir: context.config.dataDir,
    place: () => place ?? `http://localhost:${DEFAULT_PORT}`,
  }
  // Who asks while they are built is told nothing: whoever started the server was.
  let tell = () => {}
  const built = once(() => buildScreens(context.config.dataDir, tell))
  const screens = (told: () => void) => {
    tell = told
    return built()
  }
  return {
    // Last: the screens answer every address that is nobody else's.
    routes: [...apiRoutes(context, jobs, ground), screenRoutes(built, isDemo)],
    opened(url) {
      place ??= url
    },
    refusals,
    screens: context.config.screensLater ? null : screens,
    keeper: keeperOf(context),
    background(instance, told, noted) {
      const { db, cluster } = instance
      const { dataDir, webhookAllow } = context.config
      const planned: Planned = { dataDir, folder: isDemo ? null : backupFolder(env, dataDir), env, clock: context.clock, checksOf: checksIn }
      const kinds = [
        importKind(db, dataDir),
        exportKind(db, dataDir, LISTS, context.clock),
        verifyKind(db, () => checksIn(dataDir)),
        ...plannedKinds(instance, planned),
      ]
      const running = [
        startSealer(db, headsFolder(context.config.dataDir), told),
        startSweeper(db, dataDir, told),
        startPruning(dataDir, told),
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
      return { stop: async () => void (await Promise.all([...running.map((work) => work.stop()), jobs.made()?.then((queue) => queue.stop())])) }
    },
  }
}
