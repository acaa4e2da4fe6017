import { expect, test } from 'vitest'
import { kindChoices, targetChoices } from '../../../../../src/renderer/app/search/choices.ts'
import { examplesOf } from '../../../../../src/renderer/app/search/examples.ts'
import type { TargetState } from '../../../../../src/shared/api/targets.ts'
import { aFinding, anEntity } from './found.ts'

const extent = { from: 1, to: 2 }
const target = (id: string, rest: object) => ({ config: { id }, ...rest }) as TargetState
const targets = [
  target('demo', { condition: 'recorded', extent, recording: {} }),
  target('cut', { condition: 'recorded', extent, recording: { archive: {} } }),
  target('own', { condition: 'observed', extent }),
  target('never', { condition: 'failing' }),
]

test('a chosen kind stays among the choices when nothing of it is left', () => {
  const kinds = [
    { kind: 'topic', count: 4 },
    { kind: '', count: 2 },
  ]
  expect(kindChoices(kinds, ['group', 'topic'])).toEqual([
    { kind: 'topic', count: 4 },
    { kind: 'group', count: 0 },
  ])
})

test('targets of which nothing was seen are no choice; one’s own come first, then archives', () => {
  const ids = (chosen: readonly string[]) => targetChoices(targets, chosen).map(({ config }) => config.id)
  expect(ids([])).toEqual(['own', 'cut', 'demo'])
  expect(ids(['never'])).toEqual(['own', 'never', 'cut', 'demo'])
})

test('examples are short, of each sort, and none twice', () => {
  const found = [
    ...['a', 'orders', 'orders', 'clicks', 'payments'].map((entity) => ({ ...anEntity, entity })),
    { ...aFinding, title: 'Broker 2 is lost, and 14 partitions have one replica less' },
  ]
  const names = examplesOf(found, (each) =>
    each.is === 'finding' ? each.title : each.is === 'entity' ? each.entity : '',
  )
  expect(names).toEqual(['orders', 'clicks', 'Broker 2 is lost'])
})
