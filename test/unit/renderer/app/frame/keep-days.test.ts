import { expect, test } from 'vitest'
import { daysOf, daysWord, keepingWords } from '../../../../../src/renderer/app/frame/keep-days.ts'

test.each([
  ['7', 7],
  [' 30 ', 30],
  ['3650', 3650],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['3651', undefined],
  ['', undefined],
  ['a week', undefined],
])('“%s” is %s days', (text, days) => expect(daysOf(text)).toBe(days))

test('one day is one day', () => expect([daysWord(1), daysWord(2)]).toEqual(['1 day', '2 days']))

const store = { file: 'history.orrery', sizeBytes: 5e6, bytesPerDay: 10e6, keepDays: 30 }

test('says what it comes to, and what else is kept for how long', () => {
  const says = keepingWords(store, 60)
  expect(says).toMatch(/600\sMB/)
  expect(says).toContain('360 days')
  expect(says).toContain('1440 days')
  expect(says).not.toContain('for good')
})

test('foretells nothing while nothing grows', () => {
  expect(keepingWords({ ...store, bytesPerDay: 0 }, 7)).not.toMatch(/About|0\sB/)
})

test('warns before anything is deleted', () => expect(keepingWords(store, 7)).toContain('for good'))
