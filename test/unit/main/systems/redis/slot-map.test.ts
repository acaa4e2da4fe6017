import { describe, expect, test } from 'vitest'
import { parseClusterNodes } from '../../../../../src/main/systems/redis/ask/cluster-nodes.ts'
import { slotMap, type Voice } from '../../../../../src/main/systems/redis/slot-map.ts'

const id = (letter: string) => letter.repeat(40)

/** What a node says: a line for each, `a 0-8191 @3 flags`. */
function voice(
  of: string,
  lines: readonly (readonly [who: string, slots: string, epoch: number, more?: string])[],
): Voice {
  const text = lines
    .map(([who, slots, epoch, more = '']) => {
      const flags = `${who === of ? 'myself,' : ''}master${more}`
      return `${id(who)} ${who}:1@2 ${flags} - 0 0 ${epoch} connected ${slots}`
    })
    .join('\n')
  return { address: `${of}:1`, lines: parseClusterNodes(text, `${of}:1`) }
}

const agreed = [
  ['a', '0-8191', 1],
  ['b', '8192-16383', 2],
] as const

describe('who owns which slot', () => {
  test('all agree', () => {
    const map = slotMap([voice('a', agreed), voice('b', agreed)])
    expect(map.runs).toEqual([
      { from: 0, to: 8191, owner: 'a:1' },
      { from: 8192, to: 16_383, owner: 'b:1' },
    ])
    expect(map).toMatchObject({ claimed: 16_384, disputed: 0 })
    expect(map.disputes.size).toBe(0)
  })

  test('the higher epoch holds, and the one that claims by a lower one is told', () => {
    const after = [
      ['a', '', 1],
      ['b', '8192-16383', 2],
      ['c', '0-8191', 5],
    ] as const
    const woken = [...agreed, ['c', '', 0]] as const
    const map = slotMap([voice('a', woken), voice('b', after), voice('c', after)])
    expect(map.runs[0]).toEqual({ from: 0, to: 8191, owner: 'c:1' })
    expect(map.disputes).toEqual(new Map([['a:1', [{ from: 0, to: 8191, owner: 'a:1' }]]]))
    expect(map.disputed).toBe(8192)
  })

  test('a hole is nobody’s', () => {
    const holed = [
      ['a', '0-99', 1],
      ['b', '200-16383', 2],
    ] as const
    const map = slotMap([voice('a', holed), voice('b', holed)])
    expect(map.runs[1]).toEqual({ from: 100, to: 199, owner: null })
    expect(map.claimed).toBe(16_284)
  })

  test('failed is whom more than half call so', () => {
    const failing = [
      ['a', '0-8191', 1, ',fail'],
      ['b', '8192-16383', 2],
    ] as const
    const others = [voice('b', failing), voice('c', failing)]
    expect(slotMap([voice('a', agreed), ...others]).failed).toEqual(new Set(['a:1']))
    expect(slotMap([voice('a', agreed), voice('d', agreed), ...others]).failed.size).toBe(0)
  })
})
