import type { ExchangeNode, QueueNode } from './graph.ts'

/** Upper left corner and size, px. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Placed<T> extends Box {
  readonly node: T
}

/** How much room everything has, from the width that there is and how many queues there are. */
export interface Measures {
  /** Two lines in a box, or one. */
  readonly isRoomy: boolean
  readonly width: number
  readonly exchange: { readonly x: number; readonly width: number; readonly height: number }
  readonly queue: { readonly x: number; readonly width: number; readonly height: number }
  /** Where dead letters run down beside the queues. */
  readonly lanes: { readonly from: number; readonly to: number }
  readonly consumers: { readonly x: number; readonly width: number }
  /** From one queue's top to the next one's. */
  readonly pitch: number
}

export const top = 8
/** From one queue's top to the next one's: at least, where two lines fit into a box, and at most. */
const pitches = { least: 32, roomy: 52, most: 64 }

/**
 * @param size of the room for the drawing, px: below 620 of width it scrolls sideways; rows are spread over the height,
 * in steps, so that a sentence more above the drawing seldom moves them
 */
export function measuresFor(
  queues: number,
  size: { readonly width: number; readonly height: number },
): Measures {
  const height = Math.floor(size.height / 48) * 48
  const fair = Math.floor((height - 2 * top) / Math.max(1, queues))
  const pitch = Math.max(pitches.least, Math.min(pitches.most, fair))
  const isRoomy = pitch >= pitches.roomy
  const wide = Math.max(620, size.width)
  // what is beyond the least goes half to the queues' names, and the rest where the lines run
  const spare = Math.min(420, wide - 620)
  const exchange = { x: 26, width: 142 + Math.round(spare * 0.12), height: isRoomy ? 44 : 34 }
  const queueWidth = (isRoomy ? 174 : 206) + Math.round(spare * (isRoomy ? 0.16 : 0.3))
  const consumers = { width: 84, x: wide - 84 - 10 }
  const lanes = { from: consumers.x - 62, to: consumers.x - 14 }
  const queueHeight = isRoomy ? Math.min(46, pitch - 10) : 22
  const queue = { x: lanes.from - 8 - queueWidth, width: queueWidth, height: queueHeight }
  return { ...{ isRoomy, width: wide, exchange, queue, lanes, consumers }, pitch }
}

/** Queues one below the other, in the order given. */
export function placeQueues(queues: readonly QueueNode[], measures: Measures): Placed<QueueNode>[] {
  const { x, width, height } = measures.queue
  return queues.map((node, index) => ({ node, x, y: top + index * measures.pitch, width, height }))
}

/**
 * Each exchange beside the middle of its queues, as near as the others let it: none overlap, the order stays. One that
 * leads nowhere stands below the one before it.
 */
export function placeExchanges(
  exchanges: readonly ExchangeNode[],
  middles: (key: string) => number | undefined,
  { exchange: { x, width, height }, isRoomy }: Measures,
): Placed<ExchangeNode>[] {
  const pitch = height + (isRoomy ? 18 : 12)
  let lowest = top
  const wanted = exchanges.map(({ key }) => {
    const middle = middles(key)
    lowest = middle === undefined ? lowest : middle - height / 2
    return lowest
  })
  return spread(wanted, pitch).map((y, index) => ({
    ...{ node: exchanges[index] as ExchangeNode, x, width, height },
    y: Math.round(y),
  }))
}

/**
 * Heights in order, at least `pitch` apart and not above the top, each as near to what it wanted as the others let it:
 * neighbours that would overlap move as one block to the mean of what they want.
 */
export function spread(wanted: readonly number[], pitch: number): readonly number[] {
  const blocks: { sum: number; count: number }[] = []
  // in a block the i-th member stands i pitches below its first; so each wants the first there
  for (const [index, at] of wanted.entries()) {
    blocks.push({ sum: at - index * pitch, count: 1 })
    for (let last = blocks.at(-1), before = blocks.at(-2); last && before;) {
      if (before.sum / before.count <= last.sum / last.count) break
      before.sum += last.sum
      before.count += last.count
      blocks.pop()
      last = blocks.at(-1)
      before = blocks.at(-2)
    }
  }
  const starts = blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
  return starts.map((start, index) => Math.max(top, start) + index * pitch)
}
