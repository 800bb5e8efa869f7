/** How far a file is read: `done` of `total` bytes. */
export type Progress = { readonly rows: number; readonly done: number; readonly total: number }

/** Measured: posting takes about this many times as long as reading the rows. */
export const POSTING_SHARE = 5
/** How many rows there will be, as far as what was read for the first ones tells. */
export const rowsInAll = ({ rows, done, total }: Progress): number | null =>
  rows === 0 || done === 0 ? null : Math.round((rows * total) / Math.min(done, total))
