import { placeLabels } from './labels.ts'
import { placeBrokers, type Box, type Pair } from './places.ts'
import { layWays, type Way } from './ways.ts'

export interface NetworkShape {
  /** How many brokers. */
  readonly count: number
  readonly pairs: readonly Pair[]
  /** Parallel to `pairs`: labels of greater rank are placed first; 0: all is well with it. */
  readonly ranks: readonly number[]
  /** Characters of the longer line of each label. */
  readonly lengths: readonly number[]
}

export interface NetworkLayout {
  readonly height: number
  readonly cards: readonly Box[]
  readonly ways: readonly (Way | undefined)[]
  readonly labels: readonly (Box | undefined)[]
}

/** px of a character of a label, at the most. */
const characterPx = 6.4

/** Among more bridges only those that matter have a label. */
const mostLabels = 12

/** Brokers, bridges and labels, so that none lies over another. Many brokers have smaller cards. */
export function networkLayout(
  { count, pairs, ranks, lengths }: NetworkShape,
  room: { readonly width: number; readonly height: number },
): NetworkLayout {
  const isTight = count > 6 || room.width < 620
  const card = { width: isTight ? 158 : 196, height: 84 }
  const { cards, height } = placeBrokers(count, pairs, card, room)
  const inside = { width: room.width, height }
  const ways = layWays(cards, pairs, inside)
  const isCrowded = pairs.length > mostLabels
  const sizes = lengths.map((length, i) => {
    const rank = ranks[i] ?? 0
    return isCrowded && rank === 0 ? undefined : { width: length * characterPx + 8, height: 28, rank }
  })
  return { height, cards, ways, labels: placeLabels(ways, sizes, cards, inside) }
}
