import type Database from 'better-sqlite3'

const DAY_MS = 24 * 60 * 60_000
/** A row of the tick log shrinks to about this part of it once it is in a block. */
const BLOCK_PART_OF_TICKS = 0.65

type Sum = [bytes: number | null, from: number | null, to: number | null]

/** Bytes that a day adds: what the spans of the last day came to, or foretold from the first ticks. */
export function growthPerDay(db: Database.Database): number {
  const newest = db.prepare<[], number | null>('SELECT max(t1) FROM span').pluck().get() ?? undefined
  const [bytes, from, to] = (newest === undefined ? ofTicks(db) : ofSpans(db, newest - DAY_MS)) ?? [
    null,
    null,
    null,
  ]
  if (bytes === null || from === null || to === null || to <= from) return 0
  return Math.round((bytes / (to - from)) * DAY_MS)
}

function ofTicks(db: Database.Database): Sum | undefined {
  const [bytes, from, to] =
    db.prepare<[], Sum>('SELECT sum(length(d)), min(at), max(at) FROM tick').raw().get() ?? []
  return [(bytes ?? 0) * BLOCK_PART_OF_TICKS, from ?? null, to ?? null]
}

const ofSpans = (db: Database.Database, since: number): Sum | undefined =>
  db.prepare<[number], Sum>('SELECT sum(bytes), min(t0), max(t1) FROM span WHERE t0 >= ?').raw().get(since)
