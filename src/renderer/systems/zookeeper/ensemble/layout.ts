/** What the drawing places: one box for each member. */
export interface Placed {
  readonly index: number
  /** Middle of the box. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface EnsembleLayout {
  readonly height: number
  readonly leader: Placed | undefined
  readonly followers: readonly Placed[]
  readonly observers: readonly Placed[]
}

export interface EnsembleRoles {
  /** Index of the leader; −1: none. */
  readonly leader: number
  readonly followers: readonly number[]
  readonly observers: readonly number[]
}

const leaderBox = { width: 216, height: 62 }
const memberBox = { width: 116, height: 74 }
const observerBox = { width: 126, height: 58 }
const gap = 8
const top = 10

/**
 * The leader above, its followers in a shallow arc below, observers apart on the right: they have no vote.
 * More followers than fit side by side continue in a second row.
 */
export function ensembleLayout(roles: EnsembleRoles, width: number): EnsembleLayout {
  const hasObservers = roles.observers.length > 0
  const apart = hasObservers ? observerBox.width + gap * 3 : 0
  const votersWidth = Math.max(memberBox.width, width - gap * 2)
  // The leader moves out of the observers' way only as far as it must.
  const leaderX = Math.min(width / 2, width - apart - leaderBox.width / 2 - gap)
  const leaderY = top + 22 + leaderBox.height / 2
  const leader = roles.leader < 0 ? undefined : { index: roles.leader, x: leaderX, y: leaderY, ...leaderBox }
  const observers = roles.observers.map((index, i) => ({
    index,
    x: width - gap - observerBox.width / 2,
    y: top + observerBox.height / 2 + i * (observerBox.height + gap),
    ...observerBox,
  }))
  const observersBottom = Math.max(0, ...observers.map((o) => o.y + o.height / 2))
  const firstRow = Math.max(leaderY + leaderBox.height / 2 + 40, observersBottom + gap) + memberBox.height / 2
  const followers = placeFollowers(roles.followers, width, votersWidth, firstRow)
  const bottom = Math.max(
    observersBottom,
    firstRow + memberBox.height / 2,
    ...followers.map((f) => f.y + f.height / 2),
  )
  return { height: bottom + gap, leader, followers, observers }
}

function placeFollowers(
  followers: readonly number[],
  width: number,
  room: number,
  firstRow: number,
): Placed[] {
  const perRow = Math.max(1, Math.floor((room + gap) / (memberBox.width + gap)))
  return followers.map((index, i) => {
    const row = Math.floor(i / perRow)
    const inRow = Math.min(perRow, followers.length - row * perRow)
    const column = i - row * perRow
    const pitch = Math.min(150, (room - memberBox.width) / Math.max(1, inRow - 1))
    const x = width / 2 + (column - (inRow - 1) / 2) * (inRow === 1 ? 0 : pitch)
    // The arc: those in the middle hang lower, so that the lines to the leader stay apart.
    const off = inRow < 3 ? 0 : 1 - Math.abs(column - (inRow - 1) / 2) / ((inRow - 1) / 2)
    const y = firstRow + row * (memberBox.height + 44) + Math.round(Math.min(1, off * 1.6) * 30)
    return { index, x, y, ...memberBox }
  })
}

/** A line from the leader's lower edge to the upper edge of a follower. */
export function followLine(leader: Placed, follower: Placed): string {
  const x0 = leader.x + (follower.x - leader.x) * 0.32
  const y0 = leader.y + leader.height / 2
  const y1 = follower.y - follower.height / 2
  const bend = (y1 - y0) * 0.55
  return `M${r(x0)} ${r(y0)}C${r(x0)} ${r(y0 + bend)} ${r(follower.x)} ${r(y1 - bend)} ${r(follower.x)} ${r(y1)}`
}

/** A line from the leader's right side to the left side of an observer. */
export function observeLine(leader: Placed, observer: Placed): string {
  const x0 = leader.x + leader.width / 2
  const x1 = observer.x - observer.width / 2
  const y0 = leader.y - 10
  const bend = (x1 - x0) / 2
  return `M${r(x0)} ${r(y0)}C${r(x0 + bend)} ${r(y0)} ${r(x1 - bend)} ${r(observer.y)} ${r(x1)} ${r(observer.y)}`
}

const r = (n: number) => Math.round(n * 10) / 10

/** One seat of the quorum meter: those that acknowledge come first. */
export interface Seat {
  readonly index: number
  readonly x: number
  readonly width: number
}

export interface QuorumMeter {
  readonly seats: readonly Seat[]
  /** x of the line that the quorum ends at: seats left of it are needed. */
  readonly quorumX: number
}

/** The voters in a row, acknowledging ones first; the line stands after the number that is needed. */
export function quorumMeter(
  order: readonly number[],
  needed: number,
  left: number,
  right: number,
): QuorumMeter {
  const pitch = order.length === 0 ? 0 : Math.min(64, (right - left) / order.length)
  const seats = order.map((index, i) => ({ index, x: left + i * pitch, width: pitch - 6 }))
  return { seats, quorumX: left + needed * pitch - 3 }
}

export const quorumOf = (voters: number): number => Math.floor(voters / 2) + 1
