/** What the house rules let pass, each with its reason. The tidy test fails on a line nobody needs any more. */

/** Rooms in the order imports may point: a room uses rooms of earlier lines and of its own line (never in a circle). */
export const PLAN: readonly (readonly string[])[] = [
  ["kernel"],
  ["law"],
  ["people", "activity", "company", "customer"],
  ["terms", "evidence"],
  ["ledger"],
  ["document", "bank", "ageing", "interest", "promise", "dispute", "hold", "portfolio", "delivery"],
  ["contact", "credit", "signal", "dunning", "recovery", "chase", "insurance", "funding", "provision", "forecast"],
  ["worklist", "report", "portal", "demo", "webhook", "sim"],
  ["operations"],
]

/** Packages that only compute, and may therefore be used by pure modules, by suffix ("" is a plain module). */
export const PURE_PACKAGES: Readonly<Record<string, readonly string[]>> = { wire: ["zod"] }

/** Packages that make and test the screens, apart from the thirty: they run in the browser, where they are built or where they are tested, never with the books. */
export const SCREEN_PACKAGES = [
  "react",
  "react-dom",
  "@types/react",
  "@types/react-dom",
  "@tanstack/react-router",
  "@tanstack/react-query",
  "@tanstack/react-virtual",
  "react-aria-components",
  "@internationalized/date",
  "echarts",
  "vite",
  "@vitejs/plugin-react",
  "rolldown",
  "lightningcss",
  "playwright-core",
  "@axe-core/playwright",
]

/** Packages only the shell may import: no connection, socket or pool reaches a room. */
export const SHELL_PACKAGES = ["pg", "pg-boss", "pg-copy-streams", "@hono/node-server"]

/** Schemas that are no room's. */
export const SCHEMAS_WITHOUT_ROOM: Readonly<Record<string, string>> = {
  shell: "migrations, guards and sealing serve every room and hold no business words",
  auth: "sign-in and key look-up come before any company",
  jobs: "the queue carries identifiers only",
}

/** Functions every room may call in SQL. */
export const SQL_FOR_ALL = ["company.current", "portfolio.part_company", "portfolio.part"]

