import type Database from 'better-sqlite3'

const DAY_MS = 24 * 60 * 60_000
/** A row of the tick log shrinks to about this part of it once it is in a block. */
const BLOCK_PART_OF_TICKS = 0.65

/** Bytes that a day adds: what the spans of the last day came to, or foretold from the first ticks. */
export function growthPerDay(db: Database.Database): number {
  const newest = db.prepare<[], number | null>('SELECT max(t1) FROM span').pluck().get()
  const [bytes, from, to] =
    newest == null
      ? db
          .prepare<[number], [number | null, number | null, number | null]>(
            'SELECT sum(length(d)) * ?, min(at), max(at) FROM tick',
          )
          .raw()
          .get(BLOCK_PART_OF_TICKS)!
      : db
          .prepare<[number], [number | null, number | null, number | null]>(
            'SELECT sum(bytes), min(t0), max(t1) FROM span WHERE t0 >= ?',
          )
          .raw()
          .get(newest - DAY_MS)!
  if (bytes === null || from === null || to === null || to <= from) return 0
  return Math.round((bytes / (to - from)) * DAY_MS)
}
