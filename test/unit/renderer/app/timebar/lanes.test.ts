import { expect, test } from 'vitest'
import { endedAt, gapAt, layLanes, withOpenEnds } from '../../../../../src/renderer/app/timebar/lanes.ts'
import type { FindingSpan } from '../../../../../src/renderer/app/timebar/lanes.ts'

const span = (
  id: string,
  from: number,
  to: number | undefined,
  severity: FindingSpan['severity'],
): FindingSpan => ({
  id,
  rule: 'test/rule',
  title: id,
  severity,
  from,
  to,
})

test('spans in one lane never meet, the worst come first', () => {
  const spans = Array.from({ length: 60 }, (_, k) =>
    span(
      `${k}`,
      (k * 37) % 200,
      ((k * 37) % 200) + 5 + ((k * 13) % 40),
      k % 7 === 0 ? 'critical' : 'warning',
    ),
  )
  const { laned, left } = layLanes(spans, 3, 2, 300)
  expect(laned.length + left).toBe(spans.length)
  for (const a of laned)
    for (const b of laned) {
      if (a === b || a.lane !== b.lane) continue
      const areApart = (a.span.to ?? 0) + 2 <= b.span.from || (b.span.to ?? 0) + 2 <= a.span.from
      expect(areApart).toBe(true)
    }
  const worstLeft = spans.filter((each) => each.severity === 'critical').length
  expect(laned.filter((each) => each.span.severity === 'critical').length).toBeGreaterThan(worstLeft / 2)
})

test('an open finding reaches to now', () => {
  const { laned } = layLanes(
    [span('open', 10, undefined, 'critical'), span('later', 50, 60, 'warning')],
    3,
    0,
    100,
  )
  expect(laned.map((each) => [each.span.id, each.lane])).toEqual([
    ['open', 0],
    ['later', 1],
  ])
})

test('an instant lies in a gap or it does not', () => {
  const gaps = [{ from: 10, to: 20 }]
  expect(gapAt(gaps, 15)).toEqual({ from: 10, to: 20 })
  expect(gapAt(gaps, 10)).toBeUndefined()
  expect(gapAt(gaps, 20)).toBeUndefined()
})

test('what is not seen reaches to the first sample, and grows from the last one while samples fail', () => {
  const timeline = {
    from: 0,
    to: 100,
    density: new Float64Array(),
    notable: new Float64Array(),
    gaps: [
      { from: 15, to: 18 },
      { from: 60, to: 70 },
    ],
    findings: [],
  }
  expect(withOpenEnds(timeline, { from: 10, to: 60 }, { from: 0, to: 90 }).gaps).toEqual([
    { from: 0, to: 10 },
    { from: 15, to: 18 },
    { from: 60, to: 90 },
  ])
  expect(withOpenEnds(timeline, { from: 0, to: 90 }, { from: 0, to: 90 })).toBe(timeline)
})

test('what was open when a target was last seen is claimed up to then, and no further', () => {
  const findings = [span('open', 10, undefined, 'warning'), span('over', 5, 15, 'info')]
  const timeline = {
    from: 0,
    to: 100,
    density: new Float64Array(1),
    notable: new Float64Array(1),
    gaps: [],
    findings,
  }
  expect(endedAt(timeline, 40).findings.map(({ id, to }) => [id, to])).toEqual([
    ['open', 40],
    ['over', 15],
  ])
  expect(endedAt({ ...timeline, from: 50 }, 40).findings).toEqual([])
})
