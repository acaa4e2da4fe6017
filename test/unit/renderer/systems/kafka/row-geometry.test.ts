import { describe, expect, test } from 'vitest'
import {
  breakMarkOffset,
  calmRow,
  culprits,
  rowGeometry,
  rowHeight,
  type LevelRow,
} from '../../../../../src/renderer/systems/kafka/water/row-geometry.ts'

const scale = { tail: 80_000, x0: 100, x1: 500 }
const end = 10_658_359
const replica = (broker: number, behind: number, inIsr = true) => ({
  broker,
  isLeader: broker === 1,
  inIsr,
  logStart: 6_412_008,
  leo: end - behind,
})
const row = (change: Partial<LevelRow> = {}): LevelRow => ({
  logStart: 6_412_008,
  hw: end - 18_480,
  end,
  hwStands: true,
  replicas: [replica(1, 0), replica(3, 19), replica(5, 18_480)],
  commits: [],
  ...change,
})

describe('a partition whose watermark stands', () => {
  test('only the in-sync replica that ends lowest is blamed', () => {
    expect(culprits(row())).toEqual([5])
    expect(rowGeometry(row(), scale, calmRow).bars.map((b) => b.kind)).toEqual(['leader', 'in', 'culprit'])
  })

  test('a replica that is out of the ISR is hatched, however far it is', () => {
    const out = row({ hwStands: false, hw: end, replicas: [replica(1, 0), replica(5, 191_340, false)] })
    const bar = rowGeometry(out, scale, calmRow).bars[1]
    expect(bar).toMatchObject({ kind: 'out', endsBefore: true, behind: 191_340 })
  })

  test('the span that is written and not readable runs from the watermark to the end', () => {
    expect(rowGeometry(row(), scale, calmRow).unreadable).toEqual({
      from: 500 - (18_480 / 80_000) * 400,
      to: 500,
    })
    expect(rowGeometry(row({ hwStands: false }), scale, calmRow).unreadable).toBeUndefined()
  })
})

describe('what was not observed', () => {
  test('a replica without an end is unknown, never at the end or at zero', () => {
    const blind = row({ replicas: [replica(1, 0), { ...replica(3, 0), leo: NaN }] })
    expect(rowGeometry(blind, scale, calmRow).bars[1]?.kind).toBe('unknown')
  })

  test('without the leader’s end, distances start at the highest end that is known', () => {
    const blind = row({
      end: NaN,
      hwStands: false,
      replicas: [{ ...replica(1, 0), leo: NaN }, replica(3, 40)],
    })
    const bars = rowGeometry(blind, scale, calmRow).bars
    expect(bars.map((b) => b.kind)).toEqual(['unknown', 'in'])
    expect(bars[1]?.behind).toBe(0)
  })

  test('no watermark, no line', () => {
    expect(rowGeometry(row({ hw: NaN }), scale, calmRow).hw).toBeUndefined()
  })
})

describe('commits', () => {
  test('those on the same pixels are one mark, those before the break stand at it', () => {
    const commits = [
      { group: 0, offset: end - 18_480 },
      { group: 1, offset: end - 18_500 },
      { group: 2, offset: end - 2_110_926 },
      { group: 3, offset: NaN },
    ]
    const marks = rowGeometry(row({ commits }), scale, calmRow).commits
    expect(marks).toHaveLength(2)
    expect(marks[0]).toMatchObject({ groups: [2], beforeBreak: true, x: scale.x0 - breakMarkOffset })
    expect(marks[1]?.groups).toEqual([1, 0])
  })
})

test('a log shorter than the tail starts where it starts, and has no break', () => {
  const short = { ...row(), logStart: end - 40_000, hwStands: false, hw: end }
  const geometry = rowGeometry(
    { ...short, replicas: short.replicas.map((r) => ({ ...r, logStart: end - 40_000, leo: end })) },
    scale,
    calmRow,
  )
  expect(geometry.hasBreak).toBe(false)
  expect(geometry.bars[0]).toMatchObject({ from: 300, to: 500, reachesBack: false })
})

test('rows grow with their replicas', () => {
  expect(rowHeight(3, calmRow)).toBe(58)
  expect(rowHeight(1, calmRow)).toBe(32)
})
