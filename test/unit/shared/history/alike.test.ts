import { expect, test } from 'vitest'
import { commonChange, foldAlike } from '../../../../src/shared/history/alike.ts'
import type { EventRow } from '../../../../src/shared/api/history.ts'

const isr = (at: number, entity: string, before: readonly number[], after: readonly number[]): EventRow => ({
  at,
  targetId: 't',
  kind: 'fact',
  entity,
  key: 'partition.isr',
  label: 'ISR',
  before: [...before],
  after: [...after],
  source: 'Metadata',
})

test('what one sample says of many is one line, and nothing is lost', () => {
  const events = [
    isr(20, 'topic/a/0', [1, 2, 3], [1, 3]),
    isr(20, 'topic/a/1', [2, 3], [3]),
    { ...isr(20, 'topic/a/1', [], []), key: 'partition.leader', before: 2, after: 3 },
    isr(20, 'topic/b/0', [1, 2], [1]),
    isr(10, 'topic/a/0', [1, 2], [1, 2, 3]),
  ]
  const groups = foldAlike(events)
  expect(groups.map((each) => each.events.length)).toEqual([3, 1, 1])
  expect(groups.flatMap((each) => each.events)).toHaveLength(events.length)
  expect(commonChange(groups[0]?.events ?? [])).toBe('without 2')
})

test('two stay two, and other instants, facts or directions are never mixed', () => {
  const events = [
    isr(20, 'topic/a/0', [1, 2], [1]),
    isr(20, 'topic/a/1', [1, 2], [1]),
    isr(10, 'topic/a/2', [1, 2], [1]),
    isr(10, 'topic/a/3', [1, 2], [1]),
  ]
  expect(foldAlike(events).every((each) => each.events.length === 1)).toBe(true)
})

test('keys are unique', () => {
  const events = Array.from({ length: 40 }, (_, k) => isr(k % 3, `topic/a/${k}`, [1, 2], [1]))
  const sorted = events.toSorted((a, b) => a.at - b.at)
  const keys = foldAlike(sorted).map((each) => each.key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('what they have in common is told, or one of them', () => {
  const same = [isr(1, 'a', [1, 2], [1]), isr(1, 'b', [1, 2], [1])]
  expect(commonChange(same)).toBe('1, 2 → 1')
  const gained = [isr(1, 'a', [1], [1, 2]), isr(1, 'b', [3], [3, 2])]
  expect(commonChange(gained)).toBe('with 2 again')
  const mixed = [isr(1, 'a', [1], [1, 2]), isr(1, 'b', [3, 2], [3])]
  expect(commonChange(mixed)).toBe('1 → 1, 2 and alike')
})
