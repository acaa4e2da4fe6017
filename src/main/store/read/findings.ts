import type Database from 'better-sqlite3'
import type { Finding } from '../../../shared/api/findings.ts'
import { findingOf } from '../write/findings.ts'
import type { HistoryFile } from './file.ts'

/** Findings in force at an instant, as they were then: not yet closed. */
export function findingsAt(file: HistoryFile, target: number, at: number): readonly Finding[] {
  return sqlOf(file.db)
    .at.all(target, at, at)
    .map((body) => {
      const { closed: _, ...finding } = findingOf(body)
      return finding
    })
}

/** Findings that overlap [from, to], newest first. */
export function findingsIn(
  file: HistoryFile,
  target: number,
  from: number,
  to: number,
  limit: number,
): readonly Finding[] {
  return sqlOf(file.db).in.all(target, to, from, Math.min(limit, Number.MAX_SAFE_INTEGER)).map(findingOf)
}

/** The nearest opening or closing of a finding before or after an instant. */
export function stepFinding(
  file: HistoryFile,
  target: number,
  from: number,
  isBack: boolean,
): number | undefined {
  const sql = sqlOf(file.db)
  return (isBack ? sql.back : sql.forward).get(target, from, target, from) ?? undefined
}

const prepared = new WeakMap<Database.Database, ReturnType<typeof prepare>>()

function sqlOf(db: Database.Database) {
  let sql = prepared.get(db)
  if (sql === undefined) prepared.set(db, (sql = prepare(db)))
  return sql
}

function prepare(db: Database.Database) {
  const edges = (compare: '<' | '>', pick: 'max' | 'min') =>
    `SELECT ${pick}(at) FROM (
       SELECT ${pick}(opened) AS at FROM finding WHERE target = ? AND opened ${compare} ?
       UNION ALL
       SELECT ${pick}(closed) FROM finding WHERE target = ? AND closed ${compare} ?)`
  return {
    at: db
      .prepare<[number, number, number], string>(
        'SELECT body FROM finding WHERE target = ? AND opened <= ? AND (closed IS NULL OR closed > ?) ORDER BY opened DESC',
      )
      .pluck(),
    in: db
      .prepare<[number, number, number, number], string>(
        `SELECT body FROM finding WHERE target = ? AND opened <= ? AND (closed IS NULL OR closed >= ?)
         ORDER BY opened DESC LIMIT ?`,
      )
      .pluck(),
    back: db.prepare<[number, number, number, number], number | null>(edges('<', 'max')).pluck(),
    forward: db.prepare<[number, number, number, number], number | null>(edges('>', 'min')).pluck(),
  }
}
