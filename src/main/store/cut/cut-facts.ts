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

/** As in the store: so many edges, or rows, and the next checkpoint follows. */
const EDGES_PER_PACK = 12_000
const RECORDS_PER_PACK = 1_500

/** What held at the beginning as a checkpoint, and what changed after it in packs with a checkpoint after each. */
export function cutFacts(source: HistoryFile, sourceTarget: number, range: Range, out: Destination): void {
  // a history that was cut itself knows no fact before its first checkpoint
  const from = Math.max(range.from, source.facts.beginsWith(sourceTarget) ?? range.from)
  const { to } = range
  const facts = putCheckpoint(source, sourceTarget, from, out)
  const paths = source.directory.names(sourceTarget).paths
  const least = Math.max(EDGES_PER_PACK, facts / 4)
  let pack: Pack = { records: [], edges: 0 }
  for (const record of source.facts.records(sourceTarget, from, to)) {
    // a checkpoint holds all of an instant
    const isFull = pack.edges >= least || pack.records.length >= RECORDS_PER_PACK
    if (isFull && record.at > pack.records.at(-1)!.at) {
      putPack(pack, out)
      putCheckpoint(source, sourceTarget, pack.records.at(-1)!.at, out)
      pack = { records: [], edges: 0 }
    }
    const edges = record.groups.reduce((sum, group) => sum + group.entities.length, 0)
    const own = renumbered(record, source.directory.words, paths, out.numbering)
    pack.records.push({ at: record.at, bytes: encodeRecord(own) })
    pack.edges += edges
  }
  if (pack.records.length > 0) putPack(pack, out)
}

interface Pack {
  readonly records: { readonly at: number; readonly bytes: Uint8Array }[]
  edges: number
}

function putPack({ records, edges }: Pack, { rows, target }: Destination): void {
  const [first, last] = [records[0]!, records.at(-1)!]
  rows.putChanges(target, first.at, last.at, edges, sealRecords(records.map(({ bytes }) => bytes)))
}

/** @returns how many facts held */
function putCheckpoint(
  source: HistoryFile,
  sourceTarget: number,
  at: number,
  { target, numbering, rows }: Destination,
): number {
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
  return count
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
