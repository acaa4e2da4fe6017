import { describe, expect, it } from 'vitest'
import type { Difference, DifferenceGroup } from '../../../../../src/shared/api/compare.ts'
import { countsOf } from '../../../../../src/renderer/app/compare/counts.ts'
import { areaLineId, linesOf, wantedGroups } from '../../../../../src/renderer/app/compare/lines.ts'
import type { LinesArg } from '../../../../../src/renderer/app/compare/lines.ts'

const of = (...entities: readonly string[]): readonly Difference[] =>
  entities.map((entity) => ({ entity, before: 3, after: 1 }))

const group = (change: Partial<DifferenceGroup>): DifferenceGroup => ({
  id: 'leader',
  area: 'ownership',
  is: 'changed',
  key: 'partition.leader',
  member: null,
  kind: 'partition',
  label: 'Leader',
  says: '3 → 1',
  isNotable: true,
  count: 3,
  differences: of('topic/orders/0', 'topic/orders/1'),
  parts: 0,
  ...change,
})
const lost = group({
  id: 'lost',
  area: 'topology',
  is: 'gone',
  key: null,
  kind: 'broker',
  label: 'broker',
  says: '',
  count: 1,
  differences: of('broker/3'),
})
const leader = group({})

const arg = (change: Partial<LinesArg>): LinesArg => ({
  groups: [lost, leader],
  area: 'all',
  text: '',
  turned: new Set(),
  parts: new Map(),
  nameOf: (entity) => entity.split('/').slice(1).join('-'),
  ...change,
})
const told = (change: Partial<LinesArg>) =>
  linesOf(arg(change)).map((line) => (line.is === 'left' ? `${line.count} left` : line.id))

describe('the list of differences', () => {
  it('shows areas unfolded to groups; what is one entity stands on its line and does not unfold', () => {
    expect(told({})).toEqual(['area topology', 'lost', 'area ownership', 'leader'])
    const [, single, , many] = linesOf(arg({}))
    expect(single).toMatchObject({ isOpen: undefined })
    expect(many).toMatchObject({ isOpen: false })
  })

  it('folds an area, and unfolds a group to the entities that are known, saying how many are left', () => {
    expect(told({ turned: new Set([areaLineId('topology'), 'leader']) })).toEqual([
      'area topology',
      'area ownership',
      'leader',
      'leader topic/orders/0',
      'leader topic/orders/1',
      '1 left',
    ])
    const parts = new Map([['leader', of('topic/orders/0', 'topic/orders/1', 'topic/payments/0')]])
    expect(told({ area: 'ownership', turned: new Set(['leader']), parts })).toEqual([
      'area ownership',
      'leader',
      'leader topic/orders/0',
      'leader topic/orders/1',
      'leader topic/payments/0',
    ])
  })

  it('finds groups by what they say, and entities by their names', () => {
    expect(told({ text: 'leader 3' })).toEqual(['area ownership', 'leader'])
    expect(told({ text: 'leader orders-1' })).toEqual(['area ownership', 'leader', 'leader topic/orders/1'])
    expect(told({ text: 'payments' })).toEqual([])
    const parts = new Map([['leader', of('topic/orders/0', 'topic/payments/0')]])
    expect(told({ text: 'payments', parts })).toEqual(['area ownership', 'leader', 'leader topic/payments/0'])
  })

  it('counts what is found, not what there is', () => {
    expect(linesOf(arg({ text: 'orders-1' }))[0]).toMatchObject({ is: 'area', count: 1 })
    expect(linesOf(arg({ area: 'ownership' }))[0]).toMatchObject({ count: 3 })
  })

  it('wants all entities of what is unfolded, and of everything while one looks for a name', () => {
    const base = arg({})
    expect(wantedGroups(base)).toEqual([])
    expect(wantedGroups({ ...base, turned: new Set(['leader']) })).toEqual(['leader'])
    expect(wantedGroups({ ...base, text: 'pay' })).toEqual(['leader'])
    expect(wantedGroups({ ...base, text: 'pay', area: 'topology' })).toEqual([])
  })
})

describe('counts by area', () => {
  const side = { targetId: 'prod', at: 0, sampledAt: 0, gaps: [] }
  const nothing = { a: side, b: side, left: 0, alike: 0, unseen: [], own: { entities: 0, facts: [] } }

  it('sum entities, in the order of areas; what moved is one of them', () => {
    const moved = [{ entity: 'topic/orders/0', metric: 'partition.hw', before: 1, after: 2 }]
    expect(countsOf({ ...nothing, groups: [leader, lost, leader], moved, movedLeft: 4 })).toEqual([
      { area: 'topology', count: 1 },
      { area: 'ownership', count: 6 },
      { area: 'offsets', count: 5 },
    ])
    expect(countsOf({ ...nothing, groups: [], moved: [], movedLeft: 0 })).toEqual([])
  })
})
