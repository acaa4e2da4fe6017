import { xOf, type TailScale } from './tail.ts'

/** One partition, as far as the drawing needs it. NaN: not observed. */
export interface LevelRow {
  readonly logStart: number
  readonly hw: number
  readonly end: number
  readonly hwStands: boolean
  readonly replicas: readonly LevelReplica[]
  readonly commits: readonly { readonly group: number; readonly offset: number }[]
}

export interface LevelReplica {
  readonly broker: number
  readonly isLeader: boolean
  readonly inIsr: boolean
  readonly logStart: number
  readonly leo: number
}

/** `culprit`: in the ISR and behind, so that the high watermark waits for it. */
export type BarKind = 'leader' | 'in' | 'out' | 'culprit' | 'unknown'

export interface Bar {
  readonly broker: number
  readonly kind: BarKind
  readonly y: number
  readonly height: number
  /** From log start, or the edge of the tail, to the log end. `to` ≤ `from`: it ends before the tail. */
  readonly from: number
  readonly to: number
  /** Records behind the leader's end. */
  readonly behind: number
  /** There is log before the break. */
  readonly reachesBack: boolean
  /** It ends before the break: nothing of it lies in the tail. */
  readonly endsBefore: boolean
}

/** Committed offsets that fall on the same few pixels. */
export interface CommitMark {
  readonly x: number
  readonly groups: readonly number[]
  /** Of the one farthest behind. */
  readonly behind: number
  readonly beforeBreak: boolean
}

export interface RowGeometry {
  readonly height: number
  readonly barsTop: number
  readonly barsBottom: number
  readonly bars: readonly Bar[]
  /** x of the high watermark; undefined: not observed. */
  readonly hw: number | undefined
  /** The span that is written and not readable, when it is wide enough to be seen. */
  readonly unreadable: { readonly from: number; readonly to: number } | undefined
  readonly commits: readonly CommitMark[]
  readonly hasBreak: boolean
}

/** Measures of a row: calm, or open when it is selected. */
export interface RowMeasure {
  readonly top: number
  readonly bar: number
  readonly gap: number
  readonly foot: number
}
export const calmRow: RowMeasure = { top: 8, bar: 10, gap: 3, foot: 14 }
export const openRow: RowMeasure = { top: 18, bar: 13, gap: 5, foot: 18 }

/** Where the commits of what lies before the break are marked, left of `x0`. */
export const breakMarkOffset = 12
/** Usual width of a character of the drawing's words. */
export const charPx = 5.7
const clusterPx = 5
const leastUnreadablePx = 3

export const rowHeight = (replicas: number, m: RowMeasure): number =>
  m.top + replicas * m.bar + Math.max(0, replicas - 1) * m.gap + m.foot

/** The end that distances are measured from: the leader's, or, if that isn't observed, the highest that is. */
export function referenceEnd(row: LevelRow): number {
  if (Number.isFinite(row.end)) return row.end
  const known = [row.hw, ...row.replicas.map((r) => r.leo)].filter(Number.isFinite)
  return known.length === 0 ? NaN : Math.max(...known)
}

/** Brokers the high watermark waits for: while it stands, the in-sync follower or followers that end lowest. */
export function culprits(row: LevelRow): readonly number[] {
  if (!row.hwStands) return []
  const followers = row.replicas.filter((r) => r.inIsr && !r.isLeader && Number.isFinite(r.leo))
  const behind = followers.filter((r) => r.leo < row.end)
  const lowest = Math.min(...behind.map((r) => r.leo))
  // Samples of different brokers are some milliseconds apart: only those near the watermark hold it back.
  const slack = (row.end - row.hw) / 4
  return behind.filter((r) => r.leo <= lowest + slack).map((r) => r.broker)
}

function barOf(row: LevelRow, replica: LevelReplica, y: number, scale: TailScale, m: RowMeasure): Bar {
  const end = referenceEnd(row)
  const behind = Math.max(0, end - replica.leo)
  const start = Number.isFinite(replica.logStart) ? replica.logStart : row.logStart
  const blamed = culprits(row).includes(replica.broker)
  const followerKind: BarKind = blamed ? 'culprit' : replica.inIsr ? 'in' : 'out'
  const kind: BarKind = Number.isNaN(behind) ? 'unknown' : replica.isLeader ? 'leader' : followerKind
  const depth = Number.isFinite(start) ? end - start : Infinity
  return {
    broker: replica.broker,
    kind,
    y,
    height: m.bar,
    from: xOf(scale, depth),
    to: kind === 'unknown' ? scale.x1 : xOf(scale, behind),
    behind,
    reachesBack: depth > scale.tail,
    endsBefore: behind > scale.tail,
  }
}

/** Triangles under the bars; those that would cover each other become one mark. */
export function commitMarks(row: LevelRow, scale: TailScale): readonly CommitMark[] {
  const end = referenceEnd(row)
  const seen = row.commits
    .map((c) => ({ group: c.group, behind: Math.max(0, end - c.offset) }))
    .filter((c) => Number.isFinite(c.behind))
    .sort((a, b) => b.behind - a.behind)
  const marks: CommitMark[] = []
  for (const { group, behind } of seen) {
    const beforeBreak = behind > scale.tail
    const x = beforeBreak ? scale.x0 - breakMarkOffset : xOf(scale, behind)
    const last = marks.at(-1)
    if (last !== undefined && last.beforeBreak === beforeBreak && Math.abs(last.x - x) < clusterPx)
      marks[marks.length - 1] = { ...last, groups: [...last.groups, group] }
    else marks.push({ x, groups: [group], behind, beforeBreak })
  }
  return marks
}

/** Everything that is drawn in one row, in pixels from its upper left corner. */
export function rowGeometry(row: LevelRow, scale: TailScale, m: RowMeasure): RowGeometry {
  const bars = row.replicas.map((r, i) => barOf(row, r, m.top + i * (m.bar + m.gap), scale, m))
  const barsBottom = rowHeight(row.replicas.length, m) - m.foot
  const hwBehind = referenceEnd(row) - row.hw
  const hw = Number.isFinite(hwBehind) ? xOf(scale, hwBehind) : undefined
  const wide = hw !== undefined && scale.x1 - hw >= leastUnreadablePx
  return {
    height: rowHeight(row.replicas.length, m),
    barsTop: m.top,
    barsBottom,
    bars,
    hw,
    unreadable: row.hwStands && wide ? { from: hw, to: scale.x1 } : undefined,
    commits: commitMarks(row, scale),
    hasBreak:
      bars.some((b) => b.reachesBack) || row.commits.some((c) => referenceEnd(row) - c.offset > scale.tail),
  }
}
