import { expect, test } from 'vitest'
import {
  changeAt,
  changedRuns,
  slotsIn,
} from '../../../../../src/renderer/systems/redis/slots/changed-slots.ts'
import type { SlotOwner } from '../../../../../src/shared/systems/redis-slot-views.ts'

/** Who owns up to which slot; '' nobody. */
function slots(...runs: readonly (readonly [owner: string, to: number])[]) {
  const names = [...new Set(runs.map(([owner]) => owner))].filter(Boolean)
  return {
    owners: names.map((address) => ({ address }) as SlotOwner),
    from: Uint16Array.from(runs, (_, i) => (i === 0 ? 0 : (runs[i - 1]?.[1] ?? 0) + 1)),
    to: Uint16Array.from(runs, ([, to]) => to),
    owner: Int16Array.from(runs, ([owner]) => names.indexOf(owner)),
  }
}

test('slots are changed where their owner is another, in whatever order owners are told', () => {
  const before = slots(['a:1', 5460], ['b:1', 10_922], ['c:1', 16_383])
  const after = slots(['c:1', 99], ['a:1', 5460], ['b:1', 10_922], ['', 10_930], ['c:1', 16_383])
  const changed = changedRuns(before, after)
  expect(changed).toEqual([
    { from: 0, to: 99, was: 'a:1', is: 'c:1' },
    { from: 10_923, to: 10_930, was: 'c:1', is: null },
  ])
  expect(slotsIn(changed)).toBe(108)
  expect(changeAt(changed, 99)?.was).toBe('a:1')
  expect(changeAt(changed, 100)).toBeUndefined()
  expect(changedRuns(after, after)).toEqual([])
})
