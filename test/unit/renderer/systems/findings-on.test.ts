import { expect, test } from 'vitest'
import { findingsOn } from '../../../../src/renderer/systems/findings-on.ts'
import type { Finding } from '../../../../src/shared/api/findings.ts'

const finding = (id: string, more: Partial<Finding>): Finding => ({
  ...{ id, targetId: 't', rule: 'r', entity: 'queue/a', severity: 'warning', title: id, since: 0, opened: 0 },
  ...{ evidence: [], why: '', fix: '', source: { label: '', url: '' } },
  ...more,
})

test('findings on an entity are its own and those that name it, the gravest first', () => {
  const named = { entity: 'queue/a', from: 0, to: 1, says: '' }
  const all = [
    finding('own', {}),
    finding('elsewhere', { entity: 'queue/b' }),
    finding('grave', { severity: 'critical', since: 9 }),
    finding('names it', { entity: 'cluster', evidence: [named], since: 5 }),
  ]
  expect(findingsOn(all, 'queue/a').map(({ id }) => id)).toEqual(['grave', 'own', 'names it'])
})
