/**
 * What Prometheus reads: counts and times by the pattern of an address, never by who asked or whose books they are. By hand: the text format is
 * three kinds of lines, and the figures of the queue and of the connections are ours anyway.
 */
import { sql } from "kysely"
import type { Database } from "../db.ts"

const BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const
type Kind = "counter" | "gauge" | "histogram"
type Labels = Readonly<Record<string, string | number>>
type Sample = readonly [suffix: string, labels: Labels, value: number]

export type Metrics = {
  answered(request: { readonly method: string; readonly route: string | null; readonly status: number; readonly ms: number }): void
  /** `db`: null while the database is away; what it knows is then left out. */
  text(db: Database | null): Promise<string>
}

export function openMetrics(): Metrics {
  const counts = new Map<string, { readonly labels: Labels; n: number }>()
  const times = new Map<string, { readonly labels: Labels; readonly below: number[]; sum: number; n: number }>()
  return {
    answered({ method, route, status, ms }) {
      // Methods and addresses nobody described are one line each: who asks at random makes none.
      const labels = { method: route === null ? "" : method, route: route ?? "" }
      const [counted, timed] = [`${labels.method} ${labels.route} ${status}`, `${labels.method} ${labels.route}`]
      const count = counts.get(counted) ?? { labels: { ...labels, status }, n: 0 }
      count.n++
      counts.set(counted, count)
      const time = times.get(timed) ?? { labels, below: BOUNDS_S.map(() => 0), sum: 0, n: 0 }
      const seconds = ms / 1000
      for (const [i, bound] of BOUNDS_S.entries()) if (seconds <= bound) time.below[i]!++
      time.sum += seconds
      time.n++
      times.set(timed, time)
    },
    async text(db) {
      const memory = process.memoryUsage()
      const cpu = process.cpuUsage()
      const own = [
        family(
          "encours_requests_total",
          "counter",
          "Requests answered",
          [...counts.values()].map(({ labels, n }): Sample => ["", labels, n]),
        ),
        family(
          "encours_request_seconds",
          "histogram",
          "Time until the answer",
          [...times.values()].flatMap((time) => [...histogram(time)]),
        ),
        family("process_resident_memory_bytes", "gauge", "Memory of the process", [["", {}, memory.rss]]),
        family("encours_heap_used_bytes", "gauge", "Of it, objects in use", [["", {}, memory.heapUsed]]),
        family("process_cpu_seconds_total", "counter", "Processor time of the process", [["", {}, (cpu.user + cpu.system) / 1e6]]),
        family("process_start_time_seconds", "gauge", "When it started", [["", {}, Math.round(Date.now() / 1000 - process.uptime())]]),
      ]
      return [...own, ...(db === null ? [] : await ofDatabase(db))].join("")
    },
  }
}

function* histogram({
  labels,
  below,
  sum,
  n,
}: {
  readonly labels: Labels
  readonly below: readonly number[]
  readonly sum: number
  readonly n: number
}): Iterable<Sample> {
  for (const [i, bound] of BOUNDS_S.entries()) yield ["_bucket", { ...labels, le: bound }, below[i]!]
  yield ["_bucket", { ...labels, le: "+Inf" }, n]
  yield ["_sum", labels, sum]
  yield ["_count", labels, n]
}

type Queue = { readonly queue: string; readonly state: string; readonly n: number; readonly age: number | null }

async function ofDatabase(db: Database): Promise<string[]> {
  const queues = await db.inCompanies(
    [],
    async (tx) =>
      (
        await sql<Queue>`
        SELECT name AS queue, state::text, count(*)::int AS n,
               extract(epoch FROM now() - min(start_after) FILTER (WHERE state < 'active' AND start_after <= now()))::float8 AS age
          FROM jobs.job GROUP BY name, state ORDER BY name, state`.execute(tx.db)
      ).rows,
  )
  const age = new Map<string, number>()
  for (const { queue, age: waiting } of queues) age.set(queue, Math.max(age.get(queue) ?? 0, waiting ?? 0))
  const { total, idle, waiting } = db.connections()
  return [
    family(
      "encours_jobs",
      "gauge",
      "Jobs in the queue",
      queues.map(({ queue, state, n }): Sample => ["", { queue, state }, n]),
    ),
    family(
      "encours_queue_age_seconds",
      "gauge",
      "How long the oldest due job has waited",
      [...age].map(([queue, seconds]): Sample => ["", { queue }, seconds]),
    ),
    family("encours_database_connections", "gauge", "Connections to the database", [
      ["", { state: "busy" }, total - idle],
      ["", { state: "idle" }, idle],
    ]),
    family("encours_database_waiting", "gauge", "Requests that wait for a connection", [["", {}, waiting]]),
  ]
}

function family(name: string, kind: Kind, about: string, samples: readonly Sample[]): string {
  const lines = samples.map(([suffix, labels, value]) => {
    const said = Object.entries(labels).map(([label, of]) => `${label}="${String(of).replace(/[\\"\n]/g, (c) => (c === "\n" ? "\\n" : `\\${c}`))}"`)
    return `${name}${suffix}${said.length === 0 ? "" : `{${said.join(",")}}`} ${value}\n`
  })
  return `# HELP ${name} ${about}\n# TYPE ${name} ${kind}\n${lines.join("")}`
}