/** SQL reads across rooms: reader → what it reads → why. A table (not a published view or function) needs a good reason. */
export const CROSS_ROOM_READS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  people: {
    "company.company": "whose key or session it is, with its company, in one round trip",
  },
  activity: {
    "customer.customer": "the log calls a customer as it is called now, in one set query: what was erased stays so",
    "customer.search": "a free text over the log finds customers by a part of code or name",
  },
  ageing: {
    "ledger.open_items": "the one source of what is open",
    "ledger.open_items_whole": "the same, all of it at once",
    "ledger.open_items_known": "the same, as known at an instant",
    "ledger.subject_to_collection": "exposure holds what may still come back",
    "ledger.sales_by_month": "days sales outstanding divide by them",
    "ledger.paid_items": "how late customers pay",
    "ledger.paid_items_known": "the same, as known at an instant",
    "customer.customer": "names, groups and the intercompany mark are joined to sums in one set query of 10,000 rows",
    "customer.customer_group": "the group's code and name, in the same set query",
    "portfolio.collectors": "whose customers they are on the day, in the same set query",
  },
  document: {
    "customer.customer": "which customers of a file are new is asked of a million rows at once",
    "ledger.entry": "what the rows of a file of books differ by from what is known here, summed by account in one query",
    "activity.act": "who brought a file in, and who took it back",
    "evidence.file": "an import is called by the name its file came under, where it can be erased, in the same query",
    "evidence.file_name": "the same",
  },
  ledger: {
    "activity.record": "what a program posts is one call: its act and its entries",
    "company.company": "the company's own source, where an entry names none",
    "customer.customer": "open items and balances bear the customer's code and name, in one set query",
    "customer.identifier": "the list of customers shows what they go by",
    "customer.search": "customers are found by a part of code or name",
  },
  portfolio: {
    "customer.customer": "customers are chosen and held by segment, country, first letters and who has them, in one set query",
    "ledger.open_items_whole": "a portfolio says what its customers owe",
  },
  promise: {
    "ledger.money_received": "a promise is kept or broken by the money that came",
    "ledger.entry": "the items it was said for bear their numbers, in one set query",
    "customer.customer": "a promise bears its customer's code and name, in the same query",
  },
  dispute: {
    "ledger.open_items": "never more is disputed than is open",
    "ledger.entry": "contested items bear their numbers, in one set query",
    "customer.customer": "a dispute bears its customer's code and name, in the same query",
  },
  contact: {
    "customer.customer": "contacts, calls and notes bear their customer's code; held while another of its contacts becomes the first",
    "customer.erasure": "verify looks whether what was said to an erased person came back",
    "activity.act": "who said it, and what else was done about a customer",
    "activity.about": "the acts about a customer, the newest first",
    "ledger.entry": "items spoken of bear their numbers, and must be the customer's; its entries by day are a part of its timeline",
    "ledger.instalment": "the same",
    "ledger.annulment": "what was taken back is no part of the timeline",
    "evidence.file": "the files kept with a customer: how long they are, and their hashes",
    "evidence.file_name": "the names they came by",
  },
  worklist: {
    "ledger.open_items": "what is overdue and about to fall due, summed by customer in one query",
    "ledger.open_items_whole": "the same, all of it at once",
    "ledger.settled_late": "who is late for the first time, and who mostly is",
    "contact.last_calls": "when a customer was last spoken to, and how often in vain",
    "customer.customer": "names and collectors are joined to the sums in the same query",
    "portfolio.collectors": "whose customer it is, in the same query",
    "portfolio.target": "what a collector's customers were to pay in a month, beside what they paid",
    "ledger.money_arrived": "what came in from each collector's customers",
    "contact.call": "how many calls each person made",
    "promise.promise": "who took promises down",
    "promise.outcome": "and what came of them",
    "contact.text": "why a task is there, what is asked and answered stand where they can be erased",
    "ledger.entry": "the item a question is about bears its number, in one query",
    "activity.act": "who made a task, and who did it",
    "company.company": "the company's currency, where a customer has a task and owes nothing",
  },
  report: {
    "customer.search_field": "the search field finds customers",
    "customer.customer": "what is found bears code and name, in one query",
    "ledger.search_numbers": "the search field finds documents",
    "ledger.entry": "what is found bears its number, day and amount, in one query",
    "ledger.open_item": "what is found says what is open of it, in the same query",
  },
  hold: {
    "ledger.entry": "a held item bears its number, in one set query",
    "customer.customer": "a hold bears its customer's code and name, in the same query",
  },
  recovery: {
    "customer.customer": "an insolvency bears its customer's code, name and country, in one set query",
  },
  webhook: {
    "activity.act": "what happened is what is told",
    "ledger.entry": "the entries an act posted or names, by its index, in one query",
    "customer.customer": "entries bear their customer's code, in the same query",
    "company.company": "a message names the company by its code",
  },
  operations: {
    "ledger.paid_until": "the foot of every screen says up to which day money is known",
    "company.company": "a backup says whose books it holds, as the owner and at the moment of its snapshot",
    "activity.head": "heads published after the snapshot stay out of it",
    "evidence.file": "the files that a snapshot's rows refer to are packed with it, and those only",
    "evidence.file_name": "an export calls the received files by the names they came by",
    "people.invitation": "an export leaves out what a link is known by",
    "worklist.question": "the same",
    "company.company_number": "after a restore no company gets a number that was given before",
    "customer.customer": "named as what a removal counts for people before it is asked for",
    "ledger.allocation": "the same",
    "document.import": "the same",
    "activity.act": "the same",
    "ledger.entry": "the same, by kind",
    "ledger.open_items": "the open total is said before a company is removed",
    "company.directory": "files of a removed company go only where no company bears its number",
    "people.api_key": "named as what an export leaves out: the digests",
    "webhook.endpoint": "named as what an export leaves out: the secrets",
  },
  sim: {
    "ledger.open_items": "the ledger is held against the clerk's own book every night",
    "ledger.open_items_known": "the same, as it was known on a past night",
    "ledger.entry": "all facts are hashed into one line: the same seed must give the same",
    "ledger.instalment": "the same hash",
    "ledger.allocation": "the same hash; and which allocation a mended mistake takes back",
    "ledger.due_change": "the same hash",
    "ledger.payment_event": "the same hash",
    "ledger.period_close": "the same hash",
    "customer.customer": "the hash names customers by their code",
  },
}

/** Exports that only tests use: name → why it stays. Kernel and law may be used by tests alone. */
export const KEPT_EXPORTS: Readonly<Record<string, string>> = {
  countsAsPaid: "which settlements are payments is said where they are listed; interest and payer ratings ask it",
  UNTOLD: "which acts are not told outside, and why: types and a test hold it complete",
  ageItems: "the twin of the ageing's set query; tests hold the two equal on random portfolios",
}

/** Folders and files built and tested that the program does not use yet: path → what is open. A line goes when main.ts reaches it. */
export const WAITING: Readonly<Record<string, string>> = {}
