import { expect, test } from 'vitest'
import { toldCapabilities, toldConfig, withToldFacts } from '../../../../src/main/core/observe/told-facts.ts'
import type { Moment } from '../../../../src/main/systems/moment.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import type { Capability, TargetConfig } from '../../../../src/shared/api/targets.ts'

const config: TargetConfig = {
  id: 'prod',
  name: 'Production',
  system: 'kafka',
  endpoints: ['b-1:9092'],
  options: { mechanism: 'plain' },
  auth: { username: 'somebody', password: { kind: 'env', name: 'SECRET_OF_PROD' } },
  permission: 'observe',
  intervalMs: 5000,
  budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
}
const capabilities: readonly Capability[] = [
  { what: 'Configs', state: 'not-observed', by: 'DescribeConfigs', fix: 'Grant DescribeConfigs' },
]
const sample: Sample = { at: 1, tookMs: 1, values: [], facts: [], gaps: [], cost: [] }

/** A moment in which just the facts of a sample hold. */
function momentOf({ facts }: Sample): Moment {
  const fact = (entity: string, key: string) =>
    facts.find((column) => column.key === key && column.entities.paths[0] === entity)?.values[0]
  return { fact } as unknown as Moment
}

test('a history tells by itself what its target is, and what of it could be observed', () => {
  const moment = momentOf(withToldFacts(sample, config, capabilities))
  expect(toldConfig(moment)).toEqual({
    name: 'Production',
    system: 'kafka',
    endpoints: ['b-1:9092'],
    options: { mechanism: 'plain' },
    intervalMs: 5000,
  })
  expect(toldCapabilities(moment)).toEqual(capabilities)
})

test('who is let in, and by what, is not in it', () => {
  const written = JSON.stringify(withToldFacts(sample, config, capabilities).facts)
  expect(written).not.toContain('somebody')
  expect(written).not.toContain('SECRET_OF_PROD')
})

test('a history that was written by something else tells neither', () => {
  expect(toldConfig(momentOf(sample))).toBeUndefined()
  expect(toldCapabilities(momentOf(sample))).toEqual([])
})
