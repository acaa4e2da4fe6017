import type { RunEntry } from '../../../../shared/api/experiments.ts'
import {
  foldLocks,
  type Lane,
  type LockTally,
  type Release,
} from '../../../../shared/systems/zookeeper-locks.ts'
import type { Span } from '../../../experiments/stage.ts'
import { shownOf, stretchOf } from '../../stage-axis.ts'

export interface LaneBar {
  readonly is: 'waiting' | 'owning' | 'expiring'
  readonly from: number
  readonly to: number
}

export interface LaneDrawing {
  readonly contender: string
  readonly row: number
  readonly bars: readonly LaneBar[]
  readonly notifiedAt: readonly number[]
  readonly lane: Lane | undefined
}

/** One release, and those that it woke: a line across their lanes. */
export interface Fan {
  readonly at: number
  readonly release: Release
  readonly byRow: number
  /** Rows of those woken, topmost first. */
  readonly rows: readonly number[]
}

/** Nobody could own: the znode of a dead one still stood. */
export interface Vacancy {
  readonly from: number
  readonly to: number
  /** Somebody owned after it. */
  readonly isOver: boolean
}

export interface LocksDrawing {
  readonly span: Span
  readonly lanes: readonly LaneDrawing[]
  readonly fans: readonly Fan[]
  readonly vacancies: readonly Vacancy[]
  /** All but one. */
  readonly mostWoken: number
  readonly tally: LockTally
}

/** undefined: nothing to be drawn has happened yet. */
export function locksDrawing(
  entries: readonly RunEntry[],
  until: number,
  isRunning: boolean,
): LocksDrawing | undefined {
  const whole = foldLocks(entries)
  const span = stretchOf(instantsOf(whole), isRunning ? until : undefined, 1000)
  if (span === undefined) return undefined
  const tally = foldLocks(shownOf(entries, until))
  const now = Math.min(until, span.to)
  // all lanes of the run, so that a replay doesn't grow under the pointer
  const rowOf = new Map(whole.lanes.map(({ contender }, row) => [contender, row]))
  return {
    span,
    lanes: whole.lanes.map(({ contender }, row) => laneDrawing(contender, row, tally, now)),
    fans: tally.releases.map((release) => fanOf(release, rowOf)),
    vacancies: tally.releases.flatMap((release) => vacancyOf(release, now)),
    mostWoken: Math.max(1, whole.lanes.length - 1),
    tally,
  }
}

function instantsOf({ lanes }: LockTally): readonly number[] {
  return lanes.flatMap(({ arrivedAt, spans }) => [
    arrivedAt,
    ...spans.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
  ])
}

function laneDrawing(contender: string, row: number, { lanes }: LockTally, now: number): LaneDrawing {
  const lane = lanes.find((one) => one.contender === contender)
  const bars = (lane?.spans ?? []).map(({ is, from, to }) => ({ is, from, to: Math.max(from, to ?? now) }))
  return { contender, row, bars, notifiedAt: lane?.notifiedAt ?? [], lane }
}

function fanOf(release: Release, rowOf: ReadonlyMap<string, number>): Fan {
  const rows = release.notified.map(({ contender }) => rowOf.get(contender) ?? 0).toSorted((a, b) => a - b)
  return { at: release.at, release, byRow: rowOf.get(release.by) ?? 0, rows }
}

function vacancyOf({ how, at, next }: Release, now: number): readonly Vacancy[] {
  if (how !== 'owner died') return []
  return [{ from: at, to: Math.max(at, next?.at ?? now), isOver: next !== undefined }]
}

/** px: a few lanes use the room, many stay readable and scroll. */
export const laneHeight = (lanes: number): number => Math.max(20, Math.min(36, Math.floor(230 / lanes)))
