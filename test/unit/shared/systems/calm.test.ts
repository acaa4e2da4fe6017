import { readdirSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { Moment } from '../../../../src/main/systems/moment.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import type { Catalogue, FactInfo } from '../../../../src/shared/systems/catalogue.ts'
import { catalogues } from '../../../../src/shared/systems/index.ts'
import { comparedValue, readableValue } from '../../../../src/shared/history/compared-value.ts'

const folder = new URL('../../../../resources/', import.meta.url)
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.orrery'))
  .map((name) => name.replace('.orrery', ''))
const readers = new Map(
  recordings.map((name) => [name, openReader(new URL(`${name}.orrery`, folder).pathname)]),
)
afterAll(() => readers.forEach((reader) => reader[Symbol.dispose]()))

function opened(recording: string) {
  const reader = readers.get(recording)!
  const [target] = reader.targets()
  const catalogue = catalogues[recording.split('-')[0]!]!
  return { reader, catalogue, ...target! }
}

/** What differs, and of how many entities: "znode.stat 3", "znode.kind +1". */
function whatDiffers(catalogue: Catalogue, before: Moment, after: Moment): Record<string, number> {
  const found: Record<string, number> = {}
  const count = (key: string) => (found[key] = (found[key] ?? 0) + 1)
  for (const fact of catalogue.facts) {
    const [was, is] = [before.facts(fact.key), after.facts(fact.key)]
    for (const entity of new Set([...was.keys(), ...is.keys()])) {
      const [a, b] = [was, is].map((held) => comparedText(fact, held.get(entity)?.value ?? null))
      if (a !== b) count(fact.key)
    }
  }
  return found
}

function comparedText(fact: FactInfo, value: Json): string | undefined {
  const compared = comparedValue(fact, value, false)
  return compared === undefined ? undefined : JSON.stringify(compared)
}

interface Calm {
  /** Seconds from the beginning. */
  readonly from: number
  readonly to: number
  /** What goes on there all the time, and what it is that differs. */
  readonly going?: Readonly<Record<string, number>>
}

/** The lab’s clients take a lock in turns (of its queue four places are given up, and four taken), and write 20 settings anew. */
const locksAndSettings = { 'znode.kind': 8, 'znode.stat': 28 }

/** Two instants of rest in each recording, some samples apart. */
const calm: Readonly<Record<string, Calm>> = {
  'activemq-experiments': { from: 18, to: 26 },
  'activemq-stranded': { from: 66, to: 178 },
  'kafka-broker-lost': { from: 202, to: 282 },
  'kafka-experiments': { from: 19, to: 25 },
  'rabbitmq-experiments': { from: 39, to: 43 },
  'rabbitmq-memory-alarm': { from: 10, to: 58 },
  'redis-experiments': { from: 18, to: 34 },
  'redis-reshard': { from: 122, to: 194 },
  'redis-sentinel-failover': { from: 106, to: 154 },
  'zookeeper-experiments': { from: 19, to: 22, going: { 'znode.kind': 4, 'znode.stat': 19 } },
  'zookeeper-leader-killed': { from: 98, to: 106, going: locksAndSettings },
}

describe.each(recordings)('%s', (recording) => {
  const { reader, catalogue, targetId, from, to } = opened(recording)

  test('at rest nothing differs but what somebody does', () => {
    const window = calm[recording]
    if (window === undefined) throw new Error(`Name two instants of rest in ${recording}`)
    const at = (second: number) => reader.look(targetId, from + second * 1000)!.moment
    expect(whatDiffers(catalogue, at(window.from), at(window.to))).toEqual(window.going ?? {})
  })

  test('whatever was kept is readable, and not much longer for that', () => {
    const edges = reader.changes(targetId, from, to, { limit: 1e6 })
    const facts = new Map(catalogue.facts.map((fact) => [fact.key, fact]))
    for (const { key, before, after } of edges)
      for (const value of [before, after]) {
        const once = readableValue(facts.get(key), value)
        const twice = readableValue(facts.get(key), once)
        expect(sizeOf(once)).toBeLessThanOrEqual(sizeOf(value) + slack)
        expect(sizeOf(twice)).toBeLessThanOrEqual(sizeOf(once) + slack)
      }
  })
})

/** "1 bytes, checksum 811c9dc5", names of members. */
const slack = 40
const sizeOf = (value: Json) => JSON.stringify(value).length
