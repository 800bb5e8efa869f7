/** The browser's main: where screens meet. Every route loads its room's screen when it is first opened; what an address may say is checked here. */
import { QueryClientProvider } from "@tanstack/react-query"
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  notFound,
  Outlet,
  RouterProvider,
  redirect,
} from "@tanstack/react-router"
import { type ComponentType, lazy, StrictMode, Suspense } from "react"
import { createRoot } from "react-dom/client"
import { readLogSearch } from "./activity/log/log-search.ts"
import { readAgeingSearch } from "./ageing/ageing-search.ts"
import { readKpiSearch } from "./ageing/kpi-search.ts"
import type { SettingsSection } from "./company/settings.screen.tsx"
import { readWizardSearch } from "./document/wizard/imports-search.ts"
import { aDay, oneOf, readFields } from "./kernel/address.ts"
import { readCustomerSearch, readCustomersSearch, readItemsSearch } from "./ledger/accounts/accounts-search.ts"
import type { CustomerSection } from "./ledger/accounts/customer.screen.tsx"
import type { CustomersBulk as BulkOfCustomers } from "./ledger/accounts/customers.screen.tsx"
import { SearchField } from "./report/search/search-field.screen.tsx"
import { ask, Problem, queries } from "./shell/web/ask.screen.ts"
import { addressed, parseSearch, useCompany, ViewsContext, writeSearch } from "./shell/web/asked.screen.ts"
import { ExportContext } from "./shell/web/export.screen.tsx"
import { Frame } from "./shell/web/frame.screen.tsx"
import { frameText } from "./shell/web/frame.text.ts"
import { LANG } from "./shell/web/lang.screen.ts"
import { meQuestion, wear } from "./shell/web/person.screen.ts"
import { Empty, Skeleton, Trouble } from "./shell/web/states.screen.tsx"
import type { Screens } from "./shell/web/ways/way.screen.tsx"
import { SETTINGS_TABS, WAYS } from "./web.text.ts"
import { readTodaySearch } from "./worklist/today-search.ts"
import "./shell/web/theme.css"
import "./shell/web/frame.css"
import "./shell/web/parts.css"
import "./shell/web/many.css"
import "./shell/web/account.css"
import "./shell/web/imports.css"
import { isMonth } from "./worklist/team/team.ts"

/** Every screen below the company, and the fields of its address: what a way to it may say. */
declare module "./shell/web/ways/way.screen.tsx" {
  interface Screens {
    readonly today: ReturnType<typeof readTodaySearch>
    readonly team: ReturnType<typeof readTeamSearch>
    readonly ageing: ReturnType<typeof readAgeingSearch>
    readonly figures: ReturnType<typeof readKpiSearch>
    readonly items: ReturnType<typeof readItemsSearch>
    readonly customers: ReturnType<typeof readCustomersSearch>
    readonly "customers/$code": ReturnType<typeof readCustomerSearch>
    readonly activity: ReturnType<typeof readLogSearch>
    readonly settings: ReturnType<typeof readSettingsSearch>
    readonly imports: object
    readonly "imports/new": ReturnType<typeof readWizardSearch>
    readonly backups: object
    readonly users: object
    readonly keys: object
  }
}
const readTeamSearch = (raw: Readonly<Record<string, unknown>>) => readFields(raw, { month: (text) => (isMonth(text) ? text : undefined) })
const readSettingsSearch = (raw: Readonly<Record<string, unknown>>) => readFields(raw, { tab: oneOf(...Object.keys(SETTINGS_TABS)) })

const root = createRootRoute({ component: Outlet, notFoundComponent: Nowhere, errorComponent: ({ error }) => <Trouble error={error} /> })

/** Who is signed in; nobody: the sign-in page, or the set-up while nobody ever was. */
async function me(to: string) {
  try {
    const found = await queries.fetchQuery({ ...meQuestion, staleTime: Number.POSITIVE_INFINITY })
    wear(found.person)
    return found
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
    const { open } = await ask<{ readonly open: boolean }>("/api/setup").catch(() => ({ open: false }))
    throw redirect(open ? { to: "/setup" } : addressed("/sign-in", () => ({ to })))
  }
}

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: async ({ location }) => {
    const { companies } = await me(location.href)
    const [first] = companies
    if (first) throw redirect({ to: `/${first.code}` })
  },
  component: () => <Empty title={frameText.noCompany[LANG]} />,
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("./people/entrance/sign-in.screen.tsx"), "SignIn"),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./people/entrance/setup.screen.tsx"), "SetUp"),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$token",
  component: lazyRouteComponent(() => import("./people/entrance/invitation.screen.tsx"), "Invitation"),
})

const answer = createRoute({
  getParentRoute: () => root,
  path: "/answer/$token",
  component: lazyRouteComponent(() => import("./worklist/question/answer.screen.tsx"), "Answer"),
})
const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  loader: async ({ location }) => void (await me(location.href)),
  component: lazyRouteComponent(() => import("./people/account/account.screen.tsx"), "Account"),
})

