import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Assignor } from '../../../../../../src/main/systems/kafka/experiments/rebalance/assignors/assignor.ts'
import {
  rangeAssignor,
  roundRobinAssignor,
} from '../../../../../../src/main/systems/kafka/experiments/rebalance/assignors/memoryless.ts'
import {
  cooperativeStickyAssignor,
  stickyAssignor,
} from '../../../../../../src/main/systems/kafka/experiments/rebalance/assignors/sticky.ts'

/** One assignment of Kafka's own, see test/fixtures/kafka/assignors/README.md. */
interface Line {
  readonly assignor: string
  readonly partitions: number
  readonly owned: Readonly<Record<string, readonly number[]>>
  readonly generations: Readonly<Record<string, number>>
  readonly given: Readonly<Record<string, readonly number[]>>
}

const file = new URL('../../../../../fixtures/kafka/assignors/assignments.jsonl', import.meta.url)
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Line)

function ours(assign: Assignor, { partitions, owned, generations }: Line): Line['given'] {
  const candidates = Object.entries(owned).map(([id, has]) => ({
    id,
    owned: has,
    generation: generations[id]!,
  }))
  const given = assign(candidates, partitions)
  return Object.fromEntries([...given].map(([id, has]) => [id, has.toSorted((a, b) => a - b)]))
}

describe.each([
  ['range', rangeAssignor],
  ['round-robin', roundRobinAssignor],
  ['sticky', stickyAssignor],
  ['cooperative-sticky', cooperativeStickyAssignor],
] as const)('%s', (name, assign) => {
  const cases = lines.filter(({ assignor }) => assignor === name)

  test(`gives what Kafka's own gives, in ${String(cases.length)} assignments`, () => {
    expect(cases.length).toBe(320)
    for (const line of cases) expect({ ...line, given: ours(assign, line) }).toEqual(line)
  })
})
