import { expect, test } from 'vitest'
import { grouped, matching } from '../../../../src/renderer/experiments/catalogue/group.ts'
import { info } from './a-run.ts'

const locks = {
  ...info,
  id: 'zookeeper/locks',
  system: 'zookeeper',
  title: 'Locks',
  concepts: ['coordination', 'ownership'],
}

test('by system in their order, by concept under each of its own, the commonest first', () => {
  expect(grouped([info, locks], 'system').map((group) => group.name)).toEqual(['kafka', 'zookeeper'])
  expect(
    grouped([info, locks], 'concept').map(({ name, experiments }) => [name, experiments.length]),
  ).toEqual([
    ['ownership', 2],
    ['coordination', 1],
    ['hand-over', 1],
  ])
})

test('a filter finds by every word, whatever its case and place', () => {
  expect(matching([info, locks], 'OWNERSHIP lock')).toEqual([locks])
  expect(matching([info, locks], 'eager')).toHaveLength(2)
  expect(matching([info, locks], 'kafka')).toEqual([info])
  expect(matching([info, locks], '')).toHaveLength(2)
  expect(matching([info, locks], 'nothing')).toEqual([])
})
