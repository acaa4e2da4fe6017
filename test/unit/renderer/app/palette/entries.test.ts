import { expect, test } from 'vitest'
import { fitting } from '../../../../../src/renderer/app/palette/entries.ts'
import type { Entry } from '../../../../../src/renderer/app/palette/entries.ts'

const entry = (name: string, kind = 'partition', whose = 'prod'): Entry => ({
  id: `${kind} ${name}`,
  kind,
  name,
  isName: true,
  whose,
  run: () => undefined,
})
const names = (entries: readonly Entry[], text: string) => fitting(entries, text).map((each) => each.name)

test('whole parts of a name come before beginnings, and these before middles', () => {
  const entries = ['orders-21', 'my-orders-2', 'orders-2', 'reorders-2', 'orders.events.v2-2'].map((name) =>
    entry(name),
  )
  expect(names(entries, 'orders 2')).toEqual([
    'orders-2',
    'orders.events.v2-2',
    'my-orders-2',
    'orders-21',
    'reorders-2',
  ])
})

test('every word must be found, in the name, the kind or the target', () => {
  const entries = [entry('orders'), entry('billing', 'group', 'staging')]
  expect(names(entries, 'group')).toEqual(['billing'])
  expect(names(entries, 'STAGING bill')).toEqual(['billing'])
  expect(names(entries, 'orders nothing')).toEqual([])
})

test('nothing typed keeps everything, in its order but for the length', () => {
  expect(names([entry('a'), entry('b')], '')).toEqual(['a', 'b'])
})
