import type Database from 'better-sqlite3'
import type { FoundEntity, FoundFact, FoundFinding } from '../../shared/api/search.ts'
import type { Severity } from '../../shared/api/findings.ts'
import {
  all,
  and,
  hasWords,
  inForce,
  inList,
  none,
  oneOf,
  ofKinds,
  or,
  type Part,
  rankOf,
  rowsOf,
} from './sql-parts.ts'
import type { Ranked, Wanted } from './wanted.ts'
import { around } from './words.ts'

/** A value is shown in so many characters. */
const SHOWN_TEXT = 240

/** A target in the index, as windows know it. */
export interface FoundTarget {
  readonly id: string
  /** Its newest sample. */
  readonly newest: number | undefined
}

/** By their number in the index. */
export type FoundTargets = ReadonlyMap<number, FoundTarget>

/** The best of one sort, and how many there are. */
export interface Counted<F extends Ranked['found']> {
  readonly best: readonly Ranked<F>[]
  readonly count: number
}

interface EntityRow {
  target: number
  path: string
  name: string
  first: number | null
  ended: number | null
  held: number | null
  rank: number
}

const STATE = 'CASE WHEN held > 0 THEN 2 WHEN held IS NULL THEN 1 ELSE 0 END'
const stateOf = (held: number | null): number => (held === null ? 1 : held > 0 ? 2 : 0)

/** Entities by path, name and kind; and of how many kinds those are that fit all but `kinds`. */
export function findEntities(
  db: Database.Database,
  wanted: Wanted,
  targets: FoundTargets,
): Counted<FoundEntity> & { readonly kinds: ReadonlyMap<string, number> } {
  const ended = 'CASE WHEN held > 0 THEN NULL ELSE ended END'
  const fits = and(
    oneOf('target', targets.keys()),
    hasWords('words', wanted.words),
    inForce(wanted, 'first', ended),
  )
  const kinds = new Map(
    rowsOf<{ kind: string; n: number }>(
      db,
      `SELECT kind, count(*) AS n FROM entity WHERE ${fits.sql} GROUP BY kind`,
      [fits],
    ).map(({ kind, n }) => [kind, n]),
  )
  const count = kinds
    .entries()
    .reduce((sum, [kind, n]) => sum + (wanted.kinds?.has(kind) === false ? 0 : n), 0)
  if (count === 0) return { best: [], count, kinds }
  const rank = rankOf(['name', 'words'], wanted.whole)
  const those = and(fits, ofKinds(wanted))
  const rows = rowsOf<EntityRow>(
    db,
    `SELECT target, path, name, first, ended, held, ${rank.sql} AS rank FROM entity WHERE ${those.sql}
     ORDER BY rank, ${STATE} DESC, ${ended} DESC, length(name), name LIMIT ${wanted.limit}`,
    [rank, those],
  )
  return { best: rows.map((row) => entityOf(row, targets)), count, kinds }
}

function entityOf(row: EntityRow, targets: FoundTargets): Ranked<FoundEntity> {
  const { id, newest } = targets.get(row.target)!
  const isThere = row.held === null ? undefined : row.held > 0
  const last = isThere === true ? newest : (row.ended ?? undefined)
  return {
    found: { is: 'entity', targetId: id, entity: row.path, first: row.first ?? undefined, last, isThere },
    rank: row.rank,
    state: stateOf(row.held),
    at: isThere === true ? 0 : (row.ended ?? 0),
    name: row.name,
  }
}

interface ValueRow {
  id: number
  target: number
  key: string
  entity: string
  first: number
  at: number
  ended: number | null
  held: number
  rank: number
  d: string
  is_cut: number
}

/** Fewer than so many are ranked by their ids; of more the table is looked through again. */
const FEW = 2_000

