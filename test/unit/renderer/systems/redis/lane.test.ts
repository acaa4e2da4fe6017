import { describe, expect, test } from 'vitest'
import { laneOf, laneSpan } from '../../../../../src/renderer/systems/redis/nodes/lane.ts'

describe('the lane of a replica', () => {
  test('spans the backlog, and whoever is further behind', () => {
    expect(laneSpan(1_048_576, [0, 200, null])).toBe(1_048_576)
    expect(laneSpan(1_000_000, [0, 3_000_000])).toBeGreaterThan(3_000_000)
    expect(laneSpan(null, [null])).toBe(1)
  })

  test('has a replica in step at its end, one at the edge of the backlog at the edge', () => {
    const span = laneSpan(1000, [0, 1000])
    expect(laneOf(0, 1000, span, 200).at).toBe(laneOf(0, 1000, span, 200).end)
    const edge = laneOf(1000, 1000, span, 200)
    expect(edge.at).toBe(edge.heldFrom)
    expect(edge.isBeyond).toBe(false)
  })

  test('shows who fell out of the backlog left of it', () => {
    const span = laneSpan(1000, [4000])
    const lane = laneOf(4000, 1000, span, 200)
    expect(lane.isBeyond).toBe(true)
    expect(lane.at).toBeLessThan(lane.heldFrom ?? 0)
    expect(lane.at).toBeGreaterThan(0)
  })

  test('says nothing of what was not observed', () => {
    const lane = laneOf(null, null, 1, 200)
    expect([lane.at, lane.heldFrom, lane.isBeyond]).toEqual([null, null, false])
  })
})
