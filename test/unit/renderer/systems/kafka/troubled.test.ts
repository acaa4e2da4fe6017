import { expect, test } from 'vitest'
import { foldTroubled, someOf } from '../../../../../src/renderer/systems/kafka/troubled.ts'
import type { OverviewData } from '../../../../../src/shared/systems/kafka-cluster-views.ts'
import type { PartitionState } from '../../../../../src/shared/systems/kafka-views.ts'

type Row = readonly [
  topic: string,
  partition: number,
  state: PartitionState,
  isr: number[],
  replicas: number[],
  since: number,
]

const troubled = (rows: readonly Row[]): OverviewData['troubled'] => ({
  total: rows.length,
  topic: rows.map((r) => r[0]),
  partition: Int32Array.from(rows, (r) => r[1]),
  leader: Int32Array.from(rows, () => 1),
  state: rows.map((r) => r[2]),
  isr: rows.map((r) => r[3]),
  replicas: rows.map((r) => r[4]),
  since: Float64Array.from(rows, (r) => r[5]),
})

test('partitions of a topic that miss the same broker are one line', () => {
  const folded = foldTroubled(
    troubled([
      ['orders', 3, 'under-replicated', [1, 3], [1, 2, 3], 20],
      ['orders', 1, 'under-replicated', [3, 1], [2, 3, 1], 10],
      ['orders', 2, 'under-replicated', [1, 2], [1, 2, 3], 30],
    ]),
  )
  expect(folded).toHaveLength(2)
  expect(folded[0]).toMatchObject({ partitions: [1, 3], missing: [2], inSync: 2, replicas: 3, since: 10 })
  expect(folded[1]).toMatchObject({ partitions: [2], missing: [3] })
})

test('the worst stands first, and the cluster’s own topics after those of people', () => {
  const folded = foldTroubled(
    troubled([
      ['__consumer_offsets', 0, 'under-replicated', [1], [1, 2], 0],
      ['audit', 0, 'under-replicated', [1], [1, 2], 0],
      ['__consumer_offsets', 7, 'offline', [], [2], 0],
    ]),
  )
  expect(folded.map((t) => `${t.topic} ${t.state}`)).toEqual([
    '__consumer_offsets offline',
    'audit under-replicated',
    '__consumer_offsets under-replicated',
  ])
})

test('since when is not known stays not known', () => {
  expect(foldTroubled(troubled([['a', 0, 'hw-stands', [1, 2], [1, 2], NaN]]))[0]?.since).toBeNaN()
})

test('a long list ends in how many more there are', () => {
  expect(someOf([1, 2, 3])).toBe('1, 2, 3')
  expect(someOf([0, 1, 2, 3, 4], 2)).toBe('0, 1 and 3 more')
})