/** Values of facts, by the name of the fact and by what they say. */
export function findFacts(db: Database.Database, wanted: Wanted, targets: FoundTargets): Counted<FoundFact> {
  const ended = 'CASE WHEN held > 0 THEN NULL ELSE ended END'
  const fits = and(saysSo(db, wanted, targets), inForce(wanted, 'first', ended), ofKinds(wanted))
  const ids = rowsOf<{ id: number }>(db, `SELECT id FROM value WHERE ${fits.sql}`, [fits])
  if (ids.length === 0) return { best: [], count: 0 }
  const those =
    ids.length > FEW
      ? fits
      : inList(
          'id',
          ids.map(({ id }) => id),
        )
  const rank = rankOf(['words'], wanted.whole)
  const order = 'ORDER BY rank, held > 0 DESC, at DESC'
  const rows = rowsOf<ValueRow>(
    db,
    `SELECT best.*, target, key, d, is_cut FROM (
       SELECT id, fact, entity, first, at, ended, held, ${rank.sql} AS rank
       FROM value WHERE ${those.sql} ${order} LIMIT ${wanted.limit}
     ) AS best JOIN fact ON fact.id = best.fact JOIN text ON text.value = best.id ${order}`,
    [rank, those],
  )
  return { best: rows.map((row) => factOf(row, wanted, targets)), count: ids.length }
}

/** A word may be in the name of the fact or in the value: what its name doesn't have, the value must. */
function saysSo(db: Database.Database, { words }: Wanted, targets: FoundTargets): Part {
  const facts = rowsOf<{ id: number; target: number; words: string }>(
    db,
    'SELECT id, target, words FROM fact',
    [],
  )
  const those = facts.filter(({ target }) => targets.has(target))
  const byRest = Map.groupBy(those, (fact) => words.filter((word) => !fact.words.includes(word)).join('\n'))
  if (byRest.size === 0) return none
  return or(
    ...byRest.entries().map(([rest, some]) => {
      const says = rest === '' ? all : hasWords('words', rest.split('\n'))
      // the plus: to go through the table is quicker than to look up each by an index
      return some.length === facts.length
        ? says
        : and(
            inList(
              '+fact',
              some.map(({ id }) => id),
            ),
            says,
          )
    }),
  )
}

function factOf(row: ValueRow, { words }: Wanted, targets: FoundTargets): Ranked<FoundFact> {
  const { key, entity, at, first, held } = row
  const text = around(row.d, words, SHOWN_TEXT)
  const isCut = row.is_cut === 1 || text !== row.d
  const to = held > 0 ? undefined : (row.ended ?? undefined)
  const targetId = targets.get(row.target)!.id
  return {
    found: { is: 'fact', targetId, key, text, isCut, entity, at, first, to, held },
    rank: row.rank,
    state: stateOf(held),
    at,
    name: row.d,
  }
}

interface FindingRow {
  target: number
  id: string
  rule: string
  severity: Severity
  title: string
  entity: string
  opened: number
  closed: number | null
}

/** Findings by all that they were titled, by rule and by entity. */
export function findFindings(
  db: Database.Database,
  wanted: Wanted,
  targets: FoundTargets,
): Counted<FoundFinding> {
  const fits = and(
    oneOf('target', targets.keys()),
    hasWords('words', wanted.words),
    inForce(wanted, 'opened', 'closed'),
    ofKinds(wanted),
  )
  const [counted] = rowsOf<{ n: number }>(db, `SELECT count(*) AS n FROM finding WHERE ${fits.sql}`, [fits])
  if (counted === undefined || counted.n === 0) return { best: [], count: 0 }
  const rows = rowsOf<FindingRow>(
    db,
    `SELECT target, id, rule, severity, title, entity, opened, closed
     FROM finding WHERE ${fits.sql} ORDER BY closed IS NULL DESC, opened DESC, id LIMIT ${wanted.limit}`,
    [fits],
  )
  return { best: rows.map((row) => findingOf(row, targets)), count: counted.n }
}

function findingOf(row: FindingRow, targets: FoundTargets): Ranked<FoundFinding> {
  const { target, closed, ...finding } = row
  const targetId = targets.get(target)!.id
  return {
    found: { is: 'finding', targetId, ...finding, closed: closed ?? undefined },
    rank: 2,
    state: closed === null ? 2 : 0,
    at: row.opened,
    name: row.title,
  }
}
