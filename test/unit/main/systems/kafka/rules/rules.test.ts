import { expect, test } from 'vitest'
import { rules } from '../../../../../../src/main/systems/kafka/rules/index.ts'
import type { Gap } from '../../../../../../src/main/systems/sample.ts'
import { Model } from '../../../../../../src/main/systems/kafka/model.ts'
import { toSample } from '../../../../../../src/main/systems/kafka/sample.ts'
import { looksAt, MemoryLook, recorded } from '../history.ts'
import { judge } from './findings.ts'

const ids = rules.map(({ id }) => id)

/** What the rules claim at each sample, holding aside. */
function claims(drill: string, rule: string) {
  const one = rules.find(({ id }) => id === rule)!
  return looksAt(drill).map((look) => one.evaluate(look).candidates)
}

test('a healthy cluster: every rule says ok, none finds anything', () => {
  const { findings, verdicts } = judge('healthy')
  expect(findings).toEqual([])
  expect(verdicts.map(({ rule, is }) => [rule, is])).toEqual(ids.map((id) => [id, 'ok']))
})

test.each(ids)('%s is found in some drill', (id) => {
  const drills = ['broker-killed', 'follower-paused', 'controllers-lost', 'isr-flapping']
  const found = drills.flatMap((drill) => claims(drill, id).flat())
  expect(found.length).toBeGreaterThan(0)
  for (const { evidence, title } of found) {
    expect(title.length).toBeLessThan(140)
    expect(evidence.length).toBeGreaterThan(0)
    for (const { says, from, to } of evidence) {
      expect(says).not.toContain('NaN')
      expect(from).toBeLessThanOrEqual(to)
    }
  }
})

test('a lost broker is one cause: what is wrong with its partitions is folded under it', () => {
  const { findings } = judge('broker-killed')
  const cause = findings.find(({ rule }) => rule === 'kafka/one-broker-explains')!
  expect(cause).toMatchObject({ entity: 'broker/2', severity: 'critical' })
  expect(cause.title).toContain('Broker 2 is gone')
  // what had ended before the cause was known stands by itself
  const others = findings.filter(({ id, closed }) => id !== cause.id && !(closed! <= cause.opened))
  expect(others.length).toBeGreaterThanOrEqual(3)
  expect(others.filter(({ explainedBy }) => explainedBy !== cause.id)).toEqual([])
})

test('the only replica of a partition was on it: offline, and who may bring it back', () => {
  const { findings } = judge('broker-killed')
  const offline = findings.filter(({ rule }) => rule === 'kafka/offline-partition')
  expect(offline).toHaveLength(1)
  expect(offline[0]!.entity).toBe('topic/single')
  expect(offline[0]!.title).toMatch(/^single-\d has no leader$/)
  expect(offline[0]!.fix).toContain('Bring back broker 2')
})

test('two of three in sync: below the minimum where three are needed, at the minimum where two are', () => {
  const last = (rule: string) =>
    claims('broker-killed', rule)
      .at(-1)!
      .map(({ entity }) => entity)
  expect(last('kafka/under-min-isr').sort()).toEqual(['topic/strict'])
  expect(last('kafka/at-min-isr')).toContain('topic/orders')
  expect(last('kafka/at-min-isr')).not.toContain('topic/strict')
  const [orders] = claims('broker-killed', 'kafka/under-replicated')
    .at(-1)!
    .filter(({ entity }) => entity === 'topic/orders')
  expect(orders!.title).toBe('3 of 3 partitions of orders have as few as 2 of 3 replicas in sync')
  expect(orders!.evidence.map(({ entity }) => entity)).toEqual(
    [0, 1, 2].map((p) => `topic/orders/${String(p)}`),
  )
})

test('what heals closes', () => {
  const { findings, verdicts } = judge('follower-paused')
  expect(findings.length).toBeGreaterThan(0)
  expect(findings.filter(({ closed }) => closed === undefined)).toEqual([])
  expect(verdicts.map(({ is }) => is)).toEqual(ids.map(() => 'ok'))
})

test('a stopped follower is named while it still counts as in sync, though it answers nothing itself', () => {
  const named = claims('follower-paused', 'kafka/follower-falling-behind')
  expect(named.slice(0, 6).flat()).toEqual([])
  expect(named.flat().map(({ entity }) => entity)).toContain('broker/3')
  expect(named.flat().every(({ entity }) => entity === 'broker/3')).toBe(true)
  expect(named.flat()[0]!.evidence.map(({ entity }) => entity)).toContain('topic/orders/2@3')
})

test('a watermark that nobody may let go on: a warning first, critical after replica.lag.time.max.ms', () => {
  const { findings } = judge('controllers-lost')
  const [stalled] = findings.filter(({ rule }) => rule === 'kafka/commit-stalled')
  expect(stalled).toMatchObject({ severity: 'critical' })
  expect(stalled!.entity).toBe('topic/orders')
  expect(stalled!.closed).toBeDefined()
  const [first] = claims('controllers-lost', 'kafka/commit-stalled').flat()
  expect(first!.severity).toBe('warning')
})

test('while a leader answers nothing, its partitions are not judged: unknown, not ok', () => {
  const { verdictsOf } = judge('controllers-lost')
  const verdicts = verdictsOf('kafka/commit-stalled')
  expect(verdicts.slice(0, 5)).toEqual(Array<string>(5).fill('ok'))
  expect(verdicts.slice(5, 7)).toEqual(['unknown', 'unknown'])
  expect(verdicts.at(-1)).toBe('ok')
})

test('a replica that leaves and returns while its broker stays registered flaps; one whose broker was lost does not', () => {
  const flapping = claims('isr-flapping', 'kafka/isr-flapping')
  expect(flapping.slice(0, 15).flat()).toEqual([])
  expect(flapping.at(-1)).toMatchObject([{ entity: 'broker/3' }])
  expect(claims('follower-paused', 'kafka/isr-flapping').flat()).toEqual([])
})

const refused: Gap = {
  entity: 'broker/1',
  ask: 'DescribeConfigs',
  code: 'forbidden',
  message: 'TOPIC_AUTHORIZATION_FAILED for 4 topics',
  fix: "kafka-acls --add --allow-principal User:x --operation DescribeConfigs --topic '*'",
}

test('a replica that is only being added is nothing to find', () => {
  expect(judge('replica-added').findings).toEqual([])
  for (const rule of ['kafka/under-replicated', 'kafka/at-min-isr', 'kafka/one-broker-explains'])
    expect(claims('replica-added', rule).flat()).toEqual([])
})

test('without settings, rules that compare with them are unknown and say which grant is missing', () => {
  const model = new Model()
  const samples = recorded('healthy').map((raw) => {
    const sample = toSample(raw, model)
    return {
      ...sample,
      facts: sample.facts.filter(({ key }) => key !== 'topic.config'),
      gaps: [refused],
    }
  })
  const outcome = rules.find(({ id }) => id === 'kafka/under-min-isr')!.evaluate(new MemoryLook(samples))
  expect(outcome.candidates).toEqual([])
  expect(outcome.missing).toContain('DescribeConfigs')
  expect(outcome.unjudged).toContain('topic/orders')
  expect(outcome.unjudged).toHaveLength(4)
})
