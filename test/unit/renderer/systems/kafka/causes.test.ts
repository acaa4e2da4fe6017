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

const piece = (entity: string) => ({ entity, from: 0, to: 1, says: '' })

test('a broker that explains a topic is named once, with all that it explains', () => {
  const findings = [
    { ...finding('broker', 'broker/5'), evidence: [piece('topic/orders/2@5')] },
    { ...finding('a', 'topic/orders', 'broker'), evidence: [piece('topic/orders/2'), piece('topic/orders')] },
    finding('b', 'topic/orders/2@5', 'a'),
    finding('c', 'topic/payments', 'broker'),
  ]
  expect(causesOf(findings, 'topic/orders/2', true)).toEqual([{ finding: findings[0], explains: 2 }])
})

test('a finding that nothing explains stands for itself, one of another partition does not', () => {
  const alone = { ...finding('a', 'topic/orders'), evidence: [piece('topic/orders/2')] }
  expect(causesOf([alone], 'topic/orders/2', false)).toEqual([{ finding: alone, explains: 0 }])
  expect(causesOf([alone], 'topic/orders/20', false)).toEqual([])
  expect(causesOf([alone], 'topic/orders/2', false)).toHaveLength(1)
})

test('a partition in trouble that its topic’s finding does not name is meant all the same', () => {
  const many = { ...finding('a', 'topic/orders'), evidence: [piece('topic/orders/2')] }
  expect(causesOf([many], 'topic/orders/9', true)).toEqual([{ finding: many, explains: 0 }])
  expect(causesOf([many], 'topic/order/9', true)).toEqual([])
})

test('findings that explain each other end somewhere', () => {
  const round = [finding('a', 'topic/o/1', 'b'), finding('b', 'topic/o/1', 'a')]
  expect(causesOf(round, 'topic/o/1', true).length).toBeGreaterThan(0)
})
