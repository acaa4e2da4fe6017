import { describe, expect, test } from 'vitest'
import { formatAddress, parseAddress } from '../../../../src/renderer/app/address.ts'
import type { Address } from '../../../../src/renderer/app/address.ts'
import { matchPath } from '../../../../src/renderer/app/match.ts'

const at = Date.parse('2026-11-20T03:12:40.000Z')
const address = (change: Partial<Address>): Address => ({
  path: [],
  at: 'live',
  range: { is: 'last', ms: 3_600_000 },
  state: {},
  ...change,
})

describe('an address', () => {
  test('reads as a person would write it', () => {
    expect(formatAddress(address({ path: ['t', 'prod', 'topics', 'orders'], at }))).toBe(
      '#/t/prod/topics/orders?at=2026-11-20T03:12:40.000Z',
    )
  })
  test.each([
    address({}),
    address({ path: ['t', 'a/b c', 'tree', '/config/é?#&'], at }),
    address({ range: { is: 'all' } }),
    address({ range: { is: 'last', ms: 6 * 3_600_000 } }),
    address({ range: { is: 'last', ms: 95_000 } }),
    address({ at, range: { is: 'fixed', from: at - 1000, to: at + 1000 } }),
    address({ state: { partition: '2', sort: '-lag & more' } }),
  ])('comes back as it was: %o', (given) => {
    expect(parseAddress(formatAddress(given))).toEqual(given)
  })
  test('keeps the moment that is compared, of this target or of another one', () => {
    const pinned = Date.parse('2026-11-20T02:58:00Z')
    expect(parseAddress('#/t/a?vs=2026-11-20T02:58:00.000Z').vs).toEqual({ at: pinned })
    expect(parseAddress('#/t/a?vs=live').vs).toEqual({ at: 'live' })
    for (const vs of [
      { at: pinned },
      { targetId: 'b@x/y', at: pinned },
      { targetId: 'b', at: 'live' as const },
    ]) {
      const hash = formatAddress({ ...parseAddress('#/t/a'), vs })
      expect(parseAddress(hash).vs).toEqual(vs)
    }
    expect(parseAddress('#/t/a?vs=nonsense').vs).toBeUndefined()
    expect(parseAddress('#/t/a?vs=b@').vs).toBeUndefined()
  })
  test('nonsense is ignored', () => {
    expect(parseAddress('#/t/%zz?at=never&from=1&to=0&range=-5h')).toEqual(address({ path: ['t', '%zz'] }))
    expect(parseAddress('')).toEqual(address({}))
  })
})

test('a pattern takes the whole path or nothing', () => {
  expect(matchPath('topics/:topic', ['topics', 'a/b'])).toEqual({ topic: 'a/b' })
  expect(matchPath('topics/:topic', ['topics'])).toBeUndefined()
  expect(matchPath('topics', ['topics', 'a'])).toBeUndefined()
  expect(matchPath('', [])).toEqual({})
})
