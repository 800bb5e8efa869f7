import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** No verdict on speed: what hangs ends, what a busy machine slows down does not fail. */
const PATIENCE_MS = 60_000
/** What things come to is waited for as long. */
const expect = { poll: { timeout: PATIENCE_MS / 4 } }
const database = { globalSetup: ["test/database.ts"], expect, testTimeout: PATIENCE_MS, hookTimeout: 120_000 }

const browser = {
  globalSetup: ["test/browser/built.ts"],
  expect,
  testTimeout: 2 * PATIENCE_MS,
  hookTimeout: 120_000,
}

/** Minutes each, the longest first: begun last they would be waited for by a machine that has nothing else to do. */
const LONGEST = ["ledger-model", "import-kill", "sim", "accounting", "bench", "migrate", "cluster", "backup-kill"].map(
  (name) => `/${name}.long.test.ts`,
)
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

/**
 * Tests by speed. `pure` needs nothing; `database` gets one migrated template a run (test/database.ts); `transcripts` play the
 * command line on given rows; `browser` opens the screens in Chromium, `surface` every one of them in every way; `long` kills, floods and fuzzes, and belongs to `npm run test:long`.
 */
export default defineConfig({
  test: {
    // Most tests wait for a database or a program of their own: on two cores one worker would leave half the machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "pure",
          include: ["src/**/*.test.ts", "test/*.test.ts"],
          exclude: ["**/*.store.test.ts", "**/*.long.test.ts"],
          testTimeout: PATIENCE_MS,
        },
      },
      { test: { name: "database", include: ["src/**/*.store.test.ts", "test/database/*.store.test.ts"], ...database } },
      { test: { name: "transcripts", include: ["test/cases/**/*.test.ts"], ...database, testTimeout: 300_000 } },
      { test: { name: "browser", include: ["test/browser/*.journey.test.ts"], ...browser } },
      { test: { name: "surface", include: ["test/browser/*.long.test.ts"], ...browser } },
      {
        test: {
          name: "long",
          include: ["src/**/*.long.test.ts", "test/*/*.long.test.ts"],
          exclude: ["test/browser/**"],
          ...database,
          testTimeout: 900_000,
        },
      },
    ],
  },
})
