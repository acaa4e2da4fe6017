import { describe, expect, test } from 'vitest'
import { keysText, lookUp } from '../../../../../src/renderer/systems/redis/slots/lookup.ts'
import { movesOf } from '../../../../../src/renderer/systems/redis/slots/moves.ts'
import { slotsSaid } from '../../../../../src/renderer/systems/redis/slots/slots-said.ts'
import { movingSlot, slotOwner, slotsData } from './samples.ts'

describe('looking a slot up', () => {
  const data = slotsData({
    from: Uint16Array.of(0, 100, 101, 8192),
    to: Uint16Array.of(99, 100, 8191, 16_383),
    owner: Int16Array.of(0, 1, -1, 1),
    moving: [movingSlot()],
    disputes: [{ from: 90, to: 110, voice: 'c:3', names: null, shown: 'a:1', since: 0 }],
  })

  test.each([
    [0, 0],
    [99, 0],
    [100, 1],
    [101, -1],
    [8191, -1],
    [8192, 1],
    [16_383, 1],
  ])('slot %d lies with owner %d', (slot, index) => {
    expect(lookUp(data, slot).index).toBe(index)
    expect(lookUp(data, slot).owner?.address).toBe(data.owners[index]?.address)
  })

  test('finds what is odd about it, and nothing elsewhere', () => {
    expect(lookUp(data, 100).move?.to).toBe('b:2')
    expect(lookUp(data, 100).disputes).toHaveLength(1)
    expect(lookUp(data, 111)).toMatchObject({ move: undefined, disputes: [] })
  })
})

describe('keys of a slot', () => {
  const counted = [{ address: 'a:1', slots: [{ slot: 7, keys: 20 }], othersAtMost: 3 }]
  const keysOf = (slot: number, othersAtMost = 3) => {
    const told = counted.map((one) => ({ ...one, othersAtMost }))
    const { keys } = lookUp(slotsData({ counted: told }), slot)
    return keys && keysText(keys)
  }

  test('are told where the owner counts them: exactly of the fullest, at most of the others', () => {
    expect(keysOf(7)).toBe('20 keys')
    expect(keysOf(8)).toBe('at most 3 keys')
    expect(keysOf(8, 0)).toBe('0 keys')
    // of another owner, who doesn't count
    expect(keysOf(9000)).toBeUndefined()
  })
})

describe('moves', () => {
  test('join neighbours that go the same way, and add their keys', () => {
    const moves = movesOf([movingSlot(), movingSlot({ slot: 101 }), movingSlot({ slot: 103 })])
    expect(moves.map(({ from, to, keysLeft, keysMoved }) => [from, to, keysLeft, keysMoved])).toEqual([
      [100, 101, 12, 4],
      [103, 103, 6, 2],
    ])
  })

  test('with one unknown count have an unknown sum, never a small one', () => {
    expect(movesOf([movingSlot(), movingSlot({ slot: 101, keysFrom: null })])[0]?.keysLeft).toBeNull()
  })

  test('that one side alone tells come first', () => {
    const stuck = movingSlot({ slot: 300, is: 'one-sided', from: null })
    expect(movesOf([movingSlot(), stuck]).map((move) => move.isAgreed)).toEqual([false, true])
  })
})

describe('what is said of slots', () => {
  test('is nothing while all are served and agreed upon', () => {
    expect(slotsSaid(slotsData(), 0)).toEqual([])
    expect(slotsSaid(slotsData({ moving: [movingSlot()] }), 0)).toEqual([])
  })

  test('counts those without an owner', () => {
    const data = slotsData({
      to: Uint16Array.of(8190, 8191, 16_383),
      from: Uint16Array.of(0, 8191, 8192),
      owner: Int16Array.of(0, -1, 1),
      unowned: '8191',
    })
    expect(slotsSaid(data, 0)[0]).toMatchObject({ tone: 'bad', headline: '1 slot has no owner: 8191.' })
  })

  test('names an owner that does not serve, and who could take over', () => {
    const data = slotsData({ owners: [slotOwner({ isServing: false }), slotOwner({ address: 'b:2' })] })
    expect(slotsSaid(data, 0)[0]?.rest).toContain('c:3 can take over')
  })

  test('calls a move that one side tells stuck', () => {
    const data = slotsData({ moving: [movingSlot({ is: 'one-sided', to: null })] })
    expect(slotsSaid(data, 61_000)[0]).toMatchObject({ tone: 'warn' })
    expect(slotsSaid(data, 61_000)[0]?.headline).toContain('Slot 100 is stuck half way')
  })

  test('names who sees other owners', () => {
    const dispute = { from: 0, to: 5, voice: 'c:3', names: 'b:2', shown: 'a:1', since: 0 }
    const data = slotsData({ disputes: [dispute, { ...dispute, from: 9, to: 9 }] })
    expect(slotsSaid(data, 5000)[0]?.headline).toBe('c:3 names other owners of some slots.')
  })
})
