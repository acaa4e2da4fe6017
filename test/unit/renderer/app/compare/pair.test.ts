import { describe, expect, it } from 'vitest'
import { comparedOver, comparedWithBefore } from '../../../../../src/renderer/app/compare/entries.ts'
import {
  isSame,
  momentOf,
  pairOf,
  relationOf,
  versusOf,
} from '../../../../../src/renderer/app/compare/pair.ts'

const at = Date.parse('2026-11-20T03:12:40Z')
const minute = 60_000

describe('the two moments of an address', () => {
  it('are of the target on screen, unless another one is named', () => {
    expect(pairOf({ at: at - minute }, 'prod', at)).toEqual({
      a: { targetId: 'prod', at: at - minute },
      b: { targetId: 'prod', at },
    })
    expect(pairOf({ targetId: 'test', at: 'live' }, 'prod', at).a).toEqual({ targetId: 'test', at: 'live' })
  })

  it('say which one is earlier, or that they are of two clusters', () => {
    expect(relationOf(pairOf({ at: at - minute }, 'prod', at))).toBe('before')
    expect(relationOf(pairOf({ at: at + minute }, 'prod', at))).toBe('after')
    expect(relationOf(pairOf({ at }, 'prod', 'live'))).toBe('before')
    expect(relationOf(pairOf({ at: 'live' }, 'prod', at))).toBe('after')
    expect(relationOf(pairOf({ targetId: 'test', at: at - minute }, 'prod', at))).toBe('other')
  })

  it('are the same moment when one has just pinned it', () => {
    expect(isSame(pairOf({ at }, 'prod', at))).toBe(true)
    expect(isSame(pairOf({ at }, 'prod', 'live'))).toBe(false)
    expect(isSame(pairOf({ targetId: 'test', at }, 'prod', at))).toBe(false)
  })

  it('can be told from either side', () => {
    const { a, b } = pairOf({ targetId: 'test', at: at - minute }, 'prod', at)
    expect(versusOf(b, a.targetId)).toEqual({ targetId: 'prod', at })
    expect(versusOf(a, b.targetId)).toEqual({ targetId: 'test', at: at - minute })
    expect(versusOf({ targetId: 'prod', at: 'live' }, 'prod')).toEqual({ at: 'live' })
  })
})

describe('the moment at which another target is looked at first', () => {
  const extent = { from: at - 10 * minute, to: at + minute }

  it('is the same instant where it was seen then, else its newest', () => {
    expect(momentOf({ condition: 'observed', extent }, at)).toBe(at)
    expect(momentOf({ condition: 'observed', extent }, at - 20 * minute)).toBe('live')
    expect(momentOf({ condition: 'observed', extent }, 'live')).toBe('live')
  })

  it('of a recording is an instant of it, which has no newer one', () => {
    expect(momentOf({ condition: 'recorded', extent }, at)).toBe(at)
    expect(momentOf({ condition: 'recorded', extent }, 'live')).toBe(extent.to)
    expect(momentOf({ condition: 'recorded', extent }, at + 5 * minute)).toBe(extent.to)
  })
})

describe('ways into a comparison', () => {
  const finding = { targetId: 'prod', since: at - minute, opened: at }
  const path = ['t', 'prod', 'differences']

  it('lead from a finding to what changed since before its condition was first seen', () => {
    const vs = { at: at - minute - 1 }
    expect(comparedWithBefore(finding, at + minute)).toEqual({ path, state: {}, vs })
    expect(comparedWithBefore(finding, at - 5 * minute)).toEqual({ path, state: {}, vs, at })
  })

  it('lead from a range of events to what they came to', () => {
    const range = { from: at - minute, to: at }
    expect(comparedOver('prod', range, at - 1000)).toEqual({ path, state: {}, vs: { at: range.from } })
    expect(comparedOver('prod', range, at + minute)).toEqual({ path, state: {}, vs: { at: range.from }, at })
  })
})
