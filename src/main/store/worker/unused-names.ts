import { openCheckpoint } from '../codec/checkpoint.ts'
import { openRecord, recordsOf } from '../codec/changes.ts'
import { decodeNames, encodeNames } from '../codec/names.ts'
import { decodeRoster } from '../codec/roster.ts'
import { NUMBERS } from '../layout.ts'
import type { FreedNames, NamesJob } from './jobs.ts'
import type { WorkFile } from './work-file.ts'

/**
 * Names of entities that nothing in the file refers to any more: no series, no fact, no change. What the writer refers
 * to after this was read, it knows itself.
 */
export function unusedNames(file: WorkFile, { target }: NamesJob): readonly FreedNames[] {
  const rows = file.names(target).map(([id, blob]) => ({ id, paths: decodeNames(blob) }))
  const last = rows.at(-1)
  if (last === undefined) return []
  const used = usedIn(file, target, last.id - target * NUMBERS + last.paths.length)
  return rows.flatMap((row) => freedOf(row, row.id - target * NUMBERS, used, row === last))
}

/** One for each number that something refers to. */
function usedIn(file: WorkFile, target: number, count: number): Uint8Array {
  const used = new Uint8Array(count)
  const mark = (entities: Iterable<number>) => {
    for (const entity of entities) used[entity] = 1
  }
  for (const roster of file.rosters(target)) mark(decodeRoster(roster).entities)
  for (const checkpoint of file.checkpoints(target))
    for (const { entities } of openCheckpoint(checkpoint).groups) mark(entities)
  for (const row of file.changeRows(target))
    for (const record of recordsOf(row)) for (const { entities } of openRecord(record).groups) mark(entities)
  return used
}

function freedOf(
  { id, paths }: { readonly id: number; readonly paths: readonly (string | null)[] },
  first: number,
  used: Uint8Array,
  isLast: boolean,
): readonly FreedNames[] {
  const numbers: number[] = []
  const kept = paths.map((path, i) => {
    if (path === null || used[first + i] === 1) return path
    numbers.push(first + i)
    return null
  })
  if (numbers.length === 0) return []
  // the last row stays: the next number is counted from it
  const isEmpty = !isLast && kept.every((path) => path === null)
  return [isEmpty ? { id, numbers } : { id, numbers, blob: encodeNames(kept) }]
}
