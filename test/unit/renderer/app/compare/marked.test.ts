import { describe, expect, it } from 'vitest'
import type { Marks } from '../../../../../src/shared/api/compare.ts'
import { goneWord, markedOf } from '../../../../../src/renderer/app/compare/marked.ts'

const told: Marks = {
  entities: ['topic/orders/0', 'topic/orders/1', 'topic/orders/1@2', 'topic/new', 'topic/old', 'broker/3'],
  is: ['changed', 'changed', 'changed', 'new', 'gone', 'gone'],
  says: ['Leader 3 → 1', 'Leader 3 → 1', 'Log directory', '', '', ''],
  left: 0,
}
const before = { relation: 'before', other: '02:58:00' } as const

describe('marks of what differs', () => {
  it('says of each entity what differs, and nothing of those that are alike', () => {
    const marks = markedOf(told, before)
    expect(marks.of('topic/orders/0')).toEqual({ sign: 'changed', says: 'Leader 3 → 1' })
    expect(marks.of('topic/new')).toEqual({ sign: 'new', says: 'new: not there at 02:58:00' })
    expect(marks.of('topic/payments')).toBeUndefined()
    expect(marks.of('topic/old')).toEqual({ sign: 'gone', says: 'gone: was there at 02:58:00' })
    expect(marks.gone).toEqual(['topic/old', 'broker/3'])
  })

  it('marks what holds something that differs, with what differs most under it', () => {
    const marks = markedOf(told, before)
    expect(marks.of('topic/orders')).toEqual({
      sign: 'inside',
      says: '3 parts differ: Leader 3 → 1 (2); Log directory',
    })
    expect(marks.of('topic/orders')).toBe(marks.of('topic/orders'))
    expect(marks.of('topic/order')).toBeUndefined()
  })

  it('says of a holder that something under it is gone', () => {
    const marks = markedOf({ entities: ['topic/a/1'], is: ['gone'], says: [''], left: 0 }, before)
    expect(marks.of('topic/a')).toEqual({
      sign: 'inside',
      says: '1 part differs: gone: was there at 02:58:00',
    })
  })

  it('tells what an entity itself differs by before what its parts do', () => {
    const marks = markedOf(
      { entities: ['topic/a', 'topic/a/1'], is: ['changed', 'changed'], says: ['Settings', 'ISR'], left: 0 },
      before,
    )
    expect(marks.of('topic/a')).toEqual({ sign: 'changed', says: 'Settings · 1 part differs: ISR' })
  })

  it('tells many ways by the most frequent three', () => {
    const entities = ['x/1', 'x/2', 'x/3', 'x/4', 'x/5', 'x/6']
    const marks = markedOf(
      { entities, is: entities.map(() => 'changed'), says: ['a', 'b', 'c', 'c', 'd', 'e'], left: 0 },
      before,
    )
    expect(marks.of('x')?.says).toBe('6 parts differ: c (2); a; b; …')
  })

  it('turns the words round when the other moment is later, or of another target', () => {
    const after = markedOf(told, { relation: 'after', other: '03:12:40' })
    expect(after.of('topic/new')).toEqual({ sign: 'gone', says: 'gone by 03:12:40' })
    const other = markedOf(told, { relation: 'other', other: 'prod-2 at 03:12:40' })
    expect(other.of('topic/new')).toEqual({ sign: 'new', says: 'not on prod-2 at 03:12:40' })
    expect(goneWord({ relation: 'other', other: 'prod-2 at 03:12:40' })).toBe('only on prod-2 at 03:12:40')
    expect(goneWord({ relation: 'after', other: '03:12:40' })).toBe('not there yet: comes by 03:12:40')
  })
})
