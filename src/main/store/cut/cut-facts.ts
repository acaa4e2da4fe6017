import { encodeCheckpoint, type HeldText } from '../codec/checkpoint.ts'
import { type ChangeRecord, encodeRecord, type OpenChangeRecord, sealRecords } from '../codec/changes.ts'
import type { Numbering } from '../live/numbering.ts'
import { factsAt } from '../read/facts-at.ts'
import type { HistoryFile } from '../read/file.ts'
import type { Range } from './cut-target.ts'
import type { RecordingRows } from './recording-rows.ts'

export interface Destination {
  readonly target: number
  readonly numbering: Numbering
  readonly rows: RecordingRows
}

/** What held at the beginning as a checkpoint, and what changed after it as one packed row. */
export function cutFacts(
  source: HistoryFile,
  sourceTarget: number,
  { from, to }: Range,
  out: Destination,
): void {
  putCheckpoint(source, sourceTarget, from, out)
  const paths = source.directory.names(sourceTarget).paths
  const records = [...source.facts.records(sourceTarget, from, to)].map((record) =>
    renumbered(record, source.directory.words, paths, out.numbering),
  )
  const [first] = records
  if (first === undefined) return
  const edges = records.flatMap(({ groups }) => groups).reduce((sum, group) => sum + group.before.length, 0)
  out.rows.putChanges(out.target, first.at, records.at(-1)!.at, edges, sealRecords(records.map(encodeRecord)))
}

function putCheckpoint(
  source: HistoryFile,
  sourceTarget: number,
  at: number,
  { target, numbering, rows }: Destination,
): void {
  const state = factsAt(source, sourceTarget, at)
  const keys = new Map<number, Map<number, HeldText>>()
  let count = 0
  for (const key of state.keys()) {
    const held = new Map<number, HeldText>()
    for (const [entity, { value, since }] of state.of(key))
      held.set(numbering.entity(entity), { text: JSON.stringify(value), since })
    keys.set(numbering.word(source.directory.words[key]!), held)
    count += held.size
  }
  rows.putCheckpoint(target, at, count, encodeCheckpoint(at, keys))
}

function renumbered(
  { at, groups, texts }: OpenChangeRecord,
  words: readonly string[],
  paths: readonly string[],
  numbering: Numbering,
): ChangeRecord {
  const textOf = (number: number) => (number < 0 ? null : texts.get(number))
  return {
    at,
    groups: groups.map(({ key, isFirst, entities, after, before }) => ({
      key: numbering.word(words[key]!),
      isFirst,
      entities: Array.from(entities, (entity) => numbering.entity(paths[entity]!)),
      after: Array.from(after, textOf),
      before: isFirst ? [] : Array.from(before, textOf),
    })),
  }
}
