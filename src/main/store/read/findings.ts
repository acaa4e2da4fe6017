import type Database from 'better-sqlite3'
import type { Finding } from '../../../shared/api/findings.ts'
import { findingOf } from '../write/findings.ts'
import type { HistoryFile } from './file.ts'

/** Findings in force at an instant, as they were then: not yet closed. */
export function findingsAt(file: HistoryFile, target: number, at: number): readonly Finding[] {
  return sqlOf(file.db)
    .at.all(at, target, at, at)
    .map((body) => asOf(findingOf(body), at))
}

/** Without what was learnt later: evidence is told anew while a finding's words stay. */
function asOf(last: Finding, at: number): Finding {
  const { closed: _, ...finding } = last
  const evidence = finding.evidence.map((each) => ({
    ...each,
    from: Math.min(each.from, at),
    to: Math.min(each.to, at),
  }))
  return { ...finding, evidence }
}

/** A finding's words, and from when on each held. */
export interface FindingText {
  readonly at: number
  readonly body: string
}

/** How a finding read up to an instant, oldest first. */
export function findingTexts(file: HistoryFile, id: string, until: number): readonly FindingText[] {
  return sqlOf(file.db).texts.all(id, until)
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
      .prepare<[number, number, number, number], string>(
        `SELECT (SELECT body FROM finding_text WHERE finding_text.finding = finding.id AND at <= ? ORDER BY at DESC LIMIT 1)
         FROM finding WHERE target = ? AND opened <= ? AND (closed IS NULL OR closed > ?) ORDER BY opened DESC`,
      )
      .pluck(),
    texts: db.prepare<[string, number], FindingText>(
      'SELECT at, body FROM finding_text WHERE finding = ? AND at <= ? ORDER BY at',
    ),
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
