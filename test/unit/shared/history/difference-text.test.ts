import { expect, test } from 'vitest'
import type { Json } from '../../../../src/shared/base/json.ts'
import { differenceText, movedText } from '../../../../src/shared/history/difference-text.ts'

const member = (id: string, parts: readonly number[]) => ({ id, assignment: { orders: parts } })

test.each<[Json, Json, string]>([
  [3, 1, '3 → 1'],
  [null, 3, 'none → 3'],
  ['leader', null, 'leader → none'],
  [[1, 2, 3], [1, 2], '1, 2, 3 → 1, 2'],
  [null, [2], 'none → 2'],
  [[], ['memory'], 'none → memory'],
  [{ value: '7', source: 'topic' }, { value: '8', source: 'topic' }, 'value 7 → 8'],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, 'a c 2 → 3'],
  [
    [member('c-1', [0]), member('c-2', [1])],
    [member('c-1', [0, 1])],
    'without c-2; c-1: assignment orders 0 → 0, 1',
  ],
  [[member('c-1', [0])], [member('c-1', [0]), member('c-2', [])], 'with c-2'],
  [[member('c-1', [0]), member('c-2', [1])], [member('c-2', [1]), member('c-1', [0])], 'in another order'],
])('%j → %j: %s', (before, after, text) => {
  expect(differenceText(before, after)).toBe(text)
})

test('of long lists what they lost and gained is told', () => {
  const many = Array.from({ length: 200 }, (_, i) => i + 1000)
  expect(differenceText(many, many.slice(1))).toBe('without 1000')
  expect(differenceText(many.slice(9), many)).toBe('with 1000, 1001, 1002, 1003, 1004, 1005 and 3 more')
})

test('only lists lose and gain', () => {
  expect(movedText([1, 2, 3], [1, 2])).toBe('without 3')
  expect(movedText([1, 2], [4, 1])).toBe('without 2, with 4')
  expect(movedText([1, 2], [2, 1])).toBeUndefined()
  expect(movedText(3, 1)).toBeUndefined()
})