const company = createRoute({
  getParentRoute: () => root,
  path: "/$company",
  loader: async ({ location, params }) => {
    const { companies } = await me(location.href)
    // One that is not theirs is as empty as one that never was.
    if (!companies.some(({ code }) => code === params.company)) throw notFound()
  },
  pendingComponent: Skeleton,
  notFoundComponent: Nowhere,
  component: () => <Frame ways={WAYS} find={SearchField} />,
})
const home = createRoute({
  getParentRoute: () => company,
  path: "/",
  component: () => <Navigate {...addressed(`/${useCompany().code}/today`, (old) => old)} replace />,
})

/** A screen below the company: its fields of the address besides the day, and what loads it. */
const screen = <P extends keyof Screens>(
  path: P,
  read: (raw: Readonly<Record<string, unknown>>) => Screens[P],
  component: ReturnType<typeof lazyRouteComponent>,
) =>
  createRoute({
    getParentRoute: () => company,
    path: `/${path}`,
    validateSearch: (raw: Record<string, unknown>) => ({ ...readFields(raw, { asOf: aDay }), ...read(raw) }),
    component,
  })

/** What rooms above the ledger show of a customer, on the customer's page. */
const SECTIONS: readonly CustomerSection[] = [
  { key: "exposure", place: "above", Section: lazyRouteComponent(() => import("./ageing/exposure/exposure.screen.tsx"), "ExposureBar") },
  { key: "standing", place: "first", Section: lazyRouteComponent(() => import("./worklist/acts/standing.screen.tsx"), "Standing") },
  { key: "people", place: "first", Section: lazyRouteComponent(() => import("./contact/people.screen.tsx"), "Contacts") },
  { key: "entrusted", place: "side", Section: lazyRouteComponent(() => import("./portfolio/entrusted.screen.tsx"), "Entrusted") },
  { key: "questions", place: "side", Section: lazyRouteComponent(() => import("./worklist/question/questions.screen.tsx"), "Questions") },
  { key: "habits", place: "side", Section: lazyRouteComponent(() => import("./contact/habits.screen.tsx"), "Habits") },
  { key: "files", place: "side", Section: lazyRouteComponent(() => import("./contact/files/files.screen.tsx"), "Files") },
  { key: "segment", place: "identity", Section: lazyRouteComponent(() => import("./customer/segment/choose.screen.tsx"), "SegmentOf") },
  { key: "timeline", place: "below", Section: lazyRouteComponent(() => import("./contact/timeline.screen.tsx"), "Timeline") },
]

/** What one room lends another's screen: the screen does not wait for it. */
const lent =
  <P extends object>(Lent: ComponentType<P>) =>
  (props: P) => (
    <Suspense fallback={null}>
      <Lent {...props} />
    </Suspense>
  )
const OfCollector = lent(lazy(async () => ({ default: (await import("./portfolio/collector-filter.screen.tsx")).CollectorFilter })))
const ItemsBulk = lent(lazy(async () => ({ default: (await import("./worklist/bulk/bulk.screen.tsx")).ItemsBulk })))
const ManyCustomers = lent(lazy(async () => ({ default: (await import("./worklist/bulk/bulk.screen.tsx")).CustomersBulk })))
const SetSegment = lent(lazy(async () => ({ default: (await import("./customer/segment/choose.screen.tsx")).SetSegment })))
const CustomersBulk: BulkOfCustomers = (said) => <ManyCustomers {...said} more={<SetSegment {...said} />} />
const KeptViews = lent(lazy(async () => ({ default: (await import("./people/views/views.screen.tsx")).Views })))
/** What rooms show among the settings. */
const SETTINGS: readonly SettingsSection[] = [
  {
    key: "company",
    title: SETTINGS_TABS.company,
    needs: "read",
    Section: lazyRouteComponent(() => import("./company/company-settings.screen.tsx"), "CompanySettings"),
  },
  {
    key: "portfolios",
    title: SETTINGS_TABS.portfolios,
    needs: "read",
    Section: lazyRouteComponent(() => import("./portfolio/portfolios.screen.tsx"), "Portfolios"),
  },
  {
    key: "segments",
    title: SETTINGS_TABS.segments,
    needs: "read",
    Section: lazyRouteComponent(() => import("./customer/segment/segments.screen.tsx"), "Segments"),
  },
  {
    key: "absences",
    title: SETTINGS_TABS.absences,
    needs: "read",
    Section: lazyRouteComponent(() => import("./portfolio/absences.screen.tsx"), "Absences"),
  },
  {
    key: "accounts",
    title: SETTINGS_TABS.accounts,
    needs: "read",
    Section: lazyRouteComponent(() => import("./company/premises.screen.tsx"), "Accounts"),
  },
  {
    key: "calendar",
    title: SETTINGS_TABS.calendar,
    needs: "read",
    Section: lazyRouteComponent(() => import("./company/premises.screen.tsx"), "Calendar"),
  },
  { key: "law", title: SETTINGS_TABS.law, needs: "read", Section: lazyRouteComponent(() => import("./law/law.screen.tsx"), "Law") },
]

