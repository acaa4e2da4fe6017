import { expect, test } from 'vitest'
import { evidenceStretch, drawnEvidence } from '../../../../../src/shared/history/evidence.ts'
import { findingText } from '../../../../../src/renderer/app/findings/finding-text.ts'
import { arrange, countsOf, lockedOf } from '../../../../../src/renderer/app/findings/group.ts'
import { causesOf } from '../../../../../src/shared/history/causes.ts'
import type { Finding } from '../../../../../src/shared/api/findings.ts'

const minute = 60_000
const finding = (id: string, change: Partial<Finding> = {}): Finding => ({
  id,
  targetId: 't',
  rule: 'kafka/under-replicated',
  entity: `topic/${id}`,
  severity: 'warning',
  title: id,
  since: 100 * minute,
  opened: 101 * minute,
  evidence: [],
  why: 'because',
  fix: 'do',
  source: { label: 'Docs', url: 'https://example.org/' },
  ...change,
})

test('what another one explains is folded under it, the worst cause first', () => {
  const causes = causesOf([
    finding('a', { explainedBy: 'broker' }),
    finding('late', { opened: 105 * minute }),
    finding('b', { explainedBy: 'broker', severity: 'critical' }),
    finding('broker', { severity: 'critical' }),
  ])
  expect(causes.map((each) => [each.finding.id, each.explained.map((one) => one.id)])).toEqual([
    ['broker', ['b', 'a']],
    ['late', []],
  ])
})

test('a finding whose cause is not in the list, or that names itself, stands for itself', () => {
  const causes = causesOf([finding('a', { explainedBy: 'gone' }), finding('b', { explainedBy: 'b' })])
  expect(causes.map((each) => each.finding.id)).toEqual(['a', 'b'])
})

test('no finding is lost, however they are arranged', () => {
  const list = [finding('a', { explainedBy: 'c' }), finding('b'), finding('c', { opened: 90 * minute })]
  for (const grouping of ['cause', 'entity', 'time'] as const) {
    const all = arrange(list, grouping).flatMap((each) => [
      each.finding.id,
      ...each.explained.map((one) => one.id),
      ...each.alike.map((one) => one.id),
    ])
    expect(all.toSorted()).toEqual(['a', 'b', 'c'])
  }
  expect(arrange(list, 'time').map((each) => each.finding.id)).toEqual(['a', 'b', 'c'])
})

test('many of one rule are said once, causes are not hidden among them', () => {
  const sessions = Array.from({ length: 6 }, (_, k) => finding(`s${k}`, { rule: 'zookeeper/session' }))
  const cause = finding('cause', { rule: 'zookeeper/session' })
  const list = [...sessions, cause, finding('x', { explainedBy: 'cause' }), finding('other')]
  const arranged = arrange(list, 'cause')
  expect(arranged.map((each) => [each.finding.id, each.explained.length, each.alike.length])).toEqual(
    expect.arrayContaining([
      ['cause', 1, 0],
      ['other', 0, 0],
      ['s0', 0, 5],
    ]),
  )
  expect(arranged).toHaveLength(3)
})

test('unknown rules are grouped by what unlocks them', () => {
  const unknown = (rule: string, missing?: string) => ({
    rule,
    title: rule,
    is: 'unknown' as const,
    ...(missing === undefined ? {} : { missing }),
  })
  const verdicts = [
    unknown('a', 'grant'),
    unknown('b'),
    unknown('c', 'grant'),
    { rule: 'd', title: 'd', is: 'ok' as const },
  ]
  expect(lockedOf(verdicts).map((each) => [each.missing, each.rules.length])).toEqual([
    ['grant', 2],
    ['Not observed yet', 1],
  ])
  expect(countsOf({ at: 0, findings: [finding('a')], verdicts })).toEqual({ ok: 1, findings: 1, unknown: 3 })
})

test('evidence is drawn with about as much before the claim as it lasts, never past the edge', () => {
  const open = evidenceStretch(finding('a'), 111 * minute, 112 * minute)
  expect(open.from).toBeLessThan(100 * minute)
  expect(open.to).toBeLessThanOrEqual(112 * minute)
  expect(open.to).toBeGreaterThan(111 * minute)
  const long = evidenceStretch(finding('b', { closed: 9000 * minute }), 9100 * minute, 9200 * minute)
  expect(long.from).toBeGreaterThanOrEqual(40 * minute)
  expect(long.to).toBeGreaterThan(9000 * minute)
})

test('pieces of one metric share a drawing, facts have none', () => {
  const piece = (entity: string, metric?: string) => ({
    entity,
    from: 0,
    to: 1,
    says: '',
    ...(metric === undefined ? { fact: 'partition.isr' } : { metric }),
  })
  const drawn = drawnEvidence([
    piece('a', 'lag'),
    piece('a'),
    piece('b', 'lag'),
    piece('a', 'lag'),
    piece('a', 'hw'),
  ])
  expect(drawn.map((each) => [each.metric, each.pieces.map((one) => one.entity)])).toEqual([
    ['lag', ['a', 'b']],
    ['hw', ['a']],
  ])
})

test('as text it says everything that the page says', () => {
  const text = findingText(finding('a', { closed: 200 * minute }), 'prod', 'http://here/')
  for (const part of [
    'a',
    'prod',
    'because',
    'do',
    'https://example.org/',
    'http://here/',
    '1970-01-01T03:20:00.000Z',
  ])
    expect(text).toContain(part)
})
