import { expect, test } from 'vitest'
import { around, holdsAll, markedParts, wordsOf } from '../../../../../src/renderer/app/search/marks.ts'

/** A text with its marks in brackets. */
const marked = (text: string, typed: string) =>
  markedParts(text, wordsOf(typed))
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join('')

test('every place of every word is marked, in whatever case', () => {
  expect(marked('Orders.events and orders-7', 'orders 7')).toBe('[Orders].events and [orders]-[7]')
  expect(marked('orders', 'nothing')).toBe('orders')
  expect(marked('orders', '')).toBe('orders')
  expect(marked('', 'orders')).toBe('')
})

test('words that overlap or touch are one mark', () => {
  expect(marked('reorders', 'order reord')).toBe('[reorder]s')
  expect(marked('abab', 'ab')).toBe('[abab]')
})

test('quoted words are looked for together', () => {
  expect(marked('broker 2, node 2', '"broker 2"')).toBe('[broker 2], node 2')
  expect(marked('broker 2, node 2', '"broker 2')).toBe('[broker 2], node 2')
  expect(wordsOf('"" " " a A')).toEqual(['A'])
})

test('letters that change their length in another case shift no mark', () => {
  expect(marked('Straße İzmir orders', 'orders')).toBe('Straße İzmir [orders]')
  expect(holdsAll('Straße ORDERS', wordsOf('orders'))).toBe(true)
})

const room = { most: 80, seen: 36 }

test('of a long text the part from just before the first match on is kept', () => {
  const text = `${'a'.repeat(500)} needle ${'b'.repeat(500)}`
  const short = around(text, wordsOf('needle'), room)
  expect(short.indexOf('needle')).toBe(13)
  expect(short).toHaveLength(82)
  expect(short.startsWith('…')).toBe(true)
  expect(short.endsWith('…')).toBe(true)
  expect(around(text, wordsOf('nothing'), room)).toBe(`${text.slice(0, 80)}…`)
  expect(around(`${'a'.repeat(200)} end`, wordsOf('end'), room)).toBe('…aaaaaaaaaaa end')
})

test('a match that is on screen anyway moves nothing', () => {
  expect(around('the needle in a short text', wordsOf('needle'), room)).toBe('the needle in a short text')
  expect(around('the needle in a short text', wordsOf('text'), { most: 80, seen: 15 })).toBe('…hort text')
})