const screens = [
  screen(
    "team",
    readTeamSearch,
    lazyRouteComponent(() => import("./worklist/team/team.screen.tsx"), "TeamScreen"),
  ),
  screen(
    "settings",
    readSettingsSearch,
    lazyRouteComponent(
      () => import("./company/settings.screen.tsx").then(({ SettingsScreen }) => ({ Page: () => <SettingsScreen sections={SETTINGS} /> })),
      "Page",
    ),
  ),
  screen(
    "today",
    readTodaySearch,
    lazyRouteComponent(() => import("./worklist/today.screen.tsx"), "TodayScreen"),
  ),
  screen(
    "ageing",
    readAgeingSearch,
    lazyRouteComponent(() => import("./ageing/ageing.screen.tsx"), "AgeingScreen"),
  ),
  screen(
    "figures",
    readKpiSearch,
    lazyRouteComponent(() => import("./ageing/kpi.screen.tsx"), "KpiScreen"),
  ),
  screen(
    "items",
    readItemsSearch,
    lazyRouteComponent(
      () =>
        import("./ledger/accounts/items.screen.tsx").then(({ ItemsScreen }) => ({
          Page: () => <ItemsScreen bulk={ItemsBulk} collector={OfCollector} />,
        })),
      "Page",
    ),
  ),
  screen(
    "customers",
    readCustomersSearch,
    lazyRouteComponent(
      () =>
        import("./ledger/accounts/customers.screen.tsx").then(({ CustomersScreen }) => ({
          Page: () => <CustomersScreen bulk={CustomersBulk} collector={OfCollector} />,
        })),
      "Page",
    ),
  ),
  screen(
    "activity",
    readLogSearch,
    lazyRouteComponent(() => import("./activity/log/log.screen.tsx"), "ActivityScreen"),
  ),
  screen(
    "backups",
    () => ({}),
    lazyRouteComponent(() => import("./operations/backups.screen.tsx"), "BackupsScreen"),
  ),
  screen(
    "imports",
    () => ({}),
    lazyRouteComponent(() => import("./document/wizard/imports.screen.tsx"), "ImportsScreen"),
  ),
  screen(
    "imports/new",
    readWizardSearch,
    lazyRouteComponent(() => import("./document/wizard/new.screen.tsx"), "WizardScreen"),
  ),
  screen(
    "users",
    () => ({}),
    lazyRouteComponent(() => import("./people/users/users.screen.tsx"), "UsersScreen"),
  ),
  screen(
    "keys",
    () => ({}),
    lazyRouteComponent(() => import("./people/users/keys.screen.tsx"), "KeysScreen"),
  ),
  screen(
    "customers/$code",
    readCustomerSearch,
    lazyRouteComponent(
      () => import("./ledger/accounts/customer.screen.tsx").then(({ CustomerScreen }) => ({ Page: () => <CustomerScreen sections={SECTIONS} /> })),
      "Page",
    ),
  ),
]

const router = createRouter({
  routeTree: root.addChildren([start, signIn, setup, invitation, answer, account, company.addChildren([home, ...screens])]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: "intent",
  defaultPendingComponent: Skeleton,
  scrollRestoration: true,
})

function Nowhere() {
  return (
    <Empty title={frameText.nowhere[LANG]}>
      <a href="/">{frameText.home[LANG]}</a>
    </Empty>
  )
}

/**
 * Somebody's session ended elsewhere: who they are is asked anew, which leads to the sign-in, and back here after it. What was known of them stays until the
 * answer, for the screen they leave is still drawn with it.
 */
let leaving = false
queries.getQueryCache().subscribe(({ type, query }) => {
  const { error } = query.state
  if (type !== "updated" || query.queryKey[0] === "me" || !(error instanceof Problem) || error.status !== 401) return
  if (leaving || queries.getQueryData(meQuestion.queryKey) === undefined) return
  leaving = true
  void queries.invalidateQueries({ queryKey: meQuestion.queryKey, refetchType: "none" })
  void router.invalidate().finally(() => {
    leaving = false
  })
})

const exporting = async (...said: Parameters<React.ContextType<typeof ExportContext>>) =>
  (await import("./report/export.screen.ts")).saveListing(...said)

createRoot(document.getElementById("encours")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ExportContext value={exporting}>
        <ViewsContext value={KeptViews}>
          <RouterProvider router={router} />
        </ViewsContext>
      </ExportContext>
    </QueryClientProvider>
  </StrictMode>,
)
