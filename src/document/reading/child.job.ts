/** The guarded reader's entry: one request, one file. */
import { answerParent } from "../../shell/guarded.ts"
import { readForPosting } from "./reading.job.ts"
import type { ReadingRequest } from "./reading.ts"

await answerParent((request, answer) => readForPosting(request as ReadingRequest, answer))
