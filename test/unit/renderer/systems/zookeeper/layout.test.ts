import { describe, expect, test } from 'vitest'
import {
  ensembleLayout,
  quorumMeter,
  quorumOf,
  type Placed,
} from '../../../../../src/renderer/systems/zookeeper/ensemble/layout.ts'

const overlap = (a: Placed, b: Placed) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2

describe.each([
  ['one alone', { leader: 0, followers: [], observers: [] }],
  ['three voters', { leader: 0, followers: [1, 2], observers: [] }],
  ['five and an observer', { leader: 2, followers: [0, 1, 3, 4], observers: [5] }],
  ['nine and three observers', { leader: 0, followers: [1, 2, 3, 4, 5, 6, 7, 8], observers: [9, 10, 11] }],
  ['no leader', { leader: -1, followers: [0, 1, 2], observers: [] }],
])('%s', (_, roles) => {
  test.each([420, 546, 900])('stay apart and inside %d pixels', (width) => {
    const layout = ensembleLayout(roles, width)
    const all = [...(layout.leader ? [layout.leader] : []), ...layout.followers, ...layout.observers]
    expect(all.map((p) => p.index).sort((a, b) => a - b)).toEqual(
      [roles.leader, ...roles.followers, ...roles.observers].filter((i) => i >= 0).sort((a, b) => a - b),
    )
    for (const [i, a] of all.entries()) {
      expect(a.x - a.width / 2).toBeGreaterThanOrEqual(0)
      expect(a.x + a.width / 2).toBeLessThanOrEqual(width)
      expect(a.y + a.height / 2).toBeLessThanOrEqual(layout.height)
      for (const b of all.slice(i + 1)) expect(overlap(a, b)).toBe(false)
    }
  })
})

describe('the quorum', () => {
  test.each([
    [1, 1],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('of %d voters is %d', (voters, needed) => {
    expect(quorumOf(voters)).toBe(needed)
  })

  test('the line stands after the seats that are needed', () => {
    const meter = quorumMeter([4, 0, 2, 1, 3], 3, 110, 540)
    expect(meter.seats.map((s) => s.index)).toEqual([4, 0, 2, 1, 3])
    const third = meter.seats[2]
    const fourth = meter.seats[3]
    expect(meter.quorumX).toBeGreaterThan((third?.x ?? 0) + (third?.width ?? 0))
    expect(meter.quorumX).toBeLessThan(fourth?.x ?? 0)
  })
})
