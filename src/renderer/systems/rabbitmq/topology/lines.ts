import type { BindingEdge, DeadLetterEdge, ExchangeNode, QueueNode } from './graph.ts'
import type { Box, Measures, Placed } from './place.ts'

/** A line to draw, and where its words stand. */
export interface BindingLine {
  readonly edge: BindingEdge
  readonly path: string
  readonly widthPx: number
  readonly label: Label | undefined
}

/** Ends at `x`; `widthPx` is what it covers. */
export interface Label {
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly text: string
}

/** All dead letters with one end: what they share is drawn once, so that its dashes stay dashes. */
export interface DeadLetterBus {
  /** Key of where they end. */
  readonly to: string
  readonly isLost: boolean
  readonly trunk: string
  readonly stubs: readonly { readonly edge: DeadLetterEdge; readonly path: string }[]
}

/** Width is rate, on a log scale: 1 message a second and 10,000 both can be seen. */
export function widthOf(perSecond: number): number {
  return Number.isNaN(perSecond) ? 1 : Math.max(1, Math.log10(perSecond + 1) * 1.7)
}

/** Where the lines of one side of a box end: evenly over its height, in the order of their other ends. */
export function portsOf(
  edges: readonly { readonly key: string; readonly otherY: number }[],
  box: Pick<Box, 'y' | 'height'>,
): ReadonlyMap<string, number> {
  const inset = Math.min(7, box.height / 4)
  const room = box.height - 2 * inset
  const sorted = edges.toSorted((a, b) => a.otherY - b.otherY || (a.key < b.key ? -1 : 1))
  return new Map(
    sorted.map(({ key }, index) => [key, box.y + inset + (room * (index + 0.5)) / sorted.length] as const),
  )
}

const middleOf = (box: Box) => box.y + box.height / 2

/** From exchanges to queues, as curves; each is named where it enters its queue. */
export function bindingLines(
  edges: readonly BindingEdge[],
  exchanges: ReadonlyMap<string, Placed<ExchangeNode>>,
  queues: ReadonlyMap<string, Placed<QueueNode>>,
  measures: Measures,
): readonly BindingLine[] {
  const ends = edges.flatMap((edge) => {
    const [from, to] = [exchanges.get(edge.from), queues.get(edge.to)]
    return from === undefined || to === undefined ? [] : [{ edge, from, to }]
  })
  const leaving = ports(ends, 'from', 'to')
  const entering = ports(ends, 'to', 'from')
  const most = measures.isRoomy ? 3 : 2
  const named = new Map<Placed<QueueNode>, number>()
  return ends.map(({ edge, from, to }) => {
    const y1 = leaving.get(edge.key) ?? middleOf(from)
    const y2 = entering.get(edge.key) ?? middleOf(to)
    const [x1, x2] = [from.x + from.width, to.x - 2]
    const bend = (x1 + x2) / 2
    const place = named.get(to) ?? 0
    named.set(to, place + 1)
    return {
      edge,
      path: `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`,
      widthPx: widthOf(edge.mostPerSecond),
      label: place < most ? labelOf(edge, x2 - 12, y2, measures) : undefined,
    }
  })
}

interface Ends {
  readonly edge: BindingEdge
  readonly from: Placed<ExchangeNode>
  readonly to: Placed<QueueNode>
}

function ports(ends: readonly Ends[], near: 'from' | 'to', far: 'from' | 'to'): ReadonlyMap<string, number> {
  return new Map(
    [...Map.groupBy(ends, (end) => end[near]).entries()].flatMap(([box, group]) => [
      ...portsOf(
        group.map((end) => ({ key: end.edge.key, otherY: middleOf(end[far]) })),
        box,
      ),
    ]),
  )
}

/** Characters of mono at 10 px. */
const letterPx = 6.1

function labelOf(
  { labels, mark }: BindingEdge,
  x: number,
  y: number,
  { queue, exchange }: Measures,
): Label | undefined {
  const before = mark === undefined ? '' : `${mark.sign} `
  const [word = ''] = labels
  if (word === '' && before === '') return undefined
  const first = before + word
  const rest = labels.length > 1 ? ` +${labels.length - 1}` : ''
  // at most the nearer half of the way: further left the curves run steep
  const room = Math.floor(((queue.x - exchange.x - exchange.width) * 0.58) / letterPx) - rest.length
  const text = first.length > room ? `${first.slice(0, Math.max(1, room - 1))}…` : first
  return { x, y, widthPx: (text.length + rest.length) * letterPx, text: text + rest }
}
