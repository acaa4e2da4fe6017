import type Database from 'better-sqlite3'
import type { Finding } from '../../../shared/api/findings.ts'
import { instantOf, type OpenChangeRecord, openRecord, recordsOf } from '../codec/changes.ts'
import { type OpenCheckpoint, openCheckpoint } from '../codec/checkpoint.ts'
import { decodeNames } from '../codec/names.ts'
import { NAMES_FREED } from '../directory.ts'
import { NUMBERS } from '../layout.ts'
import { onFile } from '../storage-error.ts'
import { findingOf } from '../write/findings.ts'
import { extentOf } from './extent.ts'
import type { HistoryFile } from './file.ts'
import type { Extent } from './spans.ts'

/** A finding as it reads last, and whatever it was titled before. */
export interface LoggedFinding {
  readonly finding: Finding
  readonly titles: readonly string[]
}

/** The history of one target in the order in which it was written: what an index is made from, bit by bit. */
export interface TargetLog {
  /** Its number in the file; after the target was forgotten another may get it. */
  readonly number: number
  /** From its first to its last sample. */
  readonly extent: Extent | undefined
  /** Entities by number; '' where the name is gone. They are read when they are asked for first. */
  readonly paths: readonly string[]
  /** So many numbers were given. */
  readonly pathCount: number
  /** All facts that held where what is kept begins; undefined: it begins with the first sample. */
  beginning(): OpenCheckpoint | undefined
  /** The instant of the first thing that is told of facts: grows when the oldest are deleted. */
  readonly begins: number | undefined
  /** Whether facts changed, or were summed up, at that very instant: if not, this is not the history that it was. */
  hasInstant(at: number): boolean
  /** What changed after an instant, oldest first. Each is read when it is asked for, and none is kept. */
  records(after: number): Generator<OpenChangeRecord>
  /** Ids of findings that were opened at or after an instant, oldest first. */
  findingIds(from: number): IterableIterator<readonly [id: string, opened: number]>
  finding(id: string): LoggedFinding | undefined
}

export interface HistoryLog {
  /** Runs queries over one state of the file; they throw its troubles as `storage`, and `work` whatever it will. */
  read<T>(work: () => T): T
  /** Targets that are not forgotten. */
  targetIds(): readonly string[]
  target(targetId: string): TargetLog | undefined
  /** Keys of facts by number. */
  readonly words: readonly string[]
  /** Another text after each time that names were taken out of the file. */
  readonly namesFreed: string
}

export function logOf(file: HistoryFile): HistoryLog {
  const sql = prepare(file.db)
  const guard: Guard = (work) => onFile(file.path, work)
  return {
    read: (work) => file.inOneState(work),
    targetIds: () => guard(() => [...file.directory.targets().keys()]),
    target: (targetId) => {
      const number = guard(() => file.directory.targetId(targetId))
      return number === undefined ? undefined : targetLog(file, sql, number, guard)
    },
    words: file.directory.words,
    get namesFreed() {
      return guard(() => sql.freed.get(NAMES_FREED) ?? '')
    },
  }
}

/** Whatever goes wrong within is this file's trouble. */
type Guard = <T>(work: () => T) => T

function targetLog(file: HistoryFile, sql: Sql, number: number, guard: Guard): TargetLog {
  return {
    number,
    get extent() {
      return guard(() => extentOf(file, number))
    },
    get paths() {
      return guard(() => file.directory.names(number).paths)
    },
    get pathCount() {
      return guard(() => pathCountOf(sql, number))
    },
    beginning: () =>
      guard(() => {
        if (file.facts.beginsWith(number) === undefined) return undefined
        return openCheckpoint(sql.firstCheckpoint.get(number) ?? new Uint8Array())
      }),
    get begins() {
      return guard(() => file.facts.beginsWith(number) ?? sql.firstChange.get(number) ?? undefined)
    },
    hasInstant: (at) => guard(() => hasInstant(sql, number, at)),
    records: (after) => eachOf(recordsOfTarget(sql, number, after), guard),
    findingIds: (from) => eachOf(sql.findingIds.iterate(number, from), guard),
    finding: (id) =>
      guard(() => {
        const body = sql.finding.get(id)
        if (body === undefined) return undefined
        return { finding: findingOf(body), titles: sql.texts.all(id).map((text) => findingOf(text).title) }
      }),
  }
}

function* eachOf<T>(each: IterableIterator<T>, guard: Guard): Generator<T> {
  try {
    for (let next = guard(() => each.next()); next.done !== true; next = guard(() => each.next()))
      yield next.value
  } finally {
    each.return?.()
  }
}

function pathCountOf(sql: Sql, target: number): number {
  const last = sql.lastNames.get((target + 1) * NUMBERS)
  if (last === undefined || last[0] < target * NUMBERS) return 0
  return last[0] - target * NUMBERS + decodeNames(last[1]).length
}

function hasInstant(sql: Sql, target: number, at: number): boolean {
  if (sql.checkpoint.get(target, at) !== undefined || sql.row.get(target, at) !== undefined) return true
  const row = sql.next.get(target, at - 1)
  return row !== undefined && recordsOf(row[1]).some((bytes) => instantOf(bytes) === at)
}

/**
 * Row by row, so that one is in memory at a time. A second row of an instant holds verdicts alone, which are the store's
 * own, so that an instant says how far one has come.
 */
function* recordsOfTarget(sql: Sql, target: number, after: number): Generator<OpenChangeRecord> {
  let last = after
  for (let row = sql.next.get(target, last); row !== undefined; row = sql.next.get(target, last)) {
    for (const bytes of recordsOf(row[1])) if (instantOf(bytes) > last) yield openRecord(bytes)
    last = Math.max(last + 1, row[0])
  }
}

type Sql = ReturnType<typeof prepare>

function prepare(db: Database.Database) {
  const text = <P extends unknown[]>(sql: string) => db.prepare<P, string>(sql).pluck()
  return {
    freed: text<[string]>('SELECT value FROM meta WHERE key = ?'),
    firstChange: db.prepare<[number], number | null>('SELECT min(at) FROM change WHERE target = ?').pluck(),
    firstCheckpoint: db
      .prepare<[number], Buffer>('SELECT d FROM checkpoint WHERE target = ? ORDER BY at LIMIT 1')
      .pluck(),
    checkpoint: db.prepare<[number, number], number>('SELECT 1 FROM checkpoint WHERE target = ? AND at = ?'),
    row: db.prepare<[number, number], number>('SELECT 1 FROM change WHERE target = ? AND until = ?'),
    next: db
      .prepare<[number, number], [number, Buffer]>(
        'SELECT until, d FROM change WHERE target = ? AND until > ? ORDER BY until, id LIMIT 1',
      )
      .raw(),
    lastNames: db
      .prepare<[number], [number, Buffer]>('SELECT id, d FROM name WHERE id < ? ORDER BY id DESC LIMIT 1')
      .raw(),
    findingIds: db
      .prepare<[number, number], [string, number]>(
        'SELECT id, opened FROM finding WHERE target = ? AND opened >= ? ORDER BY opened',
      )
      .raw(),
    finding: text<[string]>('SELECT body FROM finding WHERE id = ?'),
    texts: text<[string]>('SELECT body FROM finding_text WHERE finding = ? ORDER BY at'),
  }
}
