import { existsSync } from "node:fs"
import { resolve } from "node:path"

/** The folder of real files to test with (ENCOURS_SAMPLES, default ../shared/data), or null where there is none: said aloud, fatal in CI. */
export function samplesDir(): string | null {
  const dir = resolve(import.meta.dirname, "..", process.env.ENCOURS_SAMPLES ?? "../shared/data")
  if (existsSync(dir)) return dir
  const said = `no samples at ${dir}: set ENCOURS_SAMPLES to their folder`
  if (process.env.CI === "true") throw new Error(said)
  console.warn(`SKIPPED: tests on real files — ${said}`)
  return null
}
