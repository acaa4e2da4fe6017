import type Database from 'better-sqlite3'
import type { Cadence } from '../../systems/sample.ts'
import type { Directory } from '../directory.ts'
import { cadences, type Layout, NUMBERS } from '../layout.ts'
import type { KeptEdge } from '../live/recent-edges.ts'
import { tickOf } from '../live/tick-of.ts'
import type { LiveTarget } from '../live/target.ts'
import { everythingBack } from '../read/edges.ts'
import { factsAt } from '../read/facts-at.ts'
import type { HistoryFile } from '../read/file.ts'
import { sampleAt } from '../read/look.ts'
import { findPlace, ValueState } from '../read/value-state.ts'
import type { ClosedWindow } from './windows.ts'

const END = Number.MAX_SAFE_INTEGER
const EDGES_MS = 25 * 60 * 60_000
const MAX_EDGES = 10_000

/** Brings the newest state that the file knows into memory, as if this process had sampled it. */
export function seedTarget(file: HistoryFile, target: number, live: LiveTarget): void {
  file.read(() => {
    live.sampledAt = sampleAt(file, target, END) ?? -Infinity
    live.lastAt = Math.max(live.sampledAt, lastChange(file.db, target))
    const { words } = file.directory
    const facts = factsAt(file, target, END)
    for (const key of facts.keys()) live.seedFacts(words[key] ?? '', facts.of(key))
    for (const cadence of cadences) seedValues(file, target, cadence, live)
    seedEdges(file, target, live)
  })
}

/** The newest edges, so that views of the last hours need not read the file at every tick. */
function seedEdges(file: HistoryFile, target: number, live: LiveTarget): void {
  const from = live.lastAt - EDGES_MS
  const newest = [...everythingBack(file, target, from).take(MAX_EDGES)].toReversed()
  // cut within an instant: of that one, not all are known
  const start = newest.length < MAX_EDGES ? from : newest[0]!.edge.at + 1
  const before = factsAt(file, target, start - 1)
  const since = new Map<string, number>()
  const kept: KeptEdge[] = []
  for (const { edge, isFirst } of newest) {
    if (edge.at < start) continue
    const name = `${edge.key}\n${edge.entity}`
    const word = file.directory.wordIds.get(edge.key) ?? -1
    const heldSince = since.get(name) ?? before.of(word).get(edge.entity)?.since ?? edge.at
    since.set(name, edge.at)
    if (!isFirst) kept.push({ edge, heldSince })
  }
  live.edges.beginAt(start, kept)
}

function lastChange(db: Database.Database, target: number): number {
  const last = db
    .prepare<[number], number>('SELECT until FROM change WHERE target = ? ORDER BY until DESC LIMIT 1')
    .pluck()
    .get(target)
  return last ?? -Infinity
}

function seedValues(file: HistoryFile, target: number, cadence: Cadence, live: LiveTarget): void {
  const layouts = file.directory.layouts(target).filter((layout) => layout.cadence === cadence)
  const place = findPlace(file, layouts, live.sampledAt)
  if (place === undefined) return
  const state = new ValueState(file, place)
  const { words } = file.directory
  const columns = [...new Set(place.layout.metrics)].flatMap(
    (word) => state.column(words[word] ?? '', word, file.directory.names(target), cadence) ?? [],
  )
  live.recent[cadence].push(tickOf(columns, cadence, place.at))
}

/** A layout to go on with, and the windows that an earlier process left open. */
export interface Resumed {
  readonly layout: Layout
  readonly nextTick: number
  readonly windows: readonly ClosedWindow[]
}

/** The newest layout of each cadence. */
export function resumeLayouts(
  db: Database.Database,
  directory: Directory,
  target: number,
): readonly Resumed[] {
  const newest = new Map<Cadence, Layout>()
  const layouts = directory.layouts(target)
  for (const layout of layouts) newest.set(layout.cadence, layout)
  return layouts.flatMap((layout) => {
    const { nextTick, windows } = leftOpen(db, layout)
    return newest.get(layout.cadence) === layout || windows.length > 0 ? [{ layout, nextTick, windows }] : []
  })
}

/** Every key tick begins a window; ticks that are in a span already are deleted. */
function leftOpen(db: Database.Database, layout: Layout): Omit<Resumed, 'layout'> {
  const from = layout.id * NUMBERS
  const spannedTo =
    db
      .prepare<[number], number>('SELECT t1 FROM span WHERE layout = ? AND tier = 0 ORDER BY t0 DESC LIMIT 1')
      .pluck()
      .get(layout.id) ?? -Infinity
  if (spannedTo !== -Infinity)
    db.prepare<[number, number, number]>('DELETE FROM tick WHERE id >= ? AND id < ? AND at <= ?').run(
      from,
      from + NUMBERS,
      spannedTo,
    )
  const ticks = db
    .prepare<[number, number], [number, number]>(
      'SELECT id, is_key FROM tick WHERE id >= ? AND id < ? ORDER BY id',
    )
    .raw()
    .all(from, from + NUMBERS)
  const windows: ClosedWindow[] = []
  for (const [id, isKey] of ticks) {
    const tick = id - from
    const last = windows.at(-1)
    if (last === undefined || isKey === 1)
      windows.push({ layout: layout.id, firstTick: tick, lastTick: tick, slots: layout.slots })
    else windows[windows.length - 1] = { ...last, lastTick: tick }
  }
  return { nextTick: (ticks.at(-1)?.[0] ?? from - 1) - from + 1, windows }
}
