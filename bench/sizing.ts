/**
 * How many machines ten thousand companies with 10^9 items would take, simulated: companies of lifelike sizes are dealt to machines by the hash of
 * their number, as a database distributed by company does. What it starts from was measured; what it comes to is an estimate (docs/scale.md).
 *
 *   node bench/sizing.ts            prints the tables of docs/scale.md
 */
import { createHash } from "node:crypto"

export const ASSUMED = {
  companies: 10_000,
  items: 1_000_000_000,
  /** Spread of sizes: standard deviation of their natural logarithm. */
  spread: 1.5,
  seed: 42,
  /** Measured: ledger tables and indexes of 100,000 invoices of which 90 % are paid, by item (invoice or payment). */
  bytesAnItem: 945,
  /** Room for dead rows, the log and the vault beside the tables. */
  headroom: 2,
  /** Measured: rows a second of one import, with its process and its database on two cores. */
  rowsASecond: 11_000,
  /** Of the items, what one day's exports bring again (most of it known already). */
  dailyShare: 0.03,
  nightHours: 6,
} as const

/** Uniform in (0, 1), from a seed and a number. */
function chanceOf(seed: number, n: number): number {
  const digest = createHash("sha256").update(`${seed}/${n}`).digest()
  return (digest.readUIntBE(0, 6) + 0.5) / 2 ** 48
}

/** Items of each company: log-normal, scaled to the sum. */
export function drawCompanies(
  { companies, items, spread, seed } = ASSUMED as { companies: number; items: number; spread: number; seed: number },
): number[] {
  const drawn = Array.from({ length: companies }, (_, i) => {
    const normal = Math.sqrt(-2 * Math.log(chanceOf(seed, 2 * i))) * Math.cos(2 * Math.PI * chanceOf(seed, 2 * i + 1))
    return Math.exp(spread * normal)
  })
  const scale = items / drawn.reduce((sum, size) => sum + size, 0)
  return drawn.map((size) => Math.round(size * scale))
}

/** Items on each machine when companies are dealt by the hash of their number. */
export function deal(sizes: readonly number[], machines: number): number[] {
  const load = Array.from({ length: machines }, () => 0)
  for (const [i, size] of sizes.entries()) {
    const machine = createHash("sha256").update(`company ${i}`).digest().readUInt32BE(0) % machines
    load[machine]! += size
  }
  return load
}

const millions = (n: number) => (n / 1e6).toFixed(1)
/** The tables of docs/scale.md, as Markdown. */
export function sizing(): string {
  const a = ASSUMED
  const sizes = drawCompanies()
  const sorted = [...sizes].sort((x, y) => x - y)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  const quantiles = [
    "| | items |",
    "|---|---|",
    ...([0.1, 0.5, 0.9, 0.99] as const).map(
      (share) => `| ${share * 100} % of companies have at most | ${Math.round(at(share)).toLocaleString("en")} |`,
    ),
    `| the largest has | ${sorted.at(-1)!.toLocaleString("en")} |`,
  ]
  const rows = [8, 16, 32, 64].map((machines) => {
    const load = deal(sizes, machines)
    const fullest = Math.max(...load)
    const bytes = (fullest * a.bytesAnItem * a.headroom) / 1e9
    const imports = (fullest * a.dailyShare) / a.rowsASecond / 3600
    const atOnce = Math.max(1, Math.ceil(imports / a.nightHours))
    return `| ${machines} | ${millions(fullest)} M | ${(fullest / (a.items / machines)).toFixed(2)} × | ${bytes.toFixed(0)} GB | ${imports.toFixed(2)} h | ${atOnce} |`
  })
  return [
    ...quantiles,
    "",
    "| database machines | items on the fullest | against the mean | disk of the fullest | its daily imports, one after the other | at once, for a night |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n")
}

if (import.meta.main) console.log(sizing())
