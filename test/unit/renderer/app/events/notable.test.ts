import { expect, test } from 'vitest'
import { foldAlike } from '../../../../../src/shared/history/alike.ts'
import { isNotable } from '../../../../../src/shared/history/notable.ts'
import { nearest } from '../../../../../src/renderer/app/events/nearest.ts'
import type { EventRow } from '../../../../../src/shared/api/history.ts'
import type { FactInfo } from '../../../../../src/shared/systems/catalogue.ts'

const event = (at: number, change: Partial<EventRow> = {}): EventRow => ({
  at,
  targetId: 't',
  kind: 'fact',
  entity: 'e',
  key: 'plain',
  label: '',
  before: 1,
  after: 2,
  source: '',
  ...change,
})
const fact = (key: string): FactInfo | undefined =>
  key === 'missing'
    ? undefined
    : { key, label: key, source: '', about: '', area: 'state', edge: key === 'leader' ? 'notable' : 'plain' }

test('findings and gaps always, facts by their catalogue', () => {
  const list = [
    event(1),
    event(2, { key: 'leader' }),
    event(3, { kind: 'gap' }),
    event(4, { kind: 'finding' }),
    event(5, { key: 'missing' }),
  ]
  expect(list.filter((each) => isNotable(each, fact)).map((each) => each.at)).toEqual([2, 3, 4])
})

test('a claim that did not hold when its thing came or went is no news; one that did is', () => {
  const edges = [
    { before: null, after: false },
    { before: false, after: null },
    { before: null, after: true },
    { before: true, after: null },
    { before: false, after: true },
    { before: true, after: false },
  ].map((change, i) => event(i, { key: 'leader', ...change }))
  expect(edges.filter((each) => isNotable(each, fact)).map((each) => each.at)).toEqual([2, 3, 4, 5])
})

test('the nearest to an instant are kept, in their order', () => {
  const groups = foldAlike([10, 20, 30, 40, 50, 60].map((at) => event(at)))
  const kept = nearest(groups, 30, { before: 2, after: 1 })
  expect(kept.map((group) => group.events[0]?.at)).toEqual([20, 30, 40])
  const downwards = nearest(groups.toReversed(), 30, { before: 2, after: 1 })
  expect(downwards.map((group) => group.events[0]?.at)).toEqual([40, 30, 20])
})
