import { expect, test } from 'vitest'
import { wordsOf } from '../../../../../src/renderer/app/search/marks.ts'
import { valueText } from '../../../../../src/renderer/app/search/value-text.ts'

const shown = (text: string, typed: string, isCut = false) => valueText({ text, isCut }, wordsOf(typed))

test('a value is written as people read it', () => {
  expect(shown('{"leader":2,"epoch":44}', 'leader')).toBe('leader 2, epoch 44')
  expect(shown('"compact"', 'comp')).toBe('compact')
  expect(shown('[1,2,3]', '2')).toBe('1, 2, 3')
})

test('what was looked for can be seen: else it is written as it is kept', () => {
  expect(shown('[1,2,3]', '1,2')).toBe('[1,2,3]')
  expect(shown('{"a":null,"b":1}', 'null')).toBe('{"a":null,"b":1}')
  const long = JSON.stringify(Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`key-${n}`, n])))
  expect(shown(long, 'key-77')).toContain('key-77')
})

test('a part of a value reads like the whole, as far as there is one', () => {
  expect(shown('{"client":"orders.fast","state":{"is":"running"},"ids":[1,2', 'orders', true)).toBe(
    'client orders.fast, state is running, ids [1,2',
  )
  expect(shown('…aw\\"quoted\\"", "b":\n 1', 'b', true)).toBe('…aw"quoted", b 1')
  expect(shown('…{"a":1', '"a', true)).toBe('…a 1')
  expect(shown('not json', 'json')).toBe('not json')
})
