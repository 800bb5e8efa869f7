/** The browser's main: where screens meet. Every route loads its room's screen when it is first opened; what an address may say is checked here. */
import { QueryClientProvider } from "@tanstack/react-query"
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate, Outlet, RouterProvider, redirect } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { readAgeingSearch } from "./ageing/ageing-search.ts"
import { readKpiSearch } from "./ageing/kpi-search.ts"
import { aDay, readFields } from "./kernel/address.ts"
import { readCustomerSearch, readCustomersSearch, readItemsSearch } from "./ledger/accounts/accounts-search.ts"
import type { CustomerSection } from "./ledger/accounts/customer.screen.tsx"
import { SearchField } from "./report/search/search-field.screen.tsx"
import { ask, Problem, queries } from "./shell/web/ask.screen.ts"
import { parseSearch, writeSearch } from "./shell/web/asked.screen.ts"
import { ExportContext } from "./shell/web/export.screen.tsx"
import { Frame } from "./shell/web/frame.screen.tsx"
import { frameText } from "./shell/web/frame.text.ts"
import { LANG } from "./shell/web/lang.screen.ts"
import { meQuestion, wear } from "./shell/web/person.screen.ts"
import { Empty, Skeleton, Trouble } from "./shell/web/states.screen.tsx"
import { WAYS } from "./web.text.ts"
import { readTodaySearch } from "./worklist/today-search.ts"
import "./shell/web/theme.css"
import "./shell/web/frame.css"
import "./shell/web/parts.css"

const root = createRootRoute({ component: Outlet, notFoundComponent: Nowhere, errorComponent: ({ error }) => <Trouble error={error} /> })

/** Who is signed in; nobody: the sign-in page, or the set-up while nobody ever was. */
async function me(to: string) {
  try {
    const found = await queries.ensureQueryData(meQuestion)
    wear(found.person)
    return found
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
    const { open } = await ask<{ readonly open: boolean }>("/api/setup").catch(() => ({ open: false }))
    throw redirect(open ? { to: "/setup" } : { to: "/sign-in", search: { to } as never })
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

const company = createRoute({
  getParentRoute: () => root,
  path: "/$company",
  loader: async ({ location, params }) => {
    const { companies } = await me(location.href)
    if (!companies.some(({ code }) => code === params.company)) throw redirect({ to: "/" })
  },
  pendingComponent: Skeleton,
  component: () => <Frame ways={WAYS} find={SearchField} />,
})
const home = createRoute({
  getParentRoute: () => company,
  path: "/",
  component: () => <Navigate to={"/$company/today" as never} params={((old: object) => old) as never} replace />,
})

/** A screen below the company: its fields of the address besides the day, and what loads it. */
const screen = (path: string, read: (raw: Record<string, unknown>) => object, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({
    getParentRoute: () => company,
    path,
    validateSearch: (raw: Record<string, unknown>) => ({ ...readFields(raw, { asOf: aDay }), ...read(raw) }),
    component: component as never,
  })

/** What rooms above the ledger show of a customer, on the customer's page. */
const SECTIONS: readonly CustomerSection[] = [
  { key: "standing", place: "side", Section: lazyRouteComponent(() => import("./worklist/standing.screen.tsx"), "Standing") },
  { key: "people", place: "side", Section: lazyRouteComponent(() => import("./contact/timeline.screen.tsx"), "Contacts") },
  { key: "timeline", place: "below", Section: lazyRouteComponent(() => import("./contact/timeline.screen.tsx"), "Timeline") },
]

const screens = [
  screen(
    "/today",
    readTodaySearch,
    lazyRouteComponent(() => import("./worklist/today.screen.tsx"), "TodayScreen"),
  ),
  screen(
    "/ageing",
    readAgeingSearch,
    lazyRouteComponent(() => import("./ageing/ageing.screen.tsx"), "AgeingScreen"),
  ),
  screen(
    "/figures",
    readKpiSearch,
    lazyRouteComponent(() => import("./ageing/kpi.screen.tsx"), "KpiScreen"),
  ),
  screen(
    "/items",
    readItemsSearch,
    lazyRouteComponent(() => import("./ledger/accounts/items.screen.tsx"), "ItemsScreen"),
  ),
  screen(
    "/customers",
    readCustomersSearch,
    lazyRouteComponent(() => import("./ledger/accounts/customers.screen.tsx"), "CustomersScreen"),
  ),
  screen(
    "/users",
    () => ({}),
    lazyRouteComponent(() => import("./people/users/users.screen.tsx"), "UsersScreen"),
  ),
  screen(
    "/keys",
    () => ({}),
    lazyRouteComponent(() => import("./people/users/keys.screen.tsx"), "KeysScreen"),
  ),
  screen(
    "/customers/$code",
    readCustomerSearch,
    lazyRouteComponent(
      () => import("./ledger/accounts/customer.screen.tsx").then(({ CustomerScreen }) => ({ Page: () => <CustomerScreen sections={SECTIONS} /> })),
      "Page",
    ),
  ),
]

const router = createRouter({
  routeTree: root.addChildren([start, signIn, setup, invitation, company.addChildren([home, ...screens])]),
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

/** Somebody's session ended elsewhere: who they are is asked anew, which leads to the sign-in, and back here after it. */
queries.getQueryCache().subscribe(({ type, query }) => {
  const { error } = query.state
  if (type !== "updated" || query.queryKey[0] === "me" || !(error instanceof Problem) || error.status !== 401) return
  if (queries.getQueryData(meQuestion.queryKey) === undefined) return
  queries.removeQueries({ queryKey: meQuestion.queryKey })
  void router.invalidate()
})

const exporting = async (...said: Parameters<React.ContextType<typeof ExportContext>>) =>
  (await import("./report/export.screen.ts")).saveListing(...said)

createRoot(document.getElementById("encours")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ExportContext value={exporting}>
        <RouterProvider router={router} />
      </ExportContext>
    </QueryClientProvider>
  </StrictMode>,
)
