import { defineConfig } from "vitest/config"

/** Two speeds: `pure` needs nothing, `database` gets one migrated template a run (test/database.ts). */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "pure", include: ["src/**/*.test.ts", "test/*.test.ts"], exclude: ["**/*.store.test.ts", "**/*.long.test.ts"] } },
      {
        test: {
          name: "database",
          include: ["src/**/*.store.test.ts", "test/database/*.store.test.ts"],
          globalSetup: ["test/database.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
