import { expect, test } from 'vitest'
import { parseInstant } from '../../../../src/shared/base/parse-time.ts'

const local = (text: string) => new Date(text).getTime()
const now = local('2026-11-20T05:26:40')

test.each([
  ['3:12', '2026-11-20T03:12:00'],
  ['03:12:40', '2026-11-20T03:12:40'],
  ['23:50', '2026-11-19T23:50:00'],
  ['yesterday 04:00', '2026-11-19T04:00:00'],
  ['-15m', '2026-11-20T05:11:40'],
  ['2 h ago', '2026-11-20T03:26:40'],
  ['17 Nov 14:20:11', '2026-11-17T14:20:11'],
  ['Tue 17 Nov 14:20', '2026-11-17T14:20:00'],
  ['2026-11-18 09:00', '2026-11-18T09:00:00'],
  ['2026-11-18T09:00:00', '2026-11-18T09:00:00'],
])('%s is %s', (typed, expected) => {
  expect(parseInstant(typed, now)).toBe(local(expected))
})

test.each(['', 'soon', '25:00', '12:61', '12', 'Foo 20 Bar 10:00'])('%j is not understood', (typed) => {
  expect(parseInstant(typed, now)).toBeUndefined()
})
