import { expect, test } from 'vitest'
import { readTyped } from '../../../../../src/renderer/app/search/typed-instant.ts'

const now = new Date('2026-11-20T12:00:00').getTime()
const fine = () => undefined

test('a time is read as "go to" takes it', () => {
  expect(readTyped('15 min ago', now, fine)).toEqual({ is: 'understood', at: now - 900_000 })
  expect(readTyped('11:30', now, fine)).toEqual({ is: 'understood', at: now - 1_800_000 })
  expect(readTyped(' ', now, fine)).toEqual({ is: 'empty' })
  expect(readTyped('11:', now, fine)).toEqual({ is: 'unread' })
})

test('what can’t be is refused with the reason', () => {
  expect(readTyped('2027-01-01 10:00', now, fine)).toMatchObject({
    is: 'refused',
    why: 'That has not come yet',
  })
  expect(readTyped('11:30', now, () => 'That is after the end')).toMatchObject({
    is: 'refused',
    why: 'That is after the end',
  })
})
