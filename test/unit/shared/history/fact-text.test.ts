import { expect, test } from 'vitest'
import { changeText, eventWhat, factText } from '../../../../src/shared/history/fact-text.ts'
import type { EventRow } from '../../../../src/shared/api/history.ts'

test.each([
  [[1, 3, 5], '1, 3, 5'],
  [[], '(empty)'],
  [null, 'none'],
  [true, 'yes'],
  [{ leader: 2, epoch: 44, rack: null }, 'leader 2, epoch 44'],
  [{ ids: [1, 2] }, 'ids [1, 2]'],
])('%j is %s', (value, text) => {
  expect(factText(value)).toBe(text)
})

test('a change says from what to what; of records only what changed', () => {
  expect(changeText([1, 3, 5], [1, 3])).toBe('1, 3, 5 → 1, 3')
  expect(changeText({ leader: 5, epoch: 43, rack: 'a' }, { leader: 6, epoch: 44, rack: 'a' })).toBe(
    'leader 5 → 6, epoch 43 → 44',
  )
  expect(changeText(null, 'leader')).toBe('leader')
  expect(changeText('leader', null)).toBe('leader → gone')
})

test('what happened is told beside the entity', () => {
  const event = (change: Partial<EventRow>): EventRow => ({
    at: 0,
    targetId: 't',
    kind: 'fact',
    entity: 'e',
    key: 'k',
    label: 'l',
    before: null,
    after: 1,
    source: 's',
    ...change,
  })
  expect(eventWhat(event({ kind: 'finding', before: true, after: false }))).toBe('closed')
  expect(eventWhat(event({ kind: 'gap', after: 'No answer in 2000 ms' }))).toBe('No answer in 2000 ms')
})
