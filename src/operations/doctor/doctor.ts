/**
 * The doctor's judgement: from what was seen of an installation to what is well and what to do.
 *
 * Units    megabytes, seconds, instants.
 * Always   each finding names what was looked at, also where all is well; a remedy says the next step.
 */
import type { Language, Worded } from "../../kernel/text.ts"
import type { Logged } from "../log.wire.ts"
import { type names, remedies, values } from "./doctor.text.ts"

export type Seen = {
  readonly now: Date
  readonly node: string
  readonly server: string
  readonly kind: "embedded" | "server"
  readonly schema: { readonly database: number; readonly program: number }
  readonly dataDir: string
  readonly freeMb: number | null
  /** Between this machine's clock and the database's. */
  readonly driftS: number
  /** Folders of the data that others on this machine may look into. */
  readonly open: readonly string[]
  /** Acts not yet in the chain, and since when the oldest waits. */
  readonly unsealed: { readonly waiting: number; readonly since: Date | null }
  readonly ownerKnown: boolean
  readonly companies: number
  readonly booksSince: Date
  readonly log: readonly Logged[]
  /** The newest backup lies on the disk of the data. */
  readonly sameDisk: boolean
  /** Messages to webhooks held back since a restore, by company. */
  readonly held: readonly { readonly company: string; readonly count: number }[]
  /** Databases of older versions, left beside by an upgrade. */
  readonly kept: readonly { readonly path: string; readonly since: string; readonly sizeMb: number }[]
}
export type Finding = { readonly name: keyof typeof names; readonly value: Worded; readonly remedy: Worded | null }

/** The findings as programs read them. */
export function findingsIn(lang: Language, found: readonly Finding[]) {
  const checks = found.map(({ name, value, remedy }) => ({ name, ok: remedy === null, detail: value[lang], remedy: remedy?.[lang] ?? null }))
  return { ok: checks.every(({ ok }) => ok), checks }
}

const DISK_FLOOR_MB = 500
const DRIFT_S = 60
const SEALED_WITHIN_S = 600
const DAY_S = 86_400
/** A night may be missed. */
const BACKUP_WITHIN_S = 2 * DAY_S
const TRIED_WITHIN_S = 40 * DAY_S
/** By then the new database has shown what it is. */
const KEPT_FOR_S = 30 * DAY_S

const same = (text: string): Worded => ({ en: text, fr: text, nl: text, de: text })
const secondsSince = (now: Date, at: string | Date) => (now.getTime() - new Date(at).getTime()) / 1000

export const judge = (seen: Seen): Finding[] => [
  { name: "node", value: same(seen.node), remedy: null },
  { name: "database", value: same(`PostgreSQL ${seen.server} (${seen.kind})`), remedy: null },
  { name: "schema", value: same(`${seen.schema.database}/${seen.schema.program}`), remedy: null },
  { name: "data", value: same(seen.dataDir), remedy: null },
  {
    name: "disk",
    value: seen.freeMb === null ? same("?") : values.free(seen.freeMb),
    remedy: seen.freeMb !== null && seen.freeMb < DISK_FLOOR_MB ? remedies.disk(seen.freeMb) : null,
  },
  { name: "clock", value: same(`± ${seen.driftS} s`), remedy: seen.driftS > DRIFT_S ? remedies.clock(seen.driftS) : null },
  {
    name: "permissions",
    value: seen.open.length === 0 ? values.closed : same(seen.open.join(", ")),
    remedy: seen.open.length === 0 ? null : remedies.permissions(seen.open),
  },
  judgeSealing(seen),
  judgeBackups(seen),
  judgeTrials(seen),
  ...seen.held.map(({ company, count }) => ({ name: "held" as const, value: values.held(company, count), remedy: remedies.held(company) })),
  ...judgeKept(seen),
]

function judgeSealing({ now, unsealed: { waiting, since } }: Seen): Finding {
  const late = since !== null && secondsSince(now, since) > SEALED_WITHIN_S
  return { name: "activity", value: values.unsealed(waiting), remedy: late ? remedies.unsealed(waiting, since.toISOString()) : null }
}

function judgeBackups({ now, log, companies, booksSince, ownerKnown, sameDisk }: Seen): Finding {
  const good = log.findLast((entry) => entry.what === "backup" && entry.ok)
  // Whoever types a backup hears at once that it failed; of a night nobody does.
  const last = log.findLast((entry) => entry.what === "backup" && (entry.ok || entry.planned))
  const value = good ? values.backup(good.at, good.file, sameDisk) : values.none
  const remedy = () => {
    if (companies === 0) return null
    if (!ownerKnown) return remedies.owner
    if (last && !last.ok) return remedies.backupFailed(last.at, last.code ?? "?")
    if (good) return secondsSince(now, good.at) > BACKUP_WITHIN_S ? remedies.backupOld(good.at) : null
    return secondsSince(now, booksSince) > BACKUP_WITHIN_S ? remedies.noBackup : null
  }
  return { name: "backup", value, remedy: remedy() }
}

function judgeTrials({ now, log }: Seen): Finding {
  const last = log.findLast((entry) => entry.what === "test")
  const first = log.find((entry) => entry.what === "backup" && entry.ok)
  const value = last ? values.tried(last.at, last.ok) : values.none
  const remedy = () => {
    if (last)
      return last.ok ? (secondsSince(now, last.at) > TRIED_WITHIN_S ? remedies.notTried : null) : remedies.trialFailed(last.file, last.code ?? "?")
    return first && secondsSince(now, first.at) > TRIED_WITHIN_S ? remedies.notTried : null
  }
  return { name: "restoreTest", value, remedy: remedy() }
}

/** Nothing is said where nothing is kept. */
const judgeKept = ({ now, kept }: Seen): Finding[] =>
  kept.map(({ path, since, sizeMb }) => ({
    name: "kept",
    value: values.kept(path, since, sizeMb),
    remedy: secondsSince(now, since) > KEPT_FOR_S ? remedies.kept(path, sizeMb) : null,
  }))
