import { expect, test } from 'vitest'
import type { RunEntry } from '../../../../src/shared/api/experiments.ts'
import { foldDelivery, timesOf } from '../../../../src/shared/systems/kafka-delivery.ts'
import type { Json } from '../../../../src/shared/base/json.ts'

const told = (at: number, actor: string, what: string, data: Json = null): RunEntry => ({
  ...{ seq: at, at, kind: 'client', actor, what, says: '', data },
})

test('who worked on what, what was committed, who died, and what was found', () => {
  const seen = foldDelivery([
    told(1, 'worker-1', 'worked', { numbers: [0, 1] }),
    told(2, 'worker-1', 'committed', { offset: 2 }),
    told(3, 'worker-1', 'worked', { numbers: [2] }),
    told(4, 'worker-1', 'killed'),
    told(5, 'worker-2', 'worked', { numbers: [2, 3] }),
    told(6, 'reader', 'found', { numbers: [0, 1, 2, 2, 3] }),
  ])
  expect(
    seen.workers.map(({ name, killed, worked }) => [name, killed, worked.map(({ number }) => number)]),
  ).toEqual([
    ['worker-1', 4, [0, 1, 2]],
    ['worker-2', undefined, [2, 3]],
  ])
  expect(seen.commits).toEqual([{ at: 2, offset: 2 }])
  expect(timesOf(seen.found!, 5)).toEqual([1, 1, 2, 1, 0])
})

test('nothing was found while nobody has looked', () => {
  expect(foldDelivery([told(1, 'worker-1', 'worked', { numbers: [0] })]).found).toBeUndefined()
})
