/** How fast a file is read and how long the rest will take, from what was read so far. */
export type Progress = { readonly rows: number; readonly done: number; readonly total: number }
export type Pace = {
  readonly rowsPerSecond: number
  /** Null: too early to tell, or nothing is left to read. */
  readonly secondsLeft: number | null
}

const TELLING = 0.01

export function paceOf({ rows, done, total }: Progress, elapsedMs: number): Pace {
  const seconds = elapsedMs / 1000
  const tells = seconds > 0 && done >= total * TELLING && done < total
  return {
    rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : 0,
    secondsLeft: tells ? Math.ceil((seconds * (total - done)) / done) : null,
  }
}
