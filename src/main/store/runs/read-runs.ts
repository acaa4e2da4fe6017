import type Database from 'better-sqlite3'
import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import { fromChunk, type LogChunk } from './log-chunk.ts'

/** Runs of a file, newest first. */
export function readRuns(db: Database.Database): readonly Run[] {
  const heads = db.prepare<[], string>('SELECT head FROM run ORDER BY number DESC').pluck().all()
  return heads.map((head) => JSON.parse(head) as Run)
}

/** Entries of a run from `from` on, at most `limit`; none for a run that isn't there. */
export function readRunEntries(
  db: Database.Database,
  runId: string,
  from: number,
  limit: number,
): readonly RunEntry[] {
  const chunks = db
    .prepare<[string, number, number], LogChunk>(
      `SELECT first, entries, d FROM run_log JOIN run ON run.number = run_log.run
       WHERE run.id = ? AND first + entries > ? AND first < ? ORDER BY first`,
    )
    .all(runId, from, from + limit)
  return chunks.flatMap(fromChunk).filter(({ seq }) => seq >= from && seq < from + limit)
}
