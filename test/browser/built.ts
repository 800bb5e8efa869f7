/** Before the journeys: the screens are built once, and the database is there. */
import { tmpdir } from "node:os"
import type { TestProject } from "vitest/node"
import { buildScreens } from "../../src/shell/web/build.job.ts"
import database from "../database.ts"

export default async function setup(project: TestProject) {
  await buildScreens(tmpdir(), () => console.log("building the screens…"))
  return database(project)
}
