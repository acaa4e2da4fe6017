import type { Change, Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import type { Gap, Span } from '../../../../../shared/systems/kafka-rebalance-ownership.ts'
import { layOut, rowsByMember, rowsByPartition } from './rows.ts'

export type Arranged = 'member' | 'partition'

export const topPx = 34
export const namePx = 100
/** Of the small words in the chart, on average and rather more. */
export const charPx = 5.6
const lanePadPx = 4
const laneGapPx = 5
const bandPadPx = 5
/** Lanes together are about so high, whatever the number of partitions. */
const roomPx = 300
const mostRowPx = 23
const leastRowPx = 9
const stripRoomPx = 46

/** A rectangle, px. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Bar extends Box {
  readonly span: Span
  /** Cut at the instant shown: how it ended isn't known yet. */
  readonly isOpen: boolean
}

export interface GapBox extends Box {
  readonly gap: Gap
  readonly isOpen: boolean
  /** Its owner had crashed. */
  readonly isCrash: boolean
}

export interface LaneBox extends Box {
  readonly name: string
}

export interface Drawing {
  readonly lanes: readonly LaneBox[]
  readonly bars: readonly Bar[]
  /** In the lane of their partition, or below all members. */
  readonly gaps: readonly GapBox[]
  /** Where time without an owner is drawn; undefined: in the partitions' own lanes. */
  readonly band: Box | undefined
  readonly rowPx: number
  readonly bottom: number
}

export interface Frame {
  readonly width: number
  /** The instant shown: nothing after it is drawn. */
  readonly until: number
  readonly px: (at: number) => number
}

/**
 * The chart as boxes. Rows are laid out for the whole log, so that a replay doesn't grow under the pointer; what is
 * drawn on them ends at the instant shown.
 */
export function drawingOf(seen: Rebalances, arranged: Arranged, frame: Frame): Drawing {
  const spans = spansShown(seen)
  const isByMember = arranged === 'member'
  const rows = isByMember ? rowsByMember(spans, seen.members) : rowsByPartition(spans)
  const count = rows.lanes.reduce((sum, lane) => sum + lane.rows, 0)
  const rowPx = Math.max(leastRowPx, Math.min(mostRowPx, Math.floor(roomPx / Math.max(1, count))))
  const lanes = lanesOf(rows.lanes, rowPx, isByMember ? laneGapPx : 0, frame.width)
  const bars = rows.placed.flatMap(({ span, lane, row }) => {
    const box = boxOf(span, frame, lanes[lane]!.y + lanePadPx + row * rowPx + 1, rowPx - 3)
    return box === undefined ? [] : [{ ...box, span }]
  })
  const end = lanes.reduce((low, { y, height }) => Math.max(low, y + height), topPx)
  if (isByMember) return { lanes, bars, rowPx, ...bandOf(seen, frame, end + laneGapPx) }
  const yOf = ({ partition }: Gap) => lanes.find(({ name }) => name === String(partition))?.y ?? end
  const gaps = gapBoxes(seen, frame, (gap) => ({ y: yOf(gap) + lanePadPx + 1, height: rowPx - 3 }))
  return { lanes, bars, gaps, band: undefined, rowPx, bottom: end }
}

/** From the instant on at which all had been shared out: how the group came together is another story. */
export function spansShown({ spans, settledAt }: Rebalances): readonly Span[] {
  if (settledAt === undefined) return spans
  return spans.filter(({ to }) => to === undefined || to > settledAt)
}

function lanesOf(
  lanes: readonly { readonly name: string; readonly rows: number }[],
  rowPx: number,
  gapPx: number,
  width: number,
): readonly LaneBox[] {
  let y = topPx
  return lanes.map(({ name, rows }) => {
    const box = { name, x: 0, y, width, height: rows * rowPx + 2 * lanePadPx - (gapPx === 0 ? lanePadPx : 0) }
    y += box.height + gapPx
    return box
  })
}

function bandOf(seen: Rebalances, frame: Frame, y: number): Pick<Drawing, 'gaps' | 'band' | 'bottom'> {
  const { rows, placed } = layOut(seen.gaps)
  const stripPx = Math.max(3, Math.min(8, Math.floor(stripRoomPx / Math.max(1, rows))))
  const rowOf = new Map(placed.map(({ item, row }) => [item, row]))
  const height = Math.max(28, rows * stripPx + 2 * bandPadPx)
  const gaps = gapBoxes(seen, frame, (gap) => ({
    y: y + bandPadPx + (rowOf.get(gap) ?? 0) * stripPx,
    height: stripPx - 1,
  }))
  return { gaps, band: { x: namePx, y, width: frame.width - namePx, height }, bottom: y + height }
}

function gapBoxes(
  { gaps, changes }: Rebalances,
  frame: Frame,
  place: (gap: Gap) => { readonly y: number; readonly height: number },
): readonly GapBox[] {
  return gaps.flatMap((gap) => {
    const { y, height } = place(gap)
    const box = boxOf(gap, frame, y, height)
    return box === undefined ? [] : [{ ...box, gap, isCrash: isCrash(gap, changes) }]
  })
}

/** It begins where its owner was killed. */
export function isCrash(gap: Gap, changes: readonly Change[]): boolean {
  return changes.some(({ kind, member, at }) => kind === 'killed' && member === gap.before && at === gap.from)
}

function boxOf(
  { from, to }: { readonly from: number; readonly to: number | undefined },
  { until, px }: Frame,
  y: number,
  height: number,
): (Box & { readonly isOpen: boolean }) | undefined {
  if (from > until) return undefined
  const isOpen = to === undefined || to > until
  const x = Math.max(namePx, px(from))
  const end = px(isOpen ? until : to)
  // also what lasted an instant only is to be seen
  return { x, y, width: Math.max(1.5, end - x), height: Math.max(2, height), isOpen }
}
