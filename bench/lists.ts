/** S14: every list and figure of the API on a large ledger, asked by 20 users at once, each as soon as the answer before is there; the search field by one. No reference: seconds. */

import { addDays } from "../src/kernel/day.ts"
import { openGround, settle } from "./ground.ts"
import { collectorOf, fillLedger, nameOf, RUN_DAY } from "./ledger.ts"
import { type Line, line, type Target } from "./line.ts"
import { atOnce, type Served, serve } from "./served.ts"

const USERS = 20
const ASKED = 200
const PERCENTILE = 0.95
const TARGET = { must: 0.5, aim: 0.15 }
/** Of the search field, asked again with every letter. */
const WHILE_TYPING = { must: 0.05, aim: 0.02 }
/** Figures over the whole ledger: P45 gives an ageing three seconds. */
const OF_ALL = { must: 3, aim: 1 }

/** What a user looks at: first pages, pages far down, one customer, a search; `n` makes users look at different things. */
const LISTS: Readonly<Record<string, (n: number, customers: number) => string>> = {
  "open items": () => `/open-items?asOf=${RUN_DAY}`,
  "open items of a past day": () => `/open-items?asOf=2026-08-23`,
  "open items far down": (n) => `/open-items?asOf=${RUN_DAY}&cursor=${place(["", deepEntry(n), 1])}`,
  "open items of a customer": (n, customers) => `/open-items?asOf=${RUN_DAY}&customer=C${1 + ((n * 7919) % customers)}`,
  customers: () => `/customers?asOf=${RUN_DAY}`,
  "customers far down": (n, customers) => `/customers?asOf=${RUN_DAY}&cursor=${place([`C${1 + ((n * 7919) % customers)}`])}`,
  "customers found": (n, customers) => `/customers?asOf=${RUN_DAY}&search=${encodeURIComponent(nameOf(1 + ((n * 7919) % customers)))}`,
  "found in the search field": (n, customers) => `/search?q=${encodeURIComponent(nameOf(1 + ((n * 7919) % customers)))}`,
  "a number in the search field": (n) => `/search?q=${1000 + ((n * 104_729) % 9000)}`,
  lettering: () => "/lettering",
  imports: () => "/imports",
  jobs: () => "/jobs",
  evidence: () => "/evidence",
  keys: () => "/keys",
  webhooks: () => "/webhooks",
  "open items by amount": () => `/open-items?asOf=${RUN_DAY}&order=-open`,
  "open items by amount, each user others": (n) => `/open-items?asOf=${RUN_DAY}&order=-open&openFrom=${n}.00`,
  "open items as the screen asks, each user others": (n) => `/open-items?asOf=${RUN_DAY}&order=due&sums=yes&limit=200&openFrom=${n}.00`,
  "open items found by a part of their number, with sums, each user others": (n) =>
    `/open-items?asOf=${RUN_DAY}&order=due&sums=yes&limit=200&search=${1000 + ((n * 104_729) % 9000)}`,
  "open items by name, with sums, each user others": (n) => `/open-items?asOf=${RUN_DAY}&order=name&sums=yes&limit=200&openFrom=${n}.00`,
  "open items of a collector": (n) => `/open-items?asOf=${RUN_DAY}&collector=${encodeURIComponent(collectorOf(n))}`,
  "open items of a collector by amount": (n) => `/open-items?asOf=${RUN_DAY}&order=-open&collector=${encodeURIComponent(collectorOf(n))}`,
  "customers of a collector": (n) => `/customers?asOf=${RUN_DAY}&collector=${encodeURIComponent(collectorOf(n))}`,
  "ageing by customer, a page": () => `/ageing/rows?asOf=${RUN_DAY}&limit=1000`,
  "ageing by customer, a page found, each user another order": (n) =>
    `/ageing/rows?asOf=${RUN_DAY}&limit=1000&order=${AGEING_ORDERS[n % AGEING_ORDERS.length]}&find=${n % 100}`,
  worklist: () => `/worklist?asOf=${RUN_DAY}`,
  "worklist of one": (n) => `/worklist?asOf=${RUN_DAY}&user=${encodeURIComponent(collectorOf(n))}`,
  "timeline of a customer": (n, customers) => `/customers/C${1 + ((n * 7919) % customers)}/timeline`,
  "people of a customer": (n, customers) => `/contacts?customer=C${1 + ((n * 7919) % customers)}`,
  "exposure of a customer": (n, customers) => `/customers/C${1 + ((n * 7919) % customers)}/exposure?asOf=${RUN_DAY}`,
  "habit of a payer": (n, customers) => `/customers/C${1 + ((n * 7919) % customers)}/payer?asOf=${RUN_DAY}`,
  portfolios: () => `/portfolios?asOf=${RUN_DAY}`,
  "who collects": () => `/portfolios/collectors?asOf=${RUN_DAY}`,
  segments: () => "/segments",
  team: () => "/team",
  activity: () => "/activity",
  promises: () => "/promises",
  disputes: () => "/disputes",
  tasks: () => "/tasks",
  trust: () => "/trust",
}
const AGEING_ORDERS = ["name", "-total", "net", "-b1", "-b4"]
/** What is typed: names, also misspelt, without their accents and half written, codes, numbers from their beginning and from their end. */
const TYPED: readonly ((of: number) => string)[] = [
  nameOf,
  (of) => nameOf(of).replace(/^(.)(.)(.)/, "$1$3$2"),
  (of) => nameOf(of).normalize("NFD").replace(/\p{M}/gu, "").toUpperCase(),
  (of) => nameOf(of).slice(0, 4),
  (of) => `${nameOf(of).split(" ")[1]} ${nameOf(of).slice(0, 6)}`,
  (of) => `C${of}`,
  (of) => `F${of * 7}`,
  (of) => `P-${of}`,
  (of) => String(of % 10_000).padStart(4, "0"),
]
/** `n` asks of another day, so that nothing remembered answers. */
const FIGURES: Readonly<Record<string, (n: number) => string>> = {
  "ageing by customer, whole": (n) => `/ageing?asOf=${addDays(RUN_DAY, -n)}&by=customer`,
  "ageing of a past day": (n) => `/ageing?asOf=${addDays(RUN_DAY, -90 - n)}`,
  "figures of 90 days": (n) => `/kpi?asOf=${addDays(RUN_DAY, -n)}`,
}
const place = (of: readonly (string | number)[]) => Buffer.from(JSON.stringify(of)).toString("base64url")
const deepEntry = (n: number) => `00000000-0000-7000-8001-${((n * 104_729) % 90_000).toString(16).padStart(12, "0")}`

