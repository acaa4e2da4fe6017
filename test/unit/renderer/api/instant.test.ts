import { expect, test } from 'vitest'
import { stretchBefore } from '../../../../src/renderer/api/instant.ts'

const minute = 60_000
const at = 100 * minute

test('the stretch asked for, where all of it may have been seen', () => {
  expect(stretchBefore(at, 15 * minute, 0)).toEqual({ from: 85 * minute, to: at })
})

test('not from before anything was seen', () => {
  expect(stretchBefore(at, 15 * minute, 96 * minute)).toEqual({ from: 96 * minute, to: at })
})

test('never too short to be drawn', () => {
  expect(stretchBefore(at, 15 * minute, at - 2000)).toEqual({ from: 99 * minute, to: at })
  expect(stretchBefore(at, 30_000, at)).toEqual({ from: at - 30_000, to: at })
})
