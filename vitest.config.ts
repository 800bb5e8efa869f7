import { defineConfig } from "vitest/config"

const database = { globalSetup: ["test/database.ts"], testTimeout: 60_000, hookTimeout: 120_000 }

/**
 * Tests by speed. `pure` needs nothing; `database` gets one migrated template a run (test/database.ts); `transcripts` play the
 * command line on given rows; `long` kills, floods and fuzzes, and belongs to `npm run test:long`.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "pure", include: ["src/**/*.test.ts", "test/*.test.ts"], exclude: ["**/*.store.test.ts", "**/*.long.test.ts"] } },
      { test: { name: "database", include: ["src/**/*.store.test.ts", "test/database/*.store.test.ts"], ...database } },
      { test: { name: "transcripts", include: ["test/cases/**/*.test.ts"], ...database, testTimeout: 120_000 } },
      { test: { name: "long", include: ["src/**/*.long.test.ts", "test/**/*.long.test.ts"], ...database, testTimeout: 900_000 } },
    ],
  },
})