export async function benchLists(rows: number, rounds: number): Promise<Line[]> {
  const ground = await openGround()
  try {
    const here = await ground.empty()
    await here.db.inCompany(here.company.id, (tx) => fillLedger(tx, rows, 9))
    await settle(here)
    const served = await serve(ground, here)
    const lines = await askLists(served, rows, rounds)
    await served.end()
    return lines
  } finally {
    await ground.end()
  }
}

export async function askLists(served: Served, rows: number, rounds: number): Promise<Line[]> {
  const customers = Math.max(1, Math.floor(rows / 10))
  const lines: Line[] = []
  const add = async (name: string, path: (n: number) => string, asked: number, users: number, target: Target) => {
    const ours = { ms: await measured(served, path, asked * rounds, users), cpu: null, rss: null }
    const what = `${name}, ${rows} invoices, ${users === 1 ? "one user" : `${users} users`}: 95 of 100 within`
    lines.push(line("S14", what, rows, { ours, reference: null, rounds }, target))
  }
  for (const [name, path] of Object.entries(LISTS)) {
    await measured(served, (n) => path(n, customers), USERS, USERS)
    await add(name, (n) => path(n, customers), ASKED, USERS, TARGET)
  }
  const typed = (n: number) => `/search?q=${encodeURIComponent(TYPED[n % TYPED.length]!(1 + ((n * 7919) % customers)))}`
  await add("what is typed into the search field", typed, ASKED, 1, WHILE_TYPING)
  for (const [name, path] of Object.entries(FIGURES)) {
    await measured(served, path, 2, 1)
    await add(`${name}, worked out`, (n) => path(2 + n), 3, 1, OF_ALL)
    await add(name, () => path(0), ASKED, USERS, OF_ALL)
  }
  return lines
}

async function measured({ ask }: Served, path: (n: number) => string, count: number, users: number): Promise<number> {
  const took: number[] = []
  await atOnce(users, count, async (n) => {
    const from = performance.now()
    await ask("GET", path(n))
    took.push(performance.now() - from)
  })
  return took.toSorted((a, b) => a - b)[Math.ceil(took.length * PERCENTILE) - 1]!
}
