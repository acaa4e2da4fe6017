import { expect, test } from 'vitest'
import { together } from '../../../../../src/renderer/app/events/use-events.ts'
import type { EventRow } from '../../../../../src/shared/api/history.ts'

const at = (...instants: readonly number[]) => instants.map((each) => ({ at: each }) as EventRow)

test('events of several targets stand in one order, newest first', () => {
  const { events, isCut } = together([at(9, 5, 1), at(8, 5)], 10)
  expect(events.map((each) => each.at)).toEqual([9, 8, 5, 5, 1])
  expect(isCut).toBe(false)
})

test('where one target had more than could be read, the others tell nothing from before that', () => {
  const { events, isCut } = together([at(9, 8, 7), at(9, 6, 2)], 3)
  expect(events.map((each) => each.at)).toEqual([9, 9, 8, 7])
  expect(isCut).toBe(true)
})
