import { expect, test } from 'vitest'
import type { Finding } from '../../../../../../src/shared/api/findings.ts'
import { rules } from '../../../../../../src/main/systems/kafka/rules/index.ts'
import { rangesOf } from '../../../../../../src/main/systems/kafka/rules/base/topics.ts'
import type { Look } from '../../../../../../src/main/systems/moment.ts'
import type { EntitySet, FactColumn, Sample } from '../../../../../../src/main/systems/sample.ts'
import { MemoryLook } from '../history.ts'

const PARTITIONS = 8

interface Cluster {
  readonly topics: number
  /** Replicas that are out of the ISR of a partition. */
  missing(topic: number, partition: number): readonly number[]
  readonly brokers: readonly number[]
}

function sampleOf({ topics, missing, brokers }: Cluster): Sample {
  const each = Array.from({ length: topics * PARTITIONS }, (_, i) => [
    Math.floor(i / PARTITIONS),
    i % PARTITIONS,
  ])
  const name = (topic: number) => `topic/t${String(topic).padStart(4, '0')}`
  const set = { paths: each.map(([topic, partition]) => `${name(topic!)}/${String(partition)}`) }
  const of = (key: string, entities: EntitySet, values: FactColumn['values']): FactColumn => ({
    key,
    entities,
    values,
    complete: true,
  })
  const registered = { paths: brokers.map((id) => `broker/${String(id)}`) }
  return {
    at: 1_000_000,
    tookMs: 1,
    values: [
      { metric: 'partition.hw', cadence: 'tick', entities: set, values: new Float64Array(each.length) },
    ],
    facts: [
      of(
        'partition.leader',
        set,
        each.map(() => 1),
      ),
      of(
        'partition.replicas',
        set,
        each.map(() => [1, 2, 3]),
      ),
      of(
        'partition.isr',
        set,
        each.map(([t, p]) => [1, 2, 3].filter((id) => !missing(t!, p!).includes(id))),
      ),
      of(
        'broker.address',
        registered,
        brokers.map(() => 'localhost:9092'),
      ),
    ],
    gaps: [],
    cost: [],
  }
}

const claimsOf = (rule: string, look: Look) => rules.find(({ id }) => id === rule)!.evaluate(look).candidates

/** As the store would show it, with these findings in force. */
function lookAt(cluster: Cluster, open: readonly { rule: string; entity: string }[] = []): Look {
  const look = new MemoryLook([sampleOf(cluster)])
  look.findings = () => open as Finding[]
  return look
}

test('a topic is claimed once, its worst partitions first, the others by their numbers', () => {
  const missing = (topic: number, partition: number) =>
    topic > 0 || partition === 0 ? [] : partition === 6 ? [2, 3] : [3]
  const found = claimsOf('kafka/under-replicated', lookAt({ topics: 2, missing, brokers: [1, 2, 3] }))
  expect(found.map(({ entity }) => entity)).toEqual(['topic/t0000'])
  expect(found[0]!.title).toBe('7 of 8 partitions of t0000 have as few as 1 of 3 replicas in sync')
  expect(found[0]!.evidence.map(({ entity }) => entity)).toEqual([
    'topic/t0000/6',
    'topic/t0000/1',
    'topic/t0000/2',
    'topic/t0000/3',
    'topic/t0000/4',
    'topic/t0000',
  ])
  expect(found[0]!.evidence.at(-1)!.says).toBe('the same of partition 5, 7')
})

test('the same topic keeps its finding when its trouble grows from one partition to all', () => {
  const entities = [1, 3, PARTITIONS].map((most) => {
    const missing = (_: number, partition: number) => (partition < most ? [3] : [])
    const look = lookAt({ topics: 1, missing, brokers: [1, 2, 3] })
    return claimsOf('kafka/under-replicated', look).map(({ entity }) => entity)
  })
  expect(entities).toEqual([['topic/t0000'], ['topic/t0000'], ['topic/t0000']])
})

test('a lost broker of very many topics: a bounded number of claims, and every one is explained', () => {
  const look = lookAt({ topics: 400, missing: () => [2], brokers: [1, 3] })
  const claims = claimsOf('kafka/under-replicated', look)
  expect(claims).toHaveLength(101)
  expect(claims.at(-1)).toMatchObject({
    entity: 'cluster',
    title: '2400 partitions of 300 more topics are under-replicated',
  })
  const [cause] = claimsOf('kafka/one-broker-explains', look)
  expect(cause!.explains).toEqual(
    expect.arrayContaining(claims.map(({ entity }) => `kafka/under-replicated ${entity}`)),
  )
})

test('past the bound, what has a finding keeps it: new trouble elsewhere closes nothing', () => {
  const rule = 'kafka/under-replicated'
  const open = Array.from({ length: 100 }, (_, i) => ({
    rule,
    entity: `topic/t${String(i + 50).padStart(4, '0')}`,
  }))
  const look = lookAt({ topics: 150, missing: () => [2], brokers: [1, 2, 3] }, open)
  const claimed = claimsOf(rule, look).map(({ entity }) => entity)
  expect(claimed.toSorted()).toEqual(['cluster', ...open.map(({ entity }) => entity)])
})

test('a topic that misses two lost brokers is explained; one with a trouble of its own is not', () => {
  const lost = (_: number, partition: number) => [partition % 2 === 0 ? 2 : 3]
  const causes = claimsOf('kafka/one-broker-explains', lookAt({ topics: 1, missing: lost, brokers: [1] }))
  expect(causes.map(({ entity }) => entity)).toEqual(['broker/2', 'broker/3'])
  for (const { explains } of causes) expect(explains).toContain('kafka/under-replicated topic/t0000')

  const own = (_: number, partition: number) => (partition === 0 ? [2] : partition === 1 ? [3] : [])
  const [down] = claimsOf('kafka/one-broker-explains', lookAt({ topics: 1, missing: own, brokers: [1, 3] }))
  expect(down!.entity).toBe('broker/2')
  expect(down!.explains).not.toContain('kafka/under-replicated topic/t0000')
})

test('numbers are told as ranges, and not without end', () => {
  expect(rangesOf([9, 1, 3, 4, 5, 7, 6])).toBe('1, 3–7, 9')
  expect(rangesOf([1, 2])).toBe('1, 2')
  expect(rangesOf(Array.from({ length: 40 }, (_, i) => i * 2))).toMatch(/^0, 2, .*, 22 and 28 more$/)
})
