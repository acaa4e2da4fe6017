import type { DeadLetterEdge, ExchangeNode, QueueNode } from './graph.ts'
import type { DeadLetterBus } from './lines.ts'
import { top, type Box, type Measures, type Placed } from './place.ts'

/**
 * Dead letters leave a queue to the right, run down a lane that all with the same end share, and come back to their
 * exchange through a gap between two queues: no line is drawn over a box.
 */
export function deadLetterLines(
  edges: readonly DeadLetterEdge[],
  exchanges: ReadonlyMap<string, Placed<ExchangeNode>>,
  queues: ReadonlyMap<string, Placed<QueueNode>>,
  measures: Measures,
): readonly DeadLetterBus[] {
  const buses = busesOf(edges, exchanges, queues)
  const ways = waysOf(buses, queues.size, measures)
  const lanes = lanesOf(buses, ways)
  const count = Math.max(0, ...lanes.values()) + 1
  const step = Math.min(9, (measures.lanes.to - measures.lanes.from) / count)
  return buses.map((bus, index) => {
    const x = round(measures.lanes.from + (lanes.get(index) ?? 0) * step)
    const way = ways[index] ?? 0
    const ys = [way, ...bus.sources.map(({ box }) => exitOf(box))]
    return {
      to: bus.to,
      isLost: bus.sources.some(({ edge }) => edge.isLost),
      trunk: `M${x} ${Math.min(...ys)}V${Math.max(...ys)}M${x} ${way}${backPath(bus, index)}`,
      stubs: bus.sources.map(({ edge, box }) => ({
        edge,
        path: `M${box.x + box.width} ${exitOf(box)}H${x}`,
      })),
    }
  })
}

interface Bus {
  readonly to: string
  readonly target: Box
  readonly isQueue: boolean
  readonly sources: readonly { readonly edge: DeadLetterEdge; readonly box: Placed<QueueNode> }[]
}

const exitOf = (box: Box) => round(box.y + box.height * 0.76)
const round = (px: number) => Math.round(px * 10) / 10

function busesOf(
  edges: readonly DeadLetterEdge[],
  exchanges: ReadonlyMap<string, Placed<ExchangeNode>>,
  queues: ReadonlyMap<string, Placed<QueueNode>>,
): readonly Bus[] {
  return [...Map.groupBy(edges, (edge) => edge.to).entries()].flatMap(([key, group]) => {
    const target = exchanges.get(key) ?? queues.get(key)
    const sources = group.flatMap((edge) => {
      const box = queues.get(edge.from)
      return box === undefined ? [] : [{ edge, box }]
    })
    if (target === undefined || sources.length === 0) return []
    return [{ to: key, target, isQueue: queues.has(key), sources }]
  })
}

/**
 * The height at which each bus goes back to the left: a gap between queues, as near to its exchange as it is free. A bus
 * that ends in a queue needs none: it enters from the right.
 */
function waysOf(buses: readonly Bus[], rows: number, { pitch, queue }: Measures): readonly number[] {
  const room = pitch - queue.height
  const perGap = Math.max(1, Math.floor((room - 4) / 4))
  const taken = new Map<number, number>()
  return buses.map(({ target, isQueue }) => {
    if (isQueue) return round(target.y + target.height * 0.35)
    const wanted = Math.round((target.y + target.height / 2 - top - queue.height - room / 2) / pitch)
    const gap = freeGap(Math.max(0, Math.min(rows - 1, wanted)), rows, (g) => (taken.get(g) ?? 0) < perGap)
    const place = taken.get(gap) ?? 0
    taken.set(gap, place + 1)
    return round(top + gap * pitch + queue.height + Math.min(6, room / 3) + place * 4)
  })
}

/** Below the last queue there is always room. */
function freeGap(wanted: number, rows: number, isFree: (gap: number) => boolean): number {
  for (let off = 0; off < rows; off++)
    for (const gap of [wanted + off, wanted - off]) if (gap >= 0 && gap < rows && isFree(gap)) return gap
  return Math.max(0, rows - 1)
}

/** Buses that pass each other get lanes apart; those that don't may share one. */
function lanesOf(buses: readonly Bus[], ways: readonly number[]): ReadonlyMap<number, number> {
  const spans = buses.map(({ sources }, index) => {
    const ys = [...sources.map(({ box }) => exitOf(box)), ways[index] ?? 0]
    return { index, from: Math.min(...ys), to: Math.max(...ys) }
  })
  const ends: number[] = []
  const lanes = new Map<number, number>()
  for (const { index, from, to } of spans.toSorted((a, b) => a.from - b.from || a.index - b.index)) {
    const free = ends.findIndex((end) => end + 6 < from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = to
    lanes.set(index, lane)
  }
  return lanes
}

function backPath({ target, isQueue }: Bus, index: number): string {
  const right = target.x + target.width + 2
  if (isQueue) return `H${right}`
  // beside its exchange it turns to it, each at a distance of its own
  const turn = right + 10 + (index % 5) * 5
  return `H${turn}V${round(target.y + target.height - 7)}H${right}`
}
