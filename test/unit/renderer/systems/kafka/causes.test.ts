import { expect, test } from 'vitest'
import type { Finding } from '../../../../../src/shared/api/findings.ts'
import { causesOf } from '../../../../../src/renderer/systems/kafka/topic/causes.ts'

const finding = (id: string, entity: string, explainedBy?: string): Finding => ({
  id,
  targetId: 't',
  rule: 'kafka/under-replicated',
  entity,
  severity: 'warning',
  title: id,
  since: 0,
  opened: 0,
  evidence: [],
  why: '',
  fix: '',
  source: { label: '', url: '' },
  ...(explainedBy === undefined ? {} : { explainedBy }),
})

test('a broker that explains a partition and its replica is named once, with all that it explains', () => {
  const findings = [
    finding('broker', 'broker/5'),
    finding('a', 'topic/orders/2', 'broker'),
    finding('b', 'topic/orders/2@5', 'a'),
    finding('c', 'topic/orders/20', 'broker'),
  ]
  expect(causesOf(findings, 'topic/orders/2')).toEqual([{ finding: findings[0], explains: 2 }])
})

test('a finding that nothing explains stands for itself, one of another partition does not', () => {
  const alone = finding('a', 'topic/orders/2')
  expect(causesOf([alone], 'topic/orders/2')).toEqual([{ finding: alone, explains: 0 }])
  expect(causesOf([alone], 'topic/orders/3')).toEqual([])
})

test('findings that explain each other end somewhere', () => {
  const round = [finding('a', 'topic/o/1', 'b'), finding('b', 'topic/o/1', 'a')]
  expect(causesOf(round, 'topic/o/1').length).toBeGreaterThan(0)
})
