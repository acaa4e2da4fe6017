import type { Json } from '../../../shared/base/json.ts'
import type { FactChange, FactSpan, Held } from '../../systems/moment.ts'
import type { OpenChangeRecord } from '../codec/changes.ts'
import type { TextsIn } from '../codec/texts.ts'
import { isOwnKey } from '../own-keys.ts'
import type { HistoryFile } from './file.ts'

/** Which edges are asked for; what is left out doesn't narrow. */
export interface EdgeFilter {
  readonly keys?: readonly string[]
  readonly entity?: string
  /** Also what was merely found when it was looked at first. */
  readonly withFirst?: boolean
}

/** An edge; `isFirst`: what was merely found. */
export interface Told {
  readonly edge: FactChange
  readonly isFirst: boolean
}

/** A filter in the file's numbers. */
interface Numbers {
  readonly keys: ReadonlySet<number>
  readonly entity: number | undefined
  readonly withFirst: boolean
}

function numbersOf(file: HistoryFile, target: number, { keys, entity, withFirst }: EdgeFilter): Numbers {
  const { words, wordIds } = file.directory
  // unless named, the store's own keys are no events of the cluster
  const ids =
    keys?.map((key) => wordIds.get(key) ?? -1) ?? [...words.keys()].filter((id) => !isOwnKey(words[id]!))
  const number = entity === undefined ? undefined : (file.directory.names(target).numberOf(entity) ?? -1)
  return { keys: new Set(ids), entity: number, withFirst: withFirst ?? false }
}

/** Edges in [from, to], newest first. */
export function* edgesBack(
  file: HistoryFile,
  target: number,
  from: number,
  to: number,
  filter: EdgeFilter,
): Generator<FactChange> {
  const numbers = numbersOf(file, target, filter)
  for (const record of file.facts.recordsBack(target, from, to))
    for (const { edge } of edgesOf(file, target, record, numbers).toReversed()) yield edge
}

/** As edgesBack over all keys, first sights too, and told apart. */
export function* everythingBack(file: HistoryFile, target: number, from: number): Generator<Told> {
  const numbers = numbersOf(file, target, { keys: file.directory.words, withFirst: true })
  for (const record of file.facts.recordsBack(target, from, Number.MAX_SAFE_INTEGER))
    yield* edgesOf(file, target, record, numbers).toReversed()
}

/** Edges in [from, to], oldest first. */
export function* edgesForward(
  file: HistoryFile,
  target: number,
  from: number,
  to: number,
  filter: EdgeFilter,
): Generator<FactChange> {
  const numbers = numbersOf(file, target, filter)
  for (const record of file.facts.records(target, from - 1, to))
    for (const { edge } of edgesOf(file, target, record, numbers)) yield edge
}

function edgesOf(file: HistoryFile, target: number, record: OpenChangeRecord, numbers: Numbers): Told[] {
  const { words } = file.directory
  const { paths } = file.directory.names(target)
  const { at, texts } = record
  return record.groups
    .filter((group) => (numbers.withFirst || !group.isFirst) && numbers.keys.has(group.key))
    .flatMap((group) =>
      indexesOf(group.entities, numbers.entity).map((i): Told => ({
        isFirst: group.isFirst,
        edge: {
          at,
          entity: paths[group.entities[i]!] ?? '',
          key: words[group.key] ?? '',
          before: valueOf(texts, group.before[i]!),
          after: valueOf(texts, group.after[i]!),
        },
      })),
    )
}

function indexesOf(entities: Int32Array, entity: number | undefined): number[] {
  if (entity === undefined) return Array.from(entities.keys())
  const indexes: number[] = []
  for (let i = entities.indexOf(entity); i >= 0; i = entities.indexOf(entity, i + 1)) indexes.push(i)
  return indexes
}

const valueOf = (texts: TextsIn, number: number): Json => (number < 0 ? null : texts.value(number))

/** The values of one fact from an instant on: what held then, and the edges after it, oldest first. */
export function spansOf(held: Held | undefined, edges: Iterable<FactChange>): readonly FactSpan[] {
  const spans: FactSpan[] = []
  let now = held && { value: held.value, from: held.since }
  for (const { at, after } of edges) {
    if (now !== undefined) spans.push({ ...now, to: at })
    now = after === null ? undefined : { value: after, from: at }
  }
  if (now !== undefined) spans.push({ ...now, to: undefined })
  return spans
}
